"""When a promise is due: the clocks of `rules.yaml`. Whom a late one escalates to is not decided here."""

from collections.abc import Mapping
from datetime import datetime

from hrm2m.cadence.rules import Rules, load_rules
from hrm2m.cadence.spans import Span, after
from hrm2m.cadence.vocabulary import Nation


class ClockUnknown(LookupError):
    """No clock of that kind stands in the rules."""


def due_for_clock(
    kind: str,
    started: datetime,
    nation: Nation,
    rules: Rules | None = None,
    choices: Mapping[str, int] | None = None,
) -> datetime:
    """When the promise `kind` that began at `started` (aware) is due, in UTC.

    `choices` are the numbers an area agreed on, by the name of the choice; one out of bounds never holds.
    """
    rules = rules or load_rules()
    clocks = rules.clocks
    if kind not in clocks:
        msg = f"There is no clock {kind!r}; the rules have {', '.join(clocks)}."
        raise ClockUnknown(msg)
    agreed = _agreed_for(kind, rules, choices or {})
    return after(started, clocks[kind].within if agreed is None else agreed, nation)


def _agreed_for(kind: str, rules: Rules, choices: Mapping[str, int]) -> Span | None:
    for name, choice in rules.choices.items():
        number = choices.get(name)
        if choice.clock == kind and number is not None and choice.allows(number):
            return choice.span(number)
    return None
