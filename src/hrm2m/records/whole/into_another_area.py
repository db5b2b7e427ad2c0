"""She said yes to the bridge builder of another area of this installation: her record goes there in that one act.

Whoever was there for her in the old area opens it no more from that moment. Nothing of it is copied or lost.
"""

from hrm2m.foundation import mail
from hrm2m.policy import Actor, Compartment, Ground
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.agencies.elsewhere import area_of_agency
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.children import actions as children
from hrm2m.records.clocks.passing_on import pass_on_within
from hrm2m.records.clocks.queries import people_of_running
from hrm2m.records.connections import actions as connections
from hrm2m.records.emergencies import actions as emergencies
from hrm2m.records.enquiries import actions as enquiries
from hrm2m.records.handovers import actions as handovers
from hrm2m.records.safety import actions as safety
from hrm2m.records.showing.whom import desk_in
from hrm2m.records.treatment import actions as treatment
from hrm2m.records.whole import keeping_apart, sharing
from hrm2m.records.worries import actions as worries
from hrm2m.vault import areas, door, standing
from hrm2m.vault.box import Box


BESIDE = (Ground.TREATING, Ground.AGREED, Ground.PLAN, Ground.SECOND_READER, Ground.EMERGENCY)
LEAVE = (
    treatment.leave_her,
    children.leave_her_plans,
    connections.leave_her,
    worries.leave_her,
    safety.leave_her,
    emergencies.leave_her,
)


def go(box: Box, *, by: Actor) -> None:
    """Ends whatever the old area is to her, and opens her bridge in the new one; raises BadInput if nobody is there."""
    left, builder, cover = bridges.leave_for_there(box)
    handovers.stop_with(box, agency_id=None)
    enquiries.close_with_record(box)
    sharing.end_with_record(box, tell=True)
    for worker_id in sorted(_beside(box)):
        for leave in LEAVE:
            leave(box, worker_id)
    area = area_of_agency(builder.agency_id)
    with door.unit(by=by) as unit:
        areas.move_to(unit, box, area=area)
    bridges.begin_there(box, left, builder, cover, heard_by_a_worker=not by.way_in)
    _let_promises_follow(box, area)
    keeping_apart.tell_leads_there(box)


def _beside(box: Box) -> set[int]:
    """Whoever stands near her for something else than her bridge."""
    return {number for ground in BESIDE for number in standing.who_stands(box.mother_id, ground, box.now)}


def _let_promises_follow(box: Box, area: int) -> None:
    """What somebody of the old area owes her or is named for goes to whoever sees to it in the new one."""
    here = {card.id for card, _ in agencies.everybody_in(area)}
    for compartment in Compartment:
        desk = desk_in(box, compartment)
        passed_on = [
            pass_on_within(
                box, compartment, from_id=old, owner_id=desk.owner_id, escalate_to_id=desk.named_id
            )
            for old in sorted(people_of_running(box.mother_id, compartment) - here)
        ]
        if any(passed_on):
            mail.post(mail.Text.SOMETHING_WAITS, to_worker=desk.owner_id, about=box.mother_ref, at=box.now)
