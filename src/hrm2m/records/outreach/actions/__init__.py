"""What workers do in outreach: each act one function, one decision, one line in her ledger."""

from hrm2m.records.outreach.actions.counting import (
    COUNT_AGAIN,
    count_asked_for,
    count_soon,
    due_rows_that_differ,
    forget_row,
    history_in,
    keep_due_right,
    rebuild_due,
    take_off_list,
)
from hrm2m.records.outreach.actions.logging import PROMISED_CONTACT, begin, log_contact
from hrm2m.records.outreach.actions.reaching import (
    CARD_DAYS,
    choose_how_to_find_her,
    leave_her_be,
    set_if_i_go_quiet,
    set_safe_contact,
    she_called,
)
from hrm2m.records.outreach.actions.telling import she_is_not_reached_yet, she_knows_who_holds
from hrm2m.records.outreach.actions.visiting import (
    care_at_her_place,
    check_in,
    check_out,
    hand_visits_over,
    tell_late_check_outs,
)
from hrm2m.records.outreach.actions.windows import close_window, open_window


__all__ = [
    "CARD_DAYS",
    "COUNT_AGAIN",
    "PROMISED_CONTACT",
    "begin",
    "care_at_her_place",
    "check_in",
    "check_out",
    "choose_how_to_find_her",
    "close_window",
    "count_asked_for",
    "count_soon",
    "due_rows_that_differ",
    "forget_row",
    "hand_visits_over",
    "history_in",
    "keep_due_right",
    "leave_her_be",
    "log_contact",
    "open_window",
    "rebuild_due",
    "set_if_i_go_quiet",
    "set_safe_contact",
    "she_called",
    "she_is_not_reached_yet",
    "she_knows_who_holds",
    "take_off_list",
    "tell_late_check_outs",
]
