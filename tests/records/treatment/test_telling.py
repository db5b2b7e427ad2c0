"""What leaves treatment: a window with her yes, a condition on her list, one fact about medicine; nothing by itself."""

from datetime import timedelta

import pytest

from hrm2m.cadence import WindowKind
from hrm2m.commands.working.lanes import HANDLERS
from hrm2m.foundation import clock, jobs
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Compartment, Permission
from hrm2m.policy.facts import ActFacts, machine_actor
from hrm2m.records.asks.queries import demands_in
from hrm2m.records.clocks.queries import open_windows
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.models import Due
from hrm2m.records.treatment import actions
from hrm2m.records.treatment.conditions import Condition
from hrm2m.records.treatment.entries import (
    DrugUse,
    Goal,
    GoalEnded,
    HowUsed,
    Naloxone,
    Outcomes,
    OutcomesStage,
    SafeKeeping,
    SetBy,
    WindowAnswer,
    YesNo,
)
from hrm2m.vault import door
from hrm2m.vault.errors import VaultError
from tests import worlds
from tests.records.treatment import samples


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def mother(team: worlds.Team) -> str:
    return samples.treated(team)


def windows_jo_sees(team: worlds.Team, mother: str) -> list[WindowKind]:
    with door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="mother") as box:
        return [line.kind for line in open_windows(box)]


def count_what_was_asked_for() -> int:
    taken = jobs.take(now=clock.now(), kinds=[outreach.COUNT_AGAIN], limit=10, lease=timedelta(minutes=1))
    for job in taken:
        HANDLERS[job.kind](job)
        jobs.done(job, now=clock.now())
    return len(taken)


def answer(team: worlds.Team, mother: str, *, yes: bool) -> str:
    proposal = samples.treatment_of(team, mother).proposals[0]
    said = WindowAnswer(proposal.kind, proposal.opened, she_said_yes=yes)
    return actions.answer_proposal(
        by=team.tom, mother=mother, about=proposal.about, answer=said, at=clock.now()
    )


def test_a_start_proposes_a_window_that_reaches_nobody_before_her_yes(team: worlds.Team, mother: str) -> None:
    samples.takes(team, mother, started=samples.days_ago(3))
    assert [p.kind for p in samples.treatment_of(team, mother).proposals] == [WindowKind.MEDICATION_STARTED]
    assert windows_jo_sees(team, mother) == []
    assert count_what_was_asked_for() == 0


def test_with_her_yes_the_window_is_there_and_her_row_is_counted_again(
    team: worlds.Team, mother: str
) -> None:
    samples.takes(team, mother, started=samples.days_ago(3))
    before = Due.objects.get().due_at
    answer(team, mother, yes=True)
    assert windows_jo_sees(team, mother) == [WindowKind.MEDICATION_STARTED]
    assert samples.treatment_of(team, mother).proposals == ()
    assert count_what_was_asked_for() == 1
    after = Due.objects.get().due_at
    assert before is not None
    assert after is not None
    assert after <= before
    assert outreach.due_rows_that_differ(by=machine_actor(1)) == []
    assert any("medication_started" in reason for reason in Due.objects.get().reasons)


def test_with_her_no_nobody_learns_of_it_and_she_is_not_asked_again(team: worlds.Team, mother: str) -> None:
    samples.takes(team, mother, started=samples.days_ago(3))
    answer(team, mother, yes=False)
    assert windows_jo_sees(team, mother) == []
    assert samples.treatment_of(team, mother).proposals == ()
    said = WindowAnswer(WindowKind.MEDICATION_STARTED, samples.days_ago(3), she_said_yes=True)
    course = samples.treatment_of(team, mother).courses[0].course.ref
    with pytest.raises(BadInput, match="answered this already"):
        actions.answer_proposal(by=team.tom, mother=mother, about=course, answer=said, at=clock.now())


def test_an_interruption_proposes_its_own_window_and_an_old_start_none(
    team: worlds.Team, mother: str
) -> None:
    course = samples.takes(team, mother, started=samples.days_ago(50))
    assert samples.treatment_of(team, mother).proposals == ()
    actions.end_medication(
        by=team.tom, mother=mother, course=course, ended=samples.an_end(), told=samples.told()
    )
    assert [p.kind for p in samples.treatment_of(team, mother).proposals] == [WindowKind.MEDICATION_STOPPED]


def test_telling_of_a_window_reads_nothing_of_her_general_record(team: worlds.Team, mother: str) -> None:
    act = ActFacts(her_word=True)
    with (
        door.acting(by=team.tom, permission=Permission.TREATMENT_TELL, mother=mother, act=act) as box,
        pytest.raises(VaultError),
    ):
        demands_in(box)


def test_a_condition_stands_on_her_own_list_and_in_treatment(team: worlds.Team, mother: str) -> None:
    condition = Condition(
        "Testmere Treatment", "must test twice a week, or no take-home", "no take-home", True
    )
    actions.attach_condition(by=team.tom, mother=mother, condition=condition, at=clock.now())
    with door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="mother") as box:
        listed = demands_in(box)
    assert [(card.demand.body.words, card.demand.body.is_ours) for card in listed] == [
        (condition.words, True)
    ]
    assert [one.condition.body for one in samples.treatment_of(team, mother).conditions] == [condition]


