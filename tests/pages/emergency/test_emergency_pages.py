"""An emergency look in the browser: two steps, one answer for what leads nowhere, read, looked at, told to her."""

import re
from typing import Any

import pytest
from django.test import Client

from hrm2m.cadence import Outcome
from hrm2m.foundation import clock, ids
from hrm2m.policy import Compartment
from hrm2m.records.emergencies.models import EmergencyLook
from hrm2m.records.safety import actions as safety
from hrm2m.records.safety.actions import Telling
from hrm2m.records.safety.entries import Harm, HerSafety
from hrm2m.records.whole import near_her
from tests import worlds
from tests.pages.people_of_today import give_card, log
from tests.pages.safety.test_safety_pages import browser


pytestmark = pytest.mark.django_db

TYPED = {
    "handle": "Robin",
    "in_danger": "mother",
    "part": "her_safety",
    "reason": "She is on the bridge over the harbour and says nothing.",
    "telling": "at_once",
    "not_told_why": "",
}
HE_DID = HerSafety(Harm.VIOLENCE, "He shut the door on my hand.", "Del", "shut the door")


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def mother(team: worlds.Team) -> str:
    return worlds.begin(team)


def post(client: Client, address: str = "/emergency/", **typed: str) -> Any:
    return client.post(address, TYPED | typed | {"command_id": ids.new_ref()}, follow=True)


def note(team: worlds.Team, mother: str) -> None:
    safety.note(by=team.jo, mother=mother, safety=HE_DID, telling=Telling(), at=clock.now())


def without_chance(page: bytes) -> str:
    without_ids = re.sub(r'name="(csrfmiddlewaretoken|command_id)" value="[^"]*"', "", page.decode())
    return re.sub(r'"[^"]*:[\w-]{6}:[\w-]{43}"', "", without_ids)


@pytest.mark.slow
def test_two_steps_open_one_part_and_the_first_opens_nothing(team: worlds.Team, mother: str) -> None:
    note(team, mother)
    amir = browser("amir")
    sure = post(amir)
    assert "Open it now?" in sure.content.decode()
    assert not EmergencyLook.objects.exists()
    read = post(amir, step="open")
    assert read.status_code == 200
    assert read.request["PATH_INFO"].endswith("/2/")
    assert "He shut the door on my hand." in read.content.decode()
    assert '<form method="post" novalidate' not in read.content.decode()


@pytest.mark.slow
def test_the_first_step_is_the_same_for_any_handle(team: worlds.Team, mother: str) -> None:
    amir = browser("amir")
    here, nowhere = post(amir), post(amir, handle="Nobod")
    assert without_chance(here.content).replace("Robin", "Nobod") == without_chance(nowhere.content)


@pytest.mark.slow
def test_it_can_be_changed_and_nothing_typed_is_lost(team: worlds.Team, mother: str) -> None:
    back = post(browser("amir"), step="change").content.decode()
    assert "over the harbour" in back
    assert 'value="Robin"' in back
    assert "error-summary" not in back


@pytest.mark.slow
def test_barred_unknown_and_of_another_agency_are_one_answer(team: worlds.Team, mother: str) -> None:
    near_her.bar(by=team.jo, mother=mother, worker=team.amir.worker_ref)
    barred, unknown = (post(browser("amir"), step="open", handle=handle) for handle in ("Robin", "Nobod"))
    elsewhere = post(browser("vic"), step="open")
    for page in (barred, unknown, elsewhere):
        assert page.status_code == 422
        assert "No record opens to you by this handle" in page.content.decode()
    assert without_chance(barred.content).replace("Robin", "Nobod") == without_chance(unknown.content)


@pytest.mark.slow
def test_what_it_holds_does_not_show_before_it_is_opened(team: worlds.Team, mother: str) -> None:
    """The same bytes with and without something in that part, up to the press that opens it."""
    amir = browser("amir")
    before = [without_chance(amir.get("/emergency/").content), without_chance(post(amir).content)]
    note(team, mother)
    after = [without_chance(amir.get("/emergency/").content), without_chance(post(amir).content)]
    assert before == after


@pytest.mark.slow
def test_an_empty_part_says_so_and_counts_all_the_same(team: worlds.Team, mother: str) -> None:
    page = post(browser("amir"), step="open", part=Compartment.TREATMENT.value).content.decode()
    assert "Nothing is written in this part." in page
    assert EmergencyLook.objects.count() == 1


