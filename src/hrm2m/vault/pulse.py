"""Whether the vault works now and how far its seals are behind, for those who watch a server; nothing about anybody."""

from datetime import datetime
from functools import reduce
from operator import or_

from django.db import DatabaseError
from django.db.models import F, Min, Q

from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import KeystoreRefused
from hrm2m.vault.keystore import keystore
from hrm2m.vault.models import Head, Line, Seal


MOST_HEADS_LOOKED_AT = 50


def works() -> bool:
    """Whether the records answer and the keystore opens, for this process, now."""
    try:
        there = Head.objects.filter(id=HOUSE).exists()
        keystore().keys([])
    except (DatabaseError, KeystoreRefused):
        return False
    return there


def sealed_at() -> datetime | None:
    """When the ledger was sealed last; None before the first seal."""
    return Seal.objects.order_by("-id").values_list("at", flat=True).first()


def is_ahead(now: datetime) -> bool:
    """Whether a line was written by a clock that ran ahead of this one."""
    return Line.objects.filter(at__gt=now).exists()


def unsealed_since() -> datetime | None:
    """The time of the oldest line that no seal covers, among fifty chains that moved; None if all are sealed."""
    moved = Head.objects.filter(seq__gt=F("sealed_seq")).order_by("id")[:MOST_HEADS_LOOKED_AT]
    # By chain and number, which has an index; the time has none.
    first = [Q(chain=head.id, seq=head.sealed_seq + 1) for head in moved]
    if not first:
        return None
    oldest: datetime | None = Line.objects.filter(reduce(or_, first)).aggregate(at=Min("at"))["at"]
    return oldest
