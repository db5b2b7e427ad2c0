"""Entries from before rows were kept are put on a list by the rule for new ones, once; nothing is shown by it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from hrm2m.foundation import clock
from hrm2m.policy import Compartment, Permission
from hrm2m.policy.facts import machine_actor
from hrm2m.records.children.actions.checking import Known
from hrm2m.records.showing import actions as showing
from hrm2m.records.showing import catching_up
from hrm2m.records.showing.queries import waiting
from hrm2m.records.treatment import actions as treatment
from hrm2m.vault import catching_up as missing
from hrm2m.vault import door, to_show
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.entries import Entry, every_kind
from hrm2m.vault.errors import Denied, VaultError
from hrm2m.vault.models import Line, ToShow
from tests import worlds
from tests.plans import plans_on
from tests.records.children import samples as noticed
from tests.records.showing.test_showing import demanded, harmed, saw, used


pytestmark = pytest.mark.django_db
LONG_AGO = 40
MACHINE = machine_actor(1)
KEPT = ("mother", "compartment", "entry", "kind", "by_id", "by_others", "decision", "shown", "until")


def filled(team: worlds.Team, handle: str = "Robin", *, days_ago: float = LONG_AGO) -> str:
    """A mother with something to decide on in each part, something decided, and her own words."""
    mother = worlds.begin_named(team, handle, days_ago=days_ago)
    treatment.begin_treating(
        by=team.jo, mother=mother, worker=team.tom.worker_ref, called="R", at=clock.now()
    )
    for write in (demanded, harmed, used, saw):
        write(team, mother)
    told = noticed.note(team.sam, mother, "He was alone", known=Known("told_by", "her sister"))
    noticed.note(team.sam, mother, "He was with me", corrects=told, known=Known("her_words"))
    showing.let_her_read(by=team.jo, entry=demanded(team, mother), why="It is safe", at=clock.now())
    until = clock.now() + timedelta(days=3)
    showing.withhold(by=team.ruth, entry=saw(team, mother), why="He reads it", until=until, at=clock.now())
    return mother


def rows() -> list[tuple[Any, ...]]:
    return sorted(ToShow.objects.values_list(*KEPT), key=str)


def as_it_was_before() -> None:
    """The version before kept no such row of anything."""
    ToShow.objects.all().delete()


def left() -> int:
    return sum(showing.left_to_catch_up(by=MACHINE).values())


@pytest.mark.slow
def test_each_old_entry_gets_the_row_that_a_new_one_gets_and_only_once() -> None:
    team = worlds.make_team()
    filled(team)
    expected = rows()
    assert {row[1] for row in expected} == set(catching_up.PARTS), "every part is tried"
    as_it_was_before()
    assert (waiting(team.jo), waiting(team.tom), waiting(team.ruth)) == ((), (), ())
    assert left() == len(expected)
    with clock.at(clock.now() + timedelta(minutes=1)) as now:
        assert showing.catch_up(by=MACHINE) == len(expected)
        assert rows() == expected
        asked_at = set(ToShow.objects.values_list("at", flat=True))
        assert asked_at == {clock.now()}, f"somebody is asked from now on, not since long ago: {now}"
        assert (showing.catch_up(by=MACHINE), left()) == (0, 0)
    assert [line.asks for line in waiting(team.tom)] == ["decide"]


def test_what_is_corrected_by_her_words_after_the_upgrade_waits_too() -> None:
    team = worlds.make_team()
    mother = worlds.begin_named(team, days_ago=LONG_AGO)
    told = saw(team, mother)
    as_it_was_before()
    correction = noticed.note(team.sam, mother, "He was with me", corrects=told, known=Known("her_words"))
    assert not ToShow.objects.exists(), "nobody was asked about what it corrects, so nobody is asked about it"
    showing.catch_up(by=MACHINE)
    found = ToShow.objects.get()
    assert (found.entry, found.by_others, found.shown) == (correction, True, None)


@pytest.mark.slow
def test_killed_after_a_batch_whoever_goes_on_finds_the_rest_and_doubles_nothing() -> None:
    team = worlds.make_team()
    for handle in ("Robin", "Wren", "Finch"):
        filled(team, handle)
    expected = rows()
    as_it_was_before()
    begun: list[int] = []

    def killed(
        area: int, part: Compartment, entries: Mapping[int, Sequence[Entry[Any]]], now: datetime
    ) -> int:
        made = missing.give_rows(area, part, entries, now)
        begun.append(made)
        if len(begun) == 2:
            raise KeyboardInterrupt
        return made

    with pytest.raises(KeyboardInterrupt):
        catching_up.in_every_part(MACHINE, killed, batch=1)
    assert ToShow.objects.count() == begun[0] > 0, "what was broken off left nothing half"
    assert showing.catch_up(by=MACHINE, batch=2) == len(expected) - begun[0]
    assert rows() == expected


@pytest.mark.slow
def test_one_part_that_cannot_be_read_keeps_no_other_from_it() -> None:
    team = worlds.make_team()
    filled(team)
    as_it_was_before()

    def not_this(
        area: int, part: Compartment, entries: Mapping[int, Sequence[Entry[Any]]], now: datetime
    ) -> int:
        if part is Compartment.GENERAL:
            raise ValueError(part)
        return missing.give_rows(area, part, entries, now)

    with pytest.raises(ValueError, match="general"):
        catching_up.in_every_part(MACHINE, not_this)
    assert {row[1] for row in rows()} == set(catching_up.PARTS) - {Compartment.GENERAL}


def test_a_record_begun_since_is_not_opened_for_it() -> None:
    team = worlds.make_team()
    filled(team, days_ago=0)
    lines = Line.objects.filter(chain=HOUSE).count()
    assert (showing.catch_up(by=MACHINE), left()) == (0, 0)
    assert Line.objects.filter(chain=HOUSE).count() == lines


@pytest.mark.slow
def test_no_person_opens_anything_by_it() -> None:
    team = worlds.make_team()
    filled(team)
    as_it_was_before()
    for by in (team.jo, team.ruth, team.tom, team.sam):
        with pytest.raises(Denied):
            showing.catch_up(by=by)
    assert not rows()


def test_an_act_for_one_part_opens_no_other() -> None:
    team = worlds.make_team()
    filled(team)
    mothers = missing.mothers_from_before(1)
    part = Compartment.TREATMENT
    with door.machine(by=MACHINE, permission=Permission.CATCH_UP, mothers=mothers, part=part) as boxes:
        assert boxes.entries(*every_kind(), compartment=part)[mothers[0]]
        with pytest.raises(VaultError):
            boxes.entries(*every_kind(), compartment=Compartment.CHILD_SAFETY)
    with (
        pytest.raises(VaultError, match="one side"),
        door.machine(by=MACHINE, permission=Permission.CATCH_UP, mothers=mothers),
    ):
        pass


def test_what_waits_of_one_mother_is_found_without_reading_everybodys() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads a small table whole")
    team = worlds.make_team()
    worlds.begin(team, "Robin", days_ago=LONG_AGO)
    of_one = plans_on("vault_to_show", lambda: to_show.of_mother(1, Compartment.GENERAL))
    catching = plans_on("vault_to_show", left)
    assert len(of_one) == 1
    assert len(catching) == len(catching_up.PARTS)
    assert not [plan for plan in (*of_one, *catching) if "SCAN" in plan]
