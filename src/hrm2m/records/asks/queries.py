"""Reading asks, what she longs for, offers and demands from an open box, and the board's marks; frozen values only."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from hrm2m.policy import Actor, Permission
from hrm2m.records.asks.cards import AskCard, DemandCard, OfferCard, Said, ask_card, demand_cards, said
from hrm2m.records.asks.entries import Longing
from hrm2m.records.asks.models import OfferMark
from hrm2m.records.asks.real import SENTENCES as MISSING_SENTENCES
from hrm2m.records.asks.real import Missing
from hrm2m.records.asks.threads import (
    ASK_BODIES,
    DEMAND_BODIES,
    AskThread,
    DemandThread,
    ask_threads,
    demand_threads,
    threads,
)
from hrm2m.records.asks.timing import time_of
from hrm2m.records.clocks import queries as clocks
from hrm2m.vault import door, standing
from hrm2m.vault.box import Box


__all__ = ["AskCard", "DemandCard", "OfferCard", "Said"]

PAGE_SIZE = 20


@dataclass(frozen=True)
class NotReal:
    """One offer that was not real, for the board: codes and times; no word of hers, no name and no handle."""

    ref: str
    mother_id: int
    offered_at: datetime
    told_at: datetime | None
    missing: tuple[Missing, ...]
    answered: str
    barrier: str

    @property
    def words(self) -> tuple[str, ...]:
        """What was missing, a sentence each."""
        return tuple(MISSING_SENTENCES[code] for code in self.missing)


@dataclass(frozen=True)
class Page:
    """Some lines, and where the next ones begin (empty at the end)."""

    items: tuple[NotReal, ...]
    next: str


def asks_in(box: Box) -> tuple[AskCard, ...]:
    """Her asks, newest first, each with its offers; the number of statements does not grow with them."""
    running = {line.about: line for line in clocks.clocks_of(box)}
    return tuple(ask_card(thread, running) for thread in ask_threads_in(box))


def longings_in(box: Box) -> tuple[Said[Longing], ...]:
    """What she longs for, newest first."""
    return tuple(said(thread) for thread in threads(box.entries(Longing), Longing))


def demands_in(box: Box) -> tuple[DemandCard, ...]:
    """Every demand on her, ours included, with clashes marked."""
    return demand_cards(demand_threads_in(box))


def not_real_offers(by: Actor, since: datetime, *, after: str = "", size: int = PAGE_SIZE) -> Page:
    """The offers written by workers of the actor's agency since then that were not real, newest first."""
    with door.acting(by=by, permission=Permission.BOARD_SEE) as house:
        house.note(list="offers_not_real")
        marks = offer_marks_visible_to(by, house.now).filter(real=False, offered_at__gte=since)
        rows = list(_after(marks.order_by("-offered_at", "-id"), after)[: size + 1])
    following = rows[size - 1].ref if len(rows) > size else ""
    return Page(tuple(_not_real(row) for row in rows[:size]), following)


def offer_marks_visible_to(by: Actor, now: datetime) -> QuerySet[OfferMark]:
    """The marks a lead may count: those of the own agency, without mothers who barred the worker or the agency."""
    own = OfferMark.objects.filter(area=by.area, agency_id=by.agency_id)
    return own.exclude(mother__in=standing.mothers_barred(by, now))


def ask_threads_in(box: Box) -> tuple[AskThread, ...]:
    """Her asks with what belongs to each, newest first."""
    return ask_threads(box.entries(*ASK_BODIES), time_of(box.area))


def demand_threads_in(box: Box) -> tuple[DemandThread, ...]:
    """The demands on her with their moves and ends, newest first."""
    return demand_threads(box.entries(*DEMAND_BODIES))


def _after(rows: QuerySet[OfferMark], ref: str) -> QuerySet[OfferMark]:
    """The rows after the one with this ref; a ref that is not there begins again from the top."""
    last = OfferMark.objects.filter(ref=ref).first() if ref else None
    if last is None:
        return rows
    older = Q(offered_at__lt=last.offered_at) | Q(offered_at=last.offered_at, id__lt=last.id)
    return rows.filter(older)


def _not_real(row: OfferMark) -> NotReal:
    return NotReal(
        ref=row.ref,
        mother_id=row.mother,
        offered_at=row.offered_at,
        told_at=row.told_at,
        missing=tuple(Missing(code) for code in row.missing),
        answered=row.answered,
        barrier=row.barrier,
    )
