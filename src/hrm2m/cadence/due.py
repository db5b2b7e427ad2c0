"""When a contact is due: the earliest of all that asks for one, and not before her own limit allows it.

Every rule adds a call and none takes one away, so a miss or a window can only bring the time forward.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from hrm2m.cadence.history import History, OpenWindow
from hrm2m.cadence.limits import held_until, quiet_until, worry_at
from hrm2m.cadence.past import Past
from hrm2m.cadence.phases import phase_of, settled_phase
from hrm2m.cadence.rules import Rules
from hrm2m.cadence.spans import Span, after
from hrm2m.cadence.vocabulary import Outcome, Phase
from hrm2m.cadence.windows import first_call, is_open


@dataclass(frozen=True)
class Call:
    """One rule that asks for a contact, and when: a phase, a window, or (neither) her own *send someone*."""

    at: datetime
    phase: Phase | None = None
    window: OpenWindow | None = None


@dataclass(frozen=True)
class Due:
    """The time due and what led to it, in UTC.

    `calls`: the rules that ask now, earliest first. `held_until`: where her limit holds us back.
    `worry_at`: when she wants someone sent. `waiting_since`: as `at`, or earlier where a window ran out
    before the contact it asked for was made: that wait still counts.
    """

    phase: Phase
    calls: tuple[Call, ...]
    at: datetime
    held_until: datetime | None
    worry_at: datetime | None
    waiting_since: datetime


def due_of(history: History, past: Past, rules: Rules) -> Due:
    """The due time of a history whose times are in UTC."""
    quiet = quiet_until(history, past, rules.limits)
    held = held_until(history, past, rules.limits)
    worry = worry_at(history, past)
    lasting = [*_phase_calls(history, past, rules, quiet), *([Call(worry)] if worry else [])]
    windows = list(_window_calls(history, past, rules, quiet))
    asking = sorted([*lasting, *(call for call in windows if _runs(call, history, rules))], key=_by_time)
    return Due(
        phase=phase_of(past, rules.limits, history.nation),
        calls=tuple(asking),
        at=_not_before(held, asking[0].at),
        held_until=held,
        worry_at=worry,
        waiting_since=_not_before(held, min(call.at for call in [*lasting, *windows])),
    )


def next_try(history: History, past: Past, due: Due, rules: Rules) -> datetime:
    """When the plan would have a worker go again: the due time, or after a miss the next step of its stages.

    The stages count every try. That paces the team and promises her nothing, so it may move later.
    """
    if not past.since or past.since[-1] is past.moved_on:
        return due.at
    return max(
        due.at, after(past.since[-1].at, _step_after_a_miss(history, past, due, rules), history.nation)
    )


def _step_after_a_miss(history: History, past: Past, due: Due, rules: Rules) -> Span:
    if due.phase is Phase.JUST_ASKED:
        tries = [c for c in past.contacts if history.asked_at is None or c.at >= history.asked_at]
    elif due.phase is Phase.LOSING_TOUCH:
        began = past.misses[rules.limits.losing_touch_after - 1].at
        tries = [c for c in past.since if c.at > began]
    else:
        return rules.limits.again_after_a_miss
    return rules.phases[due.phase].every(len(tries))


def _phase_calls(history: History, past: Past, rules: Rules, quiet: datetime | None) -> Iterator[Call]:
    """What the settled phase asks for, and beside it the closer steps of losing touch."""
    settled = settled_phase(past, rules.limits, history.nation)
    yield Call(_not_before(quiet, _settled_call(history, past, settled, rules)), phase=settled)
    losing = _losing_touch_call(history, past, rules) if past.answered else None
    if losing is not None:
        yield Call(_not_before(quiet, losing), phase=Phase.LOSING_TOUCH)


def _settled_call(history: History, past: Past, settled: Phase, rules: Rules) -> datetime:
    """One step after whatever last moved us on; before that, after she asked; else since our first try."""
    asked, last, stages = history.asked_at, past.moved_on, rules.phases[settled]
    if settled is not Phase.JUST_ASKED:
        asked = None
    if last is not None and (asked is None or last.at > asked):
        return after(last.at, stages.every(past.words_left_after(asked)), history.nation)
    if asked is not None:
        return after(asked, stages.every(0), history.nation)
    return past.contacts[0].at if past.contacts else past.now


def _losing_touch_call(history: History, past: Past, rules: Rules) -> datetime | None:
    """The first step from any miss that makes so many in a row, or from word left after it.

    Only the earliest miss since word was left and the latest before it can come first: no other is asked.
    """
    stages = rules.phases[Phase.LOSING_TOUCH]
    counting = [miss.at for miss in past.misses[rules.limits.losing_touch_after - 1 :]]
    word = past.moved_on.at if past.moved_on and past.moved_on.outcome is Outcome.LEFT_WORD else None
    fresh = [at for at in counting if word is None or at >= word]
    steps = [after(fresh[0], stages.every(0), history.nation)] if fresh else []
    if word is not None and len(fresh) < len(counting):
        latest = counting[len(counting) - len(fresh) - 1]
        steps.append(after(word, stages.every(past.words_left_after(latest)), history.nation))
    return min(steps, default=None)


def _window_calls(history: History, past: Past, rules: Rules, quiet: datetime | None) -> Iterator[Call]:
    """A call of every window that no person closed, run out or not."""
    for window in history.windows:
        if window.closed is None:
            at = first_call(window, rules.windows[window.kind], past, quiet, history.nation)
            if at is not None:
                yield Call(at, window=window)


def _runs(call: Call, history: History, rules: Rules) -> bool:
    window = call.window
    return window is not None and is_open(window, history.now, history.nation, rules.windows[window.kind])


def _by_time(call: Call) -> tuple[datetime, str, datetime]:
    """Earliest first; where two fall together, in an order that does not hang on the input's."""
    window = call.window
    return (call.at, "", call.at) if window is None else (call.at, window.kind, window.opened)


def _not_before(floor: datetime | None, at: datetime) -> datetime:
    return at if floor is None else max(floor, at)
