"""Brings the rows of a bridge into line with standings that a restore ended again; gives nobody access but the lead."""

from hrm2m.policy import Ground
from hrm2m.policy.lifecycles import BRIDGE, BridgeEvent, BridgeStatus
from hrm2m.records.bridges.models import Bridge, BridgeChange, TeamPlace
from hrm2m.vault.box import Box


def bring_into_line(box: Box) -> bool:
    """Whoever stands no more holds no more; whether someone must now choose cover or a bridge builder with her.

    Who came after is not in the copy. The agency that keeps her bridge stays near her, so that its lead can ask her.
    """
    causes = box.causes_in_force()
    for place in TeamPlace.objects.filter(mother=box.mother_id, until=None):
        if f"team:{place.ref}" not in causes:
            place.until = box.now
            place.save(update_fields=["until"])
    bridge = Bridge.objects.filter(mother=box.mother_id, closed_at=None).first()
    if bridge is None:
        return False
    if f"lead:{bridge.ref}" not in causes:
        box.give_standing(Ground.LEAD, cause=f"lead:{bridge.ref}", agency_id=bridge.agency_id)
    if f"bridge:{bridge.ref}" not in causes and BridgeStatus(bridge.status) is BridgeStatus.OPEN:
        _held_by_cover(box, bridge)
        return True
    return f"cover:{bridge.ref}" not in causes


def _held_by_cover(box: Box, bridge: Bridge) -> None:
    event = BridgeEvent.BUILDER_CANNOT
    bridge.status = BRIDGE[BridgeStatus(bridge.status)][event]
    bridge.save(update_fields=["status"])
    BridgeChange.objects.create(
        area=box.area, bridge=bridge, event=event, after=bridge.status, by_id=box.by_id, at=box.now
    )
