"""The pages of requests in."""

import re

import pytest

from hrm2m.foundation import ids
from hrm2m.records.requests.models import RequestRow
from tests import worlds
from tests.pages.street import browser_of, post, sent_on, text_of
from tests.records.requests import samples


pytestmark = pytest.mark.django_db
ASKED = {"asker": "police", "about": "mother", "what_exactly": samples.ASKED, "name": "D. Constable"}
GIVEN = {"gave": "part", "what": "The day of the last visit", "why": "A court order", "told": "before"}


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


def test_whoever_is_asked_is_told_to_say_neither_yes_nor_no(team: worlds.Team) -> None:
    sam = browser_of(team.sam)
    assert "neither yes nor no" in text_of(sam.get("/requests/new/"))
    assert "unless a child is at risk" in text_of(
        browser_of(team.kit).get(f"/requests/{samples.recorded(team.sam)}/")
    )


@pytest.mark.slow
def test_a_request_is_written_down_answered_and_written_in_her_record(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    assert sent_on(post(browser_of(team.sam), f"/m/{mother}/request/", **ASKED)) == "/"
    kit = browser_of(team.kit)
    link = re.search(r'href="(/requests/[a-z2-7]{26}/)"', kit.get("/requests/").content.decode())
    assert link
    assert samples.ASKED in text_of(kit.get(link[1]))
    unchecked = post(kit, link[1], **GIVEN)
    assert unchecked.status_code == 422
    assert "The day of the last visit" in unchecked.content.decode()
    assert sent_on(post(kit, link[1], how_checked=samples.CHECKED, **GIVEN)) == link[1]
    page = text_of(kit.get(f"/m/{mother}/given/"))
    assert "The police, about a mother" in page
    ref = RequestRow.objects.get().ref
    assert sent_on(post(kit, f"/m/{mother}/given/", which=ref)) == "/requests/"
    assert "In her record" in text_of(kit.get("/requests/"))


def test_the_second_to_answer_sees_the_first_answer_and_keeps_what_was_typed(team: worlds.Team) -> None:
    ref = samples.recorded(team.sam)
    samples.answered(team.kit, ref, samples.REFUSED)
    stale = post(browser_of(team.ruth), f"/requests/{ref}/", how_checked=samples.CHECKED, **GIVEN)
    assert stale.status_code == 409
    assert "No order, no risk named" in text_of(stale)
    assert "A court order" in stale.content.decode()


def test_the_page_is_the_same_for_every_ref_and_for_none(team: worlds.Team) -> None:
    mother, sam = worlds.begin(team), browser_of(team.sam)
    paths = (f"/m/{mother}/request/", f"/m/{'a' * 26}/request/", "/requests/new/")
    pages = {re.sub(r'value="[^"]+"', "", sam.get(path).content.decode()) for path in paths}
    assert len(pages) == 1


def test_sent_twice_it_is_one_request(team: worlds.Team) -> None:
    sam, command = browser_of(team.sam), ids.new_ref()
    for _time in range(2):
        post(sam, "/requests/new/", command, **ASKED)
    assert RequestRow.objects.count() == 1


def test_an_outreach_worker_cannot_answer(team: worlds.Team) -> None:
    ref = samples.recorded(team.sam)
    assert browser_of(team.sam).get(f"/requests/{ref}/").status_code == 403
    assert browser_of(team.kit).get("/requests/nonsense/").status_code == 404


def test_whoever_answers_a_court_finds_where_a_record_is_held_for_it(team: worlds.Team) -> None:
    ref = samples.recorded(team.sam)
    for worker in (team.ruth, team.kit):
        browser = browser_of(worker)
        for page in ("/requests/", f"/requests/{ref}/"):
            assert 'href="/held/"' in browser.get(page).content.decode()
        assert "Held for a court" in text_of(browser.get("/held/"))
