"""The page shows exactly what would go out, and why it would not; what became of it stands on her page and on Today."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from hrm2m.commands.working import texting
from hrm2m.exchange.messages.carrier import Refused
from hrm2m.foundation import clock
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.cover import NEUTRAL_WORDS
from hrm2m.records.outreach.entries import Texts
from hrm2m.records.outreach.models import Phone, Text
from hrm2m.records.outreach.texts import phones_by
from tests import worlds
from tests.pages.mother.test_forms_about_her import seen_in
from tests.pages.street import browser_of, post, text_of
from tests.records.outreach.texted import COVER, MACHINE, NUMBER, agreed, carried, work


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def jo(team: worlds.Team) -> Client:
    return browser_of(team.jo)


@pytest.fixture(autouse=True)
def sink(settings: Any, tmp_path: Path) -> Path:
    settings.HRM2M_TEXTS_BY = "folder"
    settings.HRM2M_TEXTS_FOLDER = tmp_path / "texts"
    return tmp_path / "texts"


def silence() -> None:
    outreach.silence_phone(by=MACHINE, phone=phones_by(NUMBER)[0].ref)


@pytest.mark.slow
def test_the_very_words_are_shown_sent_and_told_of(team: worlds.Team, jo: Client, sink: Path) -> None:
    mother, _ = agreed(team, most_contacts_a_week=3)
    assert f"/m/{mother}/text/" in jo.get(f"/m/{mother}/").content.decode()
    page = jo.get(f"/m/{mother}/text/")
    words = text_of(page)
    assert f"“{COVER}”" in words
    assert "To +447700900118, within a minute or two." in words
    assert "Hours for texts at any hour" in words
    assert "Most contacts a week 3" in words
    assert "<textarea" not in page.content.decode()
    sent = post(jo, f"/m/{mother}/text/", seen=seen_in(page), words="Something else")
    assert sent.url == f"/m/{mother}/#texts"
    assert "A text waits to go, within a minute or two. Asked for by Jo." in text_of(jo.get(f"/m/{mother}/"))
    work()
    assert [text.splitlines()[-1] for text in carried(sink)] == [COVER]
    after = text_of(jo.get(f"/m/{mother}/"))
    assert "A text was handed to the carrier, today" in after
    assert "Left word" in after
    assert "the system" in after


def test_pressed_twice_it_is_one_text(team: worlds.Team, jo: Client) -> None:
    mother, card = agreed(team)
    for _ in range(2):
        assert post(jo, f"/m/{mother}/text/", "f" * 26, seen=card).status_code == 302
    assert Text.objects.count() == 1
    again = text_of(jo.get(f"/m/{mother}/text/"))
    assert "A text to her waits already." in again
    assert "Send these words" not in again


def test_without_her_yes_there_is_no_button_and_the_page_says_what_to_do(
    team: worlds.Team, jo: Client
) -> None:
    mother, _ = agreed(team, texts=Texts.NO)
    assert f"/m/{mother}/text/" not in jo.get(f"/m/{mother}/").content.decode()
    assert "Her card does not say that we may text." in text_of(jo.get(f"/m/{mother}/text/"))


def test_without_a_carrier_there_is_no_button(team: worlds.Team, jo: Client, settings: Any) -> None:
    mother, _ = agreed(team)
    settings.HRM2M_TEXTS_BY = "none"
    assert f"/m/{mother}/text/" not in jo.get(f"/m/{mother}/").content.decode()
    assert "Nobody carries texts for this service." in text_of(jo.get(f"/m/{mother}/text/"))


def test_a_card_that_was_changed_meanwhile_is_shown_anew(team: worlds.Team, jo: Client) -> None:
    mother, _ = agreed(team)
    assert post(jo, f"/m/{mother}/text/", seen="a" * 26).status_code == 409
    assert Text.objects.count() == 0


@pytest.mark.slow
def test_a_silent_phone_is_amber_on_today_and_she_is_asked_in_person(team: worlds.Team, jo: Client) -> None:
    mother, _ = agreed(team, how="07700 900118")
    assert 'href="sms:' in jo.get("/today/").content.decode()
    silence()
    assert f'/m/{mother}/text/"' not in jo.get(f"/m/{mother}/").content.decode()
    for page in ("/today/", f"/m/{mother}/"):
        response = jo.get(page)
        words = text_of(response)
        assert "Robin" in words
        assert "Ask her in person. Her phone said stop" in words
        assert 'href="sms:' not in response.content.decode()
        assert "In person: her phone is silent." in words
    refused = post(jo, f"/m/{mother}/text/again/")
    assert "Texts go again only because she says so." in text_of(refused)
    assert Phone.objects.get().silenced_at is not None
    assert post(jo, f"/m/{mother}/text/again/", her_word="on").url == f"/m/{mother}/"
    assert Phone.objects.get().silenced_at is None
    assert "Ask her in person" not in text_of(jo.get("/today/"))


@pytest.mark.slow
def test_a_text_that_did_not_go_sends_the_next_worker_another_way(
    team: worlds.Team, jo: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Refuses:
        def hand_over(self, **_: object) -> None:
            raise Refused("carrier_403")

    mother, card = agreed(team)
    outreach.ask_for_text(by=team.jo, mother=mother, card=card)
    monkeypatch.setattr(texting, "carrier", Refuses)
    work()
    assert "A text did not go: the carrier did not take it" in text_of(jo.get("/today/"))
    assert "0 contacts this week" in text_of(jo.get("/today/"))
    worlds.contact(team, mother, outcome="met", at=clock.now())  # type: ignore[arg-type] # its value
    assert "A text did not go" not in text_of(jo.get("/today/"))


def test_that_something_came_from_her_phone_is_said_and_what_is_not(team: worlds.Team, jo: Client) -> None:
    mother, _ = agreed(team)
    outreach.hear_phone(by=MACHINE, phone=phones_by(NUMBER)[0].ref)
    assert "A text came from her phone, today" in text_of(jo.get(f"/m/{mother}/"))


CARD = {"channel": "text", "how": "07700 900118", "valid_until": "2030-01-01", "seen": ""}


@pytest.mark.slow
def test_the_form_of_her_card_takes_what_she_agrees_to(team: worlds.Team, jo: Client) -> None:
    mother = worlds.begin(team, days_ago=3)
    path = f"/m/{mother}/safe-contact/"
    refused = post(jo, path, **CARD, texts="her_words", text_number="07700 900118", cover_words="Robin, tea?")
    assert "A text holds no name, handle or agency." in text_of(refused)
    assert 'value="Robin, tea?"' in refused.content.decode()
    lacks = post(jo, path, **CARD, texts="neutral", text_number="", text_from="9:30")
    assert "Write both hours, or leave both empty." in text_of(lacks)
    hours = {"text_from": "9:30", "text_until": "16:00"}
    assert post(jo, path, **CARD, texts="neutral", text_number="07700 900118", **hours).status_code == 302
    page = text_of(jo.get(f"/m/{mother}/text/"))
    assert "Hours for texts 09:30 – 16:00" in page
    assert NEUTRAL_WORDS in page or "No text goes now." in page
    again = jo.get(path).content.decode()
    assert 'value="09:30"' in again
    assert 'value="+447700900118"' in again
