"""Asking an agency without her name: drafting, sending, the answer, showing her, deciding, closing."""

from hrm2m.records.enquiries.actions.answering import (
    answer_enquiry,
    move_promise,
    pass_on,
    take_down_answer,
)
from hrm2m.records.enquiries.actions.asking import chase, draft_enquiry, send_enquiry, take_back
from hrm2m.records.enquiries.actions.closing import (
    close_what_is_barred,
    close_with_record,
    forget_rows,
    keep_clocks_right,
    lapse_late,
)
from hrm2m.records.enquiries.actions.leaving import leave_door
from hrm2m.records.enquiries.actions.telling import (
    decide_at_risk,
    take_back_what_she_never_said,
    tell_her,
)


__all__ = [
    "answer_enquiry",
    "chase",
    "close_what_is_barred",
    "close_with_record",
    "decide_at_risk",
    "draft_enquiry",
    "forget_rows",
    "keep_clocks_right",
    "lapse_late",
    "leave_door",
    "move_promise",
    "pass_on",
    "send_enquiry",
    "take_back",
    "take_back_what_she_never_said",
    "take_down_answer",
    "tell_her",
]
