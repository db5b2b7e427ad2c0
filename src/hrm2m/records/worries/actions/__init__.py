"""Writing about worries: raising, answering, telling the authorities, holding back, and the second look."""

from hrm2m.records.worries.actions.answering import (
    ask_decision,
    read_worry,
    say_our_view,
    write_outcome,
    write_their_decision,
)
from hrm2m.records.worries.actions.leaving import (
    bring_into_line,
    end_what_is_barred,
    leave_her,
    let_go,
    stand_down,
)
from hrm2m.records.worries.actions.looking import (
    ask_to_look,
    ask_to_sign,
    look_at_referral,
    sign_withholding,
)
from hrm2m.records.worries.actions.raising import raise_worry
from hrm2m.records.worries.actions.referring import refer, refer_with_record, take_paper
from hrm2m.records.worries.actions.withholding import hold_back_from_her, tell_her


__all__ = [
    "ask_decision",
    "ask_to_look",
    "ask_to_sign",
    "bring_into_line",
    "end_what_is_barred",
    "hold_back_from_her",
    "leave_her",
    "let_go",
    "look_at_referral",
    "raise_worry",
    "read_worry",
    "refer",
    "refer_with_record",
    "say_our_view",
    "sign_withholding",
    "stand_down",
    "take_paper",
    "tell_her",
    "write_outcome",
    "write_their_decision",
]
