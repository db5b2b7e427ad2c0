"""The reasons in words, weightiest first: what holds us back, what she asked, what is due, what happened."""

from collections.abc import Iterator
from datetime import datetime

from hrm2m.cadence.advice import Reason
from hrm2m.cadence.due import Due, next_try
from hrm2m.cadence.history import History, OpenWindow
from hrm2m.cadence.local_time import in_words, local
from hrm2m.cadence.past import Past
from hrm2m.cadence.rules import PhaseRule, Rules, WindowRule
from hrm2m.cadence.spans import after, how_often
from hrm2m.cadence.vocabulary import Basis, Nation, Outcome, Phase


HER_WORD = "her word"
OUR_CHOICE = "HR M2M policy choice"


def ended_reason() -> Reason:
    """Nothing is due in a record that ended."""
    return _ours("ended", "The record has ended: nothing is due.")


def leave_me_be_reason() -> Reason:
    """She keeps her place and nobody contacts her."""
    return _hers(
        "leave_me_be", "She asked us to leave her be until she calls: no contact, and her place is kept."
    )


def phase_reason(phase: Phase, rules: Rules) -> Reason:
    """What the phase is, and how often it asks for a contact."""
    rule = rules.phases[phase]
    return Reason(f"phase.{phase}", rule.source, rule.basis, f"{rule.words} The plan: {_plan(rule)}.")


def reasons_for(history: History, past: Past, due: Due, rules: Rules) -> Iterator[Reason]:
    """Every rule that had a say, each once."""
    if due.held_until is not None and due.calls[0].at < due.held_until:
        most = history.agreed.most_contacts_a_week
        room = f"there is room for one from {in_words(due.held_until)}, {local(due.held_until):%H:%M}"
        week = f"{most} contact{'' if most == 1 else 's'} a week"
        yield _hers("agreed.most_contacts_a_week", f"She agreed to at most {week}: {room}.")
    if due.worry_at is not None and (due.worry_at <= past.now or due.worry_at == due.calls[0].at):
        days = history.agreed.worry_after_days
        when = f"{days} days without her word, that is from {in_words(due.worry_at)}"
        words = f"She asked us to send someone after {when}."
        yield _hers("agreed.worry_after_days", words)
    yield from _calls(past.now, due, rules, history.nation)
    yield from _what_happened(history, past, due, rules)
    if due.waiting_since < due.at:
        yield _ours(
            "still_waiting", "A contact fell due in a window that has run out: that wait still counts."
        )


def _calls(now: datetime, due: Due, rules: Rules, nation: Nation) -> Iterator[Reason]:
    """The rules that ask for a contact, earliest first; several windows of one kind speak once."""
    said = set()
    for call in due.calls:
        if call.window is not None and call.window.kind not in said:
            said.add(call.window.kind)
            yield _window_reason(call.window, rules.windows[call.window.kind], now, nation)
        elif call.phase is due.phase:
            yield phase_reason(due.phase, rules)
        elif call.phase is not None and call is due.calls[0]:
            words = "What we owed her before we began to lose touch still stands, and falls due first."
            yield _ours(f"phase.{call.phase}", words)


def _window_reason(window: OpenWindow, rule: WindowRule, now: datetime, nation: Nation) -> Reason:
    pace = next(
        period.every
        for period in rule.periods
        if period.until is None or now < after(window.opened, period.until, nation)
    )
    words = f"{rule.name}, since {in_words(window.opened)}: {how_often(pace)}. An offer: {rule.offer}"
    source = f"{rule.source}. Against it: {rule.against}" if rule.against else rule.source
    return Reason(f"window.{window.kind}", source, rule.basis, words)


def _what_happened(history: History, past: Past, due: Due, rules: Rules) -> Iterator[Reason]:
    if past.since and past.since[-1] is not past.moved_on:
        last, again = past.since[-1], in_words(next_try(history, past, due, rules))
        if last.outcome is Outcome.STOPPED_NOT_SAFE:
            words = f"We stopped on {in_words(last.at)}: not safe. Another way, from {again}."
        else:
            row = f", {len(past.misses)} times in a row" if len(past.misses) > 1 else ""
            words = (
                f"We did not reach her on {in_words(last.at)}{row}: she stays due, and is not tried the same "
                f"way again and again. The plan says go again from {again}."
            )
        yield _ours(last.outcome.value, words)
    elif past.reached is past.moved_on and past.reached and past.reached.outcome is Outcome.NOT_NOW:
        yield _hers(
            "not_now",
            f"She said not now on {in_words(past.reached.at)}: a whole answer, so we wait a little.",
        )


def _plan(rule: PhaseRule) -> str:
    steps = (
        how_often(stage.every) + (f", {_times(stage.times)}" if stage.times else "") for stage in rule.stages
    )
    return "; then ".join(steps)


def _times(n: int) -> str:
    return "once" if n == 1 else f"{n} times"


def _ours(rule: str, words: str) -> Reason:
    return Reason(rule, OUR_CHOICE, Basis.POLICY_CHOICE, words)


def _hers(rule: str, words: str) -> Reason:
    return Reason(rule, HER_WORD, Basis.POLICY_CHOICE, words)
