"""What workers do about children: each act one function, one decision, one line in the ledger."""

from hrm2m.records.children.actions.checking import Known
from hrm2m.records.children.actions.joining import join, undo_join
from hrm2m.records.children.actions.leaving import (
    bring_plans_into_line,
    end_barred_places,
    end_with_record,
    leave_her_plans,
    leave_plans,
    stand_down_from_plans,
)
from hrm2m.records.children.actions.notices import answer_notice, file_notice, tell_about_child
from hrm2m.records.children.actions.noticing import (
    add_her_side,
    mark_read,
    note,
    note_medicine_kept,
)
from hrm2m.records.children.actions.planning import (
    change_plan,
    end_plan,
    name_in_plan,
    take_off_plan,
    write_plan,
)
from hrm2m.records.children.actions.recording import begin_child, change_child, name_child, write_adult
from hrm2m.records.children.holding import Telling


__all__ = [
    "Known",
    "Telling",
    "add_her_side",
    "answer_notice",
    "begin_child",
    "bring_plans_into_line",
    "change_child",
    "change_plan",
    "end_barred_places",
    "end_plan",
    "end_with_record",
    "file_notice",
    "join",
    "leave_her_plans",
    "leave_plans",
    "mark_read",
    "name_child",
    "name_in_plan",
    "note",
    "note_medicine_kept",
    "stand_down_from_plans",
    "take_off_plan",
    "tell_about_child",
    "undo_join",
    "write_adult",
    "write_plan",
]
