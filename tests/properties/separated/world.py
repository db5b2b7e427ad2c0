"""The world that two twins share: a town with somebody of every role, a mother with a life, and their browsers."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from http import HTTPStatus
from http.cookies import SimpleCookie

from django.core.cache import caches
from django.test import Client, override_settings

from hrm2m.cadence import Channel, Outcome, WindowKind
from hrm2m.cadence.local_time import local_day
from hrm2m.exchange.messages.reports import report_mark
from hrm2m.foundation import clock, ids
from hrm2m.pages.sign_in.second_factor import code_now, give_password_and_second_factor
from hrm2m.policy import Actor, Ground, Permission, Role
from hrm2m.policy.facts import ActFacts, machine_actor
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.queries import actor_for, worker_id_of
from hrm2m.records.asks import actions as asks
from hrm2m.records.asks.entries import AnswerWord, ForWhom, Longing
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.danger import actions as danger
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.entries import Contact, SafeContact, Texts, VisitPlan
from hrm2m.records.safety import actions as safety
from hrm2m.records.whole import actions as whole
from hrm2m.vault import door
from tests import worlds
from tests.kept_worlds import Kept
from tests.properties.separated import crossing
from tests.properties.separated.browsing import chance
from tests.records.asks import samples


NOW = datetime(2026, 11, 18, 11, 0, tzinfo=UTC)
DAY = timedelta(days=1)
PASSWORD, SECRET = "three quiet geese", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
MACHINE = machine_actor(1)
HER_WORD = ActFacts(her_word=True)


@dataclass
class Town:
    """Everybody, with a browser in which each has signed in; `nobody` has not."""

    team: worlds.Team
    others: dict[str, Actor]
    browsers: dict[str, Client] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        """One worker by name."""
        found: Actor = self.others[name] if name in self.others else getattr(self.team, name)
        return found


@dataclass(frozen=True)
class Life:
    """What the general record holds, drawn at random: it is the same in both twins."""

    contacts: tuple[str, ...]
    asks: bool
    late: bool
    barred: bool


@dataclass(frozen=True)
class Shared:
    """The mother both twins are about, and the refs that stand in addresses."""

    town: Town
    mother: str
    known: dict[str, list[str]]


def make_town() -> Town:
    """Testmere with a commissioner and an administrator, and everybody signed in; the same rows in every test."""
    # A code counts once, and here it is the same minute in every town.
    caches["default"].clear()
    kept = _TOWN.here()
    browsers = {name: _as_kept(browser) for name, browser in kept.browsers.items()}
    # The telephone lines of an area are kept in memory from the first page on.
    browsers["jo"].get("/danger/")
    return replace(kept, browsers=browsers)


def _as_kept(browser: Client) -> Client:
    """A browser with the same cookies: what happens in it happens in this test alone."""
    same = Client()
    same.cookies = SimpleCookie(browser.cookies)
    return same


def _make_town() -> Town:
    team = worlds.make_team()
    others = {
        "ada": add_worker("ada", team.kit.agency_ref, Role.ADMINISTRATOR),
        "cy": add_worker("cy", team.kit.agency_ref, Role.COMMISSIONER),
    }
    town = Town(team, others)
    for name in (*vars(team), *others):
        town.browsers[name] = _signed_in(name)
    town.browsers["nobody"] = Client()
    return town


_TOWN = Kept(_make_town)


def live(town: Town, life: Life) -> Shared:
    """A mother with this life, known by name, whom Tom treats because she said yes to it.

    Each part has a chance of its own: what is there in another life, too, has the same refs in it, and a page that was
    made from the same rows is known again.
    """
    team = town.team
    with _chance_of("the mother"):
        mother = worlds.begin_named(team, "Robin", days_ago=40)
        known = _known_of(team)
    with _chance_of("the contacts"):
        known["entry"] = [_contact(team, mother, words, 20 - n) for n, words in enumerate(life.contacts)]
    with _chance_of("what she asked for"):
        _asks_and_demands(team, mother, known, life)
    with _chance_of("the team"):
        _visits(team, mother, known)
        known["ref"].append(danger.raise_danger(by=team.sam, who="worker", at=clock.now()).ref)
        bridges.add_to_team(by=team.jo, mother=mother, worker=team.amir.worker_ref, at=clock.now())
        known["agreed"] = [_lets_amir_see(team, mother)]
        _begin_treatment(team, mother)
    with _chance_of("the crossing"):
        _cross(town, mother, known)
    with _chance_of("the bar and the reasons"):
        _say_why(town, mother)
        if life.barred:
            bridges.bar(by=team.jo, mother=mother, worker=team.vic.worker_ref)
    return Shared(town, mother, known)


def _chance_of(part: str) -> AbstractContextManager[None]:
    return ids.drawn_from(chance(part))


def _known_of(team: worlds.Team) -> dict[str, list[str]]:
    return {
        "worker": [team.amir.worker_ref],
        "agency": [team.vic.agency_ref],
        "role": [Role.OUTREACH_WORKER.value],
        "token": ["none"],
        "barred": [team.vic.worker_ref],
        "pk": [],
        "name": ["css/staff.css"],
        "key": ["crisis"],
        "field": ["childcare"],
        "ref": [samples.a_service(team.jo, undisclosed=False)],
    }


def _lets_amir_see(team: worlds.Team, mother: str) -> str:
    amir = team.amir.worker_ref
    return safety.let_see(by=team.jo, mother=mother, worker=amir, called="Robin", at=clock.now())


def _asks_and_demands(team: worlds.Team, mother: str, known: dict[str, list[str]], life: Life) -> None:
    known["demand"] = [samples.demand(team, mother)]
    longing = Longing("the sea", ForWhom.ME)
    known["longing"] = [asks.record_longing(by=team.jo, mother=mother, longing=longing, at=clock.now())]
    if life.asks:
        known["ask"] = [samples.ask(team, mother, at=clock.now() - 9 * DAY)]
        known["offer"] = [samples.offer(team, mother, known["ask"][0])]
        samples.answer(team, mother, known["offer"][0], AnswerWord.YES)


def _visits(team: worlds.Team, mother: str, known: dict[str, list[str]]) -> None:
    now = clock.now()
    card = SafeContact(
        Channel.TEXT,
        "text first",
        local_day(now) + 7 * DAY,
        texts=Texts.NEUTRAL,
        text_number="07700 900118",
        text_from=time(0),
        text_until=time(0),
    )
    agreed = outreach.set_safe_contact(by=team.jo, mother=mother, card=card, seen="", at=now)
    with override_settings(HRM2M_TEXTS_BY="folder"):
        known["text"] = [outreach.ask_for_text(by=team.jo, mother=mother, card=agreed)]
    known["mark"] = [report_mark(known["text"][0])]
    opened = {"kind": WindowKind.LOSING_HOME, "opened": now, "at": now}
    known["window"] = [outreach.open_window(by=team.jo, mother=mother, **opened)]  # type: ignore[arg-type] # three words of one window
    plan = VisitPlan("Quay Street")
    back = now + timedelta(hours=1)
    known["visit"] = [
        outreach.check_in(
            by=team.jo, mother=mother, plan=plan, back_by=back, named=team.sam.worker_ref, at=now
        )
    ]


def _contact(team: worlds.Team, mother: str, words: str, days_ago: int) -> str:
    at = clock.now() - days_ago * DAY
    with clock.at(at):
        contact = Contact(Channel.USUAL_PLACE, Outcome.MET, her_words=words, next_at=at + 3 * DAY)
        ref = outreach.log_contact(by=team.jo, mother=mother, contact=contact, at=at)
    whole.reply(by=team.jo, mother=mother, about=ref, words="Not quite.", not_right=False, at=clock.now())
    return ref


def _cross(town: Town, mother: str, known: dict[str, list[str]]) -> None:
    """The rooms of the crossing, and the browsers of her and of the partner, who are of this life alone."""
    team = town.team
    refs = crossing.cross(team, mother)
    known["ref"] += refs.pop("handover")
    known["entry"] += refs.pop("look")
    known |= refs
    town.browsers[crossing.HERSELF] = crossing.her_phone()
    town.browsers[crossing.AT_THE_DOOR] = crossing.partners_browser(team.mia, known["referral"][0])


def _begin_treatment(team: worlds.Team, mother: str) -> None:
    with door.acting(by=team.jo, permission=Permission.TREATING_SET, mother=mother, act=HER_WORD) as box:
        box.give_standing(
            Ground.TREATING,
            cause=f"treating:{team.tom.worker_ref}",
            worker_id=team.tom.worker_id,
            agency_id=team.tom.agency_id,
        )


def _say_why(town: Town, mother: str) -> None:
    """Leads open a record with a purpose: without one they would see the question only."""
    for name in ("kit", "ruth", "rae"):
        town.browsers[name].post("/why/", {"reason": "promise", "next": "/", "of": mother})


def add_worker(name: str, agency: str, role: Role) -> Actor:
    """Somebody more with this role in the agency with this ref."""
    at = NOW - 800 * DAY
    email = f"{name}@testmere.example"
    ref = agencies.add_worker(by=MACHINE, email=email, first_name=name.title(), job_title=role.value, at=at)
    agencies.give_role(by=MACHINE, worker=ref, agency=agency, role=role, at=at)
    actor = actor_for(worker_id_of(ref, area=1) or 0, agency)
    assert actor is not None
    return replace(actor)


def _signed_in(name: str) -> Client:
    email = f"{name}@testmere.example"
    give_password_and_second_factor(email, PASSWORD, SECRET)
    client = Client()
    client.post("/sign-in/", {"login": email, "password": PASSWORD})
    client.post("/sign-in/code/", {"code": code_now(SECRET)})
    # Whoever is not signed in sees no difference at all, and the test would say nothing.
    assert client.get("/directory/").status_code == HTTPStatus.OK
    return client
