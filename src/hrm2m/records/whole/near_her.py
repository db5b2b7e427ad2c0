"""Acts that end whatever a worker is to her, in every room: a bar, *I know her outside work*, a stand-down."""

from collections.abc import Sequence

from hrm2m.foundation import mail
from hrm2m.policy import Actor, Compartment, Permission, Role
from hrm2m.policy.facts import ActFacts
from hrm2m.records.agencies.area.queries import on_call_now
from hrm2m.records.agencies.queries import any_agency_id_of, anybody_id_of
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.bridges.queries import bridge_of, mothers_near
from hrm2m.records.children import actions as children
from hrm2m.records.children.queries import mothers_in_plans_of
from hrm2m.records.clocks.passing_on import pass_on_within
from hrm2m.records.connections import actions as connections
from hrm2m.records.connections.queries import mothers_read_by
from hrm2m.records.consent import actions as consent
from hrm2m.records.emergencies import actions as emergencies
from hrm2m.records.emergencies.queries import mothers_opened_by
from hrm2m.records.enquiries import actions as enquiries
from hrm2m.records.handovers import actions as handovers
from hrm2m.records.referrals import actions as referrals
from hrm2m.records.referrals.queries import mothers_sent_to
from hrm2m.records.safety import actions as safety
from hrm2m.records.safety.queries import mothers_agreed_to
from hrm2m.records.showing.whom import desk_in, leads_of
from hrm2m.records.treatment import actions as treatment
from hrm2m.records.treatment.queries import mothers_treated_by
from hrm2m.records.worries import actions as worries
from hrm2m.records.worries.queries import mothers_looked_at_by
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.chains import HOUSE


def bar(*, by: Actor, mother: str, worker: str) -> None:
    """She says that this worker never opens her record: what he or she was to her ends or passes on."""
    with door.unit(by=by):
        number = anybody_id_of(worker, area=by.area) or 0
        with door.acting(by=by, permission=Permission.BAR_SET, mother=mother, act=HER_WORD) as box:
            _pass_on(box, number)
        bridges.bar(by=by, mother=mother, worker=worker)
        _end_what_is_barred(by, mother)


def bar_agency(*, by: Actor, mother: str, agency: str) -> None:
    """She says that nobody who works for this agency opens her record."""
    with door.unit(by=by):
        bridges.bar_agency(by=by, mother=mother, agency=agency)
        _end_what_is_barred(by, mother, agency)


def _end_what_is_barred(by: Actor, mother: str, agency: str = "") -> None:
    """In every room, what whoever she barred a moment ago was to her, could read, or was asked."""
    treatment.end_what_is_barred(by=by, mother=mother)
    children.end_barred_places(by=by, mother=mother)
    connections.end_what_is_barred(by=by, mother=mother)
    worries.end_what_is_barred(by=by, mother=mother)
    safety.end_what_is_barred(by=by, mother=mother)
    referrals.end_what_is_barred(by=by, mother=mother)
    emergencies.end_what_is_barred(by=by, mother=mother)
    with door.acting(by=by, permission=Permission.BAR_SET, mother=mother, act=HER_WORD) as box:
        number = any_agency_id_of(agency, area=box.area)
        if number is not None:
            consent.end_to_agencies(box, [number])
        enquiries.close_what_is_barred(box)
        handovers.end_what_is_barred(box)


def step_aside(*, by: Actor, mother: str) -> None:
    """*I know her outside work*: whatever the worker was to her ends in every room at once, and nobody asks why.

    What he or she had promised goes to somebody who may open it. Whoever can name somebody else is told.
    """
    with door.unit(by=by), door.acting(by=by, permission=Permission.STEP_ASIDE, mother=mother) as box:
        treated = treatment.leave_her(box, by.worker_id)
        beside = [leave(box, by.worker_id) for leave in LEAVE]
        _pass_on(box, by.worker_id)
        if treated:
            _tell(box, [card.builder_id for card in (bridge_of(box.mother_id),) if card])
        if any(beside) or Role.SAFEGUARDING_LEAD in by.roles:
            _tell(box, leads_of(box, without=by.worker_id))
        bridges.close_to_who_knows_her(box, by)


LEAVE = (
    children.leave_her_plans,
    connections.leave_her,
    worries.leave_her,
    safety.leave_her,
    emergencies.leave_her,
)
HER_WORD = ActFacts(her_word=True)
KEPT_APART = (Compartment.HER_SAFETY, Compartment.TREATMENT, Compartment.CHILD_SAFETY)


def _pass_on(box: Box, worker_id: int) -> None:
    for compartment in KEPT_APART:
        desk = desk_in(box, compartment, without=worker_id)
        pass_on_within(
            box, compartment, from_id=worker_id, owner_id=desk.owner_id, escalate_to_id=desk.named_id
        )


def _tell(box: Box, workers: Sequence[int]) -> None:
    """Those who can name somebody else; where there is none, the lead of the area."""
    lead = on_call_now(box.area).lead_id
    for worker in workers or [number for number in (lead,) if number]:
        mail.post(mail.Text.SOMETHING_WAITS, to_worker=worker, about=box.mother_ref, at=box.now)


def stand_down(*, by: Actor, worker: str) -> int:
    """Stands a worker down at once, from every record of the area; answers how many bridges cover holds now."""
    number = anybody_id_of(worker, area=by.area) or 0
    beside = (
        mothers_treated_by,
        mothers_in_plans_of,
        mothers_read_by,
        mothers_looked_at_by,
        mothers_agreed_to,
        mothers_sent_to,
        mothers_opened_by,
    )
    # The house first: nobody lets this worker stand near one more woman while it is read where that is.
    with door.unit(by=by, mothers=[HOUSE]) as unit:
        unit.lock({*mothers_near(number), *(mother for room in beside for mother in room(number))})
        held = bridges.stand_down(by=by, worker=worker)
        treatment.stand_down(by=by, worker=worker)
        children.stand_down_from_plans(by=by, worker=worker)
        connections.stand_down(by=by, worker=worker)
        worries.stand_down(by=by, worker=worker)
        safety.stand_down(by=by, worker=worker)
        referrals.stand_down(by=by, worker=worker)
        emergencies.stand_down(by=by, worker=worker)
        return held
