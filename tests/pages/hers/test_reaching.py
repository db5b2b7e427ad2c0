"""How to reach her, and that she wants to be left be: hers to write."""

from datetime import timedelta

import pytest

from hrm2m.cadence import Channel, Outcome
from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.policy import Permission
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.entries import Contact, SafeContact, Texts
from hrm2m.records.outreach.models import Due
from hrm2m.vault import door
from hrm2m.vault.models import Head
from tests.pages.hers.her_phone import Her, phone, quiet_phone, robin, send, without_new


pytestmark = pytest.mark.django_db


@pytest.fixture
def her() -> Her:
    return robin()


@pytest.mark.slow
def test_how_to_reach_her_is_hers_to_write(her: Her) -> None:
    client = phone()
    send(client, "/n/h/", channel="text", how="Only on my own phone", most="2")
    assert "Only on my own phone" in client.get("/n/h/").content.decode()
    assert "by text" in client.get("/n/b/").content.decode()


@pytest.mark.slow
def test_writing_how_to_reach_her_leaves_what_she_agreed_to_about_texts(her: Her) -> None:
    card = SafeContact(
        Channel.CALL,
        "in the morning",
        valid_until=local_day(clock.now()) + timedelta(days=7),
        cover_words="The library has your book",
        texts=Texts.HER_WORDS,
        text_number="07700 900119",
    )
    outreach.set_safe_contact(by=her.team.jo, mother=her.mother, card=card, seen="", at=clock.now())
    client = phone()
    page = client.get("/n/h/").content.decode()
    seen = page.split('name="seen" value="')[1].split('"')[0]
    send(client, "/n/h/", channel="call", how="in the evening", cover_words=card.cover_words, seen=seen)
    with door.looking(
        by=her.team.jo, permission=Permission.MOTHER_SEE, mother=her.mother, page="mother"
    ) as box:
        newest = box.entries(SafeContact, newest=1)[0].body
    assert (newest.how, newest.texts, newest.text_number) == ("in the evening", card.texts, "+447700900119")


@pytest.mark.slow
def test_she_asks_to_be_left_be_and_turns_it_back_herself(her: Her) -> None:
    at = clock.now()
    met = Contact(Channel.USUAL_PLACE, Outcome.MET, next_at=at + timedelta(days=2))
    outreach.log_contact(by=her.team.jo, mother=her.mother, contact=met, at=at)
    client = phone()
    assert "With Jo." in client.get("/n/a/").content.decode()
    send(client, "/n/r/", be="left")
    assert "You asked for this on" in client.get("/n/r/").content.decode()
    home = client.get("/n/a/").content.decode()
    assert "You asked us to leave you be. Your place is kept." in home
    assert "With Jo." not in home
    assert Due.objects.get().left_be
    send(client, "/n/r/", be="reached")
    assert "You asked us to leave you be" not in client.get("/n/a/").content.decode()
    assert not Due.objects.get().left_be


@pytest.mark.slow
def test_left_be_she_keeps_her_place_and_all_that_is_near_her(her: Her) -> None:
    client = phone()
    near, stage = client.get("/n/d/").content, Head.objects.get(ref=her.mother).stage
    send(client, "/n/r/", be="left")
    assert client.get("/n/d/").content == near
    assert Head.objects.get(ref=her.mother).stage == stage


@pytest.mark.slow
def test_by_the_quiet_way_nothing_says_that_she_is_left_be(her: Her) -> None:
    before = quiet_phone().get("/n/a/").content
    send(phone(), "/n/r/", be="left")
    assert without_new(quiet_phone().get("/n/a/").content) == without_new(before)
    assert quiet_phone().post("/n/r/", {"be": "reached"})["Location"] == "/n/"
    assert Due.objects.get().left_be