@pytest.mark.slow
def test_what_is_open_can_be_read_again_from_the_form(team: worlds.Team, mother: str) -> None:
    amir = browser("amir")
    post(amir, step="open")
    look = EmergencyLook.objects.get().entry
    assert f"/emergency/{look}/2/" in amir.get("/emergency/").content.decode()
    for address in (f"/emergency/{look}/1/", f"/emergency/{look}/3/", f"/emergency/{look}/4/"):
        assert amir.get(address).status_code == 404
    assert browser("ruth").get(f"/emergency/{look}/2/").status_code == 404


@pytest.mark.slow
def test_a_third_in_a_day_is_refused_with_a_sentence(team: worlds.Team, mother: str) -> None:
    amir = browser("amir")
    worlds.begin(team, "Wren")
    for handle in ("Robin", "Wren"):
        post(amir, step="open", handle=handle)
    third = post(amir, step="open")
    assert third.status_code == 422
    assert "two parts in the last 24 hours" in third.content.decode()
    assert "over the harbour" in third.content.decode()


@pytest.mark.slow
def test_a_danger_that_is_not_said_is_asked_for(team: worlds.Team, mother: str) -> None:
    page = post(browser("amir"), telling="waits")
    assert page.status_code == 422
    assert "Write what danger it would add" in page.content.decode()


@pytest.mark.slow
def test_the_second_person_finds_it_among_what_is_asked_and_signs(team: worlds.Team, mother: str) -> None:
    post(browser("amir"), step="open")
    look = EmergencyLook.objects.get().entry
    kit = browser("kit")
    assert f"/emergency/{look}/" in kit.get("/asked-of-you/").content.decode()
    page = kit.get(f"/emergency/{look}/").content.decode()
    assert "over the harbour" in page
    assert "Amir" in page
    empty = kit.post(f"/emergency/{look}/", {"verdict": "right", "words": "", "command_id": ids.new_ref()})
    assert empty.status_code == 422
    done = kit.post(
        f"/emergency/{look}/",
        {"verdict": "not_right", "words": "Nobody was there.", "command_id": ids.new_ref()},
        follow=True,
    )
    assert f"/emergency/{look}/" not in done.content.decode()
    over = browser("amir").get(f"/emergency/{look}/2/")
    assert over.status_code == 403
    assert "is over" in over.content.decode()
    assert "Nobody was there." in browser("jo").get(f"/emergency/{look}/").content.decode()


@pytest.mark.slow
def test_whoever_opened_it_and_a_stranger_have_no_page_to_sign(team: worlds.Team, mother: str) -> None:
    post(browser("amir"), step="open")
    look = EmergencyLook.objects.get().entry
    assert browser("vic").get(f"/emergency/{look}/").status_code == 404
    assert browser("amir").get(f"/emergency/{look}/").status_code == 403
    assert browser("tom").get(f"/emergency/{look}/").status_code == 403


@pytest.mark.slow
def test_danger_leads_there_for_those_who_may(team: worlds.Team, mother: str) -> None:
    assert "/emergency/" in browser("amir").get("/danger/open/").content.decode()
    assert "/emergency/" not in browser("mia").get("/danger/open/").content.decode()
    assert browser("mia").get("/emergency/").status_code == 403


@pytest.mark.slow
@pytest.mark.promise(1)
def test_the_other_record_is_not_offered(team: worlds.Team, mother: str) -> None:
    ruth, amir = browser("ruth"), browser("amir")
    form = ruth.get("/emergency/").content.decode()
    assert ('value="treatment"' in form, 'value="child_safety"' in form) == (False, True)
    assert "nobody reads both" in form
    assert 'value="treatment"' in amir.get("/emergency/").content.decode()
    refused = post(ruth, part="treatment", step="open")
    assert not EmergencyLook.objects.exists()
    assert refused.status_code == 422


@pytest.mark.slow
def test_how_to_reach_her_is_read_before_what_was_written_since(team: worlds.Team, mother: str) -> None:
    give_card(team, mother)
    for _ in range(3):
        log(team, mother, Outcome.NOT_REACHED, days_ago=0)
    page = post(browser("amir"), step="open", part=Compartment.GENERAL.value).content.decode()
    assert page.index("How to reach her safely") < page.index("Not reached")
    assert page.count("Leave word with Dee at the launderette") == 1
