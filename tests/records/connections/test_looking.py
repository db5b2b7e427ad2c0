"""A second look: by somebody who wrote none of it, on both sides, and both are closed again the moment it is done."""

from datetime import timedelta

import pytest

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Compartment, Ground, Permission, Role
from hrm2m.policy.connecting import ConnectionStatus, Look
from hrm2m.policy.facts import ActFacts, machine_actor
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.queries import actor_for
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.clocks.models import Clock
from hrm2m.records.connections import actions, both_sides, queries
from hrm2m.records.connections.entries import QuoteIsRight
from hrm2m.records.connections.lines import line_of
from hrm2m.records.treatment.entries import DrugUse, HowUsed
from hrm2m.vault import door, standing
from hrm2m.vault.entries import Draft
from hrm2m.vault.errors import Denied, VaultError
from tests.records.connections import samples
from tests.records.connections.samples import Situation


pytestmark = pytest.mark.django_db


def card(situation: Situation, ref: str) -> queries.ConnectionCard:
    with door.looking(
        by=situation.team.ruth,
        permission=Permission.CONNECTION_SEE,
        mother=situation.mother,
        page="connections",
    ) as box:
        found = queries.connection_card(box, ref)
    assert found is not None
    return found


def reads_both(by: Actor, situation: Situation, ref: str) -> bool:
    try:
        with door.looking(
            by=by,
            permission=Permission.CONNECTION_READ,
            mother=situation.mother,
            page="connection",
            about=ref,
        ) as box:
            return both_sides.both_sides(box, ref) is not None
    except Denied:
        return False


def a_quoted_connection(situation: Situation) -> str:
    question = samples.ask(situation)
    samples.answer(situation, question)
    return samples.propose(situation, question=question)


@pytest.mark.slow
@pytest.mark.promise(1)
def test_nobody_reads_both_sides_before_somebody_is_asked_and_then_only_that_reader() -> None:
    situation = samples.a_situation()
    ref = a_quoted_connection(situation)
    everybody = vars(situation.team)
    assert not any(reads_both(actor, situation, ref) for actor in everybody.values())
    samples.ask_reader(situation, ref, situation.team.rae)
    assert {name for name, actor in everybody.items() if reads_both(actor, situation, ref)} == {"rae"}


def test_the_reader_sees_the_quote_and_the_original_and_nothing_that_the_connection_does_not_name() -> None:
    situation = samples.a_situation()
    samples.drug_use(situation.team, situation.mother, what="Something else entirely")
    ref = a_quoted_connection(situation)
    samples.ask_reader(situation, ref, situation.team.kit)
    with door.looking(
        by=situation.team.kit,
        permission=Permission.CONNECTION_READ,
        mother=situation.mother,
        page="c",
        about=ref,
    ) as box:
        seen = both_sides.both_sides(box, ref)
    assert seen is not None
    assert [entry.body.what for entry in seen.original] == ["Heroin, smoked"]
    assert seen.card.asked is not None
    assert seen.card.asked.answers[0].body.words == "She smokes heroin most evenings, at about seven."
    assert [entry.ref for entry in seen.child_side.observations] == [situation.seen]
    assert seen.child_side.child == "Bee"


def test_a_correction_of_either_side_stands_before_what_it_corrects() -> None:
    situation = samples.a_situation()
    ref = a_quoted_connection(situation)
    later = samples.observe(
        situation.team, situation.mother, situation.child, "It was nine, not eight.", corrects=situation.seen
    )
    samples.ask_reader(situation, ref, situation.team.rae)
    with door.looking(
        by=situation.team.rae,
        permission=Permission.CONNECTION_READ,
        mother=situation.mother,
        page="c",
        about=ref,
    ) as box:
        seen = both_sides.both_sides(box, ref)
    assert seen is not None
    assert [entry.ref for entry in seen.child_side.observations] == [later, situation.seen]


@pytest.mark.promise(1)
def test_the_look_closes_both_sides_to_the_reader_in_that_moment() -> None:
    situation = samples.a_situation()
    ref = samples.propose(situation)
    samples.ask_reader(situation, ref, situation.team.rae)
    samples.look(situation, ref, by=situation.team.rae)
    assert not reads_both(situation.team.rae, situation, ref)
    with pytest.raises(Denied):
        samples.look(situation, ref, by=situation.team.rae)


@pytest.mark.promise(1)
def test_after_fourteen_days_without_a_look_it_is_closed_and_the_clock_is_late() -> None:
    situation = samples.a_situation()
    ref = samples.propose(situation)
    samples.ask_reader(situation, ref, situation.team.rae)
    with clock.at(clock.now() + timedelta(days=13, hours=23)):
        assert reads_both(situation.team.rae, situation, ref)
    with clock.at(clock.now() + timedelta(days=14, seconds=1)):
        assert not reads_both(situation.team.rae, situation, ref)
    with clock.at(clock.now() + timedelta(days=15)):
        assert Clock.objects.filter(
            kind="connection_read", about=ref, met_at=None, due_at__lt=clock.now()
        ).exists()


