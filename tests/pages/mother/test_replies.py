"""Her side can be put beside every entry that a page shows, stands there at once, and survives a correction."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from hrm2m.cadence import Channel, Outcome, WindowKind
from hrm2m.foundation import clock
from hrm2m.policy import Permission
from hrm2m.records.asks import actions as asks
from hrm2m.records.asks.entries import Answer, AnswerWord
from hrm2m.records.clocks.queries import open_windows
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.entries import CareAtAPlace, Contact, IfIGoQuiet, PlaceCare, VisitPlan
from hrm2m.records.outreach.queries import being_in
from hrm2m.records.people.queries import known_in
from hrm2m.vault import door
from hrm2m.vault.box import Box
from tests import worlds
from tests.pages.asking import asked
from tests.pages.people_of_today import give_card, in_days, log
from tests.pages.street import browser_of, post, text_of


pytestmark = pytest.mark.django_db

HER_SIDE = "It was not like that"


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def jo(team: worlds.Team) -> Client:
    return browser_of(team.jo)


@pytest.fixture
def mother(team: worlds.Team) -> str:
    return worlds.begin(team, "Robin", days_ago=9)


def looked(team: worlds.Team, mother: str, find: Callable[[Box], str]) -> str:
    with door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="test") as box:
        return find(box)


def a_contact(team: worlds.Team, mother: str) -> str:
    return log(team, mother, Outcome.MET, 1)


def a_card(team: worlds.Team, mother: str) -> str:
    give_card(team, mother)
    return looked(team, mother, lambda box: card.ref if (card := being_in(box).card) else "")


def a_wish(team: worlds.Team, mother: str) -> str:
    wish = IfIGoQuiet(normal_days=7)
    return outreach.set_if_i_go_quiet(by=team.jo, mother=mother, wish=wish, seen="", at=clock.now())


def care(team: worlds.Team, mother: str) -> str:
    mind = PlaceCare(CareAtAPlace.GO_IN_TWOS, "a dog", in_days(5))
    outreach.care_at_her_place(by=team.jo, mother=mother, care=mind, at=clock.now())
    return looked(team, mother, lambda box: being_in(box).place_care[0].ref)


def a_visit(team: worlds.Team, mother: str) -> str:
    outreach.check_in(
        by=team.jo,
        mother=mother,
        plan=VisitPlan("Quay Street", "Sam"),
        back_by=clock.now() + timedelta(hours=1),
        named=team.sam.worker_ref,
        at=clock.now(),
    )
    return looked(team, mother, lambda box: being_in(box).visits[0].ref)


def a_window(team: worlds.Team, mother: str) -> str:
    now = clock.now()
    outreach.open_window(by=team.jo, mother=mother, kind=WindowKind.LOSING_HOME, opened=now, at=now)
    return looked(team, mother, lambda box: open_windows(box)[0].ref)


def her_age(team: worlds.Team, mother: str) -> str:
    return looked(team, mother, lambda box: known_in(box).age[0].ref)


def an_ask(team: worlds.Team, mother: str) -> str:
    return asked.ask(team, mother)


def a_longing(team: worlds.Team, mother: str) -> str:
    return asked.longing(team, mother)


def an_offer(team: worlds.Team, mother: str) -> str:
    return asked.offer(team, mother, asked.ask(team, mother))


def an_answer(team: worlds.Team, mother: str) -> str:
    answer = Answer(AnswerWord.NO)
    offer = an_offer(team, mother)
    return asks.record_answer(by=team.jo, mother=mother, offer_ref=offer, answer=answer, at=clock.now())


def a_demand(team: worlds.Team, mother: str) -> str:
    return asked.demand(team, mother, "Court", clock.now() + timedelta(days=3), "Court Street")


SHOWN: dict[Callable[[worlds.Team, str], str], str] = {
    a_contact: "",
    a_card: "",
    a_wish: "",
    care: "",
    a_visit: "",
    a_window: "",
    her_age: "known/",
    an_ask: "asks/",
    a_longing: "asks/",
    an_offer: "offer/",
    an_answer: "offer/",
    a_demand: "demands/",
}


@pytest.mark.parametrize("entry", SHOWN, ids=lambda entry: entry.__name__)
def test_her_side_stands_beside_it_at_once(
    team: worlds.Team, jo: Client, mother: str, entry: Callable[[worlds.Team, str], str]
) -> None:
    ref = entry(team, mother)
    path = f"/m/{mother}/reply/{ref}/"
    where = post(jo, path, words=HER_SIDE).url.partition("#")[0]
    assert where.startswith(f"/m/{mother}/{SHOWN[entry]}")
    page = jo.get(where)
    assert text_of(page).count(HER_SIDE) == 1
    assert f'href="{path}"' in page.content.decode()


def test_what_is_no_entry_of_hers_is_not_here(team: worlds.Team, jo: Client, mother: str) -> None:
    other = worlds.begin(team, "Wren")
    for ref in ("nonsense", her_age(team, other)):
        assert jo.get(f"/m/{mother}/reply/{ref}/").status_code == 404
        assert post(jo, f"/m/{mother}/reply/{ref}/", words=HER_SIDE).status_code == 404


def test_her_side_stays_when_the_contact_is_put_right(team: worlds.Team, jo: Client, mother: str) -> None:
    first = a_contact(team, mother)
    post(jo, f"/m/{mother}/reply/{first}/", words=HER_SIDE)
    outreach.log_contact(
        by=team.jo,
        mother=mother,
        contact=Contact(Channel.TEXT, Outcome.SPOKE),
        at=clock.now(),
        corrects=first,
    )
    assert HER_SIDE in text_of(jo.get(f"/m/{mother}/"))


def test_her_side_stays_when_her_ask_is_put_right(team: worlds.Team, jo: Client, mother: str) -> None:
    first = an_ask(team, mother)
    post(jo, f"/m/{mother}/reply/{first}/", words=HER_SIDE)
    typed = {"words": "Somewhere dry", "urgency": "soon", "said_how": "in_person", "category": "home"}
    assert post(jo, f"/m/{mother}/ask/{first}/", seen=first, **typed).status_code == 302
    words = text_of(jo.get(f"/m/{mother}/asks/"))
    assert "Somewhere dry" in words
    assert words.count(HER_SIDE) == 1
