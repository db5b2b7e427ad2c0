"""The lead sets the area in three steps, reads it again before it holds, and a mistake is said in a sentence."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock, ids
from hrm2m.records.agencies.area import queries
from hrm2m.records.agencies.models import AreaSetting, OnCallTurn
from hrm2m.vault.models import Line
from tests import worlds
from tests.pages.street import browser_of, post, text_of


pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
DUTY = "/lead/area/line/childrens_duty/"
FORMS = (
    "/lead/area/rota/",
    "/lead/area/gaps/",
    DUTY,
    "/lead/area/nation/",
    "/lead/area/hours/",
    "/lead/area/agreed/tell_again_days/",
)


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def kit(team: worlds.Team) -> Client:
    return browser_of(team.kit)


def boxes(name: str, day: Any) -> dict[str, int]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def a_line(number: str = "01632 960177", **other: Any) -> dict[str, Any]:
    typed = {"number": number, "hours": "9 to 5", "why": "they moved", "seen": ""}
    return {**typed, **boxes("checked_on", local_day(clock.now())), **other}


def a_turn(worker: str, ahead: int = 0, **other: Any) -> dict[str, Any]:
    first = local_day(clock.now()) + ahead * DAY
    return {"worker": worker, "how_long": "week", "why": "agreed", **boxes("first_day", first), **other}


def test_the_page_says_what_holds_and_that_there_is_no_rota(kit: Client) -> None:
    words = text_of(kit.get("/lead/area/"))
    assert "Settings of Testmere" in words
    assert "There is no rota yet" in words
    assert "In a gap: Ruth; behind: Kit. Turns change at 9:00." in words
    assert "999: ambulance, police Always shown" in words
    assert "Children's duty line 01632 960101 nobody has said that it was rung" in words
    assert "Domestic abuse line no such line here no number" in words
    assert "5 working days (the standard)" in words
    assert "Nothing yet" in words


@pytest.mark.parametrize("path", ["/lead/area/", *FORMS])
def test_nobody_but_a_team_lead_comes_here(team: worlds.Team, path: str) -> None:
    for worker in (team.jo, team.sam, team.ruth):
        assert browser_of(worker).get(path).status_code == 403
    assert browser_of(team.kit).get(path).status_code == 200


@pytest.mark.parametrize(
    "path", ["/lead/area/line/999/", "/lead/area/line/x/", "/lead/area/agreed/danger_answered/"]
)
def test_what_is_no_setting_is_not_there(kit: Client, path: str) -> None:
    assert kit.get(path).status_code == 404


def test_nothing_holds_before_it_was_read_again_and_confirmed(kit: Client) -> None:
    asked = post(kit, DUTY, **a_line())
    words = text_of(asked)
    assert "Is this right?" in words
    assert "01632 960177, 9 to 5" in words
    assert "Until now 01632 960101" in words
    assert not AreaSetting.objects.exists()
    assert post(kit, DUTY, **a_line(), sure="1").status_code == 302
    assert "01632 960177, 9 to 5" in text_of(kit.get("/lead/area/"))
    assert "Kit, team lead: “they moved”" in text_of(kit.get("/lead/area/"))


@pytest.mark.promise(4)
def test_the_new_number_and_its_hours_stand_on_the_page_of_danger_at_once(
    kit: Client, team: worlds.Team
) -> None:
    jo = browser_of(team.jo)
    assert "01632 960101" in text_of(jo.get("/danger/"))
    post(kit, DUTY, **a_line(), sure="1")
    words = text_of(jo.get("/danger/"))
    assert "01632 960177 Children's duty line 9 to 5" in words
    assert "01632 960101" not in words


def test_the_change_is_in_the_ledger_without_what_was_typed(kit: Client) -> None:
    post(kit, DUTY, **a_line(), sure="1")
    line = Line.objects.get(chain=0, body__contains='"area_set"')
    assert AreaSetting.objects.get().ref in line.body
    assert "they moved" not in line.body
    assert "960177" not in line.body


def test_back_from_reading_again_keeps_everything_typed(kit: Client) -> None:
    html = post(kit, DUTY, **a_line(), again="1").content.decode()
    assert 'value="01632 960177"' in html
    assert "they moved" in html
    assert "Please put this right" not in html


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"number": "nonsense"}, "Write a number that can be dialled"),
        ({"number": "999"}, "999 is always shown"),
        ({"why": ""}, "Write why, in a few words."),
        ({"checked_on_day": "45"}, "Write a real day"),
    ],
)
def test_a_mistake_is_said_in_a_sentence_and_nothing_typed_is_lost(
    kit: Client, typed: dict[str, str], sentence: str
) -> None:
    answer = post(kit, DUTY, **{**a_line(), **typed})
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert "9 to 5" in answer.content.decode()


@pytest.mark.promise(4)
def test_an_empty_childrens_line_is_refused_with_a_sentence(kit: Client) -> None:
    answer = post(kit, DUTY, **a_line(""), sure="1")
    assert answer.status_code == 422
    assert "cannot be empty" in text_of(answer)
    assert not AreaSetting.objects.exists()


def test_two_leads_at_once_see_both_and_neither_is_lost(kit: Client) -> None:
    post(kit, DUTY, **a_line(), sure="1")
    answer = post(kit, DUTY, **a_line("01632 960188"), sure="1")
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "01632 960177, 9 to 5" in text_of(answer)
    assert 'value="01632 960188"' in html
    assert f'name="seen" value="{AreaSetting.objects.get().ref}"' in html


def test_saving_twice_is_saving_once(kit: Client) -> None:
    command = ids.new_ref()
    for _ in range(2):
        assert post(kit, DUTY, command, **a_line(), sure="1").status_code == 302
    assert AreaSetting.objects.count() == 1


def test_a_week_on_the_rota_a_swap_and_a_gap_are_shown(kit: Client, team: worlds.Team) -> None:
    post(kit, "/lead/area/rota/", **a_turn(team.sam.worker_ref), sure="1")
    post(kit, "/lead/area/rota/", **a_turn(team.jo.worker_ref, 2, how_long="day"), sure="1")
    assert OnCallTurn.objects.count() == 2
    words = text_of(kit.get("/lead/area/"))
    assert "Sam, outreach worker" in words
    assert "Jo, bridge builder" in words
    assert "nobody" in words
    assert queries.rota_now(1).gaps in ((), (queries.rota_now(1).today,))


@pytest.mark.promise(4)
def test_a_gap_is_loud_on_the_settings_and_on_the_board(kit: Client, team: worlds.Team) -> None:
    post(kit, "/lead/area/rota/", **a_turn(team.sam.worker_ref, 21), sure="1")
    for path in ("/lead/area/", "/board/"):
        assert "Nobody is on call" in text_of(kit.get(path))


@pytest.mark.promise(4)
def test_who_raised_danger_in_a_gap_is_told_who_stands_in(kit: Client, team: worlds.Team) -> None:
    post(kit, "/lead/area/rota/", **a_turn(team.sam.worker_ref, 21), sure="1")
    jo = browser_of(team.jo)
    told = jo.post("/danger/", {"who": "her", "command_id": ids.new_ref()}).headers["Location"]
    words = text_of(jo.get(told))
    assert "Nobody is on the rota now. These people are told instead: ring them. Ruth" in words


def test_days_can_be_given_back_and_are_nobodys_again(kit: Client, team: worlds.Team) -> None:
    post(kit, "/lead/area/rota/", **a_turn(team.sam.worker_ref), sure="1")
    post(kit, "/lead/area/rota/", **a_turn("nobody", 1, how_long="day"), sure="1")
    assert len(queries.rota_now(1).gaps) >= 1
    assert "Choose a person" in text_of(post(kit, "/lead/area/rota/", **a_turn("")))


def test_until_a_day_needs_that_day(kit: Client, team: worlds.Team) -> None:
    answer = post(kit, "/lead/area/rota/", **a_turn(team.sam.worker_ref, how_long="until"))
    assert "Write the last day" in text_of(answer)


@pytest.mark.slow
def test_hours_are_typed_as_people_write_them(kit: Client) -> None:
    typed = {"day_0": "9 to 17", "day_1": "9:30-17.15", "day_4": "", "why": "new hours", "seen": ""}
    post(kit, "/lead/area/hours/", **typed, sure="1")
    words = text_of(kit.get("/lead/area/"))
    assert "Monday: 9:00–17:00 Tuesday: 9:30–17:15 Wednesday: closed" in words
    for wrong in ("nine to five", "17 to 9", "25 to 26", "9"):
        assert post(kit, "/lead/area/hours/", **{**typed, "day_2": wrong}).status_code == 422


def test_nation_named_people_and_a_choice_are_set_the_same_way(kit: Client, team: worlds.Team) -> None:
    post(kit, "/lead/area/nation/", nation="scotland", why="we moved", seen="", sure="1")
    named = {"on_call": team.sam.worker_ref, "lead": team.ruth.worker_ref, "changes_at": "8:30"}
    post(kit, "/lead/area/gaps/", **named, why="Kit is away", seen="", sure="1")
    post(kit, "/lead/area/agreed/tell_again_days/", number="3", why="sooner", seen="", sure="1")
    words = text_of(kit.get("/lead/area/"))
    assert "Scotland: its bank holidays" in words
    assert "In a gap: Sam; behind: Ruth. Turns change at 8:30." in words
    assert "told too 3 days Change" in words
    assert (
        post(kit, "/lead/area/agreed/tell_again_days/", number="30", why="x", seen="", sure="1").status_code
        == 422
    )


@pytest.mark.slow
def test_what_was_agreed_is_where_a_safe_contact_card_begins(kit: Client, team: worlds.Team) -> None:
    mother = worlds.begin(team)
    post(kit, "/lead/area/agreed/most_contacts_a_week/", number="3", why="as a start", seen="", sure="1")
    post(kit, "/lead/area/agreed/safe_contact_days/", number="7", why="shorter", seen="", sure="1")
    html = browser_of(team.jo).get(f"/m/{mother}/safe-contact/").content.decode()
    assert 'name="most_contacts_a_week" value="3"' in html
    until = local_day(clock.now() + 7 * DAY)
    for box, written in (("day", until.day), ("month", until.month), ("year", until.year)):
        assert re.search(rf'<input [^>]*name="valid_until_{box}"[^>]* value="{written}">', html)
