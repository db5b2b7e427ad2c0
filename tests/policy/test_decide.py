"""What holds of every decision, whatever is in the table."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrm2m.policy import Actor, Facts, Ground, MotherFacts, Permission, Role, Standing, decide
from hrm2m.policy import decide as decide_module_function
from hrm2m.policy.compartments import Compartment
from hrm2m.policy.decide import NOT_IN_YOUR_ROLE
from hrm2m.policy.emergencies import READS as READS_IN_AN_EMERGENCY
from hrm2m.policy.facts import GROUND_OPENS, ActFacts, machine_actor
from hrm2m.policy.lifecycles import RecordEvent, Stage
from hrm2m.policy.opens import OPENS, Access
from hrm2m.policy.predicates import is_the_machine, opened_in_an_emergency, reads_this_second
from hrm2m.policy.roles import ROLES, permissions_of
from hrm2m.policy.sentences import SENTENCES
from hrm2m.policy.table import POLICY


NOW = datetime(2026, 3, 12, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)

roles = st.frozensets(st.sampled_from(Role))
acts = st.builds(
    ActFacts,
    purpose=st.sampled_from(["", " ", "she asked me"]),
    event=st.none() | st.sampled_from(RecordEvent),
    her_word=st.booleans(),
    accepted_elsewhere=st.booleans(),
    second_signer_id=st.none() | st.sampled_from([7, 8]),
)
whens = st.sampled_from([NOW - HOUR, NOW, NOW + HOUR])
standings = st.builds(
    Standing,
    ref=st.uuids().map(str),
    worker_id=st.sampled_from([None, 7, 8]),
    agency_id=st.sampled_from([1, 2]),
    compartment=st.sampled_from(Compartment),
    ground=st.sampled_from(Ground),
    since=whens,
    until=st.none() | whens,
)
mothers = st.none() | st.builds(
    MotherFacts, stage=st.sampled_from(Stage), ended_at=st.none() | whens, forget_at=st.none() | whens
)


@st.composite
def asked(draw: st.DrawFn) -> tuple[Permission, Facts]:
    permission = draw(st.sampled_from(Permission))
    actor = Actor(7, "worker7", 1, "agency1", 1, draw(roles))
    near = tuple(draw(st.lists(standings, max_size=4)))
    return permission, Facts(actor, NOW, draw(mothers), near, draw(acts), OPENS[permission].reads)


def with_standings(facts: Facts, *more: Standing) -> Facts:
    return Facts(
        facts.actor, facts.now, facts.mother, (*facts.standings, *more), facts.act, facts.compartments
    )


@given(asked())
def test_a_refusal_always_says_why_and_an_answer_never_does(question: tuple[Permission, Facts]) -> None:
    decision = decide(*question)
    assert bool(decision.reasons) is not decision.allowed
    assert all(reason.endswith(".") for reason in decision.reasons)


@given(asked())
def test_nobody_is_allowed_what_no_role_of_theirs_includes(question: tuple[Permission, Facts]) -> None:
    permission, facts = question
    if permission not in permissions_of(facts.actor.roles):
        assert not decide(permission, facts).allowed


@given(asked(), standings)
def test_another_standing_never_takes_anything_away_unless_it_is_a_bar(
    question: tuple[Permission, Facts], more: Standing
) -> None:
    permission, facts = question
    if more.ground is not Ground.BLOCK and decide(permission, facts).allowed:
        assert decide(permission, with_standings(facts, more)).allowed


@given(asked(), st.sampled_from([(7, None), (None, 1)]))
def test_a_bar_shuts_out_every_person_from_everything_about_her(
    question: tuple[Permission, Facts], whom: tuple[int | None, int | None]
) -> None:
    permission, facts = question
    bar = Standing("bar", *whom, Compartment.GENERAL, Ground.BLOCK, NOW)
    decision = decide(permission, with_standings(facts, bar))
    rests_on_her = any(holds.ground for line in POLICY[permission] for holds in line)
    if rests_on_her and Role.MACHINE not in facts.actor.roles:
        assert not decision.allowed
    assert not decision.near_her, "a refusal that is explained tells a barred worker that she is here"


@given(asked())
def test_a_standing_of_somebody_else_changes_nothing(question: tuple[Permission, Facts]) -> None:
    permission, facts = question
    others = [Standing("other", 8, 1, c, ground, NOW - HOUR) for ground in Ground for c in Compartment]
    assert decide(permission, facts).allowed is decide(permission, with_standings(facts, *others)).allowed


@given(asked())
def test_a_basis_names_only_standings_in_force_of_whoever_asks(question: tuple[Permission, Facts]) -> None:
    permission, facts = question
    by_ref = {standing.ref: standing for standing in facts.standings}
    for ref in decide(permission, facts).basis:
        assert by_ref[ref].is_of(facts.actor)
        assert by_ref[ref].is_live(facts.now)


@given(asked())
def test_the_same_facts_in_another_order_are_the_same_decision(question: tuple[Permission, Facts]) -> None:
    permission, facts = question
    turned = Facts(facts.actor, facts.now, facts.mother, facts.standings[::-1], facts.act, facts.compartments)
    once, twice = decide(permission, facts), decide(permission, turned)
    assert (once.allowed, once.reasons, sorted(once.basis)) == (
        twice.allowed,
        twice.reasons,
        sorted(twice.basis),
    )


def test_a_permission_without_a_line_is_denied(monkeypatch: pytest.MonkeyPatch) -> None:
    without = {
        permission: lines
        for permission, lines in POLICY.items()
        if permission is not Permission.DIRECTORY_SEE
    }
    monkeypatch.setitem(decide_module_function.__globals__, "POLICY", without)
    actor = Actor(7, "worker7", 1, "agency1", 1, frozenset(Role))
    decision = decide(Permission.DIRECTORY_SEE, Facts(actor, NOW))
    assert not decision.allowed
    assert decision.reasons


def test_a_standing_is_in_force_from_its_first_instant_and_not_at_its_last() -> None:
    standing = Standing("s", 7, None, Compartment.GENERAL, Ground.TEAM, NOW, NOW + HOUR)
    assert [standing.is_live(NOW + k * HOUR) for k in (-1, 0, 1)] == [False, True, False]


def test_every_predicate_is_a_sentence_and_says_what_is_missing() -> None:
    for holds in {holds for lines in POLICY.values() for line in lines for holds in line}:
        assert holds.sentence.endswith("."), holds.name
        assert holds.unmet.endswith("."), holds.name
        assert not any(
            word in holds.unmet.lower() for word in ("client", "service user", "disengaged", "patient")
        )


def test_each_sentence_of_a_permission_and_of_a_role_is_its_own() -> None:
    said = [*SENTENCES.values(), *(card.sentence for card in ROLES.values())]
    assert len(said) == len(set(said))


@pytest.mark.promise(4)
def test_every_role_that_a_person_holds_can_raise_danger_now() -> None:
    assert all(
        Permission.DANGER_RAISE in card.permissions
        for role, card in ROLES.items()
        # Her own page shows the numbers to ring: a button could be pressed by whoever holds her phone.
        if role not in {Role.MACHINE, Role.MOTHER}
    )
    assert all(holds.ground is None for line in POLICY[Permission.DANGER_RAISE] for holds in line)
    assert len(POLICY[Permission.DANGER_RAISE][0]) == 1, "nothing more stands in front of it"


WITHOUT_HER = {
    Permission.BRIDGE_BEGIN: "there is nobody to stand near before her record begins",
    Permission.DUE_REBUILD: "the worker process only: no person sees what it opens",
    Permission.CATCH_UP: "the worker process only: it reads who told us what nobody was asked about",
    Permission.RECORD_SLEEP: "the worker process only: it reads when she last gave her word",
    Permission.RECORD_DESTROY: "the worker process only: it reads her age band, because the young are kept longer",
    Permission.CONSENT_EXPIRE: "the worker process only: it reads whether a birth holds a consent on",
    Permission.STOP_CONFIRM: "whoever is told to stop stands there no more: the act finds only a notice sent to them",
    Permission.MESSAGE_SEND: "the worker process only: it reads the card and what stands against a text at this moment",
    Permission.MESSAGE_REPORT: "the worker process only: it writes what the carrier says of a text as a contact",
}


@pytest.mark.parametrize("permission", Permission)
def test_whatever_opens_or_writes_her_record_rests_on_a_standing(permission: Permission) -> None:
    opens = OPENS[permission]
    rests = all(any(holds.ground for holds in line) for line in POLICY[permission])
    if opens.reads or opens.writes:
        assert rests or permission in WITHOUT_HER
        if rests:
            assert permission not in WITHOUT_HER, "this exception is no longer one: take it off the list"


BOTH_SIDES = {Compartment.TREATMENT, Compartment.CHILD_SAFETY}


@pytest.mark.promise(1)
def test_only_the_second_reader_of_one_connection_opens_both_sides() -> None:
    both = {permission for permission, access in OPENS.items() if access.reads >= BOTH_SIDES}
    # The worker process alone, and the door opens it one part at a time (tests/records/showing/test_catching_up.py).
    assert all(is_the_machine in line for line in POLICY[Permission.CATCH_UP])
    people = both - {Permission.CATCH_UP}
    assert people == {Permission.CONNECTION_READ, Permission.CONNECTION_LOOK}
    for permission in people:
        assert all(reads_this_second in line for line in POLICY[permission])


@pytest.mark.promise(1)
def test_what_one_side_writes_into_the_other_is_a_question_its_answer_or_a_second_look() -> None:
    crossing = {
        permission
        for permission, access in OPENS.items()
        if access.reads | access.writes >= BOTH_SIDES and not access.reads >= BOTH_SIDES
    }
    questions = {Permission.SAFETY_QUESTION_ASK, Permission.SAFETY_QUESTION_ANSWER}
    assert crossing == {*questions, Permission.OWN_REPLY}, "and her own side of each, on her own page"


@pytest.mark.promise(1)
def test_no_other_ground_opens_both_sides() -> None:
    both = {ground for ground, opens in GROUND_OPENS.items() if opens >= BOTH_SIDES}
    assert both == {Ground.SECOND_READER, Ground.OWN, Ground.BLOCK, Ground.EMERGENCY}


@pytest.mark.promise(1)
def test_an_emergency_reads_one_part_by_a_look_of_its_own_and_writes_none() -> None:
    """The ground could open each; a look is given one, which tests/records/emergencies holds."""
    for part, permission in READS_IN_AN_EMERGENCY.items():
        assert OPENS[permission] == Access(reads=frozenset({part}))
        assert all(opened_in_an_emergency in line for line in POLICY[permission])
    assert Compartment.IDENTITY not in GROUND_OPENS[Ground.EMERGENCY]


@pytest.mark.promise(1)
def test_and_she_reads_each_of_her_records_by_a_look_of_its_own() -> None:
    hers = {permission for permission in ROLES[Role.MOTHER].permissions if OPENS[permission].reads}
    assert all(len(OPENS[permission].reads) == 1 for permission in hers)


def test_the_worker_process_holds_nothing_that_a_person_who_helps_her_does() -> None:
    allowed_to_look = permissions_of(machine_actor(1).roles) & {
        Permission.MOTHER_SEE,
        Permission.TODAY_SEE,
        Permission.HER_SAFETY_SEE,
        Permission.IDENTITY_SEE,
    }
    assert not allowed_to_look


@pytest.mark.parametrize("permission", Permission)
def test_a_person_is_told_what_is_missing_and_never_that_he_or_she_is_no_machine(
    permission: Permission,
) -> None:
    lines = POLICY.get(permission, ())
    for_persons = any(is_the_machine not in line for line in lines)
    for role in set(Role) - {Role.MACHINE}:
        far = Facts(
            Actor(7, "worker7", 1, "agency1", 1, frozenset({role})), NOW, MotherFacts(Stage.BY_HANDLE)
        )
        decision = decide(permission, far)
        if permission in permissions_of(far.actor.roles) and not decision.allowed:
            assert is_the_machine.unmet not in decision.reasons
            assert (decision.reasons == (NOT_IN_YOUR_ROLE,)) is not for_persons
