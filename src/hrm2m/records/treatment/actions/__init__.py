"""Everything that is written of her treatment, and who treats her; each act keyword-only, with `by` and when."""

from hrm2m.records.asks.actions.checking import Known
from hrm2m.records.treatment.actions.checking import Told
from hrm2m.records.treatment.actions.keeping import write_naloxone, write_safe_keeping
from hrm2m.records.treatment.actions.past import write_past_course
from hrm2m.records.treatment.actions.prescribing import (
    begin_medication,
    change_medication,
    end_medication,
    write_missed_collection,
)
from hrm2m.records.treatment.actions.printing import GoesTo, Printed, SheetFor, print_continuity
from hrm2m.records.treatment.actions.putting_right import (
    put_change_right,
    put_end_right,
    put_medication_right,
    put_missed_right,
)
from hrm2m.records.treatment.actions.telling import answer_proposal, attach_condition, end_condition, reply
from hrm2m.records.treatment.actions.treating import (
    begin_treating,
    bring_into_line,
    end_treating,
    end_what_is_barred,
    end_with_record,
    leave_her,
    let_go,
    stand_down,
)
from hrm2m.records.treatment.actions.using import write_drug_use
from hrm2m.records.treatment.actions.wanting import call_her, end_goal, set_goal, write_outcomes


__all__ = [
    "GoesTo",
    "Known",
    "Printed",
    "SheetFor",
    "Told",
    "answer_proposal",
    "attach_condition",
    "begin_medication",
    "begin_treating",
    "bring_into_line",
    "call_her",
    "change_medication",
    "end_condition",
    "end_goal",
    "end_medication",
    "end_treating",
    "end_what_is_barred",
    "end_with_record",
    "leave_her",
    "let_go",
    "print_continuity",
    "put_change_right",
    "put_end_right",
    "put_medication_right",
    "put_missed_right",
    "reply",
    "set_goal",
    "stand_down",
    "write_drug_use",
    "write_missed_collection",
    "write_naloxone",
    "write_outcomes",
    "write_past_course",
    "write_safe_keeping",
]
