"""A referral at the door: what was sent is read, a stop closes it like any stranger's page, and it is confirmed."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hrm2m.foundation import clock, ids
from hrm2m.foundation.errors import BadInput
from hrm2m.pages.partner.kept import own_promises
from hrm2m.policy import Role
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.referral_lifecycle import ReferralStatus
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.clocks.models import Clock
from hrm2m.records.referrals import actions as referrals
from hrm2m.records.referrals.queries import referrals_of, stops_of
from hrm2m.records.whole.stop_sharing import stop_sharing
from hrm2m.vault.models import Line
from tests.mailbox import Inbox
from tests.pages.partner.at_the_door import let_in, link_in, without_form_marks, work
from tests.records.referrals import samples
from tests.records.referrals.samples import DUE, MINE, PASSED, Situation


pytestmark = pytest.mark.django_db(transaction=True)

THANKS = "/for-you/thank-you/"


@pytest.fixture
def here() -> Situation:
    return samples.situation()


@pytest.fixture
def ref(here: Situation, inbox: Inbox) -> str:
    found = samples.sent(here)
    work()
    return found


def typed(step: str, **more: Any) -> dict[str, Any]:
    return {"command_id": ids.new_ref(), "do": "answer", "step": step, "said_by": "Fen Invented", **more}


def status(here: Situation) -> ReferralStatus:
    return referrals_of(by=here.team.jo, mother=here.mother)[0].status


def closed(response: Any) -> bytes:
    assert response.status_code == 404
    return without_form_marks(response)


@pytest.mark.slow
def test_the_parts_are_read_and_nothing_else_of_hers(here: Situation, ref: str, inbox: Inbox) -> None:
    page = let_in(inbox, link_in(inbox)).get("/for-you/")
    text = page.content.decode()
    assert DUE in text
    assert MINE in text
    assert not any(word in text for word in ("Robin", here.mother, ref, "Quayside"))
    assert len(page.content) < 40_000
    assert b"<script" not in page.content


@pytest.mark.slow
def test_her_name_is_there_where_she_lets_it_go_along(here: Situation, inbox: Inbox) -> None:
    samples.sent(here, with_name=True)
    work()
    assert b"Robin Invented" in let_in(inbox, link_in(inbox)).get("/for-you/").content


@pytest.mark.slow
def test_each_answer_reaches_the_person_who_asked(here: Situation, ref: str, inbox: Inbox) -> None:
    door = let_in(inbox, link_in(inbox))
    for step, more, after in (
        ("it_came", {}, ReferralStatus.ACKNOWLEDGED),
        ("they_say_yes", {"words": "We have a place."}, ReferralStatus.ACCEPTED),
        (
            "a_meeting_is_set",
            {"meeting_day": f"{clock.now() + 7 * samples.DAY:%Y-%m-%d}", "meeting_time": "10:30"},
            ReferralStatus.MEETING_SET,
        ),
        ("an_outcome", {"words": "Seen twice.", "came": "she_got_it"}, ReferralStatus.OUTCOME_REPORTED),
    ):
        assert door.post("/for-you/", typed(step, **more))["Location"] == "/for-you/"
        assert status(here) is after
    dates = door.get("/for-you/calendar/").content
    assert b"SUMMARY:A meeting" in dates
    assert b"Robin" not in dates


@pytest.mark.slow
def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(
    here: Situation, ref: str, inbox: Inbox
) -> None:
    answer = let_in(inbox, link_in(inbox)).post(
        "/for-you/", typed("they_say_no", words="We are full till June.")
    )
    assert answer.status_code == 422
    assert b"never held against her" in answer.content
    assert b"We are full till June." in answer.content
    assert status(here) is ReferralStatus.SENT


@pytest.mark.slow
@pytest.mark.promise(7)
def test_she_stops_and_the_page_is_a_strangers_page_until_it_is_confirmed(
    here: Situation, ref: str, inbox: Inbox
) -> None:
    link = link_in(inbox)
    door = let_in(inbox, link)
    assert DUE.encode() in door.get("/for-you/").content
    looks = Line.objects.filter(body__contains='"act":"referral_read"').count()
    stop_sharing(by=here.team.jo, mother=here.mother)
    stranger = closed(Client().get("/for-you/"))
    assert closed(door.get("/for-you/")) == stranger
    assert closed(door.post("/for-you/", typed("they_say_yes"))) == stranger
    assert Line.objects.filter(body__contains='"act":"referral_read"').count() == looks
    work()
    again = link_in(inbox)
    assert again != link
    told = let_in(inbox, again)
    page = told.get("/for-you/").content
    assert b"no longer shares" in page
    assert DUE.encode() not in page
    kept = {"command_id": ids.new_ref(), "held": "kept", "because": "The law has us keep a record of births."}
    nameless = told.post("/for-you/", kept)
    assert (nameless.status_code, b"a team or an inbox does not count" in nameless.content) == (422, True)
    assert b"keep a record of births" in nameless.content
    kept |= {"command_id": ids.new_ref(), "said_by": "Fen Invented"}
    assert told.post("/for-you/", kept)["Location"] == THANKS
    (line,) = stops_of(by=here.team.jo, mother=here.mother)
    assert line.because == "The law has us keep a record of births."
    assert line.said_by == "Fen Invented"
    assert closed(told.get("/for-you/")) == stranger


@pytest.mark.slow
def test_a_no_closes_the_page(here: Situation, ref: str, inbox: Inbox) -> None:
    door = let_in(inbox, link_in(inbox))
    answer = door.post("/for-you/", typed("they_say_no", declined="no_place"))
    assert answer["Location"] == THANKS
    assert closed(door.get("/for-you/")) == closed(Client().get("/for-you/"))
    # It says that the answer came, the same to everybody, and nothing of it comes up on a later page.
    said = door.get(THANKS)
    assert (said.status_code, b"Thank you" in said.content) == (200, True)
    assert said.content == Client().get(THANKS).content
    assert b"Thank you" not in door.get(link_in(inbox)).content


@pytest.mark.slow
def test_the_page_asks_only_what_can_be_answered_now(here: Situation, ref: str, inbox: Inbox) -> None:
    door = let_in(inbox, link_in(inbox))
    fresh = door.get("/for-you/").content
    assert (b"If no: why not?" in fresh, b"A no closes this page" in fresh) == (True, True)
    assert b"If you write what came of it" not in fresh
    door.post("/for-you/", typed("it_came"))
    referrals.answer(by=here.fen, referral=ref, said=samples.ACCEPTED)
    referrals.answer(by=here.fen, referral=ref, said=samples.OUTCOME)
    later = door.get("/for-you/").content
    assert b"If you write what came of it" in later
    assert (b"If no: why not?" in later, b"A no closes this page" in later) == (False, False)
    # That it came was said without a word: no name stands there with nothing behind it.
    assert later.count(b"Fen Invented:") == 2


@pytest.mark.slow
def test_a_colleague_gets_a_link_and_it_closes_here(here: Situation, ref: str, inbox: Inbox) -> None:
    door = let_in(inbox, link_in(inbox))
    fields = {"command_id": ids.new_ref(), "do": "pass", "colleague": here.team.mia.worker_ref}
    nameless = door.post("/for-you/", {**fields, "said_by": "Fen Invented"})
    assert (nameless.status_code, b"Write the name of whoever takes it" in nameless.content) == (422, True)
    assert b"Fen Invented" in nameless.content
    door.post("/for-you/", {**fields, **PASSED, "command_id": ids.new_ref()})
    assert closed(door.get("/for-you/")) == closed(Client().get("/for-you/"))
    work()
    to, _ = inbox.mails[-1]
    assert to == "mia@testmere.example"
    assert DUE.encode() in let_in(inbox, link_in(inbox)).get("/for-you/").content


@pytest.mark.slow
def test_it_is_passed_to_nobody_who_could_not_read_it(here: Situation, ref: str, inbox: Inbox) -> None:
    at = clock.now()
    dot = agencies.add_worker(
        by=machine_actor(1), email="dot@testmere.example", first_name="Dot", job_title="accounts", at=at
    )
    agencies.give_role(
        by=machine_actor(1), worker=dot, agency=here.team.mia.agency_ref, role=Role.ADMINISTRATOR, at=at
    )
    samples.a_door(here.team, email="nan@testmere.example")
    door = let_in(inbox, link_in(inbox))
    page = door.get("/for-you/").content
    assert b"Mia:" in page
    assert b"Dot:" not in page
    # Who came by a door has a name and no job title.
    assert b"Fen:" not in page
    fields = {"command_id": ids.new_ref(), "do": "pass", "colleague": dot}
    assert door.post("/for-you/", fields).status_code == 422
    assert DUE.encode() in door.get("/for-you/").content
    with pytest.raises(BadInput, match="colleague of your agency"):
        referrals.pass_on(by=here.fen, referral=ref, colleague=dot, **PASSED)


@pytest.mark.slow
def test_a_link_forwarded_to_another_opens_nothing_without_the_code(
    here: Situation, ref: str, inbox: Inbox
) -> None:
    other = Client()
    other.post(link_in(inbox))
    work()
    assert other.post("/for-you/code/", {"code": "000000"}).status_code == 422
    assert closed(other.get("/for-you/")) == closed(Client().get("/for-you/"))


def kept_part(browser: Client) -> str:
    """What the page says of the agency's own promises."""
    page = browser.get("/for-you/").content.decode()
    found = re.search(r'<section[^>]*aria-labelledby="kept-title">.*?</section>', page, re.DOTALL)
    assert found
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", found[0]))


