"""When the next contact is due, and why: phases, windows, clocks and working days as rules over a history.

Nothing here reads a clock, a table or a setting; every number stands in `rules.yaml`.
"""

from hrm2m.cadence.advice import Advice, NextMethod, Reason
from hrm2m.cadence.clocks import due_for_clock
from hrm2m.cadence.explaining import explain
from hrm2m.cadence.history import Agreed, History, HistoryRefused, OpenWindow, PastContact
from hrm2m.cadence.rules import Rules, load_rules
from hrm2m.cadence.vocabulary import Basis, Change, Channel, Nation, Outcome, Phase, WindowKind


__all__ = [
    "Advice",
    "Agreed",
    "Basis",
    "Change",
    "Channel",
    "History",
    "HistoryRefused",
    "Nation",
    "NextMethod",
    "OpenWindow",
    "Outcome",
    "PastContact",
    "Phase",
    "Reason",
    "Rules",
    "WindowKind",
    "due_for_clock",
    "explain",
    "load_rules",
]
