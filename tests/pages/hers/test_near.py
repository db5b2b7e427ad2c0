"""Who can see what, and who looked."""

import pytest

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.policy import Permission
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.area.values import LineKey, SaidLine
from hrm2m.vault import door
from tests.pages.hers.her_phone import Her, phone, robin, send
from tests.pages.plain import grade
from tests.pages.street import text_of
from tests.records.hers.samples import QUIET, WORDS


pytestmark = pytest.mark.django_db


@pytest.fixture
def her() -> Her:
    return robin()


@pytest.mark.slow
def test_nobody_is_said_to_see_more_than_he_or_she_can_open(her: Her) -> None:
    page = phone().get("/n/d/").content.decode()
    assert "Kit" in page
    assert "your children" not in page


@pytest.mark.slow
@pytest.mark.promise(2)
def test_the_number_outside_the_team_is_there_once_it_is_set(her: Her) -> None:
    client = phone()
    assert "our team" not in client.get("/n/d/").content.decode()
    line = SaidLine("01632 960177", "", local_day(clock.now()))
    agencies.set_line(by=her.team.kit, key=LineKey.NOT_THIS_WORKER, line=line, why="agreed", seen="")
    page = client.get("/n/d/")
    assert 'href="tel:01632960177"' in page.content.decode()
    assert grade(text_of(page)) <= 5


@pytest.mark.slow
def test_she_stops_somebody_at_once(her: Her) -> None:
    client = phone()
    sam = her.team.sam.worker_ref
    assert "Sam" in client.get("/n/d/").content.decode()
    send(client, f"/n/d/{sam}/")
    assert "Sam" not in client.get("/n/d/").content.decode()


@pytest.mark.slow
def test_who_opened_her_notes_begins_with_a_summary_and_names_agencies_after_the_code(her: Her) -> None:
    with door.looking(by=her.team.sam, permission=Permission.MOTHER_SEE, mother=her.mother, page="mother"):
        pass
    client = phone()
    before = client.get("/n/e/").content.decode()
    assert "2 people looked" in before
    assert "Sam" in before
    assert "Testmere Bridge" not in before
    send(client, "/n/e/", code="not these")
    assert "Testmere Bridge" not in client.get("/n/e/").content.decode()
    send(client, "/n/e/", code=QUIET)
    assert "Testmere Bridge" not in client.get("/n/e/").content.decode()
    send(client, "/n/e/", code=WORDS)
    assert "Testmere Bridge" in client.get("/n/e/").content.decode()
