"""Her own side: ways in set up beside her and frozen by anybody, what she says there, her reply, a copy of it all."""

from hrm2m.records.hers.actions.copying import (
    ask_for_copy,
    begin_copy,
    check_for_copy,
    hand_over_part,
    she_has_copy,
    take_copy_back,
)
from hrm2m.records.hers.actions.ending import (
    may_be_reached_again,
    take_wish_back,
    wish_to_end,
    write_what_she_says_of_ending,
)
from hrm2m.records.hers.actions.freezing import close_own, freeze
from hrm2m.records.hers.actions.leaving import bring_into_line, end_with_record
from hrm2m.records.hers.actions.owning import keep_copies_checked
from hrm2m.records.hers.actions.replying import reply
from hrm2m.records.hers.actions.saying import mark_read, say
from hrm2m.records.hers.actions.setting import ask_first, open_again, set_up, take_away


__all__ = [
    "ask_first",
    "ask_for_copy",
    "begin_copy",
    "bring_into_line",
    "check_for_copy",
    "close_own",
    "end_with_record",
    "freeze",
    "hand_over_part",
    "keep_copies_checked",
    "mark_read",
    "may_be_reached_again",
    "open_again",
    "reply",
    "say",
    "set_up",
    "she_has_copy",
    "take_away",
    "take_copy_back",
    "take_wish_back",
    "wish_to_end",
    "write_what_she_says_of_ending",
]