def test_a_reader_of_one_connection_opens_no_other_of_the_same_mother() -> None:
    situation = samples.a_situation()
    one, other = samples.propose(situation), samples.propose(situation)
    samples.ask_reader(situation, one, situation.team.tess)
    assert reads_both(situation.team.tess, situation, one)
    assert not reads_both(situation.team.tess, situation, other)
    with pytest.raises(Denied):
        samples.look(situation, other, by=situation.team.tess)


@pytest.mark.promise(1)
def test_the_author_is_refused_as_second_reader_with_a_sentence() -> None:
    situation = samples.a_situation()
    ref = samples.propose(situation)
    with pytest.raises(BadInput, match="Whoever proposed it does not look at it") as refused:
        samples.ask_reader(situation, ref, situation.team.ruth, by=situation.team.rae)
    assert refused.value.field == "reader"


@pytest.mark.promise(1)
def test_nor_in_another_role_of_another_agency() -> None:
    situation = samples.a_situation()
    ruth, tom = situation.team.ruth, situation.team.tom
    agencies.give_role(
        by=machine_actor(1),
        worker=ruth.worker_ref,
        agency=tom.agency_ref,
        role=Role.TREATMENT_WORKER,
        at=clock.now(),
    )
    elsewhere = actor_for(ruth.worker_id, tom.agency_ref)
    assert elsewhere is not None
    ref = samples.propose(situation)
    with pytest.raises(BadInput, match="in whatever role or agency"):
        samples.ask_reader(situation, ref, elsewhere, by=situation.team.rae)
    assert not reads_both(elsewhere, situation, ref)


@pytest.mark.slow
def test_whoever_wrote_the_quote_is_refused_too() -> None:
    situation = samples.a_situation()
    ref = a_quoted_connection(situation)
    with pytest.raises(BadInput, match="wrote what is quoted"):
        samples.ask_reader(situation, ref, situation.team.tom)
    samples.ask_reader(situation, ref, situation.team.tess)


def test_a_worker_whom_she_barred_is_neither_listed_nor_asked() -> None:
    situation = samples.a_situation()
    ref = samples.propose(situation)
    bridges.bar(by=situation.team.jo, mother=situation.mother, worker=situation.team.rae.worker_ref)
    with pytest.raises(BadInput, match="must not open her record"):
        samples.ask_reader(situation, ref, situation.team.rae)


def test_a_bridge_builder_or_a_midwife_is_no_second_reader() -> None:
    situation = samples.a_situation()
    ref = samples.propose(situation)
    for worker in (situation.team.jo, situation.team.mia):
        with pytest.raises(BadInput, match="Choose somebody from the list"):
            samples.ask_reader(situation, ref, worker)


def test_barred_after_she_was_asked_the_reader_opens_nothing() -> None:
    situation = samples.a_situation()
    ref = samples.propose(situation)
    samples.ask_reader(situation, ref, situation.team.rae)
    bridges.bar(by=situation.team.jo, mother=situation.mother, worker=situation.team.rae.worker_ref)
    assert not reads_both(situation.team.rae, situation, ref)


@pytest.mark.slow
def test_asking_another_reader_closes_it_to_the_first() -> None:
    situation = samples.a_situation()
    ref = samples.propose(situation)
    samples.ask_reader(situation, ref, situation.team.rae)
    samples.ask_reader(situation, ref, situation.team.kit)
    assert not reads_both(situation.team.rae, situation, ref)
    assert reads_both(situation.team.kit, situation, ref)


def test_a_look_without_reasons_is_refused_and_the_reader_can_try_again() -> None:
    situation = samples.a_situation()
    ref = samples.propose(situation)
    samples.ask_reader(situation, ref, situation.team.rae)
    with pytest.raises(BadInput, match="Write why"):
        samples.look(situation, ref, by=situation.team.rae, reasons="  ")
    assert reads_both(situation.team.rae, situation, ref)


@pytest.mark.slow
def test_it_cannot_stand_on_a_quote_that_is_not_right_nor_on_one_nobody_compared() -> None:
    situation = samples.a_situation()
    ref = a_quoted_connection(situation)
    samples.ask_reader(situation, ref, situation.team.rae)
    with pytest.raises(BadInput, match="Compare the quote"):
        samples.look(situation, ref, by=situation.team.rae)
    with pytest.raises(BadInput, match="cannot stand on a quote"):
        samples.look(situation, ref, by=situation.team.rae, quote_is_right=QuoteIsRight.NO)
    samples.look(
        situation, ref, by=situation.team.rae, outcome=Look.DOES_NOT_STAND, quote_is_right=QuoteIsRight.NO
    )
    assert card(situation, ref).status is ConnectionStatus.DOES_NOT_STAND


