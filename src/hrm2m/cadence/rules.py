"""The rules as frozen values, read from `rules.yaml`; rules that are not whole refuse to load."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

import msgspec
import yaml

from hrm2m.cadence.history import Count
from hrm2m.cadence.spans import Span
from hrm2m.cadence.vocabulary import Basis, Change, Channel, Phase, WindowKind


class Sourced(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Anything with a number in it says where the number is from, and on what basis."""

    source: str
    basis: Basis


class Stage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Once `every` span, so many `times`; None: without end."""

    every: Span
    times: Count | None = None


class PhaseRule(Sourced, frozen=True, kw_only=True):
    """The staged recurrence of a phase."""

    words: str
    stages: tuple[Stage, ...]

    def every(self, made: int) -> Span:
        """The span to the next contact when so many were `made` in this phase."""
        for stage in self.stages:
            if stage.times is None or made < stage.times:
                return stage.every
            made -= stage.times
        return self.stages[-1].every


class Period(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Part of a window: how often we go, `until` so long after it opened (None: to its end)."""

    every: Span
    until: Span | None = None


class WindowRule(Sourced, frozen=True, kw_only=True):
    """The facts of one kind of window; source and basis are of its length (None: a person closes it)."""

    name: str
    opens: str
    closes: str
    length: Span | None = None
    first: Span | None = None
    periods: tuple[Period, ...]
    offer: str
    against: str = ""


class ClockRule(Sourced, frozen=True, kw_only=True):
    """A promise: what is to be done `within` which span."""

    words: str
    within: Span


class Unit(StrEnum):
    """What the number of a choice counts."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    CONTACTS = "contacts"


class Choice(Sourced, frozen=True, kw_only=True):
    """A number that an area may agree otherwise, from `least` to `most`; `clock` is the promise it is the time of."""

    words: str
    unit: Unit
    standard: int
    least: int
    most: int
    clock: str = ""

    def allows(self, number: int) -> bool:
        """Whether an area may agree on this number."""
        return self.least <= number <= self.most

    def span(self, number: int) -> Span:
        """This many of its unit, as a step of time."""
        return Span(working_days=number) if self.unit is Unit.WORKING_DAYS else Span(days=number)


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a phase begins, and how long we wait."""

    losing_touch_after: Count
    in_touch_after: Count
    in_touch_within: Span
    wait_after_not_now: Span
    again_after_a_miss: Span
    her_week: Span


class MethodRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the next try is made."""

    first_channel: Channel
    ladder: tuple[Change, ...]
    prefer: tuple[Channel, ...]
    send_someone: tuple[Channel, ...]
    channels: dict[Channel, str]


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything in `rules.yaml`."""

    decided: date
    phases: dict[Phase, PhaseRule]
    limits: Limits
    windows: dict[WindowKind, WindowRule]
    clocks: dict[str, ClockRule]
    choices: dict[str, Choice]
    method: MethodRules


class RulesRefused(ValueError):
    """The rules are not whole; the sentence says where."""


@cache
def load_rules() -> Rules:
    """The rules this package ships."""
    return read_rules(files("hrm2m.cadence").joinpath("rules.yaml").read_text(encoding="utf-8"))


def read_rules(text: str) -> Rules:
    """Rules from the text of a file like `rules.yaml`, for a service that made choices of its own."""
    try:
        rules = msgspec.convert(yaml.safe_load(text), Rules)
    except (yaml.YAMLError, msgspec.ValidationError) as fault:
        msg = f"The rules cannot be read: {fault}."
        raise RulesRefused(msg) from fault
    _refuse_gaps(rules)
    return rules


def _refuse_gaps(rules: Rules) -> None:
    _refuse_unlike("phases", rules.phases, Phase)
    _refuse_unlike("windows", rules.windows, WindowKind)
    _refuse_unlike("method.channels", rules.method.channels, Channel)
    _refuse_unlike("method.prefer", rules.method.prefer, Channel)
    for phase, rule in rules.phases.items():
        _refuse_unending(phase, [stage.times is None for stage in rule.stages])
    for kind, window in rules.windows.items():
        _refuse_unending(kind, [period.until is None for period in window.periods])
    for name, choice in rules.choices.items():
        _refuse_no_choice(rules, name, choice)


def _refuse_unlike(name: str, given: Iterable[str], wanted: Iterable[str]) -> None:
    missing = sorted(set(wanted) - set(given))
    if missing:
        msg = f"The rules need all of {name}: {', '.join(missing)} is missing."
        raise RulesRefused(msg)


def _refuse_unending(name: str, unending: list[bool]) -> None:
    if unending != [False] * (len(unending) - 1) + [True]:
        msg = f"Of the steps of {name} the last must be without end, and no other."
        raise RulesRefused(msg)


def _refuse_no_choice(rules: Rules, name: str, choice: Choice) -> None:
    if choice.basis is not Basis.POLICY_CHOICE or not choice.allows(choice.standard):
        msg = f"{name} is no choice: it must be a policy choice, with its standard between least and most."
        raise RulesRefused(msg)
    clock = rules.clocks.get(choice.clock)
    if choice.clock and (clock is None or (clock.basis, clock.within) != _as_clock(choice)):
        msg = f"{name} must say what the clock {choice.clock} says, and that clock must be a policy choice."
        raise RulesRefused(msg)


def _as_clock(choice: Choice) -> tuple[Basis, Span]:
    return choice.basis, choice.span(choice.standard)
