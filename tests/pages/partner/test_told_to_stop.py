"""A stop that nobody confirmed: the old link is over, a new one leads there; or they say it by telephone."""

from typing import Any

import pytest
from django.test import Client

from hrm2m.foundation import clock, ids
from hrm2m.policy.facts import machine_actor
from hrm2m.records.referrals import actions as referrals
from hrm2m.records.referrals.models import StopNotice
from hrm2m.records.referrals.queries import stops_of
from hrm2m.records.whole.stop_sharing import stop_sharing
from tests.mailbox import Inbox
from tests.pages.hers.her_phone import phone
from tests.pages.partner.at_the_door import let_in, link_in, without_form_marks, work
from tests.pages.street import browser_of, post, sent_on, text_of
from tests.records.hers.samples import set_up
from tests.records.referrals import samples
from tests.records.referrals.samples import DAY, Situation


pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def here() -> Situation:
    return samples.situation()


@pytest.fixture
def page(here: Situation, inbox: Inbox) -> str:
    """She stopped sharing what Fen had; the address of what is left to do about it."""
    samples.sent(here)
    work()
    stop_sharing(by=here.team.jo, mother=here.mother)
    work()
    return f"/m/{here.mother}/sharing/stop/{StopNotice.objects.get().ref}/"


def kept(**more: Any) -> dict[str, Any]:
    return {"held": "kept", "because": "The law has us keep it.", **more}


def test_after_a_fortnight_the_old_link_is_a_strangers_and_the_new_one_takes_the_answer(
    here: Situation, page: str, inbox: Inbox
) -> None:
    old = link_in(inbox)
    with clock.at(clock.now() + 14 * DAY):
        referrals.ask_stops_again(by=machine_actor(1))
        work()
        new = link_in(inbox)
        assert new != old
        stranger = without_form_marks(Client().get("/for-you/"))
        browser = Client()
        browser.post(old)
        work()
        assert without_form_marks(browser.get("/for-you/")) == stranger
        door = let_in(inbox, new)
        assert b"no longer shares" in door.get("/for-you/").content
        door.post("/for-you/", {"command_id": ids.new_ref(), **kept(said_by="Fen Invented")})
    (line,) = stops_of(by=here.team.jo, mother=here.mother)
    assert line.because == "The law has us keep it."


def test_her_bridge_builder_sends_a_new_link(here: Situation, page: str, inbox: Inbox) -> None:
    jo, old = browser_of(here.team.jo), link_in(inbox)
    assert page in jo.get(f"/m/{here.mother}/sharing/").content.decode()
    assert sent_on(post(jo, page, do="again")) == f"/m/{here.mother}/sharing/"
    work()
    assert link_in(inbox) != old
    assert b"no longer shares" in let_in(inbox, link_in(inbox)).get("/for-you/").content


def test_what_they_say_by_telephone_she_reads_on_her_own_page(here: Situation, page: str) -> None:
    jo = browser_of(here.team.jo)
    missing = post(jo, page, **kept())
    assert missing.status_code == 422
    assert "name of whoever spoke to you" in text_of(missing)
    assert "The law has us keep it." in missing.content.decode()
    sent_on(post(jo, page, **kept(said_by="Mia Invented")))
    set_up(here.team, here.mother)
    hers = phone().get("/n/d/").content.decode()
    assert "The law has us keep it." in hers
    assert "They have not said yet" not in hers
    assert "Mia Invented said so." in hers
    assert "confirmed meanwhile" in text_of(jo.get(page))
    again = post(jo, page, do="again")
    assert (again.status_code, "confirmed already" in text_of(again)) == (422, True)


def test_a_stranger_finds_no_such_page_and_an_unknown_notice_is_none(here: Situation, page: str) -> None:
    jo, vic = browser_of(here.team.jo), browser_of(here.team.vic)
    assert vic.get(page).status_code == 404
    assert jo.get(f"/m/{here.mother}/sharing/stop/{ids.new_ref()}/").status_code == 404
    assert post(vic, page, do="again").status_code == 404
