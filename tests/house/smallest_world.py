"""The smallest world in which an action can be tried: a team, one mother, and what must be there before."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from hrm2m.cadence import Channel, Outcome, WindowKind
from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.policy import Actor, Permission, Role
from hrm2m.policy.facts import herself, machine_actor
from hrm2m.policy.retention import HoldFor
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.models import Service
from hrm2m.records.agencies.queries import roles_waiting
from hrm2m.records.asks import actions as asks
from hrm2m.records.asks.entries import AnswerWord, AskClosed, ClosedBecause, ForWhom, Longing, SaidHow
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.danger import actions as danger
from hrm2m.records.hers.models import WayIn
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.entries import Contact, SafeContact, VisitPlan
from hrm2m.records.people import queries as people
from hrm2m.records.whole import actions as whole
from hrm2m.vault import door
from tests import worlds
from tests.records.agencies.samples import a_service
from tests.records.asks import samples


DAY = timedelta(days=1)
MACHINE = machine_actor(1)
MET = Contact(Channel.USUAL_PLACE, Outcome.MET)
WITH_A_PROMISE = timedelta(hours=2)


@dataclass
class World:
    """A team, one mother whom Jo holds the bridge of with Sam as cover, and what was made before the act."""

    team: worlds.Team
    mother: str
    made: Any = None

    @property
    def now(self) -> datetime:
        """The time it is."""
        return clock.now()

    def actor(self, name: str) -> Actor:
        """A worker of the team, the worker process, or somebody who holds no role that may do anything here."""
        if name == "machine":
            return MACHINE
        if name == "commissioner":
            jo = self.team.jo
            return Actor(99, "w" * 26, jo.agency_id, jo.agency_ref, jo.area, frozenset({Role.COMMISSIONER}))
        if name == "administrator":
            ruth = self.team.ruth
            return replace(ruth, roles=frozenset({Role.ADMINISTRATOR}))
        if name == "herself":
            way = WayIn.objects.filter(until=None).values_list("ref", flat=True).first()
            return herself(self.team.jo.area, way or "no way in")
        found = getattr(self.team, name)
        assert isinstance(found, Actor)
        return found


Do = Callable[[World, Actor], object]
Before = Callable[[World], object]


@dataclass(frozen=True)
class Act:
    """One action: how it is done, by whom, what must be there before, and in whose chain its line stands."""

    do: Do
    by: str = "jo"
    stranger: str = "vic"
    before: Before = lambda world: None
    in_her_chain: bool = True
    days_ago: float = 0
    later: timedelta = timedelta(0)


def card(world: World) -> SafeContact:
    return SafeContact(Channel.TEXT, "text first", local_day(world.now) + 7 * DAY)


def promise(world: World) -> object:
    contact = Contact(Channel.USUAL_PLACE, Outcome.MET, next_at=world.now + WITH_A_PROMISE)
    return outreach.log_contact(by=world.team.jo, mother=world.mother, contact=contact, at=world.now)


def asked(world: World) -> str:
    return samples.ask(world.team, world.mother)


def offered(world: World) -> str:
    return samples.offer(world.team, world.mother, asked(world))


def answered(world: World) -> tuple[str, str]:
    offer = offered(world)
    return offer, samples.answer(world.team, world.mother, offer, AnswerWord.YES)


def demanded(world: World) -> str:
    return samples.demand(world.team, world.mother)


def closed(world: World) -> str:
    ask = asked(world)
    closed = AskClosed(ClosedBecause.DONE, SaidHow.IN_PERSON)
    asks.close_ask(by=world.team.jo, mother=world.mother, ask_ref=ask, closed=closed, at=world.now)
    return ask


def longed(world: World) -> str:
    longing = Longing("the sea", ForWhom.ME)
    return asks.record_longing(by=world.team.jo, mother=world.mother, longing=longing, at=world.now)


def known(world: World) -> people.Known:
    """What she told us of herself on the first day."""
    with door.looking(
        by=world.team.jo, permission=Permission.MOTHER_SEE, mother=world.mother, page="known"
    ) as box:
        return people.known_in(box)


def window(world: World) -> str:
    return outreach.open_window(
        by=world.team.jo,
        mother=world.mother,
        kind=WindowKind.LOSING_HOME,
        opened=world.now,
        at=world.now,
    )


def visit(world: World) -> str:
    return outreach.check_in(
        by=world.team.jo,
        mother=world.mother,
        plan=VisitPlan("Quay Street"),
        back_by=world.now + timedelta(hours=1),
        named=world.team.sam.worker_ref,
        at=world.now,
    )


def raised(world: World) -> str:
    return danger.raise_danger(by=world.team.jo, who="her", at=world.now).ref


def role_waits(world: World) -> str:
    """A role that can open records, asked for by an administrator; its ref."""
    ruth, sam = world.team.ruth, world.team.sam
    asks_for_it = replace(ruth, roles=frozenset({Role.ADMINISTRATOR}))
    agencies.give_role(
        by=asks_for_it, worker=sam.worker_ref, agency=sam.agency_ref, role=Role.TEAM_LEAD, at=world.now
    )
    (waiting,) = roles_waiting(world.team.kit)
    return waiting.ref


def change_waits(world: World) -> str:
    """A new second factor for Sam, asked for by an administrator; its ref."""
    kind = agencies.ChangeKind.SECOND_FACTOR
    asks_for_it = world.actor("administrator")
    return agencies.ask_for_change(by=asks_for_it, worker=world.team.sam.worker_ref, kind=kind)


def an_empty_agency(world: World) -> str:
    """An agency nobody works for; its ref."""
    return agencies.add_agency(by=MACHINE, name="Nobody's", kind="")


def away(world: World) -> None:
    jo = world.team.jo
    bridges.be_away(by=jo, worker=jo.worker_ref, begins=world.now, ends=None)


def away_for_weeks(world: World) -> None:
    jo = world.team.jo
    bridges.be_away(by=jo, worker=jo.worker_ref, begins=world.now, ends=world.now + 27 * DAY)


def away_tomorrow(world: World) -> None:
    jo = world.team.jo
    bridges.be_away(by=jo, worker=jo.worker_ref, begins=world.now + DAY, ends=None)


def ended(world: World) -> None:
    whole.she_asks_to_end(by=world.team.jo, mother=world.mother, at=world.now)


def said_to_have_died(world: World) -> None:
    whole.she_died(by=world.team.jo, mother=world.mother, second=world.team.sam.worker_ref, at=world.now)


def held_back(world: World) -> None:
    whole.hold(by=world.team.kit, mother=world.mother, why=HoldFor.COURT)


def forgotten(world: World) -> None:
    whole.forget(by=world.team.jo, mother=world.mother)


def asleep(_: World) -> None:
    assert whole.let_sleep(by=MACHINE) == 1


def cover_holds(world: World) -> None:
    bridges.let_cover_hold(by=world.team.jo, mother=world.mother)


def on_the_team(world: World) -> None:
    bridges.add_to_team(
        by=world.team.jo, mother=world.mother, worker=world.team.amir.worker_ref, at=world.now
    )


def in_the_directory(_: World) -> str:
    """A service of a feed; its ref."""
    agencies.import_directory_entries(by=MACHINE, entries=[a_service()], at=clock.now())
    return Service.objects.get().ref
