"""A question without a name at the door: what is seen, the answers, and that nothing of hers is in it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from hrm2m.foundation import clock, ids
from hrm2m.foundation.models import Job
from hrm2m.pages.base.sessions import SessionStore
from hrm2m.records.enquiries import actions as enquiries
from hrm2m.records.enquiries.models import EnquiryRow
from hrm2m.records.enquiries.queries import enquiry_card
from hrm2m.records.whole import actions as whole
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.models import Line
from tests.mailbox import Inbox
from tests.pages.crossing.test_crossing_pages import asked_part
from tests.pages.partner.at_the_door import let_in, link_in, words_of, work
from tests.pages.street import browser_of
from tests.records.enquiries import samples
from tests.records.enquiries.samples import Asked


pytestmark = pytest.mark.django_db(transaction=True)
HANDLE = "Xanthippe"


@pytest.fixture
def situation() -> Asked:
    return samples.a_situation(HANDLE)


@pytest.fixture
def enquiry(situation: Asked, inbox: Inbox) -> str:
    ref = samples.sent(situation)
    work()
    return ref


def typed(**more: Any) -> dict[str, Any]:
    return {"command_id": ids.new_ref(), "do": "answer", "who": "Fen Example", **more}


TERMS = {"says": "terms", "does": "A midwife comes to her.", "tells_police": "Never for drugs alone."}


@pytest.mark.slow
def test_the_mail_goes_to_the_door_and_names_nobody(situation: Asked, enquiry: str, inbox: Inbox) -> None:
    ((to, message),) = [found for found in inbox.mails if found[1]["Subject"] == "You have a request"]
    assert to == "fen@testmere.example"
    whole_mail = message.as_string()
    assert not {HANDLE, enquiry, situation.mother} & set(re.split(r"\W+", whole_mail))
    assert words_of(message).split()[:4] == ["You", "have", "a", "request."]


@pytest.mark.slow
@pytest.mark.promise(6)
def test_the_agency_sees_byte_for_byte_what_the_check_page_shows(inbox: Inbox, situation: Asked) -> None:
    ref = samples.drafted(situation, words="She is afraid <b>& tired</b> of “being judged”.")
    jo = browser_of(situation.team.jo)
    checked = asked_part(jo.get(f"/m/{situation.mother}/enquiries/{ref}/").content.decode())
    enquiries.send_enquiry(by=situation.team.jo, enquiry=ref, at=clock.now())
    work()
    seen = asked_part(let_in(inbox, link_in(inbox)).get("/for-you/").content.decode())
    assert seen == checked


@pytest.mark.slow
def test_the_page_is_small_and_works_without_a_script(enquiry: str, inbox: Inbox) -> None:
    answer = let_in(inbox, link_in(inbox)).get("/for-you/")
    assert len(answer.content) < 40_000
    assert b"<script" not in answer.content
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.slow
def test_the_danger_numbers_of_the_area_are_on_the_page(enquiry: str, inbox: Inbox) -> None:
    page = let_in(inbox, link_in(inbox)).get("/for-you/").content.decode()
    assert all(number in page for number in ("tel:999", "tel:01632960101", "tel:01632960102"))


@pytest.mark.slow
def test_terms_come_back_to_whoever_asked(situation: Asked, enquiry: str, inbox: Inbox) -> None:
    door = let_in(inbox, link_in(inbox))
    assert door.post("/for-you/", typed(**TERMS))["Location"] == "/for-you/"
    assert "Never for drugs alone." in door.get("/for-you/").content.decode()
    page = browser_of(situation.team.jo).get(f"/m/{situation.mother}/enquiries/{enquiry}/show/")
    assert "Never for drugs alone." in page.content.decode()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ({}, "Choose one of these"),
        ({"says": "terms"}, "Write what you would do"),
        ({"says": "no"}, "Write why"),
        ({"says": "child_at_risk"}, "Write what makes you think so"),
        ({**TERMS, "who": ""}, "Write your own name"),
        ({**TERMS, "who": "duty@testmere.example"}, "Write your own name"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    answer: dict[str, str], says: str, enquiry: str, inbox: Inbox
) -> None:
    drawn = let_in(inbox, link_in(inbox)).post("/for-you/", typed(**{"for_whom": "Everyone here", **answer}))
    assert drawn.status_code == 422
    page = drawn.content.decode()
    assert says in page
    assert "Everyone here" in page


@pytest.mark.slow
def test_a_later_day_and_a_colleague(situation: Asked, enquiry: str, inbox: Inbox) -> None:
    door = let_in(inbox, link_in(inbox))
    moved = {
        "do": "move",
        "to_day_day": "3",
        "to_day_month": "6",
        "to_day_year": "2031",
        "moved_why": "Leave",
    }
    assert door.post("/for-you/", typed(**moved)).status_code == 302
    assert "Moved to 3 June" in door.get("/for-you/").content.decode()
    assert b"DTSTART:20310603" in door.get("/for-you/calendar/").content.replace(b"\r\n", b"\n")
    passed = {"do": "pass", "door": situation.other_door}
    assert door.post("/for-you/", typed(**passed)).status_code == 302
    closed = door.get("/for-you/")
    assert (closed.status_code, closed.content) == (404, Client().get("/for-you/").content)
    work()
    assert inbox.mails[-1][0] == "mia@testmere.example"
    (went,) = enquiry_card(by=situation.team.jo, enquiry=enquiry).answered.passed
    assert (went.who, went.takes) == ("Fen Example", "Mia")
    assert let_in(inbox, link_in(inbox)).get("/for-you/").status_code == 200


@pytest.mark.slow
def test_the_same_answer_sent_twice_is_one(enquiry: str, inbox: Inbox) -> None:
    door, words = let_in(inbox, link_in(inbox)), typed(**TERMS)
    door.post("/for-you/", words)
    door.post("/for-you/", words)
    said = [line for line in Line.objects.values_list("body", flat=True) if '"enquiry_answer"' in str(line)]
    assert len(said) == 1


@pytest.mark.slow
@pytest.mark.promise(6)
def test_after_her_record_ends_the_door_meets_a_closed_page(
    situation: Asked, enquiry: str, inbox: Inbox
) -> None:
    door = let_in(inbox, link_in(inbox))
    whole.she_asks_to_end(by=situation.team.jo, mother=situation.mother, at=clock.now())
    stranger = Client()
    for way in ("get", "post"):
        hers, strangers = getattr(door, way)("/for-you/"), getattr(stranger, way)("/for-you/")
        assert (hers.status_code, hers.content) == (404, strangers.content)
    assert EnquiryRow.objects.get(ref=enquiry).answered_at is None


@pytest.mark.slow
@pytest.mark.promise(6)
def test_nothing_of_hers_is_in_page_mail_session_job_or_house_line(
    situation: Asked, enquiry: str, inbox: Inbox
) -> None:
    door = let_in(inbox, link_in(inbox))
    pages = [door.get("/for-you/"), door.post("/for-you/", typed(**TERMS)), door.get("/for-you/")]
    work()
    hers = {HANDLE.lower(), situation.mother, "asked me on"}
    sessions = [SessionStore().decode(row.session_data) for row in Session.objects.all()]
    assert any(sessions)
    house = list(Line.objects.filter(chain=HOUSE).values_list("body", flat=True))
    everything = [
        *(page.content.decode() for page in pages),
        *(message.as_string() for _, message in inbox.mails),
        *map(str, sessions),
        *map(str, house),
        *(str(job.payload) for job in Job.objects.all()),
    ]
    for text in everything:
        assert not [word for word in hers if word in text.lower()]
    assert not [page for page in pages if enquiry in page.content.decode()]


@pytest.mark.slow
def test_a_day_that_is_past_is_offered_to_no_calendar(enquiry: str, inbox: Inbox) -> None:
    offered = "into your calendar"
    assert offered in let_in(inbox, link_in(inbox)).get("/for-you/").content.decode()
    with clock.at(clock.now() + timedelta(days=9)):
        page = let_in(inbox, link_in(inbox)).get("/for-you/").content.decode()
        assert "A woman asks" in page
        assert offered not in page
