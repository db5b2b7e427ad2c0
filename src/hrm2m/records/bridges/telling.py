"""She is told who holds her bridge now: a promise of cover's, with the lead of the agency behind it."""

from hrm2m.policy.lifecycles import BridgeEvent
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.bridges.models import Bridge
from hrm2m.records.clocks import actions as clocks
from hrm2m.vault.box import Box


TOLD = "told_who_holds"


def follow(box: Box, bridge: Bridge, event: BridgeEvent) -> None:
    """Starts the promise where cover begins to hold her bridge; any other step ends what there was to tell."""
    if event is not BridgeEvent.BUILDER_CANNOT:
        clocks.stop_kind(box, TOLD)
        return
    lead = next(iter(agencies.team_leads(bridge.agency_id)), bridge.cover_id)
    clocks.start(
        box, TOLD, about=bridge.ref, owner_id=bridge.cover_id, escalate_to_id=lead, started_at=box.now
    )
