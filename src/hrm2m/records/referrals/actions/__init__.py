"""Writing about referrals: drafting and sending, what they answer, what we do about it, and every way it ends."""

from hrm2m.records.referrals.actions.agreeing import draft_without_her_yes, say_as_second, send_agreed
from hrm2m.records.referrals.actions.answering import Said, answer, pass_on, take_down
from hrm2m.records.referrals.actions.chasing import chase, close, she_met
from hrm2m.records.referrals.actions.confirming import (
    ask_stops_again,
    chase_stop,
    confirm_stop,
    take_down_stop,
)
from hrm2m.records.referrals.actions.drafting import Request, draft, take_back
from hrm2m.records.referrals.actions.ending import (
    bring_into_line,
    end_what_is_barred,
    end_with_record,
    let_go,
    let_nothing_run_again,
    stand_down,
    stop_what_rests_on,
    stop_what_she_never_said,
    stop_with,
)
from hrm2m.records.referrals.actions.expiring import let_consents_end
from hrm2m.records.referrals.actions.leaving import leave_door
from hrm2m.records.referrals.actions.sending import (
    Without,
    read_second,
    send,
    send_without_her_yes,
    write_told_her,
)
from hrm2m.records.referrals.actions.wrongly import decide_wrong, note_wrong


__all__ = [
    "Request",
    "Said",
    "Without",
    "answer",
    "ask_stops_again",
    "bring_into_line",
    "chase",
    "chase_stop",
    "close",
    "confirm_stop",
    "decide_wrong",
    "draft",
    "draft_without_her_yes",
    "end_what_is_barred",
    "end_with_record",
    "leave_door",
    "let_consents_end",
    "let_go",
    "let_nothing_run_again",
    "note_wrong",
    "pass_on",
    "read_second",
    "say_as_second",
    "send",
    "send_agreed",
    "send_without_her_yes",
    "she_met",
    "stand_down",
    "stop_what_rests_on",
    "stop_what_she_never_said",
    "stop_with",
    "take_back",
    "take_down",
    "take_down_stop",
    "write_told_her",
]
