"""What workers do with asks, offers and demands: each act one function, one decision, one line in her ledger."""

from hrm2m.records.asks.actions.asking import (
    close_ask,
    correct_ask,
    correct_longing,
    record_ask,
    record_longing,
    want_ask_again,
)
from hrm2m.records.asks.actions.checking import Known
from hrm2m.records.asks.actions.demanding import (
    correct_demand,
    end_demand,
    move_demand,
    put_on_her_list,
    record_demand,
    take_off_her_list,
)
from hrm2m.records.asks.actions.keeping import forget_marks, rebuild_marks, run_clocks
from hrm2m.records.asks.actions.offering import (
    correct_answer,
    correct_offer,
    record_answer,
    record_offer,
    take_back_offer,
)


__all__ = [
    "Known",
    "close_ask",
    "correct_answer",
    "correct_ask",
    "correct_demand",
    "correct_longing",
    "correct_offer",
    "end_demand",
    "forget_marks",
    "move_demand",
    "put_on_her_list",
    "rebuild_marks",
    "record_answer",
    "record_ask",
    "record_demand",
    "record_longing",
    "record_offer",
    "run_clocks",
    "take_back_offer",
    "take_off_her_list",
    "want_ask_again",
]
