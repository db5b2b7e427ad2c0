"""While the whole database is away danger is still taken in, by whoever was signed in before, and says so in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import signing
from django.core.cache import caches
from django.db import OperationalError, connection
from django.test import Client

from hrm2m.foundation import ids
from hrm2m.pages.base import last_known, ringing
from hrm2m.policy.facts import machine_actor
from hrm2m.records.danger import actions
from hrm2m.records.danger.models import Alert
from hrm2m.vault import spool
from tests import worlds
from tests.pages.street import browser_of, text_of


pytestmark = [pytest.mark.django_db, pytest.mark.promise(4)]
NOBODY = "NOBODY HAS BEEN TOLD YET: RING"


@pytest.fixture(autouse=True)
def an_empty_spool(tmp_path: Path, settings: Any) -> None:
    settings.HRM2M_SPOOL = tmp_path / "spool"


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def jo(team: worlds.Team) -> Client:
    """Jo's browser after she opened a page."""
    browser = browser_of(team.jo)
    assert browser.get("/today/").status_code == 200
    return browser


@contextmanager
def no_database() -> Iterator[None]:
    """No statement is answered, from the very first one."""

    def fail(*_: Any) -> None:
        raise OperationalError

    with connection.execute_wrapper(fail):
        yield


def press(browser: Client, **fields: str) -> Any:
    return browser.post("/danger/", {"command_id": ids.new_ref(), **fields})


def test_what_she_pressed_is_kept_and_filed_in_her_name(team: worlds.Team, jo: Client) -> None:
    with no_database():
        answer = press(jo, who="a_child", words="alone in the flat")
        assert answer.status_code == 503
        assert NOBODY in text_of(answer)
        assert "is kept safely" in text_of(answer)
        assert text_of(answer).index("999") < text_of(answer).index("01632 960101")
    assert actions.file_spooled(by=machine_actor(1)) == 1
    row = Alert.objects.get()
    assert (row.who, row.raised_by_id, row.agency_id) == ("a_child", team.jo.worker_id, team.jo.agency_id)


def test_pressed_twice_from_one_form_it_is_one_alert(jo: Client) -> None:
    with no_database():
        form = jo.get("/danger/")
        assert form.status_code == 503
        said = form.content.decode()
        command = said.partition('name="command_id" value="')[2].partition('"')[0]
        for _ in range(2):
            press(jo, who="her", command_id=command)
    actions.file_spooled(by=machine_actor(1))
    assert Alert.objects.count() == 1


def test_the_form_says_to_ring_first_and_has_the_numbers(jo: Client) -> None:
    with no_database():
        page = text_of(jo.get("/danger/"))
    assert "Our records do not answer: ring first." in page
    assert "01632 960101" in page


def test_numbers_that_were_never_read_are_not_said_to_be_missing(
    jo: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ringing, "_last_known", {})
    caches["default"].clear()
    with no_database():
        page = text_of(press(jo, who="her"))
    assert "999" in page
    assert "not in the settings" not in page
    assert "01632 960101" in text_of(jo.get("/danger/")), "known again as soon as the database is back"


@pytest.mark.parametrize("harm", ["nothing", "forged", "of another session"])
def test_from_somebody_unknown_nothing_is_kept_and_the_page_says_so(
    team: worlds.Team, jo: Client, harm: str
) -> None:
    known = jo.cookies[last_known.COOKIE].value
    stranger = browser_of(team.sam)
    if harm != "nothing":
        stranger.cookies[last_known.COOKIE] = known if harm == "of another session" else f"{known}x"
    with no_database():
        answer = press(stranger, who="her")
        assert NOBODY in text_of(answer)
        assert "could not be kept at all" in text_of(answer)
        assert "This is not working just now" in text_of(stranger.get("/danger/"))
    assert spool.waiting() == 0


def test_the_cookie_holds_no_name_and_opens_no_page(team: worlds.Team, jo: Client) -> None:
    cookie = jo.cookies[last_known.COOKIE]
    assert cookie["httponly"]
    # As it was before it was signed: in the letters of a signature a name stands by chance.
    said = signing.loads(cookie.value, salt=last_known._salt(jo.session.session_key or ""))
    one = team.jo
    assert said == [one.worker_id, one.worker_ref, one.agency_id, one.agency_ref, one.area, sorted(one.roles)]
    alone = Client()
    alone.cookies[last_known.COOKIE] = cookie.value
    assert alone.get("/today/").headers["Location"].startswith("/sign-in/")
    assert settings.SESSION_COOKIE_NAME in jo.cookies


def test_signed_out_it_is_worth_nothing(jo: Client) -> None:
    known = jo.cookies[last_known.COOKIE].value
    jo.post("/sign-out/")
    jo.cookies[settings.SESSION_COOKIE_NAME] = "another" * 5
    jo.cookies[last_known.COOKIE] = known
    with no_database():
        assert "could not be kept at all" in text_of(press(jo, who="her"))
