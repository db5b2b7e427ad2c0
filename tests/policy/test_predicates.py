"""Each sentence of the policy at its edges: a number below and one above, a second before and at the very moment."""

from dataclasses import FrozenInstanceError, replace
from datetime import UTC, datetime, timedelta

import pytest

from hrm2m.policy import Actor, Compartment, Facts, Ground, MotherFacts, Role, Standing, dying
from hrm2m.policy import predicates as of
from hrm2m.policy.facts import GROUND_OPENS, ActFacts
from hrm2m.policy.lifecycles import ENDED_STAGES, OPEN_STAGES, RecordEvent, Stage
from hrm2m.policy.table import POLICY


NOW = datetime(2026, 3, 12, 10, tzinfo=UTC)
SECOND = timedelta(seconds=1)
ME, BELOW, ABOVE = 7, 6, 8
GENERAL, TREATMENT = Compartment.GENERAL, Compartment.TREATMENT
NOBODY = Facts(Actor(ME, "me", 1, "ours", 1, frozenset()), NOW)
WORKER = replace(NOBODY, actor=replace(NOBODY.actor, roles=frozenset({Role.OUTREACH_WORKER})))
ON: dict[of.Predicate, Ground] = {
    of.holds_her_bridge: Ground.BRIDGE,
    of.covers_her: Ground.COVER,
    of.on_her_outreach_team: Ground.TEAM,
    of.of_the_agency_that_keeps_her_bridge: Ground.LEAD,
    of.treats_her: Ground.TREATING,
    of.she_agreed_to_this_worker: Ground.AGREED,
}
FOR_THIS: dict[of.Predicate, Ground] = {
    of.named_in_this_plan: Ground.PLAN,
    of.reads_this_second: Ground.SECOND_READER,
    of.opened_in_an_emergency: Ground.EMERGENCY,
}
WITH_A_ROLE = {
    of.leads_her_team: Role.TEAM_LEAD,
    of.keeps_children_safe: Role.SAFEGUARDING_LEAD,
}


def stands(ground: Ground, compartment: Compartment | None = None, **more: object) -> Standing:
    where = compartment or min(GROUND_OPENS[ground])
    return replace(Standing("ref", ME, 1, where, ground, NOW - SECOND), **more)  # type: ignore[arg-type] # a test's words


def with_standing(ground: Ground, **more: object) -> Facts:
    return replace(WORKER, standings=(stands(ground, **more),))  # type: ignore[arg-type] # a test's words


def at_stage(stage: Stage, **more: datetime) -> Facts:
    return replace(WORKER, mother=MotherFacts(stage, **more))


def doing(**act: object) -> Facts:
    return replace(WORKER, act=ActFacts(**act))  # type: ignore[arg-type] # a test's words


@pytest.mark.parametrize("holds", ON, ids=lambda one: one.name)
def test_a_standing_is_of_its_ground_and_of_its_time(holds: of.Predicate) -> None:
    ground = ON[holds]
    assert holds.ground is ground
    assert holds(with_standing(ground))
    assert holds(with_standing(ground, since=NOW, until=NOW + SECOND))
    assert not holds(with_standing(ground, until=NOW))
    assert not holds(with_standing(ground, since=NOW + SECOND))
    assert not holds(with_standing(ground, worker_id=BELOW))
    assert not holds(with_standing(ground, worker_id=ABOVE))
    assert not holds(with_standing(ground, agency_id=2))
    assert not holds(WORKER)
    for other in set(ON.values()) - {ground}:
        assert not holds(with_standing(other))


@pytest.mark.parametrize("holds", [*ON, *FOR_THIS], ids=lambda one: one.name)
def test_it_reaches_everything_that_the_act_opens_and_nothing_less(holds: of.Predicate) -> None:
    ground = ON.get(holds) or FOR_THIS[holds]
    one = replace(with_standing(ground, compartment=GENERAL, purpose="this"), act=ActFacts(about="this"))
    assert holds(replace(one, compartments=frozenset({GENERAL})))
    assert holds(replace(one, compartments=frozenset()))
    assert not holds(replace(one, compartments=frozenset({GENERAL, TREATMENT})))
    assert not holds(replace(one, compartments=frozenset({TREATMENT})))


