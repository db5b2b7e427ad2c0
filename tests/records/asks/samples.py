"""Invented asks, offers and demands, whole unless a test takes something out."""

from datetime import datetime, timedelta
from typing import Any

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.policy import Actor, Category, Permission
from hrm2m.records.agencies.actions.writing import Told, add_service
from hrm2m.records.agencies.directory.stated import OF_NO_FEED, Place, Provenance, StatedService, WhoFor
from hrm2m.records.agencies.directory.vocabulary import State
from hrm2m.records.asks import actions, queries
from hrm2m.records.asks.entries import (
    Answer,
    AnswerWord,
    Ask,
    Demand,
    DemandKind,
    GettingThere,
    Offer,
    SaidHow,
    Urgency,
)
from hrm2m.vault import door
from tests.worlds import Team


def an_ask(**changes: Any) -> Ask:
    body: dict[str, Any] = {
        "words": "A room where my boy can stay",
        "urgency": Urgency.SOON,
        "said_how": SaidHow.IN_PERSON,
    }
    return Ask(**(body | changes))


def an_offer(**changes: Any) -> Offer:
    """A real one, told and beginning now."""
    body: dict[str, Any] = {
        "service": "Harbour House",
        "what": "A room with a cot",
        "told_at": clock.now(),
        "told_by": "Jo",
        "from_day": local_day(clock.now()),
        "where": "12 Quay Street",
        "getting_there": GettingThere.WE_TAKE_HER,
        "conditions": (),
    }
    return Offer(**(body | changes))


def a_demand(**changes: Any) -> Demand:
    body: dict[str, Any] = {
        "agency": "Testmere council",
        "what": DemandKind.APPOINTMENT,
        "words": "You must come, or it goes to court",
    }
    return Demand(**(body | changes))


def ask(team: Team, mother: str, *, at: datetime | None = None, **changes: Any) -> str:
    """An ask that Jo wrote when it was said."""
    when = at or clock.now()
    with clock.at(when):
        return actions.record_ask(
            by=team.jo, mother=mother, ask=an_ask(**changes), category=Category.HOME, at=when
        )


def offer(team: Team, mother: str, ask_ref: str, **changes: Any) -> str:
    """An offer that Jo wrote now."""
    body = an_offer(**changes)
    return actions.record_offer(by=team.jo, mother=mother, ask_ref=ask_ref, offer=body, at=clock.now())


def answer(team: Team, mother: str, offer_ref: str, word: AnswerWord, **changes: Any) -> str:
    """Her answer, written by Jo now."""
    body = Answer(word, **changes)
    return actions.record_answer(by=team.jo, mother=mother, offer_ref=offer_ref, answer=body, at=clock.now())


def demand(team: Team, mother: str, **changes: Any) -> str:
    """A demand she told Jo of now."""
    body = a_demand(**changes)
    return actions.record_demand(
        by=team.jo, mother=mother, demand=body, category=Category.CHILDREN, at=clock.now()
    )


def a_service(by: Actor, *, undisclosed: bool) -> str:
    """A service that a worker added to the directory."""
    service = StatedService(
        provenance=Provenance(
            source=OF_NO_FEED, source_url=None, licence=None, attribution=None, read_at=clock.now()
        ),
        source_id="harbour",
        content_hash="1",
        name="Harbour House",
        agency_name=None,
        agency_source_id=None,
        categories=frozenset(),
        who_for=WhoFor(),
        places=(Place(disclosed=not undisclosed, district="Testmere"),),
        childcare=None,
        available_from=None,
        status=State.ACTIVE,
        valid_from=None,
        valid_until=None,
        undisclosed=undisclosed,
    )
    told = Told("the duty line", local_day(clock.now()))
    return add_service(by=by, service=service, told=told, at=clock.now())


def asks_of(by: Actor, mother: str) -> tuple[queries.AskCard, ...]:
    """Her asks as a page about her reads them."""
    with door.looking(by=by, permission=Permission.MOTHER_SEE, mother=mother, page="asks") as box:
        return queries.asks_in(box)


def demands_of(by: Actor, mother: str) -> tuple[queries.DemandCard, ...]:
    """The demands on her as a page about her reads them."""
    with door.looking(by=by, permission=Permission.MOTHER_SEE, mother=mother, page="demands") as box:
        return queries.demands_in(box)


def tomorrow(hour: int) -> datetime:
    """An hour of tomorrow."""
    return (clock.now() + timedelta(days=1)).replace(hour=hour, minute=0, second=0, microsecond=0)
