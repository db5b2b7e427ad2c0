"""Help ends because she says so, moved or died; it sleeps, wakes and is forgotten; silence ends nothing."""

from datetime import timedelta

import pytest

from hrm2m.cadence import Channel, Outcome
from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Compartment, Permission
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.lifecycles import Stage
from hrm2m.records.bridges.queries import bridge_of
from hrm2m.records.clocks import queries as clocks
from hrm2m.records.hers import actions as hers
from hrm2m.records.hers.entries import HerWords, Moment
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach import queries as reaching
from hrm2m.records.outreach.entries import Contact
from hrm2m.records.people.queries import mother_in, somebody_is_met_by
from hrm2m.records.treatment import actions as treatment
from hrm2m.records.treatment.entries import DrugUse, HowUsed
from hrm2m.records.whole import actions
from hrm2m.vault import door
from hrm2m.vault.entries import Entry
from hrm2m.vault.errors import Denied, Missed
from hrm2m.vault.keystore import keystore
from hrm2m.vault.models import Head, Line, StandingRow
from tests import worlds
from tests.records.hers.samples import set_up


pytestmark = pytest.mark.django_db
MACHINE = machine_actor(1)


def stage_of(mother: str) -> Stage:
    return Stage(Head.objects.get(ref=mother).stage)


def contacts(team: worlds.Team, mother: str) -> tuple[Entry[Contact], ...]:
    with door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="mother") as box:
        return box.entries(Contact)


@pytest.mark.slow
@pytest.mark.promise(3)
def test_a_year_of_misses_lets_it_sleep_and_ends_nothing_before() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, days_ago=380)
    start = clock.now() - timedelta(days=380)
    for week in range(1, 50):
        worlds.contact(team, mother, Outcome.NOT_REACHED, start + timedelta(weeks=week))
    with clock.at(start + timedelta(days=364)):
        assert actions.let_sleep(by=MACHINE) == 0
        assert len(reaching.today(team.jo).items) == 1
    assert actions.let_sleep(by=MACHINE) == 1
    assert stage_of(mother) is Stage.ASLEEP
    assert reaching.today(team.jo).items == ()


@pytest.mark.promise(3)
def test_it_does_not_sleep_while_she_uses_a_page_of_her_own() -> None:
    team = worlds.make_team()
    start = clock.now() - timedelta(days=700)
    mother = worlds.begin(team, days_ago=700)
    with clock.at(start + timedelta(days=1)):
        her = set_up(team, mother)
    with clock.at(start + timedelta(days=300)):
        hers.say(by=her, mother=mother, said=HerWords(Moment.JUST_SAYING, "I am all right."), at=clock.now())
    before = Line.objects.count()
    with clock.at(start + timedelta(days=640)):
        assert actions.let_sleep(by=MACHINE) == 0
    assert Line.objects.count() == before, "nothing was opened to see it"
    assert stage_of(mother) is Stage.BY_HANDLE
    with clock.at(start + timedelta(days=666)):
        assert actions.let_sleep(by=MACHINE) == 1


@pytest.mark.slow
@pytest.mark.promise(3)
def test_it_does_not_sleep_under_whoever_treats_her() -> None:
    team = worlds.make_team()
    start = clock.now() - timedelta(days=700)
    mother = worlds.begin_named(team, days_ago=700)
    with clock.at(start + timedelta(days=1)):
        treatment.begin_treating(
            by=team.jo, mother=mother, worker=team.tom.worker_ref, called="R", at=clock.now()
        )
    with clock.at(start + timedelta(days=300)):
        treatment.write_drug_use(
            by=team.tom, mother=mother, use=DrugUse("crack", HowUsed.SELF_REPORTED), at=clock.now()
        )
    with clock.at(start + timedelta(days=640)):
        assert actions.let_sleep(by=MACHINE) == 0
    with clock.at(start + timedelta(days=666)):
        assert actions.let_sleep(by=MACHINE) == 1


@pytest.mark.promise(3)
def test_she_comes_back_says_her_handle_and_finds_her_record_as_it_was() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, days_ago=400)
    actions.let_sleep(by=MACHINE)
    found = actions.wake(
        by=team.amir,
        handle="robin",
        builder=team.amir.worker_ref,
        cover=team.sam.worker_ref,
        at=clock.now(),
    )
    assert found == mother
    assert stage_of(mother) is Stage.BY_HANDLE
    assert [line.handle for line in reaching.today(team.amir).items] == ["Robin"]


def test_waking_by_a_handle_nobody_sleeps_by_says_what_to_do() -> None:
    team = worlds.make_team()
    worlds.begin(team)
    with pytest.raises(Missed, match="begin a new bridge"):
        actions.wake(
            by=team.jo, handle="Robin", builder=team.jo.worker_ref, cover=team.sam.worker_ref, at=clock.now()
        )


def test_her_word_ends_it_and_one_press_within_14_days_undoes_a_mistake() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    actions.she_asks_to_end(by=team.jo, mother=mother, at=clock.now())
    assert stage_of(mother) is Stage.LEFT
    with pytest.raises(Denied):
        contacts(team, mother)
    actions.reopen(by=team.jo, mother=mother, her_word=False)
    assert stage_of(mother) is Stage.BY_HANDLE
    assert len(reaching.today(team.jo).items) == 1


