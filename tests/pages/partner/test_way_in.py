"""A link and a code to the same address open one request; everything else meets what a stranger meets."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hrm2m.foundation import clock
from hrm2m.foundation.models import Job
from hrm2m.pages.partner import codes, limits
from hrm2m.pages.partner.models import Code, Link
from hrm2m.records.agencies.models import Worker
from tests.mailbox import Inbox
from tests.pages.partner.at_the_door import (
    Asked,
    code_in,
    let_in,
    link_in,
    without_form_marks,
    words_of,
    work,
)


pytestmark = pytest.mark.django_db(transaction=True)
NEVER_SENT = "/for-you/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/"


def test_the_mail_says_that_there_is_a_request_and_nothing_else(
    link: str, inbox: Inbox, asked: Asked
) -> None:
    ((to, message),) = inbox.mails
    assert to == "mia@testmere.example"
    assert message["Subject"] == "You have a request"
    assert words_of(message).split() == ["You", "have", "a", "request.", f"https://notes.example{link}"]


def test_link_and_code_open_the_request_and_take_the_answer(link: str, inbox: Inbox, asked: Asked) -> None:
    browser = let_in(inbox, link)
    assert b"What is asked" in browser.get("/for-you/").content
    browser.post("/for-you/", {"answer": "yes"})
    assert asked.answers == ["yes"]


def test_a_mail_program_that_opens_every_link_uses_nothing_up(link: str, inbox: Inbox, asked: Asked) -> None:
    for _ in range(5):
        with CaptureQueriesContext(
            connection,
        ) as statements:
            assert Client().get(link).status_code == 200
        assert len(statements) == 0
    assert not Job.objects.filter(kind=codes.KIND).exists()
    let_in(inbox, link)


def test_neither_link_nor_code_stands_in_a_table(link: str, inbox: Inbox, asked: Asked) -> None:
    let_in(inbox, link)
    kept = str([*Link.objects.values(), *Code.objects.values(), *Job.objects.values()])
    assert link.split("/")[2] not in kept
    assert code_in(inbox) not in str(list(Code.objects.values_list("mark", "browser")))
    assert "mia@" not in kept


def test_a_forwarded_link_needs_the_code_that_goes_to_the_address(
    link: str, inbox: Inbox, asked: Asked
) -> None:
    let_in(inbox, link)
    stranger = Client()
    stranger.post(link)
    work()
    assert {to for to, _ in inbox.mails} == {"mia@testmere.example"}
    assert stranger.get("/for-you/").status_code == 404


def test_the_code_of_one_browser_opens_nothing_in_another(link: str, inbox: Inbox, asked: Asked) -> None:
    hers, other = Client(), Client()
    hers.post(link)
    work()
    code = code_in(inbox)
    other.post(link)
    assert other.post("/for-you/code/", {"code": code}).status_code == 422
    assert hers.post("/for-you/code/", {"code": code}).status_code == 302


def test_a_code_is_right_once(link: str, inbox: Inbox, asked: Asked) -> None:
    browser = Client()
    browser.post(link)
    work()
    code, before = (
        code_in(inbox),
        browser.session[  # what the browser knew before it was let in
            "partner_asked"
        ],
    )
    assert browser.post("/for-you/code/", {"code": code}).status_code == 302
    assert codes.opened_with(before["browser"], code) is None


@pytest.mark.parametrize("late", [codes.GOOD_FOR, timedelta(hours=3)])
def test_a_code_is_not_right_too_late(late: timedelta, link: str, inbox: Inbox, asked: Asked) -> None:
    browser = Client()
    browser.post(link)
    work()
    with clock.at(clock.now() + late):
        assert browser.post("/for-you/code/", {"code": code_in(inbox)}).status_code == 422


def test_three_wrong_ones_end_a_code_and_another_can_be_asked_for(
    link: str, inbox: Inbox, asked: Asked
) -> None:
    browser = Client()
    browser.post(link)
    work()
    code = code_in(inbox)
    wrong = "000000" if code != "000000" else "000001"
    for _ in range(codes.TRIES):
        assert browser.post("/for-you/code/", {"code": wrong}).status_code == 422
    assert browser.post("/for-you/code/", {"code": code}).status_code == 422
    browser.post("/for-you/code/", {"again": "yes"})
    work()
    assert browser.post("/for-you/code/", {"code": code_in(inbox)}).status_code == 302


def test_a_visit_lasts_two_hours(link: str, inbox: Inbox, asked: Asked) -> None:
    browser = let_in(inbox, link)
    with clock.at(clock.now() + timedelta(hours=2, minutes=1)):
        assert browser.get("/for-you/").status_code == 404


def test_a_link_is_over_after_fourteen_days(link: str, inbox: Inbox, asked: Asked) -> None:
    browser = Client()
    with clock.at(clock.now() + timedelta(days=14, minutes=1)):
        browser.post(link)
        before = len(inbox.mails)
        work()
        assert len(inbox.mails) == before


def test_a_link_goes_with_the_address_it_was_sent_to(link: str, inbox: Inbox, asked: Asked) -> None:
    browser = let_in(inbox, link)
    Worker.objects.filter(id=asked.actor.worker_id).update(email="somebody.else@testmere.example")
    assert browser.get("/for-you/").status_code == 404


@pytest.mark.parametrize("path", ["/for-you/", "/for-you/calendar/"])
@pytest.mark.parametrize("way", ["get", "post"])
def test_after_the_end_the_page_is_that_of_a_stranger(
    path: str, way: str, link: str, inbox: Inbox, asked: Asked
) -> None:
    browser = let_in(inbox, link)
    asked.is_over = True
    strangers = getattr(Client(), way)(path, {"answer": "yes"})
    hers = getattr(browser, way)(path, {"answer": "yes"})
    assert hers.status_code == strangers.status_code
    assert hers.content == strangers.content
    assert set(hers.headers) == set(strangers.headers)
    assert asked.answers == []


def test_a_link_that_never_was_meets_the_same_pages_and_statements(
    link: str, inbox: Inbox, asked: Asked
) -> None:
    seen = []
    for path in (link, NEVER_SENT):
        browser = Client()
        with CaptureQueriesContext(connection) as statements:
            answers = [
                browser.get(path),
                browser.post(path),
                browser.get("/for-you/code/"),
                browser.post("/for-you/code/", {"code": "12345x"}),
                browser.post("/for-you/code/", {"again": "yes"}),
            ]
        shapes = [statement["sql"].split()[0:3] for statement in statements]
        seen.append((shapes, [(a.status_code, without_form_marks(a)) for a in answers]))
    assert seen[0] == seen[1]


def test_a_wrong_code_says_the_same_and_asks_the_same_for_links_that_are_and_are_not(
    link: str, inbox: Inbox, asked: Asked
) -> None:
    seen = []
    for path in (link, NEVER_SENT):
        browser = Client()
        browser.post(path)
        work()
        with CaptureQueriesContext(connection) as statements:
            answer = browser.post("/for-you/code/", {"code": "12345x"})
        seen.append((len(statements), answer.status_code, without_form_marks(answer)))
    assert seen[0] == seen[1]


@pytest.mark.slow
def test_one_place_cannot_have_codes_sent_without_end(link: str, inbox: Inbox, asked: Asked) -> None:
    for _ in range(limits.OF_PAIR.most + 5):
        Client().post(link)
    work()
    sent = [message for _, message in inbox.mails if message["Subject"] == "Your code"]
    assert len(sent) == limits.OF_PAIR.most


@pytest.mark.slow
def test_a_browser_that_was_let_in_before_counts_for_itself(link: str, inbox: Inbox, asked: Asked) -> None:
    browser = let_in(inbox, link)
    for number in range(120):
        stranger = Client(REMOTE_ADDR=f"203.0.113.{number}")
        stranger.post(link)
        stranger.post(link)
    work()
    let_in(inbox, link, browser)


def test_the_calendar_file_names_nobody(link: str, inbox: Inbox, asked: Asked) -> None:
    browser = let_in(inbox, link)
    answer = browser.get("/for-you/calendar/")
    assert answer["Content-Type"].startswith("text/calendar")
    words = answer.content.decode()
    assert "SUMMARY:Reply by today" in words
    assert not {"ORGANIZER", "ATTENDEE", "URL", "LOCATION", "Mia"} & set(words.replace(":", " ").split())


def test_nothing_is_kept_on_the_way_or_told_to_others(link: str, inbox: Inbox, asked: Asked) -> None:
    answer = Client().get(link)
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "same-origin"
    assert link_in(inbox).split("/")[2] not in answer.content.decode()