@pytest.mark.slow
def test_one_that_stood_is_shown_with_the_date_of_its_last_look_however_late_it_is() -> None:
    situation = samples.a_situation()
    before = clock.now()
    ref = samples.looked_at(situation)
    with clock.at(clock.now() + samples.WEEKS_12 + timedelta(days=400)):
        line = line_of(card(situation, ref), clock.now())
    assert line.status is ConnectionStatus.STANDS
    assert line.is_past_its_date
    assert line.looked_at is not None
    assert before <= line.looked_at <= clock.now()


@pytest.mark.slow
def test_after_twelve_weeks_a_clock_is_late_and_another_look_starts_it_again() -> None:
    situation = samples.a_situation()
    ref = samples.looked_at(situation)
    running = Clock.objects.get(kind="connection_look", about=ref, met_at=None)
    assert local_day(running.due_at) - local_day(running.started_at) == samples.WEEKS_12
    assert running.compartment == Compartment.CHILD_SAFETY
    with clock.at(clock.now() + samples.WEEKS_12 + timedelta(days=1)):
        samples.ask_reader(situation, ref, situation.team.kit)
        samples.look(situation, ref, by=situation.team.kit, outcome=Look.NOT_KNOWN)
        again = Clock.objects.get(kind="connection_look", about=ref, met_at=None)
        assert again.due_at > clock.now()
        assert card(situation, ref).status is ConnectionStatus.NOT_KNOWN
    assert len(card(situation, ref).looks) == 2


@pytest.mark.slow
def test_who_should_stand_as_second_reader_is_who_stands() -> None:
    situation = samples.a_situation()
    one, other = samples.propose(situation), samples.propose(situation)
    for ref, reader in ((one, situation.team.rae), (other, situation.team.kit)):
        samples.ask_reader(situation, ref, reader)
    samples.look(situation, one, by=situation.team.rae)
    later = clock.now() + timedelta(days=15)
    there: set[object] = {"nobody asked yet"}
    for now in (clock.now(), later):
        with clock.at(now):
            there = {row for row in standing.everything_in_force(now) if row[1] == Ground.SECOND_READER.value}
            assert queries.standing_due() == there
    assert not there


def test_what_is_open_to_a_reader_is_listed_and_after_the_look_it_is_not() -> None:
    situation = samples.a_situation()
    rae = situation.team.rae
    ref = samples.propose(situation)
    assert queries.readings_of(rae) == ()
    samples.ask_reader(situation, ref, rae)
    assert [reading.connection for reading in queries.readings_of(rae)] == [ref]
    samples.look(situation, ref, by=rae)
    assert queries.readings_of(rae) == ()
    over = queries.reading_open_to(rae, ref)
    assert over is not None
    assert (over.is_open, over.ended_why) == (False, "looked_at")


def test_the_author_opens_no_treatment_by_proposing() -> None:
    situation = samples.a_situation()
    a_quoted_connection(situation)
    with (
        door.looking(
            by=situation.team.ruth, permission=Permission.CONNECTION_SEE, mother=situation.mother, page="c"
        ) as box,
        pytest.raises(VaultError),
    ):
        box.entries(DrugUse, compartment=Compartment.TREATMENT)


def test_a_copy_that_was_put_back_lets_no_reader_in_again_who_was_stopped() -> None:
    situation = samples.a_situation()
    ref = samples.propose(situation)
    samples.ask_reader(situation, ref, situation.team.rae)
    machine = machine_actor(1)
    with door.acting(by=machine, permission=Permission.RECORD_REPLAY, mother=situation.mother) as box:
        box.end_standing_on(Ground.SECOND_READER)
        assert actions.bring_into_line(box) == 1
    assert queries.standing_due() == set()
    assert not reads_both(situation.team.rae, situation, ref)


def test_the_look_reads_both_sides_and_writes_nothing_in_treatment() -> None:
    situation = samples.a_situation()
    ref = a_quoted_connection(situation)
    samples.ask_reader(situation, ref, situation.team.rae)
    act = ActFacts(about=ref, author_id=situation.team.ruth.worker_id)
    use = DrugUse("heroin", HowUsed.SELF_REPORTED)
    draft = Draft(use, Category.DRUGS_AND_TREATMENT, clock.now(), compartment=Compartment.TREATMENT)
    with (
        pytest.raises(VaultError, match="does not write there"),
        door.acting(
            by=situation.team.rae, permission=Permission.CONNECTION_LOOK, mother=situation.mother, act=act
        ) as box,
    ):
        box.write(draft)