def test_where_medicine_is_kept_is_written_in_both_records_by_one_act(team: worlds.Team, mother: str) -> None:
    actions.write_safe_keeping(by=team.tom, mother=mother, keeping=samples.keeping(), at=clock.now())
    kept = samples.treatment_of(team, mother).keeping
    assert kept is not None
    act = ActFacts(purpose="safeguarding")
    with door.acting(by=team.ruth, permission=Permission.CHILDREN_SEE, mother=mother, act=act) as box:
        read = box.entries(SafeKeeping, compartment=Compartment.CHILD_SAFETY)
    assert [entry.body for entry in read] == [kept.body]


def test_to_stop_is_a_goal_only_if_she_set_it(team: worlds.Team, mother: str) -> None:
    theirs = Goal("stop everything", set_by=SetBy.SOMEBODY_ELSE, whose="the council", is_abstinence=True)
    with pytest.raises(BadInput, match="only if she set it herself") as refused:
        actions.set_goal(by=team.tom, mother=mother, goal=theirs, at=clock.now())
    assert refused.value.field == "is_abstinence"
    hers = Goal("I want to stop", is_abstinence=True)
    ref = actions.set_goal(by=team.tom, mother=mother, goal=hers, at=clock.now())
    nobodys = Goal("sleep", set_by=SetBy.SOMEBODY_ELSE)
    with pytest.raises(BadInput, match="who set it"):
        actions.set_goal(by=team.tom, mother=mother, goal=nobodys, at=clock.now())
    ended = GoalEnded(is_reached=False, words="not now")
    actions.end_goal(by=team.tom, mother=mother, goal=ref, ended=ended, at=clock.now())
    card = samples.treatment_of(team, mother).goals[0]
    assert card.ended is not None
    with pytest.raises(BadInput, match="off the list"):
        actions.end_goal(by=team.tom, mother=mother, goal=ref, ended=ended, at=clock.now())


def test_a_test_says_cut_off_laboratory_and_what_she_says_to_it(team: worlds.Team, mother: str) -> None:
    for field, changes in (
        ("cut_off", {"cut_off": ""}),
        ("laboratory", {"laboratory": " "}),
        ("result", {"result": ""}),
    ):
        with pytest.raises(BadInput) as refused:
            actions.write_drug_use(
                by=team.tom,
                mother=mother,
                use=samples.a_test(**changes),
                at=clock.now(),
                told=samples.told(),
            )
        assert refused.value.field == field
    actions.write_drug_use(
        by=team.tom, mother=mother, use=samples.a_test(), at=clock.now(), told=samples.told()
    )
    found = samples.treatment_of(team, mother).uses[0]
    assert found.body.her_account == "a line on Friday, nothing since"
    assert (found.newest.how_known, found.newest.from_whom) == ("read_in", "Invented Labs")


def test_what_another_person_told_us_names_who_and_is_held_from_her_page(
    team: worlds.Team, mother: str
) -> None:
    use = DrugUse("crack", HowUsed.TOLD_BY)
    with pytest.raises(BadInput, match="who told us"):
        actions.write_drug_use(by=team.tom, mother=mother, use=use, at=clock.now(), told=samples.told())
    actions.write_drug_use(
        by=team.tom, mother=mother, use=use, at=clock.now(), told_by="her aunt", told=samples.told()
    )
    own = DrugUse("heroin", HowUsed.SELF_REPORTED, how_often="now and then")
    actions.write_drug_use(by=team.tom, mother=mother, use=own, at=clock.now())
    by_what = {one.body.what: one.newest for one in samples.treatment_of(team, mother).uses}
    assert by_what["crack"].from_whom == "her aunt"
    assert by_what["crack"].held_until is not None
    assert by_what["heroin"].held_until is None


def test_every_answer_of_the_profile_may_be_left_out_but_not_all(team: worlds.Team, mother: str) -> None:
    def fill(outcomes: Outcomes) -> str:
        return actions.write_outcomes(by=team.tom, mother=mother, outcomes=outcomes, at=clock.now())

    fill(Outcomes(OutcomesStage.START, scales={"mind": 12}))
    fill(Outcomes(OutcomesStage.REVIEW, days={"opiates": (7, None, 0, 1)}))
    assert len(samples.treatment_of(team, mother).outcomes) == 2
    for field, wrong in (
        ("stage", Outcomes(OutcomesStage.START)),
        ("mind", Outcomes(OutcomesStage.START, scales={"mind": 21})),
        ("opiates", Outcomes(OutcomesStage.START, days={"opiates": (8, 0, 0, 0)})),
        ("answers", Outcomes(OutcomesStage.START, answers={"obedient": True})),
    ):
        with pytest.raises(BadInput) as refused:
            fill(wrong)
        assert refused.value.field == field


def test_her_side_stands_beside_an_entry_at_her_word(team: worlds.Team, mother: str) -> None:
    course = samples.takes(team, mother)
    actions.reply(
        by=team.tom, mother=mother, about=course, words="it was 30, not 40", not_right=True, at=clock.now()
    )
    found = samples.treatment_of(team, mother).courses[0].course.medication.newest
    assert [side.body.words for side in found.replies] == ["it was 30, not 40"]
    with pytest.raises(BadInput, match="not in her treatment record"):
        actions.reply(by=team.tom, mother=mother, about="a" * 26, words="x", not_right=False, at=clock.now())


def test_naloxone_is_written_and_not_asked_stays_not_asked(team: worlds.Team, mother: str) -> None:
    naloxone = Naloxone(has_it=YesNo.YES, shown_how=YesNo.NOT_ASKED)
    actions.write_naloxone(by=team.tom, mother=mother, naloxone=naloxone, at=clock.now())
    found = samples.treatment_of(team, mother).naloxone
    assert found is not None
    assert found.body.shown_how is YesNo.NOT_ASKED
