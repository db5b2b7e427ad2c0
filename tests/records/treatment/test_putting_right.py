"""What we wrote wrongly of a medicine is put right by a new entry: both stay, and what counts is the corrected one."""

from typing import Any

import pytest

from hrm2m.cadence import WindowKind
from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.records.treatment import actions
from hrm2m.records.treatment.actions import Known, Told
from hrm2m.records.treatment.courses import Course
from hrm2m.records.treatment.entries import Medicine, WindowAnswer
from hrm2m.vault.errors import Denied, NotYours, StaleVersion
from tests import worlds
from tests.records.treatment import samples


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def mother(team: worlds.Team) -> str:
    return samples.treated(team)


def course_of(team: worlds.Team, mother: str) -> Course:
    (card,) = samples.treatment_of(team, mother).courses
    return card.course


def ended(team: worlds.Team, mother: str, course: str, **changes: Any) -> str:
    return actions.end_medication(
        by=team.tom, mother=mother, course=course, ended=samples.an_end(**changes), told=samples.told()
    )


def changed(team: worlds.Team, mother: str, course: str, **changes: Any) -> str:
    return actions.change_medication(
        by=team.tom, mother=mother, course=course, change=samples.a_change(**changes), told=samples.told()
    )


def missed(team: worlds.Team, mother: str, course: str, **changes: Any) -> str:
    return actions.write_missed_collection(
        by=team.tom, mother=mother, course=course, missed=samples.a_miss(**changes)
    )


def right(team: worlds.Team, mother: str, course: str, entry: str, seen: str = "") -> dict[str, Any]:
    """What every act that puts something right is told, save what is right."""
    return {
        "by": team.tom,
        "mother": mother,
        "course": course,
        "entry": entry,
        "seen_ref": seen or entry,
        "told": samples.told(),
    }


@pytest.mark.promise(9)
def test_a_wrong_last_dose_is_put_right_and_both_can_be_read(team: worlds.Team, mother: str) -> None:
    course = samples.takes(team, mother)
    wrong = ended(team, mother, course, last_dose=samples.days_ago(1))
    actions.put_end_right(
        **right(team, mother, course, wrong), ended=samples.an_end(last_dose=samples.days_ago(4))
    )
    found = course_of(team, mother)
    assert found.last_dose == samples.days_ago(4)
    assert found.ended is not None
    assert found.ended.ref == wrong
    assert [entry.body.last_dose for entry in found.ended.earlier] == [samples.days_ago(1)]


def test_she_goes_on_where_the_last_dose_was_written_by_mistake(team: worlds.Team, mother: str) -> None:
    course = samples.takes(team, mother)
    wrong = ended(team, mother, course)
    actions.put_end_right(**right(team, mother, course, wrong), ended=samples.an_end(was_not_so=True))
    found = samples.treatment_of(team, mother)
    assert [card.course.ref for card in found.running] == [course]
    assert [thread.ref for thread in found.courses[0].course.mistaken] == [wrong]
    assert [one.kind for one in found.proposals] == [WindowKind.MEDICATION_STARTED]
    changed(team, mother, course)
    ended(team, mother, course)
    assert course_of(team, mother).last_dose == samples.days_ago(1)


def test_it_was_the_last_dose_after_all(team: worlds.Team, mother: str) -> None:
    course = samples.takes(team, mother)
    wrong = ended(team, mother, course)
    took_back = actions.put_end_right(
        **right(team, mother, course, wrong), ended=samples.an_end(was_not_so=True)
    )
    actions.put_end_right(**right(team, mother, course, wrong, took_back), ended=samples.an_end())
    assert course_of(team, mother).last_dose == samples.days_ago(1)
    assert course_of(team, mother).mistaken == ()


def test_of_two_last_doses_one_stands(team: worlds.Team, mother: str) -> None:
    course = samples.takes(team, mother)
    wrong = ended(team, mother, course)
    took_back = actions.put_end_right(
        **right(team, mother, course, wrong), ended=samples.an_end(was_not_so=True)
    )
    ended(team, mother, course)
    with pytest.raises(BadInput, match="has ended"):
        actions.put_end_right(**right(team, mother, course, wrong, took_back), ended=samples.an_end())


