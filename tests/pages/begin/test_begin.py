"""A bridge begins with the honest sentence, a handle she chooses, and whom she chooses; exactly once."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from hrm2m.foundation import clock, mail
from hrm2m.foundation.models import Job
from hrm2m.pages.sign_in import guesses
from hrm2m.policy.facts import machine_actor
from hrm2m.records.bridges.models import Bridge, Profile
from hrm2m.records.people.entries import HONEST_SENTENCE
from hrm2m.records.whole import actions as whole
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.models import Head
from tests import worlds
from tests.pages.street import browser_of, post, text_of


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def jo(team: worlds.Team) -> Client:
    return browser_of(team.jo)


def first_day(team: worlds.Team, **changes: Any) -> dict[str, Any]:
    """The fields of a first day, with these changes."""
    return {
        "honest_sentence": "said",
        "handle": "Robin",
        "age": "not_asked",
        "locality": "Quayside",
        "builder": team.jo.worker_ref,
        "cover": team.sam.worker_ref,
        "valid_until": "2030-01-01",
        **changes,
    }


def mothers() -> int:
    return Head.objects.exclude(id=HOUSE).count()


@pytest.mark.promise(2)
def test_the_honest_sentence_stands_before_every_question(jo: Client) -> None:
    page = jo.get("/begin/").content.decode()
    assert HONEST_SENTENCE in page
    assert page.index(HONEST_SENTENCE) < page.index("<form")
    assert " checked" not in page


@pytest.mark.promise(2)
def test_there_is_no_box_for_a_name_a_date_of_birth_or_an_address(jo: Client) -> None:
    page = jo.get("/begin/").content.decode()
    for name in ("full_name", "date_of_birth", "address", "surname", "nhs"):
        assert f'name="{name}' not in page


def test_a_bridge_is_begun_once_and_leads_to_her_page(team: worlds.Team, jo: Client) -> None:
    command = "i" * 26
    answers = [post(jo, "/begin/", command, **first_day(team)) for _ in range(2)]
    assert answers[0].url == answers[1].url
    assert mothers() == 1
    words = text_of(jo.get(answers[0].url))
    for part in ("Robin", "Age not asked yet · Quayside", "Jo is her bridge builder; cover is Sam"):
        assert part in words
    assert "Robin" in text_of(jo.get("/today/"))


@pytest.mark.parametrize("missing", ["honest_sentence", "handle", "age", "builder", "cover"])
def test_what_is_missing_is_asked_for_and_the_rest_is_kept(
    team: worlds.Team, jo: Client, missing: str
) -> None:
    response = post(jo, "/begin/", **first_day(team, **{missing: ""}))
    assert response.status_code == 422
    page = response.content.decode()
    assert f'id="id_{missing}_error"' in page
    if missing != "handle":
        assert 'value="Robin"' in page
    assert mothers() == 0


@pytest.mark.slow
def test_a_card_on_the_first_day_is_her_card(team: worlds.Team, jo: Client) -> None:
    card = {"channel": "text", "how": "07700 900118", "most_contacts_a_week": "2"}
    response = post(jo, "/begin/", **first_day(team, **card))
    assert "07700 900118" in text_of(jo.get(response.url))
    assert "0 of 2 contacts this week" in text_of(jo.get(response.url))


def test_what_stands_in_the_form_by_itself_begins_no_card(team: worlds.Team, jo: Client) -> None:
    shown = jo.get("/begin/").content.decode()
    assert '<option value="no"' in shown, "a browser sends it whether or not anybody touched it"
    post(jo, "/begin/", **first_day(team, texts="no"))
    assert mothers() == 1


def test_half_a_card_is_asked_to_be_made_whole(team: worlds.Team, jo: Client) -> None:
    response = post(jo, "/begin/", **first_day(team, cover_words="Hi, the library"))
    assert response.status_code == 422
    assert "Fill this in as well, or leave the whole card for later." in text_of(response)
    assert 'value="Hi, the library"' in response.content.decode()
    assert mothers() == 0


@pytest.mark.slow
def test_somebody_else_who_begins_it_leaves_the_card_to_them(team: worlds.Team) -> None:
    amir = browser_of(team.amir)
    refused = post(amir, "/begin/", **first_day(team, channel="text", how="07700 900118"))
    assert "Only her bridge builder or cover can write this." in text_of(refused)
    begun = post(amir, "/begin/", **first_day(team))
    assert begun.url == "/today/"
    words = text_of(amir.get(begun.url))
    assert "Tell her bridge builder and cover today." in words
    assert "Robin" not in words
    assert "Robin" in text_of(browser_of(team.jo).get("/today/"))


def test_a_handle_met_before_is_asked_about_and_not_told(team: worlds.Team) -> None:
    worlds.begin(team, "Robin", by=team.amir)
    jo = browser_of(team.jo)
    asked = post(jo, "/begin/", **first_day(team, handle="  robin "))
    assert asked.status_code == 422
    words = text_of(asked)
    assert "Another worker has met someone by this handle: ask her." in words
    assert "Amir" not in words.partition("Whom does she choose")[0]
    assert mothers() == 1
    command = "j" * 26
    for _ in range(2):
        assert post(jo, "/begin/", command, **first_day(team, met_before="on")).status_code == 302
    assert mothers() == 2


def test_a_bridge_builder_without_a_place_says_so_and_is_refused(team: worlds.Team, jo: Client) -> None:
    Profile.objects.create(worker_id=team.jo.worker_id, words="Early riser", limit=1)
    worlds.begin(team, "First")
    assert "Jo: Early riser (no place left just now)" in text_of(jo.get("/begin/"))
    response = post(jo, "/begin/", **first_day(team))
    assert "This bridge builder is there for 1 women already." in text_of(response)
    assert mothers() == 1


def test_under_18_the_safeguarding_lead_is_told_the_same_day(team: worlds.Team, jo: Client) -> None:
    response = post(jo, "/begin/", **first_day(team, age="16_17"))
    assert "She is under 18: the safeguarding lead is told today" in text_of(jo.get(response.url))
    told = [job.payload["to"] for job in Job.objects.filter(kind=mail.KIND).order_by("id")]
    assert told == [team.ruth.worker_id, team.rae.worker_id]


@pytest.mark.slow
def test_a_sleeping_record_is_hers_to_wake_by_its_handle(team: worlds.Team) -> None:
    mother = worlds.begin(team, "Robin", days_ago=400)
    whole.let_sleep(by=machine_actor(1))
    assert not Bridge.objects.filter(closed_at=None).exists()
    amir = browser_of(team.amir)
    chosen = {"builder": team.amir.worker_ref, "cover": team.sam.worker_ref}
    wrong = post(amir, "/begin/back/", handle="Nobody", **chosen)
    assert "No record of your agency waits for her by this handle." in text_of(wrong)
    assert post(amir, "/begin/back/", handle="ROBIN", **chosen).url == f"/m/{mother}/"
    assert "Amir is her bridge builder" in text_of(amir.get(f"/m/{mother}/"))


@pytest.mark.slow
def test_she_changes_her_mind_about_being_forgotten_and_says_her_handle(
    team: worlds.Team, jo: Client
) -> None:
    mother = worlds.begin(team, "Robin")
    whole.forget(by=team.jo, mother=mother)
    assert "asked to be forgotten" in text_of(jo.get("/begin/back/"))
    chosen = {"builder": team.amir.worker_ref, "cover": team.sam.worker_ref}
    opened = post(jo, "/begin/back/", handle="Robin", **chosen)
    assert "Her record is open again." in text_of(jo.get(opened.url))
    assert "Jo is her bridge builder" in text_of(jo.get(f"/m/{mother}/"))


@pytest.mark.slow
def test_guessing_handles_is_soon_over_and_a_right_one_is_not_counted(team: worlds.Team) -> None:
    chosen = {"builder": team.amir.worker_ref, "cover": team.sam.worker_ref}
    begun = clock.now().replace(minute=5)
    with clock.at(begun):
        amir = browser_of(team.amir)
        for number in range(guesses.OF_AN_HOUR.most):
            worlds.begin(team, f"Robin{number}", days_ago=400)
            whole.let_sleep(by=machine_actor(1))
            assert post(amir, "/begin/back/", handle=f"Robin{number}", **chosen).status_code == 302
            wrong = post(amir, "/begin/back/", handle=f"Nobody{number}", **chosen)
            assert "waits for her by this handle" in text_of(wrong)
        mother = worlds.begin(team, days_ago=400)
        whole.let_sleep(by=machine_actor(1))
        stopped = post(amir, "/begin/back/", handle="Robin", **chosen)
        assert stopped.status_code == 422
        assert "Ask your lead" in text_of(stopped)
        assert 'value="Robin"' in stopped.content.decode(), "what was typed is kept"
    with clock.at(begun + timedelta(hours=1)):
        again = post(browser_of(team.amir), "/begin/back/", handle="Robin", **chosen)
    assert again.url == f"/m/{mother}/"


def test_whoever_begins_no_bridge_has_no_such_page(team: worlds.Team) -> None:
    for worker in (team.kit, team.ruth):
        assert browser_of(worker).get("/begin/").status_code == 403


def test_it_began_when_it_was_begun(team: worlds.Team, jo: Client) -> None:
    post(jo, "/begin/", **first_day(team))
    assert clock.now() - Bridge.objects.get().opened_at < timedelta(minutes=1)
