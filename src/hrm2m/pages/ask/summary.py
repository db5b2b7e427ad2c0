"""What her page tells of longings, open asks and demands, read from the record that is already open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from hrm2m.pages.ask.told import ToldAsk, ToldLonging, said_in, told_ask, told_longing
from hrm2m.pages.ask.told_demands import ToldDemand, told_demand
from hrm2m.pages.ask.written import writers_of
from hrm2m.pages.today.sides import Names
from hrm2m.records.agencies.queries import AreaCard, workers_named
from hrm2m.records.asks.entries import Longing
from hrm2m.records.asks.queries import AskCard, DemandCard, Said, asks_in, asks_with, demands_in, longings_in
from hrm2m.records.clocks.queries import ClockLine
from hrm2m.vault.box import Box


LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Summary:
    """Everything that stands, and how much is off the list."""

    longings: tuple[ToldLonging, ...]
    asks: tuple[ToldAsk, ...]
    demands: tuple[ToldDemand, ...]
    closed_asks: int
    clashes: int


@dataclass(frozen=True)
class Found:
    """What was read of all this, before it is put into words."""

    longings: tuple[Said[Longing], ...]
    asks: tuple[AskCard, ...]
    demands: tuple[DemandCard, ...]


@dataclass(frozen=True)
class Everything:
    """Her longings, her open asks by what is due first, and the asks that are off the list."""

    longings: tuple[ToldLonging, ...]
    open: tuple[ToldAsk, ...]
    closed: tuple[ToldAsk, ...]


def found_in(box: Box, running: Iterable[ClockLine], area: AreaCard) -> Found:
    """What she longs for and asks, and what is demanded of her, still to be put into words."""
    return Found(longings_in(box), asks_with(box, running, area), demands_in(box))


def named_in(found: Found) -> set[int]:
    """The numbers of the workers whose names this needs."""
    demands = (card.demand for card in found.demands)
    return writers_of([*found.longings, *said_in(found.asks), *demands])


def summary_of(found: Found, names: Names, now: datetime) -> Summary:
    """The same in words, which need no open record."""
    told = _everything(found.longings, found.asks, names, now)
    standing = tuple(demand for demand in _demands(found.demands, names, now) if not demand.ended)
    return Summary(
        longings=told.longings,
        asks=told.open,
        demands=standing,
        closed_asks=len(told.closed),
        clashes=sum(1 for demand in standing if demand.clashes),
    )


def everything_in(box: Box) -> Everything:
    """Her longings and every ask with its offers."""
    longings, asks = longings_in(box), asks_in(box)
    names = workers_named(writers_of([*longings, *said_in(asks)]))
    return _everything(longings, asks, names, box.now)


def demands_told(box: Box) -> tuple[ToldDemand, ...]:
    """Every demand on her: first those that stand, by when they are; then those that ended."""
    cards = demands_in(box)
    return _demands(cards, workers_named(writers_of(card.demand for card in cards)), box.now)


def _everything(
    longings: tuple[Said[Longing], ...], asks: tuple[AskCard, ...], names: Names, now: datetime
) -> Everything:
    return Everything(
        tuple(told_longing(longing, names, now) for longing in longings),
        tuple(told_ask(ask, names, now) for ask in sorted(asks, key=_by_what_is_due) if ask.is_open),
        tuple(told_ask(ask, names, now) for ask in asks if not ask.is_open),
    )


def _demands(cards: tuple[DemandCard, ...], names: Names, now: datetime) -> tuple[ToldDemand, ...]:
    return tuple(told_demand(card, names, now) for card in cards)


def _by_what_is_due(ask: AskCard) -> datetime:
    """What is due first stands first, the late before all; what nothing is due for comes after, newest first."""
    return ask.clock.due_at if ask.clock else LAST
