"""Her page: her words first, her side beside them, from one look that she can read."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hrm2m.cadence import Outcome, WindowKind
from hrm2m.foundation import clock
from hrm2m.policy import Role
from hrm2m.policy.facts import machine_actor
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.people import actions as people
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.models import Line
from tests import worlds
from tests.pages.people_of_today import a_full_list, give_card, in_days, log
from tests.pages.street import browser_of, post, sent_on, text_of


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def jo(team: worlds.Team) -> Client:
    return browser_of(team.jo)


@pytest.mark.slow
def test_her_words_come_first_and_her_side_stands_beside_them(team: worlds.Team, jo: Client) -> None:
    mother = a_full_list(team)["Robin"]
    words = text_of(jo.get(f"/m/{mother}/"))
    met = words.partition("We met · Where she usually is")[2]
    order = [
        met.index(part)
        for part in (
            "“I want someone who does not judge me. Mornings are good.”",
            "laughed about the rain",
            "Written by Jo; how we know: seen.",
            "Her side: that is not right",
            "“I was not laughing. I was cold.”",
        )
    ]
    assert order == sorted(order)


@pytest.mark.slow
def test_it_says_why_how_safely_what_is_promised_and_who_holds_her_bridge(
    team: worlds.Team, jo: Client
) -> None:
    mother = a_full_list(team)["Robin"]
    words = text_of(jo.get(f"/m/{mother}/"))
    for part in (
        "Known by handle",
        "14 days late",
        "07700 900118, her own phone",
        "Another way: where she usually is. Her card says: text.",
        "her reply: an answer",
        "Release from prison , since",
        "Jo is her bridge builder; cover is Sam .",
        "5 days of quiet are normal for her.",
        "Meet outside. The stairwell light is broken.",
        "18 or over · Quayside",
    ):
        assert part in words, part


@pytest.mark.slow
def test_statements_do_not_grow_with_her_contacts(team: worlds.Team, jo: Client) -> None:
    mother = worlds.begin(team, "Robin", days_ago=200)

    def statements() -> int:
        jo.get(f"/m/{mother}/")
        with CaptureQueriesContext(connection) as asked:
            jo.get(f"/m/{mother}/")
        return len(asked.captured_queries)

    first = log(team, mother, Outcome.MET, 190, her_words="one")
    post(jo, f"/m/{mother}/reply/{first}/", words="mine")
    few = statements()
    for days in range(150, 90, -2):
        log(team, mother, Outcome.NOT_REACHED, days)
    assert statements() == few


@pytest.mark.slow
def test_one_look_is_one_line_whatever_pages_about_her_are_opened(team: worlds.Team, jo: Client) -> None:
    mother = worlds.begin(team)
    before = Line.objects.exclude(chain=HOUSE).count()
    for page in ("", "log/", "safe-contact/", "if-i-go-quiet/", ""):
        jo.get(f"/m/{mother}/{page}")
    assert Line.objects.exclude(chain=HOUSE).count() == before + 1


@pytest.mark.slow
def test_older_contacts_are_a_page_further(team: worlds.Team, jo: Client) -> None:
    mother = worlds.begin(team, days_ago=60)
    for days in range(50, 38, -1):
        log(team, mother, Outcome.MET, days, her_words=f"day {days}.")
    first = jo.get(f"/m/{mother}/")
    following = first.content.decode().partition("after=")[2].partition('"')[0]
    second = jo.get(f"/m/{mother}/?after={following}")
    seen = [days for days in range(39, 51) if f"“day {days}.”" in text_of(first) + text_of(second)]
    assert seen == list(range(39, 51))
    assert text_of(jo.get(f"/m/{mother}/?after=nonsense")) == text_of(first)


def test_her_name_is_nowhere_on_her_page(team: worlds.Team, jo: Client) -> None:
    mother = worlds.begin(team, "Robin")
    people.give_name(by=team.jo, mother=mother, full_name="Margaret Canary", at=clock.now())
    page = jo.get(f"/m/{mother}/").content.decode()
    assert "Named: she gave her name" in page
    assert "Canary" not in page
    assert "Margaret Canary" in jo.get(f"/m/{mother}/name/").content.decode()


def test_a_lead_says_why_first_and_she_can_read_it(team: worlds.Team) -> None:
    mother = worlds.begin(team, "Robin", days_ago=5)
    kit = browser_of(team.kit)
    why = sent_on(kit.get(f"/m/{mother}/"))
    assert why.startswith("/why/")
    assert "Robin" not in kit.get(why).content.decode()
    there = post(kit, why, reason="promise", of=mother, next=f"/m/{mother}/")
    assert there.url == f"/m/{mother}/"
    words = text_of(kit.get(there.url))
    assert "Robin" in words
    assert "Log a contact" not in words
    assert "Add her side" not in words
    assert "Change cover" in words
    line = json.loads(Line.objects.exclude(chain=HOUSE).latest("id").body)
    assert line["purpose"] == "promise"
    assert line["page"] == "mother"


@pytest.mark.slow
def test_a_lead_is_led_to_no_page_that_refuses_her(team: worlds.Team) -> None:
    """Whoever holds the bridge chooses a way to find her, together with the lead."""
    mother = worlds.begin(team, "Robin", days_ago=40)
    give_card(team, mother, days_ago=30, valid_until=in_days(-10), if_you_have_lost_me="")
    kit = browser_of(team.kit)
    why = sent_on(kit.get(f"/m/{mother}/"))
    post(kit, why, reason="promise", of=mother, next=f"/m/{mother}/")
    for browser, leads in ((kit, False), (browser_of(team.jo), True)):
        page = browser.get(f"/m/{mother}/").content.decode()
        assert "She named no way for this." in page
        assert (f"/m/{mother}/find-her/" in page) is leads
    assert kit.get(f"/m/{mother}/find-her/").status_code == 403


def test_a_lead_is_asked_the_same_about_a_mother_who_is_not_here(team: worlds.Team) -> None:
    kit = browser_of(team.kit)
    answers = [kit.get(f"/m/{ref}/") for ref in ("a" * 26, worlds.begin(team))]
    assert {answer.status_code for answer in answers} == {302}


def test_a_lead_who_also_builds_bridges_is_asked_only_where_needed(team: worlds.Team) -> None:
    agencies.give_role(
        by=machine_actor(1),
        worker=team.amir.worker_ref,
        agency=team.amir.agency_ref,
        role=Role.TEAM_LEAD,
        at=clock.now(),
    )
    own, other = worlds.begin(team, "Own", by=team.amir), worlds.begin(team, "Other", by=team.jo)
    amir = browser_of(team.amir)
    assert amir.get(f"/m/{own}/").status_code == 200
    assert sent_on(amir.get(f"/m/{other}/")).startswith("/why/")


def test_a_window_that_lies_ahead_says_from_when(team: worlds.Team, jo: Client) -> None:
    mother = worlds.begin(team)
    ahead = clock.now() + timedelta(days=9)
    outreach.open_window(
        by=team.jo, mother=mother, kind=WindowKind.COURT_HEARING, opened=ahead, at=clock.now()
    )
    assert "A court hearing , from" in text_of(jo.get(f"/m/{mother}/"))
