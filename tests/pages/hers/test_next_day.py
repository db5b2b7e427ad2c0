"""Her first page names every day that was set with her: a meeting of three and a first day at an agency too."""

from datetime import timedelta

import pytest

from hrm2m.cadence import Channel, Outcome
from hrm2m.foundation import clock
from hrm2m.pages.hers.words import day_and_time
from hrm2m.records.handovers.models import HandoverRow
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.entries import Contact
from hrm2m.records.referrals import actions as referrals
from tests.pages.hers.her_phone import phone, quiet_phone, send
from tests.pages.street import browser_of, text_of
from tests.pages.test_statements import let_in_by_a_link
from tests.records.handovers import samples as handovers
from tests.records.hers.samples import set_up
from tests.records.referrals import samples


pytestmark = pytest.mark.django_db

HOME = "/n/a/"
NONE_SET = "No day is set"


def test_a_meeting_of_three_is_her_next_day() -> None:
    here = handovers.proposed()
    set_up(here.team, here.mother)
    assert NONE_SET in phone().get(HOME).content.decode()
    handovers.set_meeting(here)
    at = HandoverRow.objects.get(entry=here.ref).meets_at
    assert at
    for client in (phone(), quiet_phone()):
        page = client.get(HOME).content.decode()
        assert day_and_time(at) in page
        assert "With Jo" in page
        assert "Mia" not in page
        assert "quay" not in page
    with clock.at(clock.now() + timedelta(days=5)):
        assert NONE_SET in phone().get(HOME).content.decode()


def test_she_asks_for_another_day_than_the_one_of_the_meeting() -> None:
    here = handovers.proposed()
    set_up(here.team, here.mother)
    handovers.set_meeting(here)
    client = phone()
    send(client, HOME, next=here.ref, answer="change")
    assert "You asked for a change" in client.get(HOME).content.decode()


@pytest.mark.slow
def test_a_first_day_stands_with_its_hour_on_her_page_on_ours_and_at_the_door() -> None:
    here = samples.situation()
    set_up(here.team, here.mother)
    ref = samples.sent(here)
    said = samples.meeting()
    assert said.meeting_at
    referrals.answer(by=here.fen, referral=ref, said=samples.ACCEPTED)
    referrals.answer(by=here.fen, referral=ref, said=said)
    page = phone().get(HOME).content.decode()
    assert day_and_time(said.meeting_at) in page
    assert "Fen" not in page
    hour = day_and_time(said.meeting_at).split(", ")[-1]
    at_the_door = text_of(let_in_by_a_link(here, ref).get("/for-you/"))
    assert hour in at_the_door.partition("The meeting")[2][:60]
    ours = browser_of(here.team.jo).get(f"/m/{here.mother}/referrals/{ref}/")
    assert hour in text_of(ours).partition("The meeting")[2][:60]


def test_the_promise_of_a_meeting_names_no_day_that_is_not_its_own() -> None:
    here = handovers.proposed()
    set_up(here.team, here.mother)
    handovers.set_meeting(here)
    page = phone().get("/n/c/").content.decode()
    assert "All three of us meet." not in page
    assert "we write down if we did" in page


def test_she_is_left_be_and_the_meeting_of_three_is_off() -> None:
    here = handovers.proposed()
    herself = set_up(here.team, here.mother)
    handovers.set_meeting(here)
    outreach.leave_her_be(by=herself, mother=here.mother, at=clock.now())
    assert NONE_SET in phone().get(HOME).content.decode()


def test_a_day_that_has_passed_hides_none_to_come() -> None:
    here = handovers.proposed()
    set_up(here.team, here.mother)
    then = clock.now() - timedelta(days=2)
    with clock.at(then):
        met = Contact(Channel.CALL, Outcome.SPOKE, next_at=then + timedelta(days=1))
        outreach.log_contact(by=here.team.jo, mother=here.mother, contact=met, at=then)
    assert day_and_time(then + timedelta(days=1)) in phone().get(HOME).content.decode()
    handovers.set_meeting(here)
    at = HandoverRow.objects.get(entry=here.ref).meets_at
    assert at
    page = phone().get(HOME).content.decode()
    assert day_and_time(at) in page
    assert day_and_time(then + timedelta(days=1)) not in page