def test_a_last_dose_put_right_keeps_to_what_is_written_and_to_other_medicines(
    team: worlds.Team, mother: str
) -> None:
    course = samples.takes(team, mother)
    changed(team, mother, course, changed=samples.days_ago(8))
    wrong = ended(team, mother, course, last_dose=samples.days_ago(6))
    samples.takes(team, mother, medicine=Medicine.BUPRENORPHINE, started=samples.days_ago(5))
    put = right(team, mother, course, wrong)
    with pytest.raises(BadInput, match="cannot have been before"):
        actions.put_end_right(**put, ended=samples.an_end(last_dose=samples.days_ago(9)))
    with pytest.raises(BadInput, match="not come yet"):
        actions.put_end_right(**put, ended=samples.an_end(last_dose=samples.days_ago(-1)))
    for way in ({"last_dose": samples.days_ago(4)}, {"was_not_so": True}):
        with pytest.raises(BadInput, match="another medicine") as refused:
            actions.put_end_right(**put, ended=samples.an_end(**way))
        assert refused.value.field == "last_dose"
    actions.put_end_right(**put, ended=samples.an_end(last_dose=samples.days_ago(5)))


@pytest.mark.promise(9)
def test_a_change_put_right_stands_where_it_stood_and_names_the_dose_that_holds(
    team: worlds.Team, mother: str
) -> None:
    course = samples.takes(team, mother)
    first = changed(team, mother, course, prescribed=samples.prescribed(dose="45 mg"))
    changed(team, mother, course, prescribed=samples.prescribed(dose="50 mg"))
    actions.put_change_right(
        **right(team, mother, course, first),
        change=samples.a_change(prescribed=samples.prescribed(dose="40 mg"), why="she asked"),
    )
    found = course_of(team, mother)
    assert [one.body.prescribed.dose for one in found.changes] == ["50 mg", "40 mg"]
    assert found.prescribed.dose == "50 mg"


def test_a_change_that_never_was_counts_for_nothing_also_where_the_course_ended(
    team: worlds.Team, mother: str
) -> None:
    course = samples.takes(team, mother)
    wrong = changed(team, mother, course)
    ended(team, mother, course)
    put = right(team, mother, course, wrong)
    with pytest.raises(BadInput, match="last dose was on"):
        actions.put_change_right(**put, change=samples.a_change(changed=samples.today()))
    with pytest.raises(BadInput, match="before that"):
        actions.put_change_right(**put, change=samples.a_change(changed=samples.days_ago(30)))
    actions.put_change_right(**put, change=samples.a_change(was_not_so=True))
    found = course_of(team, mother)
    assert found.changes == ()
    assert found.prescribed == samples.prescribed()
    assert [thread.ref for thread in found.mistaken] == [wrong]


def test_a_missed_collection_is_put_right_and_one_that_was_collected_asks_nobody_to_ring(
    team: worlds.Team, mother: str
) -> None:
    course = samples.takes(team, mother)
    one = missed(team, mother, course, day=samples.days_ago(2), in_a_row=3)
    other = missed(team, mother, course, day=samples.days_ago(1))
    put = right(team, mother, course, one)
    with pytest.raises(BadInput, match="written down already"):
        actions.put_missed_right(**put, missed=samples.a_miss(day=samples.days_ago(1)))
    newest = actions.put_missed_right(**put, missed=samples.a_miss(day=samples.days_ago(2), in_a_row=1))
    assert [thread.body.in_a_row for thread in course_of(team, mother).missed] == [1, 1]
    actions.put_missed_right(
        **right(team, mother, course, one, newest), missed=samples.a_miss(was_not_so=True)
    )
    actions.put_missed_right(**right(team, mother, course, other), missed=samples.a_miss(was_not_so=True))
    (card,) = samples.treatment_of(team, mother).running
    assert (card.course.missed, card.prompts) == ((), ())
    missed(team, mother, course, day=samples.days_ago(1))


def test_a_course_that_never_was_is_in_nobodys_way_and_can_be_read(team: worlds.Team, mother: str) -> None:
    course = samples.takes(team, mother)
    put: dict[str, Any] = {"course": course, "seen_ref": course, "told": samples.told()}
    actions.put_medication_right(
        by=team.tom, mother=mother, medication=samples.a_medication(was_not_so=True), **put
    )
    found = samples.treatment_of(team, mother)
    assert (found.courses, found.proposals) == ((), ())
    assert [one.ref for one in found.mistaken] == [course]
    with pytest.raises(BadInput, match="not in her record"):
        changed(team, mother, course)
    samples.takes(team, mother)


