"""Writing about her safety: what was said or seen, the ways on, her side, and whom she lets read it."""

from hrm2m.records.safety.actions.noting import Telling, correct, note, reply, take_way_on
from hrm2m.records.safety.actions.sharing import (
    bring_into_line,
    end_what_is_barred,
    end_with_record,
    leave_her,
    let_go,
    let_see,
    stand_down,
    stop_letting_see,
)


__all__ = [
    "Telling",
    "bring_into_line",
    "correct",
    "end_what_is_barred",
    "end_with_record",
    "leave_her",
    "let_go",
    "let_see",
    "note",
    "reply",
    "stand_down",
    "stop_letting_see",
    "take_way_on",
]
