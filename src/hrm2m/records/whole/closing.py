"""The end of an open record, inside the act that ends it: nothing waits, nothing is shared, her page is shut."""

from hrm2m.policy.lifecycles import RecordEvent
from hrm2m.records.hers import actions as hers
from hrm2m.records.people.actions import move_stage
from hrm2m.records.whole import lately, moving, sharing
from hrm2m.vault.box import Box


def close_down(box: Box, event: RecordEvent) -> None:
    """Her record is over, or sleeps, by this event; at her own word whoever had something of it is told."""
    move_stage(box, event)
    moving.over_with_record(box)
    sharing.stop_everything(box, tell=event is RecordEvent.SHE_ASKS_TO_END)
    hers.end_with_record(box)
    if event in lately.UNDONE_BY:
        lately.tell_who_else_is_there(box)