def test_after_14_days_only_she_opens_it_again() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, days_ago=40)
    with clock.at(clock.now() - timedelta(days=15)):
        actions.she_asks_to_end(by=team.jo, mother=mother, at=clock.now())
    with pytest.raises(Denied):
        actions.reopen(by=team.jo, mother=mother, her_word=False)
    actions.reopen(by=team.jo, mother=mother, her_word=True)
    assert stage_of(mother) is Stage.BY_HANDLE


def test_a_death_needs_two_people_and_stops_everything_in_that_minute() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    soon = clock.now() + timedelta(hours=3)
    outreach.log_contact(
        by=team.jo, mother=mother, contact=Contact(Channel.CALL, Outcome.SPOKE, next_at=soon), at=clock.now()
    )
    with pytest.raises(Denied, match="Two people"):
        actions.she_died(by=team.jo, mother=mother, second=team.jo.worker_ref, at=clock.now())
    actions.she_died(by=team.jo, mother=mother, second=team.kit.worker_ref, at=clock.now())
    with clock.at(clock.now() + timedelta(days=2)):
        assert reaching.today(team.jo).items == ()
        assert clocks.late_of([Head.objects.get(ref=mother).id], clock.now()) == {}


@pytest.mark.promise(3)
def test_moving_on_needs_somebody_who_accepted() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    with pytest.raises(BadInput, match="accepted"):
        actions.she_moved_on(by=team.jo, mother=mother, accepted_by=" ", at=clock.now())
    actions.she_moved_on(by=team.jo, mother=mother, accepted_by="Dana, the next town", at=clock.now())
    assert stage_of(mother) is Stage.MOVED_ON


def test_forgetting_empties_her_page_at_once_and_can_be_undone_for_72_hours() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    actions.forget(by=team.jo, mother=mother)
    with pytest.raises(Denied):
        contacts(team, mother)
    assert reaching.today(team.jo).items == ()
    assert actions.finish_forgetting(by=MACHINE) == 0
    actions.undo_forgetting(by=team.jo, mother=mother)
    assert contacts(team, mother) == ()
    assert len(reaching.today(team.jo).items) == 1


def test_her_handle_undoes_it_in_time_for_whoever_holds_or_covers_her_bridge_and_for_nobody_else() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    bridge = bridge_of(Head.objects.get(ref=mother).id)
    builder, cover = team.amir.worker_ref, team.jo.worker_ref

    def comes_back_to(who: Actor) -> str:
        return actions.wake(by=who, handle="Robin", builder=builder, cover=cover, at=clock.now())

    for who in (team.jo, team.sam):
        actions.forget(by=team.jo, mother=mother)
        with pytest.raises(Missed):
            comes_back_to(team.amir)
        assert comes_back_to(who) == mother
        assert stage_of(mother) is Stage.BY_HANDLE
    assert bridge_of(Head.objects.get(ref=mother).id) == bridge
    actions.forget(by=team.jo, mother=mother)
    with clock.at(clock.now() + timedelta(hours=73)), pytest.raises(Missed):
        comes_back_to(team.jo)


def test_after_72_hours_the_keys_are_gone_and_child_safety_stays_sealed() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    actions.forget(by=team.jo, mother=mother)
    with clock.at(clock.now() + timedelta(hours=73)):
        with pytest.raises(Denied):
            actions.undo_forgetting(by=team.jo, mother=mother)
        assert actions.finish_forgetting(by=MACHINE) == 1
        assert actions.finish_forgetting(by=MACHINE) == 0
    assert stage_of(mother) is Stage.FORGOTTEN
    assert not keystore().keys([(mother, compartment) for compartment in Compartment])
    assert not StandingRow.objects.filter(until=None).exists()
    assert not somebody_is_met_by(1, "Robin")


def test_a_mother_known_by_name_is_not_forgotten_but_told_why() -> None:
    from hrm2m.records.people.actions import give_name

    team = worlds.make_team()
    mother = worlds.begin(team)
    give_name(by=team.jo, mother=mother, full_name="Robin Example", at=clock.now())
    with pytest.raises(Denied, match="retention"):
        actions.forget(by=team.jo, mother=mother)


@pytest.mark.promise(7)
def test_her_side_stands_beside_the_entry() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    ref = worlds.contact(team, mother, Outcome.MET, clock.now())
    actions.reply(by=team.jo, mother=mother, about=ref, words="It rained.", not_right=True, at=clock.now())
    (entry,) = contacts(team, mother)
    assert [reply.body.words for reply in entry.replies] == ["It rained."]
    with door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="mother") as box:
        assert mother_in(box).handle == "Robin"


def test_her_side_cannot_stand_beside_an_entry_of_somebody_else() -> None:
    team = worlds.make_team()
    mother, other = worlds.begin(team), worlds.begin(team, "Wren")
    ref = worlds.contact(team, other, Outcome.MET, clock.now())
    with pytest.raises(BadInput) as refusal:
        actions.reply(by=team.jo, mother=mother, about=ref, words="x", not_right=False, at=clock.now())
    assert refusal.value.field == "about"


def test_she_who_left_comes_back_by_her_handle_however_long_ago() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, days_ago=60)
    with clock.at(clock.now() - timedelta(days=30)):
        actions.she_asks_to_end(by=team.jo, mother=mother, at=clock.now())
    actions.close_ended_bridges(by=MACHINE)
    found = actions.wake(
        by=team.amir, handle="Robin", builder=team.amir.worker_ref, cover=team.sam.worker_ref, at=clock.now()
    )
    assert found == mother
    assert [line.handle for line in reaching.today(team.amir).items] == ["Robin"]