@pytest.mark.parametrize("holds", FOR_THIS, ids=lambda one: one.name)
def test_what_was_given_for_one_thing_is_for_that_one(holds: of.Predicate) -> None:
    given = with_standing(FOR_THIS[holds], purpose="m")
    assert holds(replace(given, act=ActFacts(about="m")))
    for about in ("", "a", "z"):
        assert not holds(replace(given, act=ActFacts(about=about)))
    assert not holds(with_standing(FOR_THIS[holds], purpose="")), "about nothing it is for nothing"


@pytest.mark.parametrize("holds", WITH_A_ROLE, ids=lambda one: one.name)
def test_a_lead_has_the_role_and_the_standing(holds: of.Predicate) -> None:
    leads = frozenset({WITH_A_ROLE[holds]})
    stood = with_standing(Ground.LEAD)
    assert holds(replace(stood, actor=replace(stood.actor, roles=leads)))
    assert not holds(stood)
    assert not holds(replace(WORKER, actor=replace(stood.actor, roles=leads)))


def test_her_own_record_is_hers_by_her_way_in() -> None:
    her = Actor(-1, "she", -1, "hers", 1, frozenset({Role.MOTHER}), "way")
    row = stands(Ground.OWN, worker_id=None, agency_id=None, purpose="way")
    assert of.it_is_her_own_record(Facts(her, NOW, standings=(row,)))
    assert not of.it_is_her_own_record(Facts(her, NOW, standings=(replace(row, purpose="z"),)))
    assert not of.it_is_her_own_record(Facts(replace(her, roles=frozenset()), NOW, standings=(row,)))


@pytest.mark.parametrize(("number", "right"), [(None, False), (BELOW, True), (ME, False), (ABOVE, True)])
def test_somebody_else_is_whoever_has_another_number(number: int | None, right: bool) -> None:
    assert of.somebody_else_wrote_it(doing(author_id=number)) is right
    assert dying.two_people_sign(doing(second_signer_id=number)) is right


def test_a_role_is_asked_for_by_name() -> None:
    assert of.any_worker(WORKER)
    assert not of.any_worker(NOBODY)
    for role in Role:
        one = replace(NOBODY, actor=replace(NOBODY.actor, roles=frozenset({role})))
        assert of.is_the_machine(one) is (role is Role.MACHINE)
        assert of.builds_bridges(one) is (role is Role.BRIDGE_BUILDER)
        assert of.builds_bridges_or_leads(one) is (role in {Role.BRIDGE_BUILDER, Role.TEAM_LEAD})


@pytest.mark.parametrize("holds", [of.reason_recorded, of.purpose_said], ids=lambda one: one.name)
def test_words_are_words_and_no_blanks(holds: of.Predicate) -> None:
    assert holds(doing(reason="he is alone", purpose="cover"))
    assert not holds(doing(reason=" \n", purpose=" \n"))
    assert not holds(WORKER)


def test_what_was_said_is_what_was_said() -> None:
    assert of.it_is_her_word(doing(her_word=True))
    assert not of.it_is_her_word(WORKER)
    assert of.accepted_where_she_moved(doing(accepted_elsewhere=True))
    assert not of.accepted_where_she_moved(WORKER)


def test_a_bar_shuts_while_it_stands() -> None:
    assert of.not_barred(WORKER)
    assert of.not_barred(with_standing(Ground.BLOCK, until=NOW))
    assert not of.not_barred(with_standing(Ground.BLOCK))
    assert not of.not_barred(with_standing(Ground.BLOCK, agency_id=2)), "a bar is about the person"


@pytest.mark.parametrize("stage", Stage)
def test_each_stage_is_what_it_is(stage: Stage) -> None:
    here = at_stage(stage)
    assert of.record_is_open(here) is (stage in OPEN_STAGES)
    assert of.record_has_ended(here) is (stage in ENDED_STAGES)
    assert of.record_sleeps(here) is (stage is Stage.ASLEEP)
    assert of.known_by_handle(here) is (stage in {Stage.BY_HANDLE, Stage.CROSSING})
    assert of.she_gave_her_name(here) is (stage is Stage.NAMED)
    assert dying.she_is_alive(here) is (stage is not Stage.DIED)
    assert dying.it_is_written_that_she_died(here) is (stage is Stage.DIED)
    assert not of.no_record_yet(here)


