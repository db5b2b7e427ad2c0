"""Reading asks, what she longs for, offers and demands from an open box; frozen values only."""

from collections.abc import Iterable

from hrm2m.records.agencies.queries import AreaCard, area_of
from hrm2m.records.asks.cards import AskCard, DemandCard, OfferCard, Said, ask_card, demand_cards, said
from hrm2m.records.asks.entries import Longing
from hrm2m.records.asks.threads import (
    ASK_BODIES,
    DEMAND_BODIES,
    AskThread,
    DemandThread,
    ask_threads,
    demand_threads,
    threads,
)
from hrm2m.records.asks.timing import time_in, time_of
from hrm2m.records.clocks import queries as clocks
from hrm2m.records.clocks.queries import ClockLine
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Body


__all__ = ["AskCard", "DemandCard", "OfferCard", "Said"]

OF_ASKS: tuple[type[Body], ...] = (Longing, *ASK_BODIES, *DEMAND_BODIES)


def asks_in(box: Box) -> tuple[AskCard, ...]:
    """Her asks, newest first, each with its offers; the number of statements does not grow with them."""
    return asks_with(box, clocks.clocks_of(box), area_of(box.area))


def asks_with(box: Box, running: Iterable[ClockLine], area: AreaCard) -> tuple[AskCard, ...]:
    """The same for who has read her running clocks and her area."""
    by_ask = {line.about: line for line in running}
    return tuple(ask_card(thread, by_ask) for thread in ask_threads(box.entries(*ASK_BODIES), time_in(area)))


def longings_in(box: Box) -> tuple[Said[Longing], ...]:
    """What she longs for, newest first."""
    return tuple(said(thread) for thread in threads(box.entries(Longing), Longing))


def demands_in(box: Box) -> tuple[DemandCard, ...]:
    """Every demand on her, ours included, with clashes marked."""
    return demand_cards(demand_threads_in(box))


def ask_threads_in(box: Box) -> tuple[AskThread, ...]:
    """Her asks with what belongs to each, newest first."""
    return ask_threads(box.entries(*ASK_BODIES), time_of(box.area))


def demand_threads_in(box: Box) -> tuple[DemandThread, ...]:
    """The demands on her with their moves and ends, newest first."""
    return demand_threads(box.entries(*DEMAND_BODIES))
