"""What she is prescribed is written as it was prescribed; what cannot be so is refused with a sentence."""

from datetime import date, timedelta
from typing import Any

import pytest

from hrm2m.cadence import Nation
from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.records.treatment import actions
from hrm2m.records.treatment.actions import Told
from hrm2m.records.treatment.collecting import collections_from
from hrm2m.records.treatment.entries import Medicine, Taken, Weekday, WhoAsked, WhyMissed
from hrm2m.records.treatment.prompts import load_prompts
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


def change(team: worlds.Team, mother: str, course: str, **changes: Any) -> str:
    return actions.change_medication(
        by=team.tom, mother=mother, course=course, change=samples.a_change(**changes), told=samples.told()
    )


def end(team: worlds.Team, mother: str, course: str, **changes: Any) -> str:
    return actions.end_medication(
        by=team.tom, mother=mother, course=course, ended=samples.an_end(**changes), told=samples.told()
    )


def miss(team: worlds.Team, mother: str, course: str, **changes: Any) -> str:
    return actions.write_missed_collection(
        by=team.tom, mother=mother, course=course, missed=samples.a_miss(**changes)
    )


@pytest.mark.promise(9)
def test_a_dose_is_kept_letter_by_letter(team: worlds.Team, mother: str) -> None:
    samples.takes(team, mother, prescribed=samples.prescribed(dose="40mg  od (split 20/20), see letter"))
    course = samples.treatment_of(team, mother).running[0].course
    assert course.prescribed.dose == "40mg  od (split 20/20), see letter"


@pytest.mark.promise(9)
def test_a_change_says_who_asked_and_why_and_what_holds_now(team: worlds.Team, mother: str) -> None:
    course = samples.takes(team, mother)
    change(team, mother, course)
    change(
        team,
        mother,
        course,
        changed=samples.days_ago(5),
        what="supervised every day",
        who_asked=WhoAsked.ANOTHER_AGENCY,
        whose="Testmere council",
    )
    found = samples.treatment_of(team, mother).running[0].course
    assert [one.body.what for one in found.changes] == ["take-home at weekends", "supervised every day"]
    assert found.prescribed.taken is Taken.SOME_OF_EACH
    assert found.changes[0].newest.told_her_how == "in the room"


def test_a_change_dated_before_the_start_is_refused(team: worlds.Team, mother: str) -> None:
    course = samples.takes(team, mother)
    with pytest.raises(BadInput, match="cannot have come before") as refused:
        change(team, mother, course, changed=samples.days_ago(21))
    assert refused.value.field == "changed"


def test_a_day_that_lies_ahead_is_refused_everywhere(team: worlds.Team, mother: str) -> None:
    tomorrow = samples.days_ago(-1)
    with pytest.raises(BadInput, match="not come yet"):
        samples.takes(team, mother, started=tomorrow)
    course = samples.takes(team, mother)
    with pytest.raises(BadInput, match="not come yet"):
        change(team, mother, course, changed=tomorrow)
    with pytest.raises(BadInput, match="not come yet"):
        end(team, mother, course, last_dose=tomorrow)
    with pytest.raises(BadInput, match="not come yet"):
        miss(team, mother, course, day=tomorrow)


def test_overlapping_medicines_are_refused_and_say_since_when(team: worlds.Team, mother: str) -> None:
    samples.takes(team, mother)
    for medicine in (Medicine.METHADONE, Medicine.BUPRENORPHINE, Medicine.BUPRENORPHINE_DEPOT):
        with pytest.raises(BadInput, match="another medicine since") as refused:
            samples.takes(team, mother, medicine=medicine, started=samples.days_ago(3))
        assert refused.value.field == "started"
    samples.takes(team, mother, medicine=Medicine.OTHER, other_name="sertraline")
    with pytest.raises(BadInput, match="another medicine since"):
        samples.takes(team, mother, medicine=Medicine.OTHER, other_name=" Sertraline ")


def test_one_medicine_may_begin_on_the_day_of_the_last_dose_of_another(
    team: worlds.Team, mother: str
) -> None:
    first = samples.takes(team, mother)
    end(team, mother, first, last_dose=samples.days_ago(3))
    samples.takes(team, mother, medicine=Medicine.BUPRENORPHINE, started=samples.days_ago(3))
    found = samples.treatment_of(team, mother)
    assert [card.course.medication.body.medicine for card in found.courses] == [
        Medicine.BUPRENORPHINE,
        Medicine.METHADONE,
    ]
    assert len(found.running) == 1


def test_tablets_stand_beside_a_depot(team: worlds.Team, mother: str) -> None:
    samples.takes(team, mother, medicine=Medicine.BUPRENORPHINE_DEPOT)
    samples.takes(team, mother, medicine=Medicine.BUPRENORPHINE)
    assert len(samples.treatment_of(team, mother).running) == 2


def test_a_course_that_ended_is_changed_no_more(team: worlds.Team, mother: str) -> None:
    course = samples.takes(team, mother)
    end(team, mother, course)
    with pytest.raises(BadInput, match="has ended"):
        change(team, mother, course)
    with pytest.raises(BadInput, match="has ended"):
        end(team, mother, course)


