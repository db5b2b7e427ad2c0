"""A visit to her pages: begun by a code alone, shut again by the same few things."""

from datetime import timedelta

import pytest
from django.test import Client

from hrm2m.foundation import clock
from hrm2m.pages.hers.models import OwnVisit
from hrm2m.policy import Permission
from hrm2m.records.hers import actions as hers
from hrm2m.vault import door
from tests import worlds
from tests.pages.hers.her_phone import (
    PAGES,
    Her,
    hidden,
    is_in,
    phone,
    quiet_phone,
    robin,
    send,
    what_she_wrote,
)
from tests.records.hers.samples import QUIET, WORDS
from tests.records.whole.test_into_another_area import heard, planned, tidewell


pytestmark = pytest.mark.django_db


@pytest.fixture
def her() -> Her:
    return robin()


@pytest.mark.slow
def test_every_wrong_code_gets_the_same_page(her: Her) -> None:
    hers.freeze(by=her.team.vic, handle="Robin")
    worlds.begin(her.team, "Wren")
    answers = {
        Client().post("/n/", {"code": code}).content for code in ("", "sea", WORDS, QUIET, "1234", "x" * 5000)
    }
    assert len(answers) == 1


def test_a_form_with_a_token_of_strange_letters_is_one_of_another_visit(her: Her) -> None:
    client = phone()
    answer = client.post("/n/j/", {"t": "é", "command_id": "x"})
    assert (answer.status_code, answer["Location"]) == (302, "/n/")


@pytest.mark.slow
def test_leaving_ends_the_visit_on_the_server(her: Her) -> None:
    client = phone()
    assert is_in(client)
    answer = client.post("/n/z/")
    assert answer["Location"] == "/n/x/"
    assert "cache" in answer["Clear-Site-Data"]
    assert not OwnVisit.objects.exists()


@pytest.mark.slow
def test_a_visit_is_over_after_ten_quiet_minutes_and_after_half_an_hour_of_any_kind(her: Her) -> None:
    client, start = phone(), clock.now()
    for minutes in (9, 18, 27):
        with clock.at(start + timedelta(minutes=minutes)):
            assert is_in(client)
    with clock.at(start + timedelta(minutes=31)):
        assert not is_in(client)
    other, start = phone(), clock.now()
    with clock.at(start + timedelta(minutes=11)):
        assert not is_in(other)


@pytest.mark.slow
@pytest.mark.promise(7)
def test_a_word_to_any_worker_shuts_the_page_that_is_open(her: Her) -> None:
    client = phone()
    assert is_in(client)
    hers.freeze(by=her.team.vic, handle="Robin")
    assert not is_in(client)
    assert client.get("/n/f/")["Location"] == "/n/"


@pytest.mark.slow
def test_by_the_quiet_way_there_is_what_is_next_and_no_sign_that_there_is_more(her: Her) -> None:
    client = quiet_phone()
    assert client.get("/n/a/").content.count(b"<a ") == 0
    for path in PAGES[1:]:
        assert client.get(path)["Location"] == "/n/a/"
    for word in (b"quiet", b"more", b"notes</a>"):
        assert word not in client.get("/n/a/").content.lower().replace(b"notes</title>", b"")


@pytest.mark.slow
def test_a_form_of_another_visit_changes_nothing(her: Her) -> None:
    page = phone().get("/n/b/").content.decode()
    answer = phone().post("/n/b/", {**hidden(page), "words": "Not hers"})
    assert answer["Location"] == "/n/"
    assert what_she_wrote(her) == []


def test_a_form_sent_from_another_site_opens_nothing(her: Her) -> None:
    client = Client()
    client.post("/n/", {"code": WORDS}, headers={"Sec-Fetch-Site": "cross-site"})
    assert not is_in(client)


@pytest.mark.slow
def test_she_closes_her_page_from_inside(her: Her) -> None:
    client = phone()
    assert send(client, "/n/k/")["Location"] == "/n/x/"
    assert not is_in(client)
    assert not is_in(phone())


@pytest.mark.slow
def test_once_she_has_moved_the_page_that_is_open_is_one_of_the_new_area(her: Her) -> None:
    there, client = tidewell(), phone()
    planned(her.team, her.mother, there.noa)
    heard(her.team, her.mother)
    send(client, "/n/p/", answer="yes")
    with door.looking(by=there.noa, permission=Permission.MOTHER_SEE, mother=her.mother, page="mother"):
        pass
    assert "<b>Noa</b>" in client.get("/n/e/").content.decode()
