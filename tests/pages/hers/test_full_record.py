"""However much is written of her, each of her pages stays small, and what is not on one is on the next."""

from datetime import timedelta

import pytest
from django.test import Client

from hrm2m.foundation import clock
from hrm2m.policy import Permission
from hrm2m.records.clocks.models import Clock
from hrm2m.records.hers import actions as hers
from hrm2m.records.hers.entries import HerWords, Moment
from hrm2m.records.referrals import actions as referrals
from hrm2m.records.referrals.entries import Held
from hrm2m.records.referrals.models import StopNotice
from hrm2m.records.whole.stop_sharing import stop_sharing
from hrm2m.vault import door
from hrm2m.vault.models import Head
from tests import worlds
from tests.pages.hers.her_phone import Her, phone, robin
from tests.pages.hers.test_every_page import ALWAYS_THERE, MOST_BYTES
from tests.records.hers.samples import set_up
from tests.records.referrals import samples


pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MANY_TEXTS = 24
MANY_LOOKS = 80
MANY_PROMISES = 120
MANY_REFERRALS = 12
LONG = "It’s so & so. " * 130


@pytest.fixture
def her() -> Her:
    return robin()


def pages_of(client: Client, path: str) -> str:
    """All that stands on this page and on those that follow it; each is small."""
    whole, number = "", 1
    while True:
        answer = client.get(f"{path}?p={number}")
        assert answer.status_code == 200
        assert len(answer.content) + ALWAYS_THERE < MOST_BYTES, (path, number, len(answer.content))
        page = answer.content.decode()
        whole += page
        number += 1
        if f'href="?p={number}"' not in page:
            return whole


def test_long_notes_go_on_as_many_pages_as_it_takes(her: Her) -> None:
    for number in range(MANY_TEXTS):
        said = HerWords(Moment.JUST_SAYING, f"{LONG} end{number}.")
        hers.say(by=her.by, mother=her.mother, said=said, at=clock.now())
    whole = pages_of(phone(), "/n/f/")
    assert all(whole.count(f"end{number}.") == 1 for number in range(MANY_TEXTS))


def test_what_she_wrote_last_stands_below_the_box_as_far_as_it_goes(her: Her) -> None:
    for number in range(MANY_TEXTS):
        said = HerWords(Moment.TEXT, f"{LONG} end{number}.")
        hers.say(by=her.by, mother=her.mother, said=said, at=clock.now())
    assert f"end{MANY_TEXTS - 1}." in pages_of(phone(), "/n/b/")


def test_everybody_who_looked_in_ninety_days_is_there_page_by_page() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, days_ago=100)
    set_up(team, mother)
    # At noon: late in the evening the day on which summer time ends would have two of them.
    noon = clock.now().replace(hour=12)
    for days in range(MANY_LOOKS, 0, -1):
        with clock.at(noon - timedelta(days=days)):
            for by in (team.jo, team.sam):
                with door.looking(by=by, permission=Permission.MOTHER_SEE, mother=mother, page="mother"):
                    pass
    # One line more: Jo, who set the page up beside her today.
    assert pages_of(phone(), "/n/e/").count("Looked at:") == 2 * MANY_LOOKS + 1


def test_promises_go_on_as_many_pages_as_it_takes(her: Her) -> None:
    now = clock.now()
    Clock.objects.bulk_create(
        Clock(
            area=1,
            mother=Head.objects.get(ref=her.mother).id,
            compartment="general",
            kind="ask_this_week",
            about=f"{number:026}",
            owner_id=her.team.jo.worker_id,
            escalate_to_id=her.team.kit.worker_id,
            started_at=now - timedelta(days=9),
            due_at=now - timedelta(hours=number + 1),
        )
        for number in range(MANY_PROMISES)
    )
    assert pages_of(phone(), "/n/c/").count("we bring you a real offer") == MANY_PROMISES


def test_what_she_shared_and_stopped_goes_on_as_many_pages_as_it_takes() -> None:
    here = samples.situation()
    set_up(here.team, here.mother)
    for number in range(MANY_REFERRALS):
        samples.sent(here)
        stop_sharing(by=here.team.jo, mother=here.mother)
        notice = StopNotice.objects.get(confirmed_at=None)
        words = f"{LONG} end{number}."[-2000:]
        referrals.confirm_stop(
            by=here.fen, notice=notice.ref, held=Held.KEPT, said_by="Fen Invented", because=words
        )
    whole = pages_of(phone(), "/n/d/")
    assert all(whole.count(f"end{number}.") == 1 for number in range(MANY_REFERRALS))
