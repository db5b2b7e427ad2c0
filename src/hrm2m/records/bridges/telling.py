"""She is told who holds her bridge now: a promise of cover's, with the lead of the agency behind it."""

from datetime import datetime

from hrm2m.foundation.errors import BadInput
from hrm2m.policy.lifecycles import OPEN_STAGES, BridgeEvent, BridgeStatus
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.bridges.models import Bridge, BridgeChange, Telling
from hrm2m.records.bridges.queries import BridgeCard
from hrm2m.records.clocks import actions as clocks
from hrm2m.vault.box import Box


TOLD = "told_who_holds"
NOTHING_TO_TELL = "There is nothing to tell her about her bridge. Open the page again."


def follow(box: Box, bridge: Bridge, event: BridgeEvent) -> None:
    """Starts the promise where cover begins to hold her bridge; any other step ends what there was to tell."""
    if event is not BridgeEvent.BUILDER_CANNOT:
        clocks.stop_kind(box, TOLD)
        return
    if box.stage not in OPEN_STAGES:
        # She died, or her record is over: nothing is promised to her any more.
        return
    lead = next(iter(agencies.team_leads(bridge.agency_id)), bridge.cover_id)
    clocks.start(
        box, TOLD, about=bridge.ref, owner_id=bridge.cover_id, escalate_to_id=lead, started_at=box.now
    )


def is_to_be_told(bridge: BridgeCard | None) -> bool:
    """Whether cover holds her bridge and nobody wrote yet that she knows; also after she could not be reached."""
    return bridge is not None and _waits(bridge.ref, bridge.status)


def write_told(box: Box, *, how: str, at: datetime) -> None:
    """She knows, and how she was told: the promise is kept. Raises BadInput where there is nothing to tell."""
    bridge = _to_tell(box)
    clocks.meet(box, TOLD, about=bridge.ref, at=at)
    Telling.objects.create(area=box.area, bridge=bridge, told=True, how=how, by_id=box.by_id, at=at)
    box.note(told_her=TOLD, how=how)


def write_not_reached(box: Box, *, at: datetime) -> None:
    """She could not be reached yet: the promise stops and the cadence goes on; she is still to be told."""
    bridge = _to_tell(box)
    clocks.stop(box, TOLD, about=bridge.ref)
    Telling.objects.create(area=box.area, bridge=bridge, told=False, by_id=box.by_id, at=at)
    box.note(not_reached=TOLD)


def _to_tell(box: Box) -> Bridge:
    bridge = Bridge.objects.filter(mother=box.mother_id, closed_at=None).first()
    if bridge is None or not _waits(bridge.ref, bridge.status):
        field = "bridge"
        raise BadInput(field, NOTHING_TO_TELL)
    return bridge


def _waits(bridge: str, status: str) -> bool:
    if BridgeStatus(status) is not BridgeStatus.HELD_BY_COVER:
        return False
    cannot = BridgeChange.objects.filter(bridge__ref=bridge, event=BridgeEvent.BUILDER_CANNOT)
    since = cannot.order_by("-id").values_list("at", flat=True).first()
    told = Telling.objects.filter(bridge__ref=bridge, told=True)
    return not (told.filter(at__gte=since) if since else told).exists()
