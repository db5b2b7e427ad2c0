"""Deciding what she may read in every compartment: by whom, with a second person, and with a promise that runs."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hrm2m.foundation import clock, ids
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Compartment, Ground, Permission
from hrm2m.policy.facts import ActFacts, machine_actor
from hrm2m.records.asks import actions as asks
from hrm2m.records.asks.actions.checking import Known
from hrm2m.records.asks.entries import Demand, DemandKind
from hrm2m.records.clocks.models import Clock
from hrm2m.records.safety import actions as safety
from hrm2m.records.safety.entries import Harm, HerSafety
from hrm2m.records.showing import actions as showing
from hrm2m.records.showing.queries import one, waiting
from hrm2m.records.treatment import actions as treatment
from hrm2m.records.treatment.entries import DrugUse, HowUsed
from hrm2m.records.whole import actions as whole
from hrm2m.vault import door, to_show
from hrm2m.vault.errors import Denied, NotYours
from tests import worlds
from tests.records.children import samples as noticed
from tests.records.worries import samples as worried


pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WHY = "Nothing in it puts anybody in danger."
MACHINE = machine_actor(1)


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def mother(team: worlds.Team) -> str:
    found = worlds.begin_named(team)
    treatment.begin_treating(by=team.jo, mother=found, worker=team.tom.worker_ref, called="R", at=clock.now())
    return found


def demanded(team: worlds.Team, mother: str) -> str:
    demand = Demand("Council", DemandKind.MUST_OR, "Be at home on Friday")
    known = Known("read_in", "a letter")
    return asks.record_demand(
        by=team.jo, mother=mother, demand=demand, category=Category.HOME, at=clock.now(), known=known
    )


def harmed(team: worlds.Team, mother: str) -> str:
    said = safety.Telling("told_by", "her sister")
    body = HerSafety(Harm.VIOLENCE, "He broke the door", "Del", "He broke the door")
    return safety.note(by=team.sam, mother=mother, safety=body, telling=said, at=clock.now())


def used(team: worlds.Team, mother: str) -> str:
    told = treatment.Told(not_why="Not met yet")
    use = DrugUse("crack", HowUsed.TOLD_BY)
    return treatment.write_drug_use(
        by=team.tom, mother=mother, use=use, at=clock.now(), told_by="her brother", told=told
    )


def saw(team: worlds.Team, mother: str) -> str:
    return noticed.note(team.sam, mother, "He was alone", childs_own_words="I am big")


WAYS = {
    Compartment.GENERAL: (demanded, "jo", {"jo", "sam"}),
    Compartment.HER_SAFETY: (harmed, "jo", {"jo"}),
    Compartment.TREATMENT: (used, "tom", {"tom"}),
    Compartment.CHILD_SAFETY: (saw, "ruth", {"ruth", "rae"}),
}
EVERYBODY = ("jo", "amir", "sam", "kit", "ruth", "rae", "tom", "tess", "mia", "vic")


def running(kind: str) -> list[tuple[str, str]]:
    rows = Clock.objects.filter(kind=kind, met_at=None, stopped_at=None).order_by("id")
    return list(rows.values_list("compartment", "about"))


def let(by: Actor, entry: str, why: str = WHY) -> str:
    return showing.let_her_read(by=by, entry=entry, why=why, at=clock.now())


def withhold(by: Actor, entry: str, days: int = 3, why: str = "He reads her telephone.") -> str:
    return showing.withhold(by=by, entry=entry, why=why, until=clock.now() + days * DAY, at=clock.now())


@pytest.mark.parametrize("compartment", sorted(WAYS))
def test_it_is_on_the_list_of_those_who_may_read_it_and_of_nobody_else(
    team: worlds.Team, mother: str, compartment: Compartment
) -> None:
    write, _, readers = WAYS[compartment]
    entry = write(team, mother)
    lists = {name: [one.row.entry for one in waiting(getattr(team, name))] for name in EVERYBODY}
    assert {name for name, found in lists.items() if entry in found} == readers


@pytest.mark.parametrize("compartment", sorted(WAYS))
def test_the_promise_runs_until_somebody_has_decided(
    team: worlds.Team, mother: str, compartment: Compartment
) -> None:
    write, decider, _ = WAYS[compartment]
    entry = write(team, mother)
    showing.keep_promises(by=MACHINE)
    showing.keep_promises(by=MACHINE)
    assert (compartment.value, compartment.value) in running("shown_or_held")
    assert len(set(running("shown_or_held"))) == len(running("shown_or_held"))
    let(getattr(team, decider), entry)
    assert (compartment.value, compartment.value) not in running("shown_or_held")
    assert entry not in [one.row.entry for one in waiting(getattr(team, decider))]


def test_the_promise_runs_on_from_what_waits_longest(team: worlds.Team, mother: str) -> None:
    first = demanded(team, mother)
    with clock.at(clock.now() + DAY):
        second = demanded(team, mother)
        showing.keep_promises(by=MACHINE)
        let(team.jo, first)
        row = to_show.whose(second, 1)
        assert row is not None
        assert Clock.objects.get(kind="shown_or_held", met_at=None).started_at == row.at
        let(team.jo, second)
    assert not running("shown_or_held")


@pytest.mark.parametrize("compartment", sorted(WAYS))
def test_nobody_who_may_not_read_it_decides_on_it(
    team: worlds.Team, mother: str, compartment: Compartment
) -> None:
    write, _, readers = WAYS[compartment]
    entry = write(team, mother)
    for name in set(EVERYBODY) - readers:
        # A lead of the team may, with a reason: it is the general record.
        if (name, compartment) != ("kit", Compartment.GENERAL):
            with pytest.raises(Denied):
                let(getattr(team, name), entry)


@pytest.mark.slow
def test_what_is_withheld_waits_for_another_worker_and_is_looked_at_again_in_time(
    team: worlds.Team, mother: str
) -> None:
    entry = demanded(team, mother)
    withhold(team.jo, entry)
    assert [about for _, about in running("withheld_signed")] == [entry]
    assert entry not in [one.row.entry for one in waiting(team.jo)]
    with pytest.raises(BadInput, match="ask somebody else"):
        showing.sign(by=team.jo, entry=entry, words="I too", agrees=True, at=clock.now())
    showing.sign(by=team.sam, entry=entry, words="He does.", agrees=True, at=clock.now())
    assert not running("withheld_signed")
    assert [about for _, about in running("withheld_review")] == [entry]
    assert entry not in [one.row.entry for one in waiting(team.sam)]
    with clock.at(clock.now() + 4 * DAY):
        assert entry in [one.row.entry for one in waiting(team.jo)], (
            "its day has come: it does not stay silent"
        )
        let(team.jo, entry)
    assert not running("withheld_review")


def test_who_withholds_it_again_alone_does_not_put_off_the_second_person(
    team: worlds.Team, mother: str
) -> None:
    entry = demanded(team, mother)
    withhold(team.jo, entry, days=14)
    due = Clock.objects.get(kind="withheld_signed", met_at=None, stopped_at=None).due_at
    for day in (1, 15):
        with clock.at(clock.now() + day * DAY):
            withhold(team.jo, entry, days=14)
        assert Clock.objects.get(kind="withheld_signed", met_at=None, stopped_at=None).due_at == due
    with clock.at(clock.now() + 16 * DAY):
        withhold(team.sam, entry)
    left = Clock.objects.get(kind="withheld_signed", met_at=None, stopped_at=None)
    assert (left.due_at, left.owner_id) == (due, team.jo.worker_id)
    with clock.at(clock.now() + 16 * DAY):
        showing.sign(by=team.jo, entry=entry, words="He does.", agrees=True, at=clock.now())
    assert not running("withheld_signed")


def test_showing_it_for_a_moment_does_not_put_off_the_second_person(team: worlds.Team, mother: str) -> None:
    entry = demanded(team, mother)
    withhold(team.jo, entry)
    due = Clock.objects.get(kind="withheld_signed", met_at=None, stopped_at=None).due_at
    for day in (1, 2, 3):
        with clock.at(clock.now() + day * DAY):
            showing.let_her_read(by=team.jo, entry=entry, why=WHY, at=clock.now())
            withhold(team.jo, entry)
        assert Clock.objects.get(kind="withheld_signed", met_at=None, stopped_at=None).due_at == due
    with clock.at(clock.now() + 4 * DAY):
        showing.let_her_read(by=team.jo, entry=entry, why=WHY, at=clock.now())
    with clock.at(clock.now() + 30 * DAY):
        withhold(team.jo, entry)
        later = Clock.objects.get(kind="withheld_signed", met_at=None, stopped_at=None).due_at
    assert later > due, "she could read it for weeks: that is another withholding"


def test_whom_the_second_person_said_no_to_does_not_withhold_it_again(team: worlds.Team, mother: str) -> None:
    entry = demanded(team, mother)
    withhold(team.jo, entry)
    showing.sign(by=team.sam, entry=entry, words="He is not there.", agrees=False, at=clock.now())
    for again in range(2):
        with pytest.raises(BadInput, match="somebody else"):
            withhold(team.jo, entry)
        # Nor by way of saying first that she may read it.
        if not again:
            showing.let_her_read(by=team.jo, entry=entry, why=WHY, at=clock.now())
    withhold(team.sam, entry)
    assert running("withheld_signed")


def test_whoever_signs_reads_what_is_withheld_and_not_the_decision_on_it(
    team: worlds.Team, mother: str
) -> None:
    entry = demanded(team, mother)
    withhold(team.jo, entry)
    read = one(by=team.sam, entry=entry).entry
    assert (read.ref, read.body.words) == (entry, "Be at home on Friday")
    assert read.showing is not None
    assert read.showing.body.why == "He reads her telephone."


def test_with_a_no_of_the_second_person_she_may_read_it(team: worlds.Team, mother: str) -> None:
    entry = demanded(team, mother)
    withhold(team.jo, entry)
    showing.sign(by=team.sam, entry=entry, words="She has the letter herself.", agrees=False, at=clock.now())
    row = to_show.whose(entry, 1)
    assert row is not None
    assert row.shown is True
    assert not running("withheld_signed")
    assert not running("withheld_review")
    with pytest.raises(BadInput, match="answered this meanwhile"):
        showing.sign(by=team.sam, entry=entry, words="Again", agrees=True, at=clock.now())


@pytest.mark.parametrize(
    ("more", "field"), [({"days": 15}, "until"), ({"days": -1}, "until"), ({"why": " "}, "why")]
)
def test_withholding_has_a_reason_and_a_day_within_a_fortnight(
    team: worlds.Team, mother: str, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        withhold(team.jo, demanded(team, mother), **more)
    assert refused.value.field == field


@pytest.mark.slow
def test_several_ordinary_ones_are_decided_at_once_and_none_that_somebody_told(
    team: worlds.Team, mother: str
) -> None:
    entries = [demanded(team, mother), demanded(team, worlds.begin(team, "Wren"))]
    assert showing.let_her_read_these(by=team.jo, entries=entries, at=clock.now()) == 2
    assert not waiting(team.jo)
    told = harmed(team, mother)
    with pytest.raises(BadInput, match="by itself"):
        showing.let_her_read_these(by=team.jo, entries=[told], at=clock.now())


def test_whoever_wrote_what_a_child_said_does_not_decide_alone(team: worlds.Team, mother: str) -> None:
    entry = noticed.note(team.ruth, mother, "He cried", childs_own_words="I want mummy")
    with pytest.raises(BadInput, match="does not decide alone"):
        let(team.ruth, entry)
    let(team.rae, entry)


@pytest.mark.slow
@pytest.mark.promise(9)
def test_deciding_changes_nothing_about_danger_to_a_child(team: worlds.Team, mother: str) -> None:
    worry = worried.raised(team.sam, mother)
    sent = worried.sent(team.sam, mother)

    def promised() -> list[tuple[str, str]]:
        kinds = Clock.objects.filter(met_at=None, stopped_at=None).exclude(
            kind__in=["shown_or_held", "withheld_signed", "withheld_review"]
        )
        return sorted(kinds.values_list("kind", "about"))

    before = promised()
    let(team.ruth, worry)
    withhold(team.ruth, sent)
    assert promised() == before


@pytest.mark.slow
def test_the_list_costs_the_same_with_one_entry_and_with_nine(team: worlds.Team, mother: str) -> None:
    demanded(team, mother)
    harmed(team, mother)

    def statements() -> int:
        with CaptureQueriesContext(connection) as spent:
            waiting(team.jo)
        return len(spent)

    waiting(team.jo)
    one = statements()
    for handle in ("Wren", "Finch", "Lark"):
        other = worlds.begin(team, handle)
        demanded(team, other)
        harmed(team, other)
    waiting(team.jo)
    assert statements() == one


def test_nothing_waits_any_more_for_a_record_that_is_destroyed(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    entry = demanded(team, mother)
    whole.forget(by=team.jo, mother=mother)
    with clock.at(clock.now() + 4 * DAY):
        showing.keep_promises(by=MACHINE)
        assert not running("shown_or_held"), "her record is not open: nobody is reminded"
        whole.finish_forgetting(by=MACHINE)
    assert to_show.whose(entry, 1) is None


def test_whoever_reads_one_connection_second_learns_nothing_of_what_else_waits(
    team: worlds.Team, mother: str
) -> None:
    held = used(team, mother)
    with door.acting(
        by=team.jo, permission=Permission.TREATING_SET, mother=mother, act=ActFacts(her_word=True)
    ) as box:
        box.give_standing(
            Ground.SECOND_READER,
            cause="connection:another",
            worker_id=team.tess.worker_id,
            agency_id=team.tess.agency_id,
            purpose=ids.new_ref(),
        )
    for entry in (held, ids.new_ref()):
        with pytest.raises(NotYours):
            one(by=team.tess, entry=entry)
        with pytest.raises(NotYours):
            withhold(team.tess, entry)
