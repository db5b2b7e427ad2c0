"""Her own side: ways in set up beside her and frozen by anybody, what she says there, her reply to an entry."""

from hrm2m.records.hers.actions.freezing import close_own, freeze
from hrm2m.records.hers.actions.leaving import bring_into_line, end_with_record
from hrm2m.records.hers.actions.replying import reply
from hrm2m.records.hers.actions.saying import mark_read, say
from hrm2m.records.hers.actions.setting import ask_first, open_again, set_up, take_away


__all__ = [
    "ask_first",
    "bring_into_line",
    "close_own",
    "end_with_record",
    "freeze",
    "mark_read",
    "open_again",
    "reply",
    "say",
    "set_up",
    "take_away",
]
