"""On the pages: what was written wrongly of a medicine is put right, says so with who and when, and nothing is lost."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from hrm2m.foundation import clock
from hrm2m.pages.today.timing import dated
from hrm2m.records.treatment import actions
from hrm2m.records.treatment.actions import Known
from tests import worlds
from tests.pages.hers.her_phone import phone
from tests.pages.street import browser_of, post, text_of
from tests.records.hers.samples import set_up
from tests.records.treatment import samples


pytestmark = pytest.mark.django_db
TOLD = {"was_told": "yes", "told_how": "in the room"}


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def mother(team: worlds.Team) -> str:
    return samples.treated(team)


@pytest.fixture
def tom(team: worlds.Team) -> Client:
    return browser_of(team.tom)


def page_of(tom: Client, mother: str) -> str:
    return text_of(tom.get(f"/m/{mother}/treatment/"))


def ended(team: worlds.Team, mother: str, course: str) -> str:
    return actions.end_medication(
        by=team.tom, mother=mother, course=course, ended=samples.an_end(), told=samples.told()
    )


def wrong_end(seen: str, **more: Any) -> dict[str, Any]:
    end = {"who_asked": "prescriber", "why": "the script ran out", "is_interrupted": "on", **TOLD}
    return end | {"last_dose": f"{samples.days_ago(4):%Y-%m-%d}", "seen": seen} | more


def test_a_last_dose_put_right_is_current_and_says_when_and_by_whom(
    team: worlds.Team, mother: str, tom: Client
) -> None:
    course = samples.takes(team, mother)
    end = ended(team, mother, course)
    address = f"/m/{mother}/treatment/medicine/{course}/end/{end}/right/"
    assert address in tom.get(f"/m/{mother}/treatment/").content.decode()
    form = tom.get(address)
    assert "the script ran out over the weekend" in form.content.decode()
    sent = post(tom, address, "a" * 26, **wrong_end(end))
    assert sent.status_code == 302, text_of(sent)
    words = page_of(tom, mother)
    right = f"We had written this wrongly. Put right on {dated(clock.now())} by Tom."
    assert words.index(f"Last dose {dated(samples.days_ago(4))}") < words.index(right)
    assert words.index(right) < words.index(f"Last dose {dated(samples.days_ago(1))}")


def test_the_second_of_two_is_told_and_keeps_what_was_typed(
    team: worlds.Team, mother: str, tom: Client
) -> None:
    course = samples.takes(team, mother)
    end = ended(team, mother, course)
    address = f"/m/{mother}/treatment/medicine/{course}/end/{end}/right/"
    post(tom, address, "a" * 26, **wrong_end(end))
    second = post(tom, address, "b" * 26, **wrong_end(end, why="the chemist was shut"))
    assert second.status_code == 409
    assert "Somebody wrote here since you opened this page" in text_of(second)
    assert "the chemist was shut" in second.content.decode()
    (newest,) = re.findall(r'name="seen" value="([a-z2-7]{26})"', second.content.decode())
    assert post(tom, address, "c" * 26, **wrong_end(newest)).status_code == 302


def test_by_mistake_she_goes_on_and_what_was_written_can_be_read(
    team: worlds.Team, mother: str, tom: Client
) -> None:
    course = samples.takes(team, mother)
    end = ended(team, mother, course)
    address = f"/m/{mother}/treatment/medicine/{course}/end/{end}/right/"
    assert post(tom, address, "a" * 26, **wrong_end(end, was_not_so="on")).status_code == 302
    words = page_of(tom, mother)
    assert "Written by mistake" in words
    assert "We wrote this by mistake: it was not so." in words
    assert "Something changed" in words
    assert tom.get(address).status_code == 200


@pytest.mark.slow
def test_a_change_and_a_missed_collection_are_put_right_from_her_page(
    team: worlds.Team, mother: str, tom: Client
) -> None:
    course = samples.takes(team, mother)
    change = actions.change_medication(
        by=team.tom, mother=mother, course=course, change=samples.a_change(), told=samples.told()
    )
    miss = actions.write_missed_collection(
        by=team.tom, mother=mother, course=course, missed=samples.a_miss(in_a_row=3)
    )
    base = f"/m/{mother}/treatment/medicine/{course}"
    day = f"{samples.days_ago(3):%Y-%m-%d}"
    right = {"what": "take-home on Sundays", "changed": day, "who_asked": "she", "why": "school"}
    drug = {"dose": "40 mg once a day", "taken": "some_of_each", "seen": change}
    refused = post(tom, f"{base}/change/{change}/right/", "a" * 26, **right, **drug)
    assert "Say whether she was told" in text_of(refused)
    sent = post(tom, f"{base}/change/{change}/right/", "b" * 26, **right, **drug, **TOLD)
    assert sent.status_code == 302, text_of(sent)
    fewer = {"day": day, "in_a_row": "1", "why": "not_known", "known": "her_words", "seen": miss}
    sent = post(tom, f"{base}/missed/{miss}/right/", "c" * 26, **fewer, **TOLD)
    assert sent.status_code == 302, text_of(sent)
    words = page_of(tom, mother)
    assert "take-home on Sundays" in words
    assert "take-home at weekends" in words
    assert words.count("We had written this wrongly") == 2


@pytest.mark.slow
def test_the_sheet_that_goes_on_says_what_was_put_right(team: worlds.Team, mother: str, tom: Client) -> None:
    course = samples.takes(team, mother)
    end = ended(team, mother, course)
    put: dict[str, Any] = {"by": team.tom, "mother": mother, "course": course, "told": samples.told()}
    actions.put_end_right(**put, entry=end, seen_ref=end, ended=samples.an_end(was_not_so=True))
    actions.put_medication_right(
        **put, seen_ref=course, medication=samples.a_medication(prescribed=samples.prescribed(dose="30 mg"))
    )
    said = {
        "goes_to": "hospital",
        "recipient": "Ward 4",
        "until": f"{samples.days_ago(-2):%Y-%m-%d}",
        "she_knows": "on",
    }
    answer = post(tom, f"/m/{mother}/treatment/sheet/", "d" * 26, **said)
    assert answer.status_code == 200
    pages = PdfReader(
        BytesIO(b"".join(answer.streaming_content) if answer.streaming else answer.content)
    ).pages
    words = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "As prescribed: 30 mg" in words
    assert f"We had written this wrongly. Put right on {dated(clock.now())} by Tom." in words
    assert f"Methadone: a last dose on {dated(samples.days_ago(1))}. We wrote this by mistake" in words
    assert dated(samples.days_ago(20)) in words


def test_beginning_a_medicine_asks_whether_she_was_told(team: worlds.Team, mother: str, tom: Client) -> None:
    begun = {
        "medicine": "methadone",
        "dose": "40 mg",
        "taken": "supervised",
        "known": "her_words",
        "started": f"{samples.days_ago(1):%Y-%m-%d}",
    }
    address = f"/m/{mother}/treatment/medicine/"
    assert "Say whether she was told" in text_of(post(tom, address, "e" * 26, **begun))
    why = post(tom, address, "f" * 26, **begun, was_told="not_yet")
    assert "or why she was not told yet" in text_of(why)
    assert post(tom, address, "g" * 26, **begun, **TOLD).status_code == 302
    assert "She was told" in page_of(tom, mother)


def test_a_collection_that_somebody_else_reports_asks_whether_she_was_told(
    team: worlds.Team, mother: str, tom: Client
) -> None:
    course = samples.takes(team, mother)
    address = f"/m/{mother}/treatment/medicine/{course}/missed/"
    miss = {"day": f"{samples.days_ago(1):%Y-%m-%d}", "in_a_row": "1", "why": "not_known"}
    by_them = {"known": "told_by", "from_whom": "Quayside Pharmacy"}
    assert "or why she was not told yet" in text_of(post(tom, address, "h" * 26, **miss, **by_them))
    assert post(tom, address, "i" * 26, **miss, **by_them, **TOLD).status_code == 302


def test_what_is_not_of_this_course_is_not_there(team: worlds.Team, mother: str, tom: Client) -> None:
    course = samples.takes(team, mother)
    end = ended(team, mother, course)
    base = f"/m/{mother}/treatment/medicine"
    for address in (f"{course}/change/{end}", f"{course}/end/{'a' * 26}", f"{'a' * 26}/end/{end}"):
        assert tom.get(f"{base}/{address}/right/").status_code == 404
    held = actions.write_missed_collection(
        by=team.tom,
        mother=mother,
        course=course,
        missed=samples.a_miss(),
        known=Known("told_by", "Quayside"),
        told=samples.told(),
    )
    assert browser_of(team.tess).get(f"{base}/{course}/missed/{held}/right/").status_code == 404


@pytest.mark.slow
def test_on_her_own_page_stands_what_is_right_and_that_we_put_it_right(
    team: worlds.Team, mother: str
) -> None:
    set_up(team, mother)
    course = samples.takes(team, mother)
    end = ended(team, mother, course)
    client = phone()
    assert "We changed this note" not in client.get("/n/f/2/").content.decode()
    put: dict[str, Any] = {"by": team.tom, "mother": mother, "course": course, "told": samples.told()}
    right = samples.an_end(why="the pharmacy was shut", was_not_so=True)
    actions.put_end_right(**put, entry=end, seen_ref=end, ended=right)
    words = client.get("/n/f/2/").content.decode()
    assert words.count("We changed this note on") == 1
    assert "We wrote this and it was not so" in words
    assert "the script ran out over the weekend" not in words


def test_a_course_that_never_was_stays_readable_with_all_that_was_written_about_it(
    team: worlds.Team, mother: str, tom: Client
) -> None:
    course = samples.takes(team, mother)
    actions.change_medication(
        by=team.tom, mother=mother, course=course, change=samples.a_change(), told=samples.told()
    )
    actions.write_missed_collection(by=team.tom, mother=mother, course=course, missed=samples.a_miss())
    ended(team, mother, course)
    address = f"/m/{mother}/treatment/medicine/{course}/right/"
    began = {"medicine": "methadone", "dose": "40 mg", "taken": "supervised", "known": "her_words", **TOLD}
    day = f"{samples.days_ago(20):%Y-%m-%d}"
    never = began | {"started": day, "seen": course, "was_not_so": "on"}
    assert post(tom, address, "a" * 26, **never).status_code == 302
    words = page_of(tom, mother)
    before, _, mistaken = words.partition("Written by mistake, never taken")
    assert "No medicine is written down." in before
    for said in (
        "take-home at weekends",
        "A collection did not happen",
        "the script ran out",
        "Put this right",
    ):
        assert said in mistaken
    assert tom.get(address).status_code == 200
