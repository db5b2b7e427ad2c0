"""A course that was over before anybody here wrote it down: real days, no overlap, no window of what is long past."""

from datetime import timedelta
from typing import Any

import pytest

from hrm2m.cadence import WindowKind
from hrm2m.foundation.errors import BadInput
from hrm2m.records.treatment import actions
from hrm2m.records.treatment.actions import Known
from hrm2m.records.treatment.entries import MedicationEnded, Medicine, WhoAsked
from tests import worlds
from tests.records.treatment import samples


pytestmark = pytest.mark.django_db

ELSEWHERE = Known("told_by", "the clinic in Otherton")


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def mother(team: worlds.Team) -> str:
    return samples.treated(team)


def an_end(days: int, **changes: Any) -> MedicationEnded:
    body: dict[str, Any] = {
        "last_dose": samples.days_ago(days),
        "is_interrupted": False,
        "who_asked": WhoAsked.NOT_KNOWN,
        "why": "not known",
    }
    return MedicationEnded(**(body | changes))


def took(team: worlds.Team, mother: str, first: int, last: int, **more: Any) -> str:
    """Writes a course that was over: first and last dose so many days ago."""
    ended = more.pop("ended", None) or an_end(last)
    known = more.pop("known", ELSEWHERE)
    return actions.write_past_course(
        by=team.tom,
        mother=mother,
        medication=samples.a_medication(started=samples.days_ago(first), **more),
        ended=ended,
        told=samples.told(),
        known=known,
    )


def test_a_course_that_was_over_is_written_with_its_real_days_and_who_says_so(
    team: worlds.Team, mother: str
) -> None:
    ref = took(team, mother, 1100, 400)
    course = samples.treatment_of(team, mother).courses[0].course
    assert (course.ref, course.started, course.last_dose) == (
        ref,
        samples.days_ago(1100),
        samples.days_ago(400),
    )
    assert course.ended is not None
    assert course.ended.body.who_asked is WhoAsked.NOT_KNOWN
    for entry in (course.medication.newest, course.ended.newest):
        assert (entry.how_known, entry.from_whom) == ("told_by", "the clinic in Otherton")
        assert entry.held_until is not None
        assert entry.written_at - entry.happened_at > timedelta(days=399)


def test_it_stands_before_what_she_takes_now_and_proposes_nothing(team: worlds.Team, mother: str) -> None:
    samples.takes(team, mother, started=samples.days_ago(300))
    took(team, mother, 1100, 400)
    found = samples.treatment_of(team, mother)
    assert [card.course.started for card in found.running] == [samples.days_ago(300)]
    assert len(found.courses) == 2
    assert found.proposals == ()


def test_one_that_was_stopped_this_week_still_proposes_its_window(team: worlds.Team, mother: str) -> None:
    took(team, mother, 500, 4)
    assert [one.kind for one in samples.treatment_of(team, mother).proposals] == [
        WindowKind.MEDICATION_STOPPED
    ]


@pytest.mark.parametrize(("first", "last"), [(500, 100), (250, 200), (200, 1)])
def test_days_that_overlap_another_course_are_refused_and_nothing_is_written(
    team: worlds.Team, mother: str, first: int, last: int
) -> None:
    samples.takes(team, mother, started=samples.days_ago(300))
    with pytest.raises(BadInput, match=r"another medicine since .* this one was over by then"):
        took(team, mother, first, last, medicine=Medicine.BUPRENORPHINE)
    assert len(samples.treatment_of(team, mother).courses) == 1


def test_two_that_were_over_may_touch_and_not_overlap(team: worlds.Team, mother: str) -> None:
    took(team, mother, 900, 600)
    took(team, mother, 600, 500, medicine=Medicine.BUPRENORPHINE)
    with pytest.raises(BadInput, match="she took another medicine"):
        took(team, mother, 700, 550)
    took(team, mother, 700, 550, medicine=Medicine.OTHER, other_name="sertraline")


def test_one_that_goes_on_cannot_begin_before_one_that_was_over(team: worlds.Team, mother: str) -> None:
    took(team, mother, 600, 500)
    with pytest.raises(BadInput, match="she took another medicine"):
        samples.takes(team, mother, started=samples.days_ago(700))
    samples.takes(team, mother, started=samples.days_ago(500))


@pytest.mark.parametrize(
    ("first", "last", "more", "sentence"),
    [
        (100, 200, {}, "cannot have been before the first"),
        (100, -1, {}, "not come yet"),
        (10, 5, {"known": Known("told_by", "")}, "who said it"),
    ],
)
def test_days_that_cannot_be_are_refused(
    team: worlds.Team, mother: str, first: int, last: int, more: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(BadInput, match=f"(?i){sentence}"):
        took(team, mother, first, last, **more)


def test_that_nobody_knows_who_asked_is_only_for_what_was_over_before(team: worlds.Team, mother: str) -> None:
    course = samples.takes(team, mother)
    with pytest.raises(BadInput, match="Say who asked for it"):
        actions.end_medication(
            by=team.tom,
            mother=mother,
            course=course,
            ended=samples.an_end(who_asked=WhoAsked.NOT_KNOWN),
            told=samples.told(),
        )
    with pytest.raises(BadInput, match="Say who asked for it"):
        actions.change_medication(
            by=team.tom,
            mother=mother,
            course=course,
            change=samples.a_change(who_asked=WhoAsked.NOT_KNOWN),
            told=samples.told(),
        )


def test_its_last_dose_is_put_right_and_still_nobody_knows_who_asked(team: worlds.Team, mother: str) -> None:
    ref = took(team, mother, 900, 600)
    end = samples.treatment_of(team, mother).courses[0].course.ended
    assert end is not None
    actions.put_end_right(
        by=team.tom,
        mother=mother,
        course=ref,
        entry=end.ref,
        seen_ref=end.seen_ref,
        ended=an_end(650),
        told=samples.told(),
    )
    assert samples.treatment_of(team, mother).courses[0].course.last_dose == samples.days_ago(650)
