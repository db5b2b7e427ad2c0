"""What she agreed to, as times: the most contacts a week, the pause after *not now*, and *send someone*."""

from datetime import datetime, timedelta

from hrm2m.cadence.history import History
from hrm2m.cadence.past import Past
from hrm2m.cadence.rules import Limits
from hrm2m.cadence.spans import Span, after
from hrm2m.cadence.vocabulary import Outcome


def held_until(history: History, past: Past, limits: Limits) -> datetime | None:
    """The first instant her limit leaves room for one more contact; None where there is room now.

    Every contact counts, also a text, a letter and a knock without answer. When the clocks change, seven days
    and 7 x 24 hours differ by an hour: the later counts, so that neither week is ever over her limit.
    """
    most = history.agreed.most_contacts_a_week
    if most is None or len(past.contacts) < most:
        return None
    oldest = past.contacts[-most].at
    week = limits.her_week
    room = max(after(oldest, week, history.nation), oldest + timedelta(days=week.days))
    return room if room > past.now else None


def quiet_until(history: History, past: Past, limits: Limits) -> datetime | None:
    """Until when *not now*, her last word, holds us back; None where it was not her last word."""
    if past.reached is None or past.reached.outcome is not Outcome.NOT_NOW:
        return None
    return after(past.reached.at, limits.wait_after_not_now, history.nation)


def worry_at(history: History, past: Past) -> datetime | None:
    """When she wants someone sent: so many days after her last word to us, or after we first tried."""
    days, began = history.agreed.worry_after_days, _last_heard(history, past)
    return None if days is None or began is None else after(began, Span(days=days), history.nation)


def _last_heard(history: History, past: Past) -> datetime | None:
    heard = [past.reached.at] if past.reached else []
    if history.asked_at is not None:
        heard.append(history.asked_at)
    if not heard and past.contacts:
        return past.contacts[0].at
    return max(heard, default=None)