def test_the_last_dose_cannot_come_before_what_is_written_already(team: worlds.Team, mother: str) -> None:
    course = samples.takes(team, mother)
    change(team, mother, course)
    with pytest.raises(BadInput, match="cannot have been before"):
        end(team, mother, course, last_dose=samples.days_ago(3))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"prescribed": samples.prescribed(dose=" ")}, "dose"),
        ({"why": ""}, "why"),
        ({"what": ""}, "what"),
        ({"who_asked": WhoAsked.ANOTHER_AGENCY}, "whose"),
    ],
)
def test_a_change_without_its_words_is_refused(
    team: worlds.Team, mother: str, changes: dict[str, Any], field: str
) -> None:
    course = samples.takes(team, mother)
    with pytest.raises(BadInput) as refused:
        change(team, mother, course, **changes)
    assert refused.value.field == field


def test_a_change_says_whether_she_was_told(team: worlds.Team, mother: str) -> None:
    course = samples.takes(team, mother)
    with pytest.raises(BadInput, match="or why she was not told") as refused:
        actions.change_medication(
            by=team.tom, mother=mother, course=course, change=samples.a_change(), told=Told()
        )
    assert refused.value.field == "not_told_why"
    later = clock.now() + timedelta(hours=1)
    with pytest.raises(BadInput, match="not come yet"):
        actions.change_medication(
            by=team.tom, mother=mother, course=course, change=samples.a_change(), told=Told(her_at=later)
        )


def test_a_beginning_written_wrongly_is_put_right_by_a_new_entry(team: worlds.Team, mother: str) -> None:
    course = samples.takes(team, mother)
    right = samples.a_medication(started=samples.days_ago(25))
    put_right: dict[str, Any] = {"course": course, "seen_ref": course, "told": samples.told()}
    actions.put_medication_right(by=team.tom, mother=mother, medication=right, **put_right)
    found = samples.treatment_of(team, mother).running[0].course
    assert (found.ref, found.started) == (course, samples.days_ago(25))
    with pytest.raises(StaleVersion):
        actions.put_medication_right(by=team.tom, mother=mother, medication=right, **put_right)


@pytest.mark.promise(9)
def test_a_missed_collection_stops_nothing_and_blames_nobody(team: worlds.Team, mother: str) -> None:
    course = samples.takes(team, mother)
    miss(team, mother, course, why=WhyMissed.PHARMACY_CLOSED, done="rang Dr Invented")
    card = samples.treatment_of(team, mother).running[0]
    assert card.course.ended is None
    assert not {"refused", "failed", "did_not_attend"} & set(WhyMissed)
    with pytest.raises(BadInput, match="written down already"):
        miss(team, mother, course)
    with pytest.raises(BadInput, match="from 1 to"):
        miss(team, mother, course, day=samples.days_ago(2), in_a_row=0)
    with pytest.raises(BadInput, match="did not take this medicine"):
        miss(team, mother, course, day=samples.days_ago(40))


@pytest.mark.promise(9)
def test_prompts_name_whom_to_ring_where_it_was_read_and_never_a_dose(team: worlds.Team, mother: str) -> None:
    course = samples.takes(team, mother)
    assert samples.treatment_of(team, mother).running[0].prompts == ()
    miss(team, mother, course, day=samples.days_ago(1), in_a_row=1)
    shown = [prompt.id for prompt in samples.treatment_of(team, mother).running[0].prompts]
    assert shown == ["first_weeks_one_missed"]
    miss(team, mother, course, day=samples.today(), in_a_row=3)
    shown = [prompt.id for prompt in samples.treatment_of(team, mother).running[0].prompts]
    assert "three_in_a_row_ring_prescriber" in shown
    for prompt in load_prompts().prompts:
        assert prompt.source
        assert prompt.edition
        assert not any(character.isdigit() for character in prompt.says)
        assert "mg" not in prompt.says.split()


def test_in_another_nation_no_prompt_of_england_shows() -> None:
    assert {prompt.nation for prompt in load_prompts().prompts} <= set(Nation)


def test_a_bank_holiday_on_a_collection_day_is_shown_and_moves_nothing() -> None:
    before_christmas = date(2026, 12, 21)
    found = collections_from(before_christmas, (Weekday.MONDAY, Weekday.FRIDAY), Nation.ENGLAND)
    assert found.next_day == before_christmas
    assert found.closed == (date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1))
    scotland = collections_from(date(2026, 11, 28), (Weekday.MONDAY,), Nation.SCOTLAND)
    england = collections_from(date(2026, 11, 28), (Weekday.MONDAY,), Nation.ENGLAND)
    assert date(2026, 11, 30) in scotland.closed
    assert date(2026, 11, 30) not in england.closed
    assert collections_from(before_christmas, (), Nation.ENGLAND).next_day is None


def test_nobody_else_writes_what_she_takes(team: worlds.Team, mother: str) -> None:
    for worker in (team.tess, team.jo, team.ruth):
        with pytest.raises((Denied, NotYours)):
            actions.begin_medication(
                by=worker, mother=mother, medication=samples.a_medication(), told=samples.told()
            )
