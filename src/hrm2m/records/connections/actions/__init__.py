"""What workers do with connections: each act one function, one decision, one line in her ledger."""

from hrm2m.records.connections.actions.asking import answer_question, ask_question
from hrm2m.records.connections.actions.keeping import bring_into_line, forget_readings
from hrm2m.records.connections.actions.leaving import end_what_is_barred, leave_her, let_go, stand_down
from hrm2m.records.connections.actions.looking import look
from hrm2m.records.connections.actions.proposing import add_more, ask_second_reader, propose, reply


__all__ = [
    "add_more",
    "answer_question",
    "ask_question",
    "ask_second_reader",
    "bring_into_line",
    "end_what_is_barred",
    "forget_readings",
    "leave_her",
    "let_go",
    "look",
    "propose",
    "reply",
    "stand_down",
]
