"""From a history to advice: the one function the pages, the worker process and the command line share."""

from datetime import datetime

from hrm2m.cadence import working_days
from hrm2m.cadence.advice import Advice
from hrm2m.cadence.due import Due, due_of, next_try
from hrm2m.cadence.history import History, in_utc
from hrm2m.cadence.method import next_method, usual_method
from hrm2m.cadence.past import Past, lay_out
from hrm2m.cadence.phases import phase_of
from hrm2m.cadence.reasons import ended_reason, leave_me_be_reason, phase_reason, reasons_for
from hrm2m.cadence.rules import Rules, load_rules


_HOUR_SECONDS = 3600
NO_CONTACT = -1_000_000.0  # below any wait: a century in hours
PROMISED = 10_000.0  # she asked us to send someone and the day has come: before every plan of ours


def explain(history: History, rules: Rules | None = None) -> Advice:
    """When she is next to be reached, how and why; HistoryRefused, with its path, for what cannot be."""
    rules = rules or load_rules()
    history = in_utc(history)
    past = lay_out(history)
    if history.ended or history.agreed.leave_me_be:
        return _no_contact(history, past, rules)
    due = due_of(history, past, rules)
    send_someone = due.worry_at is not None and due.worry_at <= history.now
    return Advice(
        phase=due.phase,
        due=due.at,
        overdue_working_days=working_days.between(history.nation, due.at, history.now),
        reasons=tuple(reasons_for(history, past, due, rules)),
        next_method=next_method(past, send_someone, rules.method),
        priority=_priority(due, send_someone, history.now),
        on_list=True,
        next_try=next_try(history, past, due, rules),
    )


def _no_contact(history: History, past: Past, rules: Rules) -> Advice:
    phase = phase_of(past, rules.limits, history.nation)
    reason = ended_reason() if history.ended else leave_me_be_reason()
    words = "No contact." if history.ended else "No contact until she calls; then the way she last chose."
    return Advice(
        phase=phase,
        due=None,
        overdue_working_days=0,
        reasons=(reason,) if history.ended else (reason, phase_reason(phase, rules)),
        next_method=usual_method(past, rules.method, words),
        priority=NO_CONTACT,
        on_list=not history.ended,
        next_try=None,
    )


def _priority(due: Due, send_someone: bool, now: datetime) -> float:
    """Hours waited, below nought until something is due. Windows are not ranked: they bring due forward."""
    hours = round((now - due.waiting_since).total_seconds() / _HOUR_SECONDS, 3)
    return hours + PROMISED if send_someone and due.at <= now else hours
