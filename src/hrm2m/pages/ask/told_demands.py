"""Demands as a page tells them: when, where, by whom, and with which other they clash."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from hrm2m.cadence.local_time import local
from hrm2m.pages.ask.words import CLASHES, DEMANDS, ENDED
from hrm2m.pages.ask.written import Written, written
from hrm2m.pages.today.sides import Names
from hrm2m.pages.today.timing import date_in_words, day_in_words, moment_in_words
from hrm2m.records.asks.queries import DemandCard


@dataclass(frozen=True)
class ToldClash:
    """With what a demand clashes, and why."""

    with_whom: str
    why: str


@dataclass(frozen=True)
class ToldDemand:
    """One demand with its time and place as they stand, and its clashes."""

    ref: str
    agency: str
    kind: str
    words: str
    when: str
    where: str
    said_by: str
    consequence: str
    moved: str
    ended: str
    ended_words: str
    clashes: tuple[ToldClash, ...]
    written: Written


def told_demand(card: DemandCard, names: Names, now: datetime) -> ToldDemand:
    """One demand; a clash is ours to solve."""
    body, ended = card.demand.body, card.ended
    return ToldDemand(
        ref=card.demand.ref,
        agency=gettext("%(agency)s (ours)") % {"agency": body.agency} if body.is_ours else body.agency,
        kind=str(DEMANDS[body.what]),
        words=body.words,
        when=when_of(card),
        where=card.where or "",
        said_by=body.said_by or "",
        consequence=body.consequence or "",
        moved=_moved(card, now),
        ended=f"{ENDED[ended.body.how]}, {moment_in_words(ended.at, now)}" if ended else "",
        ended_words=ended.body.words if ended else "",
        clashes=tuple(ToldClash(line.other_agency, str(CLASHES[line.kind])) for line in card.clashes),
        written=written(card.demand, names, now),
    )


def when_of(card: DemandCard) -> str:
    """When a demand is, as one would say it; empty where nobody said when."""
    if card.starts_at is None:
        return date_in_words(card.day) if card.day else ""
    begins = f"{day_in_words(card.starts_at)}, {local(card.starts_at):%H:%M}"
    if card.ends_at is None:
        return begins
    return gettext("%(begins)s to %(ends)s") % {"begins": begins, "ends": f"{local(card.ends_at):%H:%M}"}


def _moved(card: DemandCard, now: datetime) -> str:
    if card.moved is None:
        return ""
    when, whom = moment_in_words(card.moved.at, now), card.moved.body.moved_by
    if not whom:
        return gettext("Moved %(when)s") % {"when": when}
    return gettext("Moved %(when)s by %(whom)s") % {"when": when, "whom": whom}
