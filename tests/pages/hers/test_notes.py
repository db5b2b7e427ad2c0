"""Her notes, her side beside each, and emptying them."""

import pytest

from hrm2m.cadence import Outcome
from hrm2m.foundation import clock
from hrm2m.pages.hers.told import _said
from hrm2m.records.enquiries import actions as enquiries
from hrm2m.records.enquiries.models import EnquiryRow
from hrm2m.records.safety.entries import HerSay, WayOn, WayTo
from hrm2m.records.showing import actions as showing
from tests import worlds
from tests.pages.hers.her_phone import Her, hidden, phone, robin, send
from tests.records.enquiries import samples
from tests.records.hers.samples import WORDS, set_up


pytestmark = pytest.mark.django_db


@pytest.fixture
def her() -> Her:
    return robin()


@pytest.mark.slow
def test_her_side_stands_beside_a_note_at_once(her: Her) -> None:
    entry = worlds.contact(her.team, her.mother, Outcome.MET, clock.now())
    client = phone()
    assert "We met, talked" not in client.get("/n/f/").content.decode()
    showing.let_her_read(by=her.team.jo, entry=entry, why="She was there.", at=clock.now())
    page = client.get("/n/f/").content.decode()
    link = page.split("We met, talked")[1].split('href="')[1].split('"')[0]
    send(client, f"{link}?wrong=1", words="It was two hours", wrong="1")
    page = client.get("/n/f/").content.decode()
    assert "You say: this is not right." in page
    assert "It was two hours" in page
    assert "We answer you by" in page
    assert "You said a note is not right" in client.get("/n/c/").content.decode()


@pytest.mark.slow
@pytest.mark.promise(6)
def test_what_an_agency_says_is_marked_as_its_word_and_says_whom_it_would_tell() -> None:
    asked = samples.a_situation()
    set_up(asked.team, asked.mother)
    ref = samples.sent(asked)
    enquiries.answer_enquiry(by=asked.fen, enquiry=ref, reply=samples.TERMS, at=clock.now())
    seen = EnquiryRow.objects.get(ref=ref).answered_at
    enquiries.tell_her(by=asked.team.jo, enquiry=ref, she_says="yes", her_words="", seen=seen, at=clock.now())
    page = phone().get("/n/f/").content.decode()
    assert "This is their word." in page
    whom, when = "When they tell social care for children", "Only if the baby would be in danger at birth."
    assert 0 < page.index(whom) < page.index(when)


@pytest.mark.slow
def test_she_empties_her_page_with_the_code_again_and_undoes_it(her: Her) -> None:
    client = phone()
    assert "Type your words" in send(client, "/n/m/", code="other words").content.decode()
    send(client, "/n/m/", code=WORDS)
    assert client.get("/n/f/")["Location"] == "/n/m/"
    page = client.get("/n/m/").content.decode()
    assert "You can change your mind until" in page
    assert "Your notes" not in page
    client.post("/n/m/", {**hidden(page), "undo": "1"})
    assert client.get("/n/f/").status_code == 200


def test_her_page_says_what_a_code_means_and_not_the_code() -> None:
    said = dict(_said(WayOn(way=WayTo.IDVA, her_say=HerSay.YES, taken=False, whom="Fay")))
    assert said["What it is"] == "someone who helps with harm at home"
    assert said["Who can help"] == "Fay"
