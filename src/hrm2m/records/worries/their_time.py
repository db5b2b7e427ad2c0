"""The clocks that the law gives them, started and met by the steps of a worry; off in a nation without a file."""

from dataclasses import dataclass
from datetime import datetime

from hrm2m.cadence.spans import Span
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks.queries import nation_of
from hrm2m.records.worries.entries import TheirStep
from hrm2m.records.worries.leads import promise
from hrm2m.records.worries.statutory import Mark, edition_of
from hrm2m.vault.box import Box


_CONFERENCE = frozenset({TheirStep.CONFERENCE_PLAN, TheirStep.CONFERENCE_NO_PLAN})
MEETINGS_HELD = frozenset({TheirStep.CORE_GROUP_HELD, TheirStep.REVIEW_HELD})
_DECIDED = frozenset(TheirStep) - {TheirStep.CONFIRMED} - MEETINGS_HELD
MET_BY = {
    "referral_written": frozenset({TheirStep.CONFIRMED}),
    "referral_decision": _DECIDED,
    "referral_assessed": _DECIDED - {TheirStep.ASSESSMENT},
    "referral_conference": _CONFERENCE,
    "referral_core_group": frozenset({TheirStep.CORE_GROUP_HELD}),
    "referral_next_core_group": frozenset({TheirStep.CORE_GROUP_HELD}),
    "referral_review": frozenset({TheirStep.REVIEW_HELD}),
    "referral_next_review": frozenset({TheirStep.REVIEW_HELD}),
    "disagreement": _DECIDED,
}
"""Which of their steps keeps which promise."""

NOT_READ_THERE = "not every time was read in its text"
ALL_KINDS = (*MET_BY, "worry_read")


def start_by_step(box: Box, worry: str, step: str, at: datetime) -> None:
    """Starts what this step begins, by the edition that holds in the nation of the area."""
    edition = edition_of(nation_of(box.area))
    if edition is None:
        return
    for kind in edition.started_by(step):
        promise(box, kind, worry, due_at=edition.due(kind, at))


def meet_by_their_step(box: Box, worry: str, step: TheirStep, at: datetime) -> None:
    """What they did keeps the promises that waited for it."""
    for kind, steps in MET_BY.items():
        if step in steps:
            clocks.meet(box, kind, about=worry, at=at)


def stop_all_about(box: Box, worry: str) -> None:
    """It is over: nothing is waited for any more."""
    for kind in ALL_KINDS:
        clocks.stop(box, kind, about=worry)


@dataclass(frozen=True)
class NumberOfTheLaw:
    """One time that the law or its guidance gives: what it is, how long, where it is from, and whether that was read.

    `is_read_there` is whether somebody has read the number in the guidance itself.
    """

    words: str
    within: Span
    source: str
    is_read_there: bool


def numbers_of_the_law(area: int) -> tuple[NumberOfTheLaw, ...]:
    """Every time that runs by the edition of this area's nation; none where the nation has no file."""
    edition = edition_of(nation_of(area))
    return tuple(
        NumberOfTheLaw(one.words, one.due, one.source, one.mark is Mark.PUBLISHED)
        for one in (edition.clocks.values() if edition else ())
    )


def edition_words(area: int) -> str:
    """The edition that the screens and the paper name; empty where the nation has no file.

    It says so where not every time was read in its text: an edition is named as a fact only for what it says.
    """
    edition = edition_of(nation_of(area))
    if edition is None:
        return ""
    if all(clock.mark is Mark.PUBLISHED for clock in edition.clocks.values()):
        return edition.edition
    return f"{edition.edition} ({NOT_READ_THERE})"
