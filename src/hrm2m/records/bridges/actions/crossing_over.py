"""She moves to another area of this installation: a bridge builder of there stands beside the old one, then instead.

Called inside the acts on her move, which ask for the permission and for her word.
"""

from hrm2m.foundation import mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Ground, Role
from hrm2m.policy.lifecycles import BridgeEvent
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.agencies.elsewhere import area_of_agency
from hrm2m.records.bridges import asked_again, steps, there
from hrm2m.records.bridges.elsewhere import CanBeThere, builders_elsewhere, who_stands_beside
from hrm2m.records.bridges.models import Bridge, TeamPlace
from hrm2m.records.bridges.there import Chosen
from hrm2m.records.bridges.yeses import YesTo
from hrm2m.vault import areas
from hrm2m.vault.box import Box


NOT_THERE = "Nobody with a free place is called so there now. Choose again with her."
GONE = "The new worker cannot be there for her now. Choose somebody else there with her; until then nothing changes."


def let_stand_beside(box: Box, worker: str) -> CanBeThere:
    """The bridge builder she chose elsewhere is on her team from now on, beside everybody who is there for her here.

    Raises BadInput for one who has no free place, is away, or whom she barred.
    """
    chosen = next((one for one in builders_elsewhere(box.area) if one.worker_ref == worker), None)
    if chosen is None or there.is_barred(box.mother_id, Chosen(chosen.worker_id, chosen.agency_id), box.now):
        field = "worker"
        raise BadInput(field, NOT_THERE)
    place = TeamPlace.objects.create(
        area=box.area,
        mother=box.mother_id,
        worker_id=chosen.worker_id,
        agency_id=chosen.agency_id,
        since=box.now,
    )
    cause = f"team:{place.ref}"
    box.give_standing(Ground.TEAM, cause=cause, worker_id=chosen.worker_id, agency_id=chosen.agency_id)
    areas.show_in(box, area=chosen.area, cause=cause)
    mail.post(mail.Text.SOMETHING_WAITS, to_worker=chosen.worker_id, about=place.ref, at=box.now)
    return chosen


def no_longer_beside(box: Box) -> None:
    """Nobody of another area stands near her any more: she stays, or wants it otherwise."""
    beside = who_stands_beside(box.mother_id, box.area)
    if beside is not None:
        steps.end_team(box, TeamPlace.objects.filter(worker_id=beside.worker_id))


def leave_for_there(box: Box) -> tuple[Bridge, Chosen, Chosen]:
    """Her bridge and team here end in this moment; answers the bridge, and who builds and covers there.

    Raises BadInput where the one she chose cannot be there any more: then nothing ends.
    """
    bridge, new = steps.bridge_in(box), who_stands_beside(box.mother_id, box.area)
    cover = _cover(box, new) if new else None
    if new is None or cover is None or new.agency_id not in there.duties_of(new.worker_id).builds:
        field = "move"
        raise BadInput(field, GONE)
    steps.end_team(box, TeamPlace.objects.all())
    steps.close(box, bridge, BridgeEvent.SHE_CHOSE_ANOTHER)
    return bridge, new, cover


def begin_there(box: Box, left: Bridge, builder: Chosen, cover: Chosen, *, heard_by_a_worker: bool) -> None:
    """Opens her bridge there; what was promised goes along, and her yes is asked again if a worker wrote it."""
    opened = steps.open_bridge(box, builder, cover, box.now)
    steps.let_promises_follow(box, left, opened)
    asked_again.no_longer_asked(box, YesTo.BUILDER)
    if heard_by_a_worker:
        asked_again.promise_to_ask_again(box, YesTo.BUILDER, about=opened.ref, gains=builder.worker_id)
    for worker in (builder, cover):
        mail.post(mail.Text.SOMETHING_WAITS, to_worker=worker.worker_id, about=opened.ref, at=box.now)


def _cover(box: Box, new: Chosen) -> Chosen | None:
    """A lead of there, until she knows of other cover."""
    area = area_of_agency(new.agency_id)
    alone = Bridge(
        area=area,
        mother=box.mother_id,
        builder_id=new.worker_id,
        cover_id=new.worker_id,
        agency_id=new.agency_id,
    )
    return there.lead_for(
        alone, box.now, rather=next(iter(agencies.leads_in_area(Role.TEAM_LEAD, area=area)), 0)
    )
