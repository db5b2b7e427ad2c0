"""Opening one part in an emergency, looking at it as a second person, and ending it early."""

from hrm2m.records.emergencies.actions.ending import (
    bring_into_line,
    end_what_is_barred,
    end_with_record,
    leave_her,
    let_go,
    stand_down,
)
from hrm2m.records.emergencies.actions.looking import look_at
from hrm2m.records.emergencies.actions.opening import Opening, open_part


__all__ = [
    "Opening",
    "bring_into_line",
    "end_what_is_barred",
    "end_with_record",
    "leave_her",
    "let_go",
    "look_at",
    "open_part",
    "stand_down",
]