def test_without_a_record_nothing_is_true_of_it() -> None:
    assert of.no_record_yet(WORKER)
    of_a_record = (
        of.record_is_open,
        of.record_has_ended,
        of.record_sleeps,
        of.known_by_handle,
        of.she_gave_her_name,
        dying.she_is_alive,
        dying.it_is_written_that_she_died,
        of.ended_within_mistake_days,
        of.being_forgotten_and_in_time,
        of.forgetting_is_due,
    )
    assert not [holds.name for holds in of_a_record if holds(WORKER)]


@pytest.mark.parametrize("event", [None, *RecordEvent])
def test_an_act_is_about_its_own_step(event: RecordEvent | None) -> None:
    here = doing(event=event)
    assert of.it_is_about_her_asking(here) is (event is RecordEvent.SHE_ASKS_TO_END)
    assert of.it_is_about_her_moving(here) is (event is RecordEvent.ACCEPTED_WHERE_SHE_MOVED)
    assert dying.it_is_about_her_death(here) is (event is RecordEvent.SHE_DIED)


def test_a_mistake_is_one_for_fourteen_days() -> None:
    days = timedelta(days=of.MISTAKE_DAYS)
    assert of.MISTAKE_DAYS == 14
    assert of.ended_within_mistake_days(at_stage(Stage.LEFT, ended_at=NOW - days))
    assert of.ended_within_mistake_days(at_stage(Stage.LEFT, ended_at=NOW - SECOND))
    assert not of.ended_within_mistake_days(at_stage(Stage.LEFT, ended_at=NOW - days - SECOND))
    assert not of.ended_within_mistake_days(at_stage(Stage.LEFT))


def test_forgetting_is_undone_until_its_very_moment() -> None:
    for when, in_time in ((NOW + SECOND, True), (NOW, False), (NOW - SECOND, False)):
        here = at_stage(Stage.FORGETTING, forget_at=when)
        assert of.being_forgotten_and_in_time(here) is in_time
        assert of.forgetting_is_due(here) is (not in_time)
    for other in set(Stage) - {Stage.FORGETTING}:
        assert not of.being_forgotten_and_in_time(at_stage(other, forget_at=NOW + SECOND))
        assert not of.forgetting_is_due(at_stage(other, forget_at=NOW - SECOND))
    assert not of.forgetting_is_due(at_stage(Stage.FORGETTING))
    assert not of.being_forgotten_and_in_time(at_stage(Stage.FORGETTING))


def test_every_sentence_says_what_must_hold_and_what_is_missing() -> None:
    every = [one for one in vars(of).values() if isinstance(one, of.Predicate)]
    assert len(every) > 30
    assert {type(holds) for lines in POLICY.values() for line in lines for holds in line} == {of.Predicate}
    for one in every:
        assert one.sentence == (one.test.__doc__ or "").strip() != ""
        assert one.unmet.endswith(".")
        assert one.name == one.test.__name__


def test_whoever_reads_one_record_by_role_opens_not_the_other_in_an_emergency() -> None:
    other = {Role.SAFEGUARDING_LEAD: TREATMENT, Role.TREATMENT_WORKER: Compartment.CHILD_SAFETY}
    for role in Role:
        by = replace(WORKER, actor=replace(WORKER.actor, roles=frozenset({role})))
        for part in Compartment:
            opens = replace(by, compartments=frozenset({part}))
            assert of.on_one_side_only(opens) is (other.get(role) is not part), (role, part)


@pytest.mark.parametrize("stage", Stage)
def test_what_has_no_end_is_undone_only_while_a_death_waits_for_its_second_signature(stage: Stage) -> None:
    assert of.ended_within_mistake_days(at_stage(stage)) is (stage is Stage.DIED)


def test_a_sentence_of_the_policy_is_changed_by_nobody_and_is_itself_alone() -> None:
    one = of.holds_her_bridge
    for field in ("name", "unmet", "ground"):
        with pytest.raises(FrozenInstanceError):
            setattr(one, field, "")
    assert replace(one) != one, "told apart by what it is, not by comparing words at each decision"
