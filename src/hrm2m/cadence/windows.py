"""Windows: when each closes by itself, and when it asks for a contact. Two windows count as the tightest."""

from collections.abc import Iterator
from datetime import datetime

from hrm2m.cadence.history import OpenWindow
from hrm2m.cadence.past import Past
from hrm2m.cadence.rules import WindowRule, load_rules
from hrm2m.cadence.spans import after
from hrm2m.cadence.vocabulary import Nation, WindowKind


def closes_at(
    kind: WindowKind, opened: datetime, nation: Nation, rule: WindowRule | None = None
) -> datetime | None:
    """When a window of this kind closes by its own length, in UTC; None: a person closes it."""
    rule = rule or load_rules().windows[kind]
    return None if rule.length is None else after(opened, rule.length, nation)


def is_open(window: OpenWindow, now: datetime, nation: Nation, rule: WindowRule | None = None) -> bool:
    """Whether nobody closed it and its length has not run out; at the last instant it is closed."""
    closes = closes_at(window.kind, window.opened, nation, rule)
    return window.closed is None and (closes is None or now < closes)


def first_call(
    window: OpenWindow, rule: WindowRule, past: Past, quiet_until: datetime | None, nation: Nation
) -> datetime | None:
    """The earliest contact this window asks for after the last that moved us on; None: none before it closes.

    It does not depend on `now`, so that what fell due in a window stays due until it is done. `quiet_until`
    holds for a window that was open when she said not now; a new one is news.
    """
    calls = list(_calls(window, rule, past, nation))
    if past.reached and quiet_until and past.reached.at >= window.opened:
        calls = [max(at, quiet_until) for at in calls]
    closes = closes_at(window.kind, window.opened, nation, rule)
    return min((at for at in calls if closes is None or at < closes), default=None)


def _calls(window: OpenWindow, rule: WindowRule, past: Past, nation: Nation) -> Iterator[datetime]:
    """One candidate a period: the last contact and the period's span, where that falls within the period."""
    last = past.moved_on
    opened = window.opened
    if last is None or (last.at < opened and rule.first is not None):
        yield after(opened, rule.first or rule.periods[0].every, nation)
        return
    start = opened
    for period in rule.periods:
        end = None if period.until is None else after(opened, period.until, nation)
        call = max(start, after(last.at, period.every, nation))
        if end is None or call < end:
            yield call
        start = end or start
