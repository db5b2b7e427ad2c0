"""Acts that end whatever a worker is to her, in every room at once: a bar at her word, and a stand-down."""

from hrm2m.policy import Actor
from hrm2m.records.agencies.queries import anybody_id_of
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.bridges.queries import mothers_near
from hrm2m.records.children import actions as children
from hrm2m.records.children.queries import mothers_in_plans_of
from hrm2m.records.connections import actions as connections
from hrm2m.records.connections.queries import mothers_read_by
from hrm2m.records.referrals import actions as referrals
from hrm2m.records.referrals.queries import mothers_sent_to
from hrm2m.records.safety import actions as safety
from hrm2m.records.safety.queries import mothers_agreed_to
from hrm2m.records.treatment import actions as treatment
from hrm2m.records.treatment.queries import mothers_treated_by
from hrm2m.vault import door
from hrm2m.vault.chains import HOUSE


def bar(*, by: Actor, mother: str, worker: str) -> None:
    """She says that this worker never opens her record: what he or she was to her ends or passes on."""
    with door.unit(by=by):
        bridges.bar(by=by, mother=mother, worker=worker)
        treatment.end_what_is_barred(by=by, mother=mother)
        children.end_barred_places(by=by, mother=mother)
        safety.end_what_is_barred(by=by, mother=mother)
        referrals.end_what_is_barred(by=by, mother=mother)


def bar_agency(*, by: Actor, mother: str, agency: str) -> None:
    """She says that nobody who works for this agency opens her record."""
    with door.unit(by=by):
        bridges.bar_agency(by=by, mother=mother, agency=agency)
        treatment.end_what_is_barred(by=by, mother=mother)
        children.end_barred_places(by=by, mother=mother)
        safety.end_what_is_barred(by=by, mother=mother)
        referrals.end_what_is_barred(by=by, mother=mother)


def stand_down(*, by: Actor, worker: str) -> int:
    """Stands a worker down at once, from every record of the area; answers how many bridges cover holds now."""
    number = anybody_id_of(worker, area=by.area) or 0
    beside = (mothers_treated_by, mothers_in_plans_of, mothers_read_by, mothers_agreed_to, mothers_sent_to)
    further = {mother for room in beside for mother in room(number)}
    with door.unit(by=by, mothers={HOUSE, *mothers_near(number), *further}):
        held = bridges.stand_down(by=by, worker=worker)
        treatment.stand_down(by=by, worker=worker)
        children.stand_down_from_plans(by=by, worker=worker)
        connections.stand_down(by=by, worker=worker)
        safety.stand_down(by=by, worker=worker)
        referrals.stand_down(by=by, worker=worker)
        return held
