"""*I want this to end* on her own page: what comes of it is said before, it is taken back, a person asks once."""

import pytest
from django.test import Client

from hrm2m.foundation import clock
from hrm2m.policy.lifecycles import Stage
from hrm2m.records.outreach import actions as outreach
from hrm2m.vault.models import Head
from tests.pages.hers.her_phone import Her, phone, quiet_phone, robin, send
from tests.pages.street import browser_of, post, text_of


pytestmark = [pytest.mark.django_db, pytest.mark.promise(3)]


@pytest.fixture
def her() -> Her:
    return robin()


def test_what_comes_of_it_is_said_before_and_it_is_taken_back(her: Her) -> None:
    page = phone()
    before = text_of(page.get("/n/t/"))
    assert "one of us asks you, just once" in before
    assert "nothing ends" in before
    assert send(page, "/n/t/", end="yes")["Location"] == "/n/t/"
    after = text_of(page.get("/n/t/"))
    assert "You said so on" in after
    assert "We do not call, text, write or come by." in text_of(page.get("/n/r/"))
    assert Head.objects.get(ref=her.mother).stage == Stage.BY_HANDLE
    send(page, "/n/t/", end="no")
    assert text_of(page.get("/n/t/")) == before
    assert "You asked for this on" not in text_of(page.get("/n/r/"))


def test_the_first_page_and_the_quiet_way_say_nothing_of_it(her: Her) -> None:
    send(phone(), "/n/t/", end="yes")
    first = text_of(phone().get("/n/a/"))
    assert "end" not in first.split()
    assert quiet_phone().get("/n/t/")["Location"] == "/n/a/"


def test_you_may_reach_me_again_takes_it_back_too(her: Her) -> None:
    page = phone()
    send(page, "/n/t/", end="yes")
    send(page, "/n/r/", be="reached")
    assert "You said so on" not in text_of(page.get("/n/t/"))
    assert "Ask her once" not in text_of(browser_of(her.team.jo).get("/asked-of-you/"))


def test_once_a_worker_heard_from_her_the_page_says_no_more_that_nobody_calls(her: Her) -> None:
    page = phone()
    send(page, "/n/t/", end="yes")
    outreach.she_called(by=her.team.jo, mother=her.mother, at=clock.now())
    words = text_of(page.get("/n/t/"))
    assert "You said so on" in words
    assert "We do not call" not in words


def test_no_form_without_the_visit_ends_anything(her: Her) -> None:
    page = phone()
    page.post("/n/t/", {"end": "yes"})
    assert "You said so on" not in text_of(page.get("/n/t/"))
    assert Client().post("/n/t/", {"end": "yes"})["Location"] == "/n/"


def test_a_person_asks_once_and_what_she_says_is_written(her: Her) -> None:
    send(phone(), "/n/t/", end="yes")
    jo = browser_of(her.team.jo)
    assert "Ask her once whether help should end" in text_of(jo.get("/asked-of-you/"))
    assert "she is to be asked once" in text_of(jo.get(f"/m/{her.mother}/"))
    asking = text_of(jo.get(f"/m/{her.mother}/end/wish/"))
    assert "A text is not enough" in asking
    assert post(jo, f"/m/{her.mother}/end/wish/").status_code == 422
    assert post(jo, f"/m/{her.mother}/end/wish/", says="not_reached").status_code == 302
    assert "Ask her once" not in text_of(jo.get("/asked-of-you/"))
    again = post(jo, f"/m/{her.mother}/end/wish/", says="not_reached")
    assert (again.status_code, "asked once" in text_of(again)) == (422, True)
    assert "No one asks again" in text_of(phone().get("/n/t/"))
    assert post(jo, f"/m/{her.mother}/end/wish/", says="not_her").status_code == 302
    assert phone().get("/n/t/")["Location"] == "/n/"
    assert "There is nothing to ask" in text_of(jo.get(f"/m/{her.mother}/end/wish/"))


def test_her_word_to_a_person_ends_it_that_day(her: Her) -> None:
    send(phone(), "/n/t/", end="yes")
    jo = browser_of(her.team.jo)
    assert f"/m/{her.mother}/end/asked/" in jo.get(f"/m/{her.mother}/end/wish/").content.decode()
    assert post(jo, f"/m/{her.mother}/end/asked/", her_word="on").status_code == 302
    assert phone().get("/n/a/")["Location"] == "/n/"
    assert Head.objects.get(ref=her.mother).stage == Stage.LEFT


def test_a_stranger_finds_no_such_page(her: Her) -> None:
    send(phone(), "/n/t/", end="yes")
    vic = browser_of(her.team.vic)
    assert vic.get(f"/m/{her.mother}/end/wish/").status_code == 404
    assert "Ask her once" not in text_of(vic.get("/asked-of-you/"))
