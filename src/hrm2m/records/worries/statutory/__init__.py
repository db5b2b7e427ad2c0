"""The clocks that the law of a nation sets, read from its dated file; a nation without a file has no such clocks."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from importlib.resources import files

import msgspec
import yaml

from hrm2m.cadence import Nation
from hrm2m.cadence.spans import Span, after


class Mark(StrEnum):
    """How a number is known; one that nobody has read anywhere is in no file."""

    PUBLISHED = "published"
    READ = "read"


class Starts(StrEnum):
    """What begins a time: that they were told, and how, or a step of theirs (the values of `TheirStep`)."""

    SENT = "sent"
    RANG = "rang"
    ASSESSMENT = "assessment"
    STRATEGY_DISCUSSION = "strategy_discussion"
    CONFERENCE_PLAN = "conference_plan"
    CORE_GROUP_HELD = "core_group_held"
    REVIEW_HELD = "review_held"


class StatutoryClock(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One time that the law or its guidance gives, and where the number is from."""

    words: str
    starts: Starts
    due: Span
    mark: Mark
    source: str


class Edition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One nation's file: the edition that the screens name, and its clocks by kind."""

    nation: Nation
    edition: str
    edition_source: str
    edition_note: str
    checked: date
    clocks: Mapping[str, StatutoryClock]

    def started_by(self, step: str) -> dict[str, StatutoryClock]:
        """The clocks that this step begins."""
        return {kind: clock for kind, clock in self.clocks.items() if clock.starts == step}

    def due(self, kind: str, started: datetime) -> datetime:
        """When the clock of this kind that began at `started` is due, in UTC."""
        return after(started, self.clocks[kind].due, self.nation)


class EditionRefused(ValueError):
    """A file of a nation is not whole; the sentence says where."""


@cache
def edition_of(nation: Nation) -> Edition | None:
    """The edition that holds in this nation; None where there is no file, and so no clock of the law."""
    found = files(__package__).joinpath(f"{nation.value}.yaml")
    return read_edition(found.read_text(encoding="utf-8")) if found.is_file() else None


def read_edition(text: str) -> Edition:
    """An edition from the text of a file like `england.yaml`; raises EditionRefused for one that is not whole."""
    try:
        return msgspec.convert(yaml.safe_load(text), Edition)
    except (yaml.YAMLError, msgspec.ValidationError) as fault:
        msg = f"The clocks of this nation cannot be read: {fault}."
        raise EditionRefused(msg) from fault
