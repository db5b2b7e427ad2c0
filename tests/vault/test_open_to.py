"""A list leads to those records alone that the policy would open, and opens none of them."""

import pytest

from hrm2m.foundation import clock
from hrm2m.policy import Ground, Permission, Role
from hrm2m.vault import apart, door
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.models import Line
from hrm2m.vault.open_to import refs_open_to, who_may_open
from tests.vault import notes
from tests.vault.notes import JO, STRANGER


pytestmark = pytest.mark.django_db(transaction=True)


def test_those_near_whom_somebody_stands_are_led_to_and_no_line_is_left() -> None:
    near, far = notes.begin(), notes.begin(by=notes.a_worker(70))
    numbers = [HOUSE, *(notes.subject_of(ref).id for ref in (near, far)), 987654]
    before = Line.objects.count()
    assert refs_open_to(JO, [*numbers, numbers[1]], clock.now()) == {numbers[1]: near}
    assert refs_open_to(STRANGER, numbers, clock.now()) == {}
    assert refs_open_to(JO, [HOUSE], clock.now()) == refs_open_to(JO, [], clock.now()) == {}
    assert Line.objects.count() == before


def test_a_lead_is_led_there_once_the_purpose_is_said_and_to_a_plan_by_its_ref_alone() -> None:
    mother = notes.begin()
    number = notes.subject_of(mother).id
    lead, named = notes.a_worker(5, Role.TEAM_LEAD), notes.a_worker(6, Role.TREATMENT_WORKER, agency=2)
    with door.acting(by=JO, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        box.give_standing(Ground.LEAD, cause="lead:1", worker_id=5, agency_id=1)
        box.give_standing(Ground.PLAN, cause="plan:1", worker_id=6, agency_id=2, purpose="p" * 26)
    assert refs_open_to(lead, [number], clock.now()) == {number: mother}
    for about, led in (("p" * 26, {number: mother}), ("q" * 26, {}), ("", {})):
        assert refs_open_to(named, [number], clock.now(), Permission.PLAN_SEE, about) == led


def test_many_workers_are_asked_about_as_each_is_alone() -> None:
    """Near her, a lead, barred as a person and as an agency, ended, in another agency, and with somebody kept apart."""
    mother, other = notes.begin(), notes.begin(by=notes.a_worker(70))
    number = notes.subject_of(mother).id
    with door.acting(by=JO, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        for worker, ground in ((5, Ground.LEAD), (8, Ground.TEAM), (9, Ground.TEAM), (8, Ground.BLOCK)):
            box.give_standing(ground, cause=f"{ground}:{worker}", worker_id=worker, agency_id=1)
        box.give_standing(Ground.TEAM, cause="team:10", worker_id=10, agency_id=3)
        box.give_standing(Ground.BLOCK, cause="bar:3", worker_id=None, agency_id=3)
        box.give_standing(Ground.LEAD, cause="lead:70", worker_id=70, agency_id=1)
        box.end_standing(cause="team:9")
    subject = notes.subject_of(other)
    apart.keep(area=1, pair="p" * 26, one=number, other=subject.id, now=clock.now())
    roles = (Role.BRIDGE_BUILDER, Role.OUTREACH_WORKER, Role.TEAM_LEAD, Role.ADMINISTRATOR)
    actors = [
        notes.a_worker(worker, role, agency=agency)
        for worker in (JO.worker_id, 5, 8, 9, 10, 70, 99)
        for role in roles
        for agency in (1, 2, 3)
    ]
    alone = {actor for actor in actors if refs_open_to(actor, [number], clock.now())}
    assert who_may_open(actors, number, clock.now()) == alone
    assert {actor.worker_id for actor in alone} == {JO.worker_id, 5}
    assert (
        who_may_open(actors, HOUSE, clock.now()) == who_may_open(actors, 987654, clock.now()) == frozenset()
    )
