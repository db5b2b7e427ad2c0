"""Secrets of links and browsers, and the marks under which they are kept: a table that leaks opens nothing."""

import base64
import hmac
from hashlib import sha256

from django.conf import settings

from hrm2m.foundation import ids


SECRET_BYTES = 24
_SALT = "hrm2m.partner"


def new_secret() -> str:
    """192 random bits for an address or a session."""
    return base64.urlsafe_b64encode(ids.random_bytes(SECRET_BYTES)).decode()


def mark(*words: object) -> str:
    """The keyed mark of what was said."""
    text = "\x1f".join((_SALT, *(str(word) for word in words)))
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), sha256).hexdigest()
