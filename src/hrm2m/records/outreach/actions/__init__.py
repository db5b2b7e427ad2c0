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
from hrm2m.records.outreach.actions.hearing import (
    COPY,
    be_silent_after_a_copy,
    hear_phone,
    let_phone_speak,
    silence_phone,
)
from hrm2m.records.outreach.actions.logging import PROMISED_CONTACT, begin, log_contact
from hrm2m.records.outreach.actions.reaching import (
    CARD_DAYS,
    choose_how_to_find_her,
    leave_be_with_record,
    leave_her_be,
    set_if_i_go_quiet,
    set_safe_contact,
    she_called,
)
from hrm2m.records.outreach.actions.sending import Outgoing, prepare_text, tell_of_text
from hrm2m.records.outreach.actions.telling import (
    she_is_not_reached_yet,
    she_knows_who_holds,
    she_said_whom_next,
)
from hrm2m.records.outreach.actions.texting import (
    NO_CARRIER,
    NOW_NOT,
    ONE_WAITS,
    TEXT,
    TextOffer,
    ask_for_text,
    text_offer_in,
)
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
    "COPY",
    "COUNT_AGAIN",
    "NOW_NOT",
    "NO_CARRIER",
    "ONE_WAITS",
    "PROMISED_CONTACT",
    "TEXT",
    "Outgoing",
    "TextOffer",
    "ask_for_text",
    "be_silent_after_a_copy",
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
    "hear_phone",
    "history_in",
    "keep_due_right",
    "leave_be_with_record",
    "leave_her_be",
    "let_phone_speak",
    "log_contact",
    "open_window",
    "prepare_text",
    "rebuild_due",
    "set_if_i_go_quiet",
    "set_safe_contact",
    "she_called",
    "she_is_not_reached_yet",
    "she_knows_who_holds",
    "she_said_whom_next",
    "silence_phone",
    "take_off_list",
    "tell_late_check_outs",
    "tell_of_text",
    "text_offer_in",
]
