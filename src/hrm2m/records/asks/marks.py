"""Marks of offers, kept equal to what her entries say; whoever changes an entry keeps them in the same transaction."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from hrm2m.records.asks.models import OfferMark
from hrm2m.records.asks.threads import AskThread, OfferThread


@dataclass(frozen=True)
class Mark:
    """One offer in codes: the pure projection of its entries."""

    agency_id: int
    ask_ref: str
    offer_ref: str
    offered_at: datetime
    told_at: datetime | None
    real: bool
    missing: tuple[str, ...]
    answered: str
    barrier: str


def marks_of(asks: Iterable[AskThread]) -> frozenset[Mark]:
    """The marks that her asks and offers make."""
    return frozenset(_mark(ask, offer) for ask in asks for offer in ask.offers)


def marks_kept(mother_id: int) -> frozenset[Mark]:
    """The marks that stand in the table for her; one statement."""
    return frozenset(_as_mark(row) for row in OfferMark.objects.filter(mother=mother_id))


def keep_marks(area: int, mother_id: int, asks: Iterable[AskThread]) -> int:
    """Makes the table say what her entries say, and answers how many marks were not right."""
    rows = {row.offer_ref: row for row in OfferMark.objects.filter(mother=mother_id)}
    due = {mark.offer_ref: mark for mark in marks_of(asks)}
    wrong = [
        mark for mark in due.values() if mark.offer_ref not in rows or _as_mark(rows[mark.offer_ref]) != mark
    ]
    gone = rows.keys() - due.keys()
    for mark in wrong:
        values = asdict(mark) | {"area": area, "mother": mother_id, "missing": list(mark.missing)}
        OfferMark.objects.update_or_create(offer_ref=mark.offer_ref, defaults=values)
    if gone:
        OfferMark.objects.filter(offer_ref__in=gone).delete()
    return len(wrong) + len(gone)


def drop_marks(mother_id: int) -> None:
    """Takes her marks away, because her record is forgotten."""
    OfferMark.objects.filter(mother=mother_id).delete()


def _mark(ask: AskThread, offer: OfferThread) -> Mark:
    body = offer.offer.body
    answer = offer.answer.body if offer.answer else None
    return Mark(
        agency_id=body.agency_id,
        ask_ref=ask.ask.ref,
        offer_ref=offer.offer.ref,
        offered_at=offer.offer.newest.happened_at,
        told_at=body.told_at,
        real=offer.realness.real,
        missing=tuple(code.value for code in offer.realness.missing),
        answered=answer.answer.value if answer else "",
        barrier=answer.barrier.value if answer and answer.barrier else "",
    )


def _as_mark(row: OfferMark) -> Mark:
    return Mark(
        agency_id=row.agency_id,
        ask_ref=row.ask_ref,
        offer_ref=row.offer_ref,
        offered_at=row.offered_at,
        told_at=row.told_at,
        real=row.real,
        missing=tuple(row.missing),
        answered=row.answered,
        barrier=row.barrier,
    )
