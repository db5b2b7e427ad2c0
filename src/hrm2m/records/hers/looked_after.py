"""Who reads what she wrote, and who is told when nobody does; numbers for clocks, never for a page."""

from hrm2m.policy import Role
from hrm2m.policy.lifecycles import BridgeStatus
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.bridges.queries import bridge_of, kept_by


def who_reads(mother_id: int, area: int) -> tuple[int, int]:
    """Whoever holds her bridge now, and the lead behind."""
    leads = agencies.team_leads(kept_by(mother_id) or 0) or agencies.leads_in_area(Role.TEAM_LEAD, area=area)
    above = leads[0] if leads else 0
    bridge = bridge_of(mother_id)
    if bridge is None:
        return above, above
    is_held = bridge.status is BridgeStatus.HELD_BY_COVER
    return (bridge.cover_id if is_held else bridge.builder_id), above
