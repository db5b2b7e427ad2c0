"""Writing about handovers: proposing, the meeting of three, what she says, and asking her again."""

from hrm2m.records.handovers.actions.asking_again import ask_again
from hrm2m.records.handovers.actions.confirming import ask_by_text, write_what_she_said
from hrm2m.records.handovers.actions.meeting import propose, set_meeting, write_all_there
from hrm2m.records.handovers.actions.packing import make_pack
from hrm2m.records.handovers.actions.stopping import (
    ask_anew_what_was_heard,
    end_what_is_barred,
    she_wants_none,
    stop_of_referral,
    stop_what_rests_on,
    stop_with,
)


__all__ = [
    "ask_again",
    "ask_anew_what_was_heard",
    "ask_by_text",
    "end_what_is_barred",
    "make_pack",
    "propose",
    "set_meeting",
    "she_wants_none",
    "stop_of_referral",
    "stop_what_rests_on",
    "stop_with",
    "write_all_there",
    "write_what_she_said",
]
