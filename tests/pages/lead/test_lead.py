"""The lead's pages say in words what we owe, show no handle, and stand a worker down once, saying what it does."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hrm2m.cadence import Outcome
from hrm2m.foundation import clock, ids
from hrm2m.pages.lead.chart import BAR_MOST, LABEL, chart_of
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.lifecycles import BridgeStatus
from hrm2m.records.bridges.models import Bridge
from hrm2m.records.bridges.queries import bridge_of
from hrm2m.records.clocks.board import Week, monday_of
from hrm2m.records.danger import actions as danger
from hrm2m.records.danger.who import Who
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.whole import actions as whole
from hrm2m.vault.models import Head, Line
from tests import worlds
from tests.pages.people_of_today import a_full_list, log
from tests.pages.street import browser_of, post, text_of
from tests.records.asks import samples
from tests.records.outreach.test_board import a_late_visit


pytestmark = pytest.mark.django_db

PAGES = ("/board/", "/board/late/", "/board/not-seen/", "/board/offers/", "/board/stand-down/")
HANDLES = ("Robin", "Sky", "Wren", "Fern", "Ivy", "Hazel", "Dawn", "Lark")
DAY = timedelta(days=1)


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def kit(team: worlds.Team) -> Client:
    return browser_of(team.kit)


@pytest.fixture
def full(team: worlds.Team) -> dict[str, str]:
    return a_full_list(team)


def words_of(client: Client, path: str) -> str:
    response: Any = client.get(path)
    assert response.status_code == 200
    return text_of(response)


def test_an_empty_board_says_so_in_words(kit: Client) -> None:
    words = words_of(kit, "/board/")
    assert "0 late promises" in words
    assert "No promise fell due" in words
    assert "No promise is late." in words_of(kit, "/board/late/")
    assert "Everyone was met within 7 days." in words_of(kit, "/board/not-seen/")
    assert "No offer was written down" in words_of(kit, "/board/offers/")


@pytest.mark.slow
def test_each_number_says_what_it_means_and_leads_to_its_list(kit: Client, full: dict[str, str]) -> None:
    words = words_of(kit, "/board/")
    order = [
        words.index(each) for each in ("late promises", "not seen for 7 days", "offers that were not real")
    ]
    assert order == sorted(order)
    assert "1 more wishes to be left be, and is not counted here." in words
    html = kit.get("/board/").content.decode()
    for path in PAGES[1:]:
        assert f'href="{path}"' in html


@pytest.mark.slow
@pytest.mark.promise(3)
def test_no_page_of_the_board_shows_a_handle_or_her_words(
    kit: Client, team: worlds.Team, full: dict[str, str]
) -> None:
    samples.offer(team, full["Robin"], samples.ask(team, full["Robin"]), conditions=None)
    for path in PAGES:
        html = kit.get(path).content.decode()
        assert not [
            word for word in (*HANDLES, "launderette", "Harbour House", "Quayside", "my boy") if word in html
        ]


@pytest.mark.slow
def test_a_late_promise_says_what_whose_and_how_late_and_asks_why_before_it_opens(
    kit: Client, team: worlds.Team, full: dict[str, str]
) -> None:
    words = words_of(kit, "/board/late/")
    assert "The next contact, as agreed with her Jo, due" in words
    assert "2 days late" in words
    address = f"/m/{full['Sky']}/"
    assert f'href="{address}"' in kit.get("/board/late/").content.decode()
    assert kit.get(address).headers["Location"].startswith("/why/")


@pytest.mark.slow
def test_not_seen_says_how_long_the_phase_and_the_bridge_builder(
    kit: Client, team: worlds.Team, full: dict[str, str]
) -> None:
    words = words_of(kit, "/board/not-seen/")
    assert "Last met 21 days ago" in words
    assert "Jo is the bridge builder" in words
    assert "Not met yet: begun" in words
    assert "1 mother wishes to be left be" in words


def test_offers_say_what_was_missing_and_how_often(kit: Client, team: worlds.Team) -> None:
    mother = worlds.begin(team)
    ask = samples.ask(team, mother)
    samples.offer(team, mother, ask)
    for _ in range(2):
        samples.offer(team, mother, ask, conditions=None)
    words = words_of(kit, "/board/offers/")
    assert "we wrote down 3 offers, and 2 of them were not real" in words
    assert "Its conditions have not been stated. 2 offers" in words


@pytest.mark.slow
def test_whoever_may_be_in_danger_comes_before_everything(kit: Client, team: worlds.Team) -> None:
    assert words_of(kit, "/board/").index("may be in danger") > words_of(kit, "/board/").index(
        "late promises"
    )
    a_late_visit(team, worlds.begin(team, days_ago=1))
    danger.raise_danger(by=team.jo, who=Who.A_WORKER, at=clock.now())
    words = words_of(kit, "/board/")
    assert words.index("may be in danger") < words.index("late promises")
    assert "1 worker is not back from a visit on time" in words
    assert "1 time danger was raised and nobody has it." in words
    assert "Kit is the one to be told." in words


def test_only_a_lead_has_a_board(team: worlds.Team) -> None:
    for path in (*PAGES, f"/board/stand-down/{team.jo.worker_ref}/"):
        assert browser_of(team.jo).get(path).status_code == 403


@pytest.mark.slow
def test_standing_down_says_what_happens_and_happens_only_on_the_second_press(
    kit: Client, team: worlds.Team
) -> None:
    mothers = [worlds.begin(team, name) for name in ("A", "B")]
    path = f"/board/stand-down/?worker={team.jo.worker_ref}"
    words = words_of(kit, path)
    assert "Jo stops seeing the records of 2 mothers, in this moment." in words
    assert browser_of(team.jo).get(f"/m/{mothers[0]}/").status_code == 200
    after = post(kit, "/board/stand-down/", worker=team.jo.worker_ref)
    assert after.headers["Location"] == f"/board/stand-down/{team.jo.worker_ref}/"
    assert "Cover holds 2 bridges of Jo now" in words_of(kit, after.headers["Location"])
    assert browser_of(team.jo).get(f"/m/{mothers[0]}/").status_code == 404
    assert browser_of(team.sam).get(f"/m/{mothers[0]}/").status_code == 200
    assert "Cover holds 2 of these bridges now." in words_of(kit, "/board/")


def test_standing_down_sent_twice_is_done_once(kit: Client, team: worlds.Team) -> None:
    mother = worlds.begin(team)
    command = ids.new_ref()
    for _ in range(2):
        assert post(kit, "/board/stand-down/", command, worker=team.jo.worker_ref).status_code == 302
    bridge = bridge_of(Head.objects.get(ref=mother).id)
    assert bridge is not None
    assert bridge.status is BridgeStatus.HELD_BY_COVER
    assert Bridge.objects.get().changes.count() == 1


@pytest.mark.parametrize("worker", ["", "nobody", "💥"])
def test_nobody_is_stood_down_without_being_chosen_from_the_list(
    kit: Client, team: worlds.Team, worker: str
) -> None:
    worlds.begin(team)
    assert post(kit, "/board/stand-down/", worker=worker).status_code == 422
    assert kit.get("/board/stand-down/", {"worker": worker}).status_code == 422
    assert kit.get(f"/board/stand-down/{worker or 'x'}/").status_code == 404
    assert Bridge.objects.get().status == BridgeStatus.OPEN


def test_a_worker_of_another_agency_cannot_be_stood_down_here(kit: Client, team: worlds.Team) -> None:
    assert post(kit, "/board/stand-down/", worker=team.vic.worker_ref).status_code == 422
    assert kit.get(f"/board/stand-down/{team.vic.worker_ref}/").status_code == 404


@pytest.mark.slow
def test_somebody_who_builds_no_bridge_stands_down_too_and_may_be_chosen_again(
    kit: Client, team: worlds.Team
) -> None:
    mother = worlds.begin(team)
    words = words_of(kit, f"/board/stand-down/?worker={team.sam.worker_ref}")
    assert "Nobody new can choose Sam" in words
    assert "0 mothers" not in words
    assert "is a lead too" not in words
    assert "Ruth is a lead too." in words_of(kit, f"/board/stand-down/?worker={team.ruth.worker_ref}")
    done = post(kit, "/board/stand-down/", worker=team.sam.worker_ref).headers["Location"]
    assert browser_of(team.sam).get(f"/m/{mother}/").status_code == 404
    assert "Sam stands down" in words_of(kit, done)
    assert post(browser_of(team.jo), f"{done}again/").status_code == 403
    assert post(kit, f"{done}again/").headers["Location"] == done
    assert "Nobody new" not in words_of(kit, done)
    assert team.kit.worker_ref not in kit.get("/board/stand-down/").content.decode()


@pytest.mark.slow
def test_the_board_costs_the_same_however_many_mothers_there_are(kit: Client, team: worlds.Team) -> None:
    def statements(path: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            kit.get(path)
        return len(caught)

    def one_more(name: str) -> None:
        mother = worlds.begin(team, name, days_ago=30)
        log(team, mother, Outcome.MET, 20, next_at=clock.now() - 9 * DAY)
        samples.offer(team, mother, samples.ask(team, mother), conditions=None)

    one_more("First")
    kit.get("/board/")
    few = {path: statements(path) for path in PAGES}
    for number in range(5):
        one_more(f"Handle {number}")
    assert {path: statements(path) for path in PAGES} == few


def test_a_bar_is_as_long_as_its_promises_and_the_longest_fills_the_picture() -> None:
    monday = monday_of(clock.now())
    chart = chart_of([Week(monday, 1, 1, 0), Week(monday, 2, 0, 2), Week(monday, 0, 0, 0)])
    widths = [sum(part.width for part in bar.parts) for bar in chart.bars]
    assert widths == [0, BAR_MOST, BAR_MOST // 2]
    assert [part.kind for part in chart.bars[1].parts] == ["in-time", "not-yet"]
    assert chart.bars[0].end == LABEL + 8
    assert chart.sentence.startswith("6 promises fell due in the last 3 weeks: 3 kept in time, 1 kept late")


@pytest.mark.slow
def test_the_page_has_no_script_or_style_of_its_own(kit: Client, full: dict[str, str]) -> None:
    html = kit.get("/board/").content.decode()
    main = html.partition("<main")[2].partition("</main>")[0]
    assert "<svg" in main
    assert " style=" not in main
    assert "<script" not in main


def test_left_be_is_never_called_late(kit: Client, team: worlds.Team) -> None:
    mother = worlds.begin(team, days_ago=40)
    log(team, mother, Outcome.SPOKE, 20)
    outreach.leave_her_be(by=team.jo, mother=mother, at=clock.now())
    words = words_of(kit, "/board/")
    assert "0 late promises" in words
    assert "0 not seen for 7 days" in words


@pytest.mark.slow
def test_a_lead_writes_that_a_mother_whose_record_sleeps_died_and_reads_nothing(team: worlds.Team) -> None:
    mother = worlds.begin(team, days_ago=400)
    whole.let_sleep(by=machine_actor(1))
    kit, jo = browser_of(team.kit), team.jo.worker_ref
    assert "/board/she-died/" in kit.get("/board/").content.decode()
    wrong = post(kit, "/board/she-died/", handle="Nobody", second=jo)
    assert "No record of your team sleeps by this handle." in text_of(wrong)
    done = post(kit, "/board/she-died/", handle="robin", second=jo)
    assert done.url == "/board/"
    assert Head.objects.get(ref=mother).stage == "died"
    acts = {json.loads(body)["act"] for body in Line.objects.values_list("body", flat=True)}
    assert "mother_see" not in acts


def test_nobody_but_a_lead_writes_a_death_while_a_record_sleeps(team: worlds.Team) -> None:
    mother = worlds.begin(team, days_ago=400)
    whole.let_sleep(by=machine_actor(1))
    refused = post(browser_of(team.jo), "/board/she-died/", handle="Robin", second=team.amir.worker_ref)
    assert "No record of your team sleeps by this handle." in text_of(refused)
    assert Head.objects.get(ref=mother).stage == "asleep"


def test_a_leads_first_page_is_the_board_and_a_bridge_builders_is_today(
    kit: Client, team: worlds.Team
) -> None:
    assert kit.get("/").headers["Location"] == "/board/"
    assert browser_of(team.jo).get("/").headers["Location"] == "/today/"
