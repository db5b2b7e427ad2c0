"""Who may not see a request meets what a stranger meets, byte for byte: guessing, replaying, forwarding, too late."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hrm2m.foundation import clock
from hrm2m.pages.partner import links, visit
from hrm2m.records.agencies.models import Worker
from tests.mailbox import Inbox
from tests.pages.partner.at_the_door import Asked, code_in, let_in, without_form_marks, work


pytestmark = pytest.mark.django_db(transaction=True)

ADDRESSES = ("/for-you/", "/for-you/calendar/")
TYPED = {"answer": "yes"}
WRONG = {"code": "12345x"}
Way = Callable[[str, Inbox, Asked], Client]


def guessed_links(link: str, inbox: Inbox, asked: Asked) -> Client:
    browser = Client()
    for letter in "ABC":
        browser.post(f"/for-you/{letter * 32}/")
        work()
        browser.post("/for-you/code/", WRONG)
    return browser


def forwarded_link(link: str, inbox: Inbox, asked: Asked) -> Client:
    let_in(inbox, link)
    browser = Client()
    browser.post(link)
    work()
    return browser


def code_of_another_browser(link: str, inbox: Inbox, asked: Asked) -> Client:
    rightful, browser = Client(), Client()
    for each in (browser, rightful):
        each.post(link)
        work()
    browser.post("/for-you/code/", {"code": code_in(inbox)})
    return browser


def code_used_before(link: str, inbox: Inbox, asked: Asked) -> Client:
    rightful, browser = Client(), Client()
    rightful.post(link)
    work()
    before = rightful.session[visit.ASKED]
    code = code_in(inbox)
    rightful.post("/for-you/code/", {"code": code})
    # All that the first browser knew before it was let in, and the code that was right there.
    session = browser.session
    session[visit.ASKED] = before
    session.save()
    browser.post("/for-you/code/", {"code": code})
    return browser


def copied_cookie(link: str, inbox: Inbox, asked: Asked) -> Client:
    rightful, browser = let_in(inbox, link), Client()
    browser.cookies = rightful.cookies
    asked.is_over = True
    return browser


def over_meanwhile(link: str, inbox: Inbox, asked: Asked) -> Client:
    browser = let_in(inbox, link)
    asked.is_over = True
    return browser


def address_changed(link: str, inbox: Inbox, asked: Asked) -> Client:
    browser = let_in(inbox, link)
    Worker.objects.filter(id=asked.actor.worker_id).update(email="somebody.else@testmere.example")
    return browser


WAYS = (
    guessed_links,
    forwarded_link,
    code_of_another_browser,
    code_used_before,
    copied_cookie,
    over_meanwhile,
    address_changed,
)


def met(browser: Client) -> list[tuple[Any, ...]]:
    """What a browser meets at every address behind the code, looking and answering; and for one more wrong code."""
    behind = [getattr(browser, way)(path, TYPED) for path in ADDRESSES for way in ("get", "post")]
    code = browser.post("/for-you/code/", WRONG)
    seen = [(a.status_code, a.content, sorted(a.headers.items())) for a in behind]
    return [*seen, (code.status_code, without_form_marks(code), sorted(set(code.headers)))]


@pytest.mark.promise(6)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_who_may_not_see_it_meets_what_a_stranger_meets(
    way: Way, link: str, inbox: Inbox, asked: Asked
) -> None:
    assert met(way(link, inbox, asked)) == met(Client())
    assert asked.answers == []


@pytest.mark.promise(6)
@pytest.mark.parametrize("later", [visit.LASTS + timedelta(minutes=1), links.GOOD_FOR])
def test_who_comes_too_late_meets_what_a_stranger_meets(
    later: timedelta, link: str, inbox: Inbox, asked: Asked
) -> None:
    browser = let_in(inbox, link)
    with clock.at(clock.now() + later):
        assert met(browser) == met(Client())
    assert asked.answers == []


LIVES, OVER, TOO_OLD, NEVER_WAS = "lives", "over", "too_old", "never_was"


def statements(browser: Client, link: str) -> list[str]:
    """What the database is asked on the way in: offering a code, asking for it, and a wrong one; without the values."""
    with CaptureQueriesContext(connection) as asked:
        browser.get(link)
        browser.post(link)
        browser.get("/for-you/code/")
        browser.post("/for-you/code/", WRONG)
        browser.get("/for-you/")
    return [re.sub(r"'[^']*'|\b\d+\b", "?", each["sql"]) for each in asked.captured_queries]


@pytest.mark.promise(6)
@pytest.mark.parametrize("state", [LIVES, OVER, TOO_OLD])
def test_a_link_costs_the_same_whether_it_lives_is_over_or_never_was(
    state: str, link: str, inbox: Inbox, asked: Asked
) -> None:
    asked.is_over = state == OVER
    later = links.GOOD_FOR if state == TOO_OLD else timedelta()
    with clock.at(clock.now() + later):
        # The first of a place begins its count, which costs a statement of its own.
        statements(Client(), f"/for-you/{'C' * 32}/")
        of_this, of_none = statements(Client(), link), statements(Client(), f"/for-you/{'D' * 32}/")
    assert len(of_this) > 4
    assert of_this == of_none