def test_the_beginning_of_a_course_that_ended_is_put_right_while_another_goes_on(
    team: worlds.Team, mother: str
) -> None:
    course = samples.takes(team, mother)
    ended(team, mother, course, last_dose=samples.days_ago(6))
    samples.takes(team, mother, medicine=Medicine.BUPRENORPHINE, started=samples.days_ago(5))
    actions.put_medication_right(
        by=team.tom,
        mother=mother,
        course=course,
        seen_ref=course,
        medication=samples.a_medication(started=samples.days_ago(25)),
        told=samples.told(),
    )
    (before,) = [card.course for card in samples.treatment_of(team, mother).courses if card.course.ended]
    assert before.started == samples.days_ago(25)


def test_a_course_cannot_have_begun_after_a_collection_that_did_not_happen(
    team: worlds.Team, mother: str
) -> None:
    course = samples.takes(team, mother)
    missed(team, mother, course, day=samples.days_ago(10))
    with pytest.raises(BadInput, match="cannot have begun after"):
        actions.put_medication_right(
            by=team.tom,
            mother=mother,
            course=course,
            seen_ref=course,
            medication=samples.a_medication(started=samples.days_ago(5)),
            told=samples.told(),
        )


def test_two_who_put_the_same_right_are_both_kept_and_the_second_is_told(
    team: worlds.Team, mother: str
) -> None:
    course = samples.takes(team, mother)
    wrong = ended(team, mother, course)
    put = right(team, mother, course, wrong)
    actions.put_end_right(**put, ended=samples.an_end(last_dose=samples.days_ago(2)))
    with pytest.raises(StaleVersion):
        actions.put_end_right(**put, ended=samples.an_end(last_dose=samples.days_ago(3)))
    assert course_of(team, mother).last_dose == samples.days_ago(2)


def test_putting_right_says_whether_she_was_told_and_keeps_how_it_is_known(
    team: worlds.Team, mother: str
) -> None:
    course = samples.takes(team, mother)
    told_by = Known("told_by", "Quayside Pharmacy")
    with pytest.raises(BadInput, match="or why she was not told"):
        actions.write_missed_collection(
            by=team.tom, mother=mother, course=course, missed=samples.a_miss(), known=told_by
        )
    wrong = actions.write_missed_collection(
        by=team.tom,
        mother=mother,
        course=course,
        missed=samples.a_miss(),
        known=told_by,
        told=Told(not_why="She was asleep"),
    )
    put = right(team, mother, course, wrong)
    with pytest.raises(BadInput, match="or why she was not told"):
        actions.put_missed_right(**put | {"told": Told()}, missed=samples.a_miss(in_a_row=2))
    actions.put_missed_right(**put, missed=samples.a_miss(in_a_row=2))
    (thread,) = course_of(team, mother).missed
    assert (thread.newest.from_whom, thread.newest.told_her_how) == ("Quayside Pharmacy", "in the room")
    assert thread.newest.held_until is not None


def test_a_window_is_proposed_anew_from_the_day_that_is_right(team: worlds.Team, mother: str) -> None:
    course = samples.takes(team, mother, started=samples.days_ago(100))
    wrong = ended(team, mother, course, last_dose=samples.days_ago(1))
    yes = WindowAnswer(WindowKind.MEDICATION_STOPPED, samples.days_ago(1), she_said_yes=True)
    actions.answer_proposal(by=team.tom, mother=mother, about=course, answer=yes, at=clock.now())
    actions.put_end_right(
        **right(team, mother, course, wrong), ended=samples.an_end(last_dose=samples.days_ago(3))
    )
    assert [one.opened for one in samples.treatment_of(team, mother).proposals] == [samples.days_ago(3)]


def test_what_is_put_right_lies_in_her_record_and_is_what_it_says_it_is(
    team: worlds.Team, mother: str
) -> None:
    course = samples.takes(team, mother)
    wrong = ended(team, mother, course)
    other = samples.treated(team, "Wren")
    theirs = samples.takes(team, other)
    with pytest.raises(BadInput, match="not in her"):
        actions.put_end_right(**right(team, mother, theirs, wrong), ended=samples.an_end())
    with pytest.raises(BadInput, match="not in her"):
        actions.put_change_right(**right(team, mother, course, wrong), change=samples.a_change())


def test_nobody_else_puts_it_right(team: worlds.Team, mother: str) -> None:
    course = samples.takes(team, mother)
    wrong = ended(team, mother, course)
    for worker in (team.tess, team.jo, team.ruth):
        with pytest.raises((Denied, NotYours)):
            actions.put_end_right(
                **right(team, mother, course, wrong) | {"by": worker}, ended=samples.an_end()
            )
