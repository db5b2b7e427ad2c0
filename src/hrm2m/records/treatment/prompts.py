"""Advice for a missed collection: which lines of `prompts.yaml` fit; whom to ring, its source, and never a dose."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

import msgspec
import yaml

from hrm2m.records.treatment.courses import Course


FOUR_WEEKS = timedelta(days=28)


class When(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a prompt shows: missed days in a row, missed days in four weeks, only in the first days of a course."""

    in_a_row: int | None = None
    in_four_weeks: int | None = None
    first_days: int | None = None


class Prompt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of advice with where it comes from."""

    id: str
    when: When
    says: str
    source: str
    edition: str
    nation: str


class Prompts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything in `prompts.yaml`."""

    decided: date
    prompts: tuple[Prompt, ...]


@cache
def load_prompts() -> Prompts:
    """The prompts this package ships."""
    text = files("hrm2m.records.treatment").joinpath("prompts.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.safe_load(text), Prompts)


def prompts_for(course: Course, today: date, prompts: Sequence[Prompt]) -> tuple[Prompt, ...]:
    """The lines that fit this course today, in the file's order; none for one that ended or missed nothing lately."""
    recent = [thread.body for thread in course.missed if today - thread.body.day < FOUR_WEEKS]
    if course.ended is not None or not recent:
        return ()
    newest = max(recent, key=lambda missed: missed.day)
    days = {missed.day - timedelta(days=back) for missed in recent for back in range(missed.in_a_row)}
    since_start = (newest.day - course.started).days
    return tuple(prompt for prompt in prompts if _fits(prompt.when, newest.in_a_row, len(days), since_start))


def _fits(when: When, in_a_row: int, in_four_weeks: int, since_start: int) -> bool:
    if when.first_days is not None and since_start >= when.first_days:
        return False
    if when.in_a_row is not None and in_a_row < when.in_a_row:
        return False
    return when.in_four_weeks is None or in_four_weeks >= when.in_four_weeks
