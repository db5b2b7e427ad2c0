"""Ending an account, a role or an agency, with all that hangs on it, in one transaction; reads no record."""

from collections.abc import Iterable
from dataclasses import dataclass

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission, Role
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.doors.queries import is_open, open_doors_of
from hrm2m.records.agencies.queries import anybody_id_of, lead_behind
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.bridges.queries import keeps_bridges, mothers_near
from hrm2m.records.children import actions as children
from hrm2m.records.children.queries import mothers_in_plans_of
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.connections import actions as connections
from hrm2m.records.connections.queries import mothers_read_by
from hrm2m.records.emergencies import actions as emergencies
from hrm2m.records.emergencies.queries import mothers_opened_by
from hrm2m.records.enquiries import actions as enquiries
from hrm2m.records.enquiries.queries import mothers_asked_at, mothers_asked_through
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.referrals import actions as referrals
from hrm2m.records.referrals.queries import mothers_sent_through, mothers_sent_to
from hrm2m.records.safety import actions as safety
from hrm2m.records.safety.queries import mothers_agreed_to
from hrm2m.records.treatment import actions as treatment
from hrm2m.records.treatment.queries import mothers_treated_by
from hrm2m.records.worries import actions as worries
from hrm2m.records.worries.queries import mothers_looked_at_by
from hrm2m.vault import door as vault
from hrm2m.vault.chains import HOUSE


YOUR_OWN = "Another administrator ends your account: somebody has to be left who keeps accounts."


@dataclass(frozen=True)
class Ended:
    """How many bridges cover holds now, and how many visits the colleague named looks after."""

    to_cover: int
    visits: int


def end_account(*, by: Actor, worker: str) -> Ended:
    """Ends an account at once: roles, sign-ins, standing, absences; bridges to cover, promises and visits passed on.

    Raises BadInput for one's own account and for one that has ended.
    """
    with vault.unit(by=by, mothers=[HOUSE]) as unit:
        unit.lock(_near(by, worker))
        with vault.acting(by=by, permission=Permission.ACCOUNT_END) as house:
            if worker == by.worker_ref:
                field = "worker"
                raise BadInput(field, YOUR_OWN)
            # Asked before the roles end: they say in which agency a lead is behind this worker.
            lead = lead_behind(anybody_id_of(worker, area=by.area) or 0, area=by.area)
            doors = open_doors_of(anybody_id_of(worker, area=by.area) or 0)
            number = agencies.let_account_end(house, worker=worker, area=by.area)
            agencies.let_lead_be_on_call(house, worker_id=number, lead_id=lead)
            visits = outreach.hand_visits_over(house, worker_id=number, lead_id=lead)
            if lead is not None:
                clocks.hand_over(house, from_id=number, owner_id=lead, escalate_to_id=lead)
        _leave_doors(by, doors)
        return Ended(_let_go(by, worker), visits)


def take_role(*, by: Actor, worker: str, agency: str, role: Role) -> int:
    """Takes one role; what it allowed ends in this act, and how many bridges cover holds by it."""
    with vault.unit(by=by, mothers=[HOUSE]) as unit:
        unit.lock(_near(by, worker))
        with vault.acting(by=by, permission=Permission.ACCOUNT_END) as house:
            doors = open_doors_of(anybody_id_of(worker, area=by.area) or 0)
            agencies.let_role_end(house, worker=worker, agency=agency, role=role, area=by.area)
        _leave_doors(by, doors)
        return _let_go(by, worker)


def end_door(*, by: Actor, door: str) -> None:
    """Nobody answers at this door any more: what waits there goes to another door of the agency, or comes back.

    Raises NotYours for one that is unknown or has ended.
    """
    with vault.unit(by=by, mothers=[HOUSE]) as unit:
        unit.lock([*mothers_asked_through(door), *mothers_sent_through(door)])
        agencies.end_door(by=by, door=door)
        _leave_doors(by, (door,))


def end_agency(*, by: Actor, agency: str) -> None:
    """Ends an agency nobody acts for any more and that keeps no bridge; raises BadInput, saying how, until then."""
    with vault.acting(by=by, permission=Permission.ACCOUNT_END) as house:
        number = agencies.let_agency_end(house, agency=agency, area=by.area)
        kept = keeps_bridges(number)
        if kept:
            field = "agency"
            sentence = f"This agency keeps {kept} bridges. Each of these mothers chooses another bridge builder first."
            raise BadInput(field, sentence)


def _near(by: Actor, worker: str) -> list[int]:
    """Every mother whom the end of this worker may touch, for locking them at once, lowest first.

    Read once the house is locked: nobody lets the worker stand near one more in the meantime.
    """
    number = anybody_id_of(worker, area=by.area) or 0
    beside = (
        mothers_treated_by,
        mothers_in_plans_of,
        mothers_read_by,
        mothers_looked_at_by,
        mothers_agreed_to,
        mothers_opened_by,
    )
    at_doors = (mothers_sent_to, mothers_asked_at)
    return [
        *mothers_near(number),
        *(mother for room in (*beside, *at_doors) for mother in room(number)),
    ]


def _leave_doors(by: Actor, doors: Iterable[str]) -> None:
    """What waits at those of these doors that have ended goes on, before anything of the worker's ends."""
    for ref in doors:
        if not is_open(by.area, ref):
            enquiries.leave_door(by=by, door=ref)
            referrals.leave_door(by=by, door=ref)


def _let_go(by: Actor, worker: str) -> int:
    """Whatever the worker can no longer be to any mother ends; how many bridges cover holds by it."""
    treatment.let_go(by=by, worker=worker)
    children.leave_plans(by=by, worker=worker)
    connections.let_go(by=by, worker=worker)
    worries.let_go(by=by, worker=worker)
    safety.let_go(by=by, worker=worker)
    referrals.let_go(by=by, worker=worker)
    emergencies.let_go(by=by, worker=worker)
    return bridges.let_go(by=by, worker=worker)
