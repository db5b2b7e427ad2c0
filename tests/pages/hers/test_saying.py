"""What she writes on her pages: a text, what is next, and what she wants said."""

from datetime import time, timedelta

import pytest

from hrm2m.cadence import Channel, Outcome
from hrm2m.foundation import clock
from hrm2m.policy import Permission
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.area.values import OpenFrom, SaidHours
from hrm2m.records.hers import actions as hers
from hrm2m.records.hers.queries import written_in
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.entries import Contact
from hrm2m.vault import door
from tests.pages.hers.her_phone import (
    Her,
    hidden,
    phone,
    quiet_phone,
    robin,
    send,
    what_she_wrote,
)


pytestmark = pytest.mark.django_db


@pytest.fixture
def her() -> Her:
    return robin()


@pytest.mark.slow
def test_she_texts_her_bridge_builder_and_sees_when_it_was_read(her: Her) -> None:
    client = phone()
    send(client, "/n/b/", words="Can you ring me tonight?")
    assert what_she_wrote(her) == [("text", "Can you ring me tonight?")]
    assert "Can you ring me tonight?" in client.get("/n/b/").content.decode()
    assert "read what you wrote" in client.get("/n/c/").content.decode()
    with door.looking(by=her.by, permission=Permission.OWN_SEE, mother=her.mother, page="own") as box:
        ref = written_in(box)[0].entry.ref
    hers.mark_read(by=her.team.jo, mother=her.mother, said=ref)
    assert "We read it on" in client.get("/n/b/").content.decode()
    assert "Kept" in client.get("/n/c/").content.decode()


def test_where_she_texts_us_she_reads_when_we_are_there(her: Her) -> None:
    client = phone()
    assert "We are there" not in client.get("/n/b/").content.decode(), "nobody said when"
    nine_to_five = OpenFrom(time(9), time(17))
    hours = SaidHours((*(nine_to_five,) * 4, OpenFrom(time(9), time(13, 30)), None, None))
    agencies.set_hours(by=her.team.kit, hours=hours, why="typed", seen="")
    page = client.get("/n/b/").content.decode()
    assert "We are there: Monday to Thursday 9:00 to 17:00, Friday 9:00 to 13:30." in page
    assert "999" in page, "danger waits for no hours"


@pytest.mark.slow
def test_a_form_sent_twice_is_written_once(her: Her) -> None:
    client = phone()
    form = {**hidden(client.get("/n/b/").content.decode()), "words": "Once"}
    client.post("/n/b/", form)
    client.post("/n/b/", form)
    assert what_she_wrote(her) == [("text", "Once")]


@pytest.mark.slow
def test_what_is_wrong_with_a_form_is_said_and_what_she_typed_stays(her: Her) -> None:
    client = phone()
    page = send(client, "/n/j/", words="I want this said").content.decode()
    assert "Choose what it is for." in page
    assert "I want this said" in page


@pytest.mark.slow
def test_next_is_what_was_agreed_and_she_says_ok_or_change(her: Her) -> None:
    at = clock.now()
    contact = Contact(
        Channel.USUAL_PLACE, Outcome.MET, next_at=at + timedelta(days=2), next_words="bring naloxone"
    )
    outreach.log_contact(by=her.team.jo, mother=her.mother, contact=contact, at=at)
    client = phone()
    page = client.get("/n/a/").content.decode()
    assert "With Jo." in page
    assert "naloxone" not in page
    ref = page.split('name="next" value="')[1].split('"')[0]
    send(client, "/n/a/", answer="change", next=ref)
    assert "You asked for a change" in client.get("/n/a/").content.decode()
    assert what_she_wrote(her) == [("next_change", "")]


@pytest.mark.slow
def test_by_the_quiet_way_an_answer_says_that_it_came_so(her: Her) -> None:
    client = quiet_phone()
    at = clock.now()
    contact = Contact(Channel.USUAL_PLACE, Outcome.MET, next_at=at + timedelta(days=2))
    outreach.log_contact(by=her.team.jo, mother=her.mother, contact=contact, at=at)
    send(client, "/n/a/", answer="ok", next="x")
    with door.looking(by=her.by, permission=Permission.OWN_SEE, mother=her.mother, page="own") as box:
        assert [one.entry.body.by_quiet_way for one in written_in(box)] == [True]
