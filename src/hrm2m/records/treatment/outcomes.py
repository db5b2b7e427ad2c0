"""The items of the Treatment Outcomes Profile, from a file people can read, and what a filled-in one must look like."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec
import yaml

from hrm2m.foundation.errors import BadInput
from hrm2m.records.treatment.entries import Outcomes, Weeks


DAYS_OF_A_WEEK = 7
BEST = 20
TICK_OR_LEAVE = "Write a whole number of days from 0 to 7 for each week, or leave it empty."
FROM_NOUGHT_TO_TWENTY = "Write a whole number from 0 (poor) to 20 (good), or leave it empty."
NOTHING_SAID = (
    "Nothing is answered. If she does not want to answer any of it, leave the form: that is a whole answer."
)

Items = dict[str, dict[str, str]]


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything in `outcomes.yaml`: by group, the code of each item and how it is asked."""

    edition: str
    days: Items
    answers: Items
    scales: dict[str, str]

    @property
    def day_items(self) -> dict[str, str]:
        """Every item counted in days."""
        return {code: words for group in self.days.values() for code, words in group.items()}

    @property
    def answer_items(self) -> dict[str, str]:
        """Every item answered with yes or no."""
        return {code: words for group in self.answers.values() for code, words in group.items()}


@cache
def load_profile() -> Profile:
    """The profile this package ships."""
    text = files("hrm2m.records.treatment").joinpath("outcomes.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.safe_load(text), Profile)


def must_be_a_profile(said: Outcomes) -> None:
    """Refuses what is no answer to the form: an unknown item, eight days in a week, a scale beyond its ends."""
    profile = load_profile()
    _must_know("days", said.days, profile.day_items)
    _must_know("days", said.amounts, profile.days["use"])
    _must_know("answers", said.answers, profile.answer_items)
    _must_know("scales", said.scales, profile.scales)
    for code, weeks in said.days.items():
        if any(days is not None and not 0 <= days <= DAYS_OF_A_WEEK for days in weeks):
            raise BadInput(code, TICK_OR_LEAVE)
    for code, mark in said.scales.items():
        if not 0 <= mark <= BEST:
            raise BadInput(code, FROM_NOUGHT_TO_TWENTY)
    if not (said.days or said.answers or said.scales):
        field = "stage"
        raise BadInput(field, NOTHING_SAID)


def days_in(weeks: Weeks) -> int | None:
    """How many of 28 days, or None where she left a week out: part of an answer is not made into a whole one."""
    days = [number for number in weeks if number is not None]
    return sum(days) if len(days) == len(weeks) else None


def _must_know(field: str, said: Mapping[str, object], known: Mapping[str, str]) -> None:
    if not said.keys() <= known.keys():
        sentence = "The form has changed since this page was opened. Open it again."
        raise BadInput(field, sentence)
