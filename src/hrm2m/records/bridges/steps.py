"""The steps a bridge takes inside an open act, each with the standing it gives and ends; asks for no permission."""

from datetime import datetime

from django.db.models import QuerySet

from hrm2m.foundation import mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Ground
from hrm2m.policy.lifecycles import BRIDGE, BridgeEvent, BridgeStatus
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.bridges import asked_again, succession, telling, there
from hrm2m.records.bridges.models import Bridge, BridgeChange, TeamPlace
from hrm2m.records.bridges.there import Chosen
from hrm2m.records.clocks import actions as clocks
from hrm2m.vault.box import Box


def open_bridge(box: Box, builder: Chosen, cover: Chosen, at: datetime) -> Bridge:
    """Opens a bridge by her choice: bridge builder, cover and the lead of the agency stand near her from now on."""
    bridge = Bridge.objects.create(
        area=box.area,
        mother=box.mother_id,
        builder_id=builder.worker_id,
        agency_id=builder.agency_id,
        cover_id=cover.worker_id,
        cover_agency_id=cover.agency_id,
        status=BridgeStatus.OPEN,
        opened_at=at,
    )
    let_builder_be(box, bridge)
    let_cover_be(box, bridge, cover)
    box.give_standing(Ground.LEAD, cause=f"lead:{bridge.ref}", agency_id=bridge.agency_id)
    return bridge


def end_team(box: Box, places: QuerySet[TeamPlace]) -> None:
    """Ends these places on her team, now."""
    for place in places.filter(mother=box.mother_id, until=None):
        place.until = box.now
        place.save(update_fields=["until"])
        box.end_standing(cause=f"team:{place.ref}")


def let_builder_be(box: Box, bridge: Bridge) -> None:
    """The bridge builder stands near her."""
    cause = f"bridge:{bridge.ref}"
    box.give_standing(Ground.BRIDGE, cause=cause, worker_id=bridge.builder_id, agency_id=bridge.agency_id)


def let_cover_be(box: Box, bridge: Bridge, who: Chosen) -> None:
    """This worker is cover and stands near her."""
    bridge.cover_id, bridge.cover_agency_id = who.worker_id, who.agency_id
    bridge.save(update_fields=["cover_id", "cover_agency_id"])
    if BridgeStatus(bridge.status) is BridgeStatus.HELD_BY_COVER:
        # Whoever holds it now owes her the word of it, and to ask her whom she wants.
        for kind in (telling.TOLD, succession.NEXT):
            clocks.give_to(box, kind, owner_id=who.worker_id)
    cause = f"cover:{bridge.ref}"
    box.give_standing(Ground.COVER, cause=cause, worker_id=who.worker_id, agency_id=who.agency_id)


def close(box: Box, bridge: Bridge, event: BridgeEvent) -> None:
    """Closes the bridge and ends what it gave."""
    step(box, bridge, event)
    for cause in ("bridge", "cover"):
        box.end_standing(cause=f"{cause}:{bridge.ref}")
    # When the record ends or sleeps, the agency alone may wake it; it opens nothing while it is not open.
    if event is not BridgeEvent.RECORD_ENDED:
        box.end_standing(cause=f"lead:{bridge.ref}")


def let_cover_hold(box: Box, bridge: Bridge) -> None:
    """The bridge builder cannot: access ends now and cover holds the bridge."""
    step(box, bridge, BridgeEvent.BUILDER_CANNOT)
    box.end_standing(cause=f"bridge:{bridge.ref}")


def step(box: Box, bridge: Bridge, event: BridgeEvent) -> None:
    """Moves the bridge along its lifecycle; raises BadInput where the step does not begin here."""
    following = BRIDGE[BridgeStatus(bridge.status)].get(event)
    if following is None:
        field, sentence = "bridge", "The bridge is not where this step begins. Open the page again."
        raise BadInput(field, sentence)
    bridge.status = following
    bridge.closed_at = box.now if following is BridgeStatus.CLOSED else None
    bridge.save(update_fields=["status", "closed_at"])
    BridgeChange.objects.create(
        area=box.area, bridge=bridge, event=event, after=following, by_id=box.by_id, at=box.now
    )
    telling.follow(box, bridge, event)
    succession.follow(box, bridge, event)


def bridge_in(box: Box) -> Bridge:
    """Her open bridge; raises BadInput without one."""
    bridge = Bridge.objects.filter(mother=box.mother_id, closed_at=None).first()
    if bridge is None:
        field, sentence = "bridge", "She has no open bridge. Begin one with her first."
        raise BadInput(field, sentence)
    return bridge


def pass_on(box: Box, bridge: Bridge, *, worker_id: int, builder: bool, cover: bool) -> None:
    """Whatever of builder and cover this worker can no longer be goes on: to a lead, and to whoever is cover then."""
    if cover and bridge.cover_id == worker_id:
        stand_in(box, bridge)
    if builder and bridge.builder_id == worker_id and BridgeStatus(bridge.status) is BridgeStatus.OPEN:
        hold(box, bridge)


def pass_promises_on(box: Box, bridge: Bridge, worker_id: int) -> None:
    """The promises of a worker who is no longer near her go to whoever holds her bridge now.

    Asking her again goes to somebody who gains nothing by her answer: that is not whoever holds her bridge.
    """
    asked_again.let_somebody_else_ask(box, worker_id)
    holds_it = BridgeStatus(bridge.status) is BridgeStatus.OPEN and bridge.builder_id != worker_id
    lead = next(iter(agencies.team_leads(bridge.agency_id)), bridge.cover_id)
    owner = bridge.builder_id if holds_it else bridge.cover_id
    clocks.hand_over(box, from_id=worker_id, owner_id=owner, escalate_to_id=lead)


def let_promises_follow(box: Box, old: Bridge, new: Bridge) -> None:
    """She chose another: what was promised goes to whom she chose, and no lead of an old agency is told of it."""
    lead = next(iter(agencies.team_leads(new.agency_id)), new.cover_id)
    stays = {new.builder_id, new.cover_id, *agencies.team_leads(new.agency_id)}
    before = {old.builder_id, old.cover_id, *agencies.team_leads(old.agency_id)}
    for worker_id in sorted(before - stays):
        clocks.hand_over(box, from_id=worker_id, owner_id=new.builder_id, escalate_to_id=lead)


def hold(box: Box, bridge: Bridge) -> None:
    """Cover holds the bridge; a lead does where cover cannot be there either."""
    if not there.cover_is_there(bridge, box.now):
        stand_in(box, bridge)
    let_cover_hold(box, bridge)


def stand_in(box: Box, bridge: Bridge) -> None:
    """Until she knows of other cover a lead is, is told so and has it on the board; without a lead nobody is."""
    box.end_standing(cause=f"cover:{bridge.ref}")
    lead = there.lead_for(bridge, box.now, rather=box.by_id)
    if lead is None:
        return
    let_cover_be(box, bridge, lead)
    if lead.worker_id != box.by_id:
        mail.post(mail.Text.NO_COVER, to_worker=lead.worker_id, about=f"{box.now:%Y%m%dT%H%M%S}", at=box.now)
