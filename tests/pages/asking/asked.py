"""Asks, offers and demands made through the same actions that workers use, for tests of the pages."""

from datetime import datetime, timedelta

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.policy import Actor, Category, Permission
from hrm2m.records.asks import actions
from hrm2m.records.asks.entries import (
    Ask,
    Demand,
    DemandKind,
    ForWhom,
    GettingThere,
    Longing,
    Offer,
    SaidHow,
    Urgency,
)
from hrm2m.records.asks.queries import AskCard, DemandCard, asks_in, demands_in
from hrm2m.vault import door
from tests import worlds


def ask(
    team: worlds.Team,
    mother: str,
    words: str = "Somewhere warm to sleep",
    urgency: Urgency = Urgency.SOON,
    *,
    days_ago: float = 0,
    needs_childcare: bool = False,
) -> str:
    """An ask of hers, said in person; its ref."""
    at = clock.now() - timedelta(days=days_ago)
    asked = Ask(words, urgency, SaidHow.IN_PERSON, needs_childcare)
    with clock.at(at):
        return actions.record_ask(by=team.jo, mother=mother, ask=asked, category=Category.HOME, at=at)


def offer(team: worlds.Team, mother: str, ask_ref: str, *, real: bool = True) -> str:
    """An offer in answer: real, or one of which little is known; its ref."""
    now = clock.now()
    known = Offer(
        "Quayside House",
        "A room of her own",
        told_at=now,
        told_by="Jo",
        from_day=local_day(now),
        where="2 Quay Street",
        getting_there=GettingThere.WE_TAKE_HER,
        conditions=(),
    )
    made = known if real else Offer("Quayside House", "A room of her own")
    return actions.record_offer(by=team.jo, mother=mother, ask_ref=ask_ref, offer=made, at=now)


def longing(team: worlds.Team, mother: str, words: str = "To bake with my daughter") -> str:
    """What she longs for; its ref."""
    wish = Longing(words, ForWhom.MY_CHILDREN)
    return actions.record_longing(by=team.jo, mother=mother, longing=wish, at=clock.now())


def demand(team: worlds.Team, mother: str, agency: str, starts: datetime, where: str) -> str:
    """An appointment somebody puts on her; its ref."""
    put = Demand(agency, DemandKind.APPOINTMENT, f"Must come to {agency}", starts_at=starts, where=where)
    now = clock.now()
    return actions.record_demand(by=team.jo, mother=mother, demand=put, category=Category.HEALTH, at=now)


def asks_of(team: worlds.Team, mother: str) -> tuple[AskCard, ...]:
    """Her asks as they stand."""
    with door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="test") as box:
        return asks_in(box)


def demands_of(team: worlds.Team, mother: str, by: Actor | None = None) -> tuple[DemandCard, ...]:
    """The demands on her as they stand, read by Jo or by whoever is near her."""
    with door.looking(by=by or team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="test") as box:
        return demands_in(box)
