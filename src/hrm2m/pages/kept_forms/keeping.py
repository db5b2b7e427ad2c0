"""Seals a form, opens it again for the worker who wrote it, and sweeps what nobody came back for."""

import base64
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hrm2m.foundation import clock
from hrm2m.pages.kept_forms.models import KeptForm
from hrm2m.pages.kept_forms.writer import Writer


MINUTES = 60
MOST_BYTES = 200_000
MOST_OF_ONE_WORKER = 20
KEY_BYTES = 32
NONCE_BYTES = 12

Fields = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Kept:
    """A form as it was posted: where to, for which agency, and every field."""

    path: str
    agency_ref: str
    fields: Fields


def keep(writer: Writer, path: str, fields: Fields) -> str | None:
    """Seals the form and answers its key, for a cookie; None if it is too long to keep."""
    plain = json.dumps({"path": path, "agency": writer.agency_ref, "fields": dict(fields)}).encode()
    if len(plain) > MOST_BYTES:
        return None
    key = secrets.token_bytes(KEY_BYTES)
    nonce = secrets.token_bytes(NONCE_BYTES)
    _leave_room(writer.worker_ref)
    KeptForm.objects.create(
        mark=_mark(key),
        worker_ref=writer.worker_ref,
        sealed=nonce + AESGCM(key).encrypt(nonce, plain, writer.worker_ref.encode()),
        until=clock.now() + timedelta(minutes=MINUTES),
    )
    return base64.urlsafe_b64encode(key).decode().rstrip("=")


def kept_for(worker_ref: str, key_text: str) -> Kept | None:
    """The form this key opens, if this worker wrote it within the hour."""
    key = _key(key_text)
    row = KeptForm.objects.filter(mark=_mark(key), worker_ref=worker_ref, until__gt=clock.now()).first()
    if row is None:
        return None
    sealed = bytes(row.sealed)
    try:
        plain = AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], worker_ref.encode())
    except InvalidTag:
        return None
    form = json.loads(plain)
    return Kept(form["path"], form["agency"], form["fields"])


def mark_of(key_text: str) -> str:
    """What a page may say of a kept form: enough to let it go, not enough to open it."""
    return _mark(_key(key_text))


def let_go(worker_ref: str, mark: str) -> None:
    """Deletes the form with this mark: it was saved, or the worker does not want it."""
    KeptForm.objects.filter(mark=mark, worker_ref=worker_ref).delete()


def sweep(now: datetime) -> int:
    """Deletes the forms nobody came back for; answers how many."""
    return KeptForm.objects.filter(until__lte=now).delete()[0]


def _leave_room(worker_ref: str) -> None:
    newest = KeptForm.objects.filter(worker_ref=worker_ref).order_by("-id")
    too_many = list(newest.values_list("id", flat=True)[MOST_OF_ONE_WORKER - 1 :])
    KeptForm.objects.filter(id__in=too_many).delete()


def _key(text: str) -> bytes:
    try:
        key = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        key = b""
    # A key of another length opens nothing; a fresh one of the right length opens nothing either.
    return key if len(key) == KEY_BYTES else secrets.token_bytes(KEY_BYTES)


def _mark(key: bytes) -> str:
    return sha256(b"hrm2m kept form" + key).hexdigest()
