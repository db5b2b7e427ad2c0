"""A handover is done when she says so on her page: asked after the first meeting of three, and not before."""

from typing import Any

import pytest
from django.test import Client

from hrm2m.foundation import clock
from hrm2m.policy import Permission
from hrm2m.policy.handover_lifecycle import HandoverStatus
from hrm2m.records.bridges.models import SaidYes
from hrm2m.records.handovers import actions as handovers
from hrm2m.records.handovers.entries import SaidWhere, SheSaid
from hrm2m.records.handovers.models import HandoverRow
from hrm2m.vault import door
from tests import worlds
from tests.pages.hers.her_phone import hidden, phone, quiet_phone, send
from tests.records.handovers import samples
from tests.records.handovers.samples import Situation
from tests.records.hers.samples import set_up


pytestmark = pytest.mark.django_db

HOME, ASKED = "/n/a/", "/n/q/"
QUESTION = "Do you know Mia now?"


@pytest.fixture
def met() -> Situation:
    found = samples.met()
    set_up(found.team, found.mother)
    return found


def status_of(situation: Situation) -> str:
    return HandoverRow.objects.get(entry=situation.ref).status


@pytest.mark.slow
@pytest.mark.promise(8)
def test_it_is_done_when_she_says_yes_on_her_page(met: Situation) -> None:
    client = phone()
    assert QUESTION in client.get(HOME).content.decode()
    answer = send(client, ASKED, about=met.ref, answer="yes", words="She is kind.")
    assert answer["Location"] == ASKED
    assert status_of(met) == HandoverStatus.DONE
    assert not SaidYes.objects.exists()
    assert QUESTION not in client.get(HOME).content.decode()
    assert "You said yes, on" in client.get(ASKED).content.decode()
    with door.looking(
        by=met.team.jo, permission=Permission.MOTHER_SEE, mother=met.mother, page="mother"
    ) as box:
        (said,) = box.entries(SheSaid)
    assert (said.body.said_yes, said.body.where, said.body.words) == (
        True,
        SaidWhere.HER_PAGE,
        "She is kind.",
    )


@pytest.mark.slow
@pytest.mark.promise(8)
def test_not_yet_leaves_all_as_it_is_and_she_is_asked_again(met: Situation) -> None:
    client = phone()
    send(client, ASKED, about=met.ref, answer="not_yet")
    assert status_of(met) == HandoverStatus.NOT_YET
    page = client.get(HOME).content.decode()
    assert QUESTION in page
    assert "You said: not yet, on" in page
    assert "We ask you if you know your new worker now" in client.get("/n/c/").content.decode()


@pytest.mark.slow
def test_she_takes_her_yes_back_on_her_page(met: Situation) -> None:
    client = phone()
    send(client, ASKED, about=met.ref, answer="yes")
    send(client, ASKED, about=met.ref, answer="not_yet")
    assert status_of(met) == HandoverStatus.NOT_YET


@pytest.mark.slow
def test_what_a_worker_wrote_as_her_yes_she_is_asked_herself() -> None:
    found = samples.confirmed()
    set_up(found.team, found.mother)
    client = phone()
    assert "We wrote down that you said yes" in client.get(HOME).content.decode()
    send(client, ASKED, about=found.ref, answer="yes")
    assert status_of(found) == HandoverStatus.DONE
    assert not SaidYes.objects.filter(over_at=None).exists()


@pytest.mark.slow
def test_before_the_three_met_she_is_not_asked() -> None:
    found = samples.proposed()
    set_up(found.team, found.mother)
    client = phone()
    assert "Do you know" not in client.get(HOME).content.decode()
    assert send_about(client, found.ref)["Location"] == ASKED
    assert status_of(found) == HandoverStatus.PROPOSED


@pytest.mark.slow
def test_unknown_and_somebody_elses_get_one_answer_and_change_nothing(met: Situation) -> None:
    other = worlds.begin_named(met.team, "Wren", days_ago=20)
    hers = samples.met(Situation(met.team, other, samples.propose(met.team, other, referral="s" * 26)))
    client = phone()
    answers = [send_about(client, ref) for ref in (hers.ref, "a" * 26, "")]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, ASKED)}
    assert status_of(hers) == HandoverStatus.ALL_THERE


def send_about(client: Client, ref: str) -> Any:
    form = hidden(client.get("/n/b/").content.decode())
    return client.post(ASKED, {**form, "about": ref, "answer": "yes"})


@pytest.mark.slow
def test_what_is_wrong_is_said_and_her_words_stay(met: Situation) -> None:
    page = send(phone(), ASKED, about=met.ref, words="I am not sure").content.decode()
    assert "Choose yes or not yet." in page
    assert "I am not sure" in page


@pytest.mark.slow
def test_by_the_quiet_way_she_is_not_asked(met: Situation) -> None:
    assert "Mia" not in quiet_phone().get(HOME).content.decode()


@pytest.mark.slow
def test_once_she_wants_none_she_is_not_asked(met: Situation) -> None:
    handovers.she_wants_none(by=met.team.jo, handover=met.ref, at=clock.now())
    assert "Mia" not in phone().get(HOME).content.decode()
