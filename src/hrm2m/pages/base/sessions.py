"""Sessions as rows that open nothing: found by a mark of the key in the cookie, and sealed; no view belongs here.

Whoever copies the database has neither a cookie that is signed in, nor what a session holds on its way: the secret of
an app that is being set up, the words of an invitation. The key is made from the secret key, not from the keystore: who
is signed in must be known also while the vault refuses.
"""

import base64
import hmac
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import connection
from django.utils import timezone

from hrm2m.foundation import ids


NONCE_BYTES = 12
_HELD = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"
MARK_LENGTH = 40
"""As long as the column; 160 bits."""


class SessionStore(db.SessionStore):
    """The rows of Django's own store, without anything in them that works as a key. For views that do not wait."""

    def load(self) -> dict[str, Any]:
        """What the session of this key holds; where there is none, it gets a key of its own when something is kept."""
        # Asked of every page: building the question anew each time took longer than all else until the page is known.
        with connection.cursor() as cursor:
            now = connection.ops.adapt_datetimefield_value(timezone.now())  # noqa: TID251 - as Django's store reads it
            cursor.execute(_HELD, [mark_of(self.session_key), now])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return {}
        return self.decode(found[0])

    def exists(self, session_key: str) -> bool:
        """Whether there is a session with this key."""
        return super().exists(mark_of(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """The row to be written."""
        row = super().create_model_instance(data)
        row.session_key = mark_of(row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        """Takes the row away, of this key or of that one: whoever held it is signed out."""
        key = session_key or self.session_key
        if key is not None:
            super().delete(mark_of(key))

    def encode(self, session_dict: dict[str, Any]) -> str:
        """What the session holds, sealed."""
        nonce = ids.random_bytes(NONCE_BYTES)
        plain: bytes = self.serializer().dumps(session_dict)
        return base64.b64encode(nonce + AESGCM(_key(b"sealed")).encrypt(nonce, plain, None)).decode()

    def decode(self, session_data: str | bytes) -> dict[str, Any]:
        """What was sealed; nothing where it was changed or comes from before sessions were sealed."""
        try:
            sealed = base64.b64decode(session_data)
            plain = AESGCM(_key(b"sealed")).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None)
        except (InvalidTag, ValueError):
            return {}
        found: dict[str, Any] = self.serializer().loads(plain)
        return found


def mark_of(session_key: str | None) -> str:
    """What a row is found by: the cookie cannot be made from it."""
    return hmac.new(_key(b"mark"), (session_key or "").encode(), sha256).hexdigest()[:MARK_LENGTH]


def _key(purpose: bytes) -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), b"hrm2m.sessions." + purpose, sha256).digest()