@pytest.mark.slow
def test_the_agency_reads_what_it_kept_itself_and_nothing_of_anybody_else(
    here: Situation, ref: str, inbox: Inbox
) -> None:
    browser = let_in(inbox, link_in(inbox))
    assert "Nothing was due in the last 12 months." in kept_part(browser)
    assert browser.post("/for-you/", typed("it_came"))["Location"] == "/for-you/"
    said = kept_part(browser)
    assert "1 of 1 promise kept in time" in said
    assert "A referral acknowledged 1 0 0 0" in said
    assert not any(word in said for word in ("Robin", here.mother, ref, "Jo"))


@pytest.mark.slow
def test_however_much_it_promised_it_is_counted_in_the_same_number_of_statements(
    here: Situation, ref: str, inbox: Inbox
) -> None:
    browser = let_in(inbox, link_in(inbox))
    browser.get("/for-you/")
    now = clock.now()
    with CaptureQueriesContext(connection) as few:
        own_promises(here.fen)
    for number in range(12):
        Clock.objects.create(
            area=1,
            mother=1,
            compartment="general",
            kind=("referral_acknowledged", "enquiry_terms")[number % 2],
            about=f"{number:026}",
            owner_id=(here.fen if number % 3 else here.team.tom).worker_id,
            escalate_to_id=here.team.jo.worker_id,
            started_at=now,
            due_at=now,
            met_at=now,
        )
    with CaptureQueriesContext(connection) as many:
        found = own_promises(here.fen)
    assert len(few) == len(many) == 2
    assert sum(kept.in_time for _, kept in found.rows) == 8
