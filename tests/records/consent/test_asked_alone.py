"""A yes that did not count because somebody was there: she is asked once more, when she is alone."""

from datetime import datetime, timedelta

import pytest

from hrm2m.cadence import Channel, Outcome
from hrm2m.foundation import clock
from hrm2m.policy.consenting import Asked
from hrm2m.records.agencies.queries import area_of
from hrm2m.records.clocks.models import RUNNING, Clock
from hrm2m.records.clocks.promises import due_of
from hrm2m.records.clocks.queries import nation_of
from hrm2m.records.outreach.entries import Contact
from hrm2m.records.whole import near_her
from hrm2m.records.whole.stop_sharing import log_contact, stop_sharing
from tests.records.referrals import samples
from tests.records.referrals.samples import Situation


pytestmark = [pytest.mark.django_db, pytest.mark.promise(2), pytest.mark.promise(7)]
ALONE = "consent_alone"
HOURS_3 = timedelta(hours=3)


@pytest.fixture
def here() -> Situation:
    return samples.situation()


def overheard(here: Situation) -> datetime:
    """Her yes, and that somebody was listening; when."""
    samples.said_yes(here)
    listened(here)
    return clock.now()


def listened(here: Situation) -> None:
    contact = Contact(Channel.CALL, Outcome.STOPPED_NOT_SAFE)
    log_contact(by=here.team.sam, mother=here.mother, contact=contact, at=clock.now())


def waits() -> bool:
    return Clock.objects.filter(RUNNING, kind=ALONE).exists()


def test_her_bridge_builder_asks_once_more_what_somebody_heard(here: Situation) -> None:
    at = overheard(here)
    (promise,) = Clock.objects.filter(RUNNING, kind=ALONE)
    assert (promise.owner_id, promise.escalate_to_id) == (here.team.jo.worker_id, here.team.sam.worker_id)
    area = area_of(1)
    assert promise.due_at == due_of(ALONE, promise.started_at, nation_of(1), area.choices)
    assert promise.started_at <= at < promise.due_at


def test_so_does_what_she_said_while_somebody_was_there(here: Situation) -> None:
    samples.said_yes(here, asked=Asked.NOT_ALONE)
    assert waits()
    # However often somebody is there: she is asked once.
    samples.said_yes(here, asked=Asked.NOT_ALONE)
    assert Clock.objects.filter(kind=ALONE).count() == 1


def test_a_yes_given_alone_waits_for_nothing(here: Situation) -> None:
    samples.said_yes(here)
    assert not waits()


def test_nor_does_a_yes_that_nobody_heard(here: Situation) -> None:
    samples.said_yes(here)
    with clock.at(clock.now() + HOURS_3):
        listened(here)
    assert not waits()


def test_a_yes_given_alone_keeps_it(here: Situation) -> None:
    at = overheard(here)
    with clock.at(at + HOURS_3):
        samples.said_yes(here, asked=Asked.NOT_ALONE)
        assert waits()
        samples.said_yes(here)
    assert Clock.objects.get(kind=ALONE).met_at == at + HOURS_3


@pytest.mark.parametrize("all_of_them", [True, False])
def test_her_stop_ends_it_and_nobody_asks(here: Situation, all_of_them: bool) -> None:
    overheard(here)
    agency = "" if all_of_them else here.team.mia.agency_ref
    stop_sharing(by=here.team.jo, mother=here.mother, agency=agency)
    assert not waits()
    assert Clock.objects.get(kind=ALONE).stopped_at is not None


def test_her_stop_to_another_agency_does_not(here: Situation) -> None:
    overheard(here)
    stop_sharing(by=here.team.jo, mother=here.mother, agency=here.team.kit.agency_ref)
    assert waits()


def test_nobody_asks_about_an_agency_that_she_barred(here: Situation) -> None:
    overheard(here)
    near_her.bar_agency(by=here.team.jo, mother=here.mother, agency=here.team.mia.agency_ref)
    assert not waits()
