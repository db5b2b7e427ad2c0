"""When a promise is due: the clocks of `rules.yaml`. Whom a late one escalates to is not decided here."""

from datetime import datetime

from hrm2m.cadence.rules import Rules, load_rules
from hrm2m.cadence.spans import after
from hrm2m.cadence.vocabulary import Nation


class ClockUnknown(LookupError):
    """No clock of that kind stands in the rules."""


def due_for_clock(kind: str, started: datetime, nation: Nation, rules: Rules | None = None) -> datetime:
    """When the promise `kind` that began at `started` (aware) is due, in UTC."""
    clocks = (rules or load_rules()).clocks
    if kind not in clocks:
        msg = f"There is no clock {kind!r}; the rules have {', '.join(clocks)}."
        raise ClockUnknown(msg)
    return after(started, clocks[kind].within, nation)
