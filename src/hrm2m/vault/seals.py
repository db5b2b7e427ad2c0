"""Once a minute: seals the heads that changed, each seal chained to the one before and signed with Ed25519."""

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.db import transaction
from django.db.models import F

from hrm2m.vault import endings, ledger
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.keystore import keystore
from hrm2m.vault.models import Head, Seal


NO_SEAL = bytes(32)
SIGNED_AS = b"hrm2m ledger seal 1\n"


@dataclass(frozen=True)
class SignedHead:
    """The newest seal, to be kept where this server cannot rewrite it."""

    at: datetime
    heads: int
    hash: bytes
    signature: bytes
    public_key: bytes


def seal_changed_heads() -> int:
    """Seals every head that moved since it was sealed last; answers how many. Nothing moved, no seal.

    Two processes may run it at once: the house's head is locked first, so one waits and finds nothing left. A head
    that somebody holds just now is sealed the next time.
    """
    with transaction.atomic(durable=True):
        ledger.lock_heads([HOUSE])
        moved = list(
            Head.objects.select_for_update(skip_locked=_can_skip())
            .filter(seq__gt=F("sealed_seq"))
            .order_by("id")
        )
        if moved:
            _write_seal(moved)
            Head.objects.filter(id__in=[head.id for head in moved]).update(sealed_seq=F("seq"))
    return len(moved)


def newest() -> SignedHead | None:
    """The newest seal with the public key that proves it; None before the first."""
    seal = Seal.objects.order_by("-id").first()
    if seal is None:
        return None
    heads = len(json.loads(seal.heads)["heads"])
    return SignedHead(seal.at, heads, bytes(seal.hash), bytes(seal.signature), public_key())


def hash_of(number: int) -> str:
    """The hash of the seal with this number; empty if there is none."""
    found = Seal.objects.filter(number=number).values_list("hash", flat=True).first()
    return "" if found is None else bytes(found).hex()


def newest_number() -> int:
    """The number of the newest seal; 0 before the first."""
    return Seal.objects.order_by("-number").values_list("number", flat=True).first() or 0


def between(after: int, last: int) -> list[tuple[int, str, bytes, bytes]]:
    """Number, text, hash and signature of the seals after one number up to another, in their order."""
    rows = Seal.objects.filter(number__gt=after, number__lte=last).order_by("number")
    return [(row.number, row.heads, bytes(row.hash), bytes(row.signature)) for row in rows]


def say_that_something_ended(after: int, last: int) -> bool:
    """Whether one of these seals names an ending."""
    return Seal.objects.filter(number__gt=after, number__lte=last, heads__contains='"ended":').exists()


def public_key() -> bytes:
    """The 32 bytes that check the signatures of this installation; no secret."""
    return _signing_key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def _write_seal(heads: list[Head]) -> None:
    before = Seal.objects.order_by("-id").first()
    number, previous = (before.number, bytes(before.hash)) if before else (0, NO_SEAL)
    at = ledger.now_after_lock()
    body = {
        "v": ledger.VERSION,
        "n": number + 1,
        "at": ledger.stamp(at),
        "heads": [[head.id, head.seq, bytes(head.hash).hex()] for head in heads],
    }
    ended = endings.not_sealed_yet(heads)
    text = ledger.canonical(body | {"ended": ended} if ended else body)
    hash_ = sha256(previous + text.encode()).digest()
    Seal.objects.create(
        number=number + 1,
        at=at,
        heads=text,
        hash=hash_,
        signature=_signing_key().sign(SIGNED_AS + hash_),
    )


def _signing_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(keystore().derive("ledger-signature"))


def _can_skip() -> bool:
    return bool(transaction.get_connection().features.has_select_for_update_skip_locked)
