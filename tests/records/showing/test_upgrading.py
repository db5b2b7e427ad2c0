"""An upgrade loses no decision: what was held, decided or held back before there was one way comes along."""

import os
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from hrm2m.foundation import clock
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.showing import LONGEST_WITHHELD
from hrm2m.records.children.actions.checking import Known
from hrm2m.records.clocks.models import Clock
from hrm2m.records.showing import actions as showing
from hrm2m.vault import gate, to_show
from hrm2m.vault.models import ToShow
from hrm2m.vault.to_show import Asks
from tests import worlds
from tests.records.children import samples as noticed
from tests.records.worries import samples as worried


pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif("HRM2M_OWNER_DATABASE_URL" in os.environ, reason="the plain login migrates nothing"),
]
MACHINE = machine_actor(1)
BEFORE = [("worries", "0001_initial"), ("vault", "0003_two_records")]


def migrate(to: list[tuple[str, str]] | None = None) -> MigrationExecutor:
    """To these, or to the newest of every room: the tests after this one need all of them."""
    with gate.owner_mode():
        executor = MigrationExecutor(connection)
        executor.migrate(to or executor.loader.graph.leaf_nodes())
        return MigrationExecutor(connection)


def test_what_was_held_decided_and_held_back_before_comes_along() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    waits = noticed.note(team.jo, mother, "He was alone", childs_own_words="I am big")
    shown, withheld = (noticed.note(team.jo, mother, "He cried", childs_own_words="No") for _ in range(2))
    showing.let_her_read(by=team.ruth, entry=shown, why="It is safe", at=clock.now())
    until = clock.now() + timedelta(days=3)
    showing.withhold(by=team.ruth, entry=withheld, why="Not now", until=until, at=clock.now())
    worry = worried.raised(team.sam, mother)
    row = to_show.whose(worry, 1)
    assert row is not None
    try:
        old = migrate(BEFORE).loader.project_state(BEFORE).apps
        held = old.get_model("worries", "WithheldRow").objects.create(
            mother=row.mother,
            entry="w" * 26,
            about=worry,
            worry=worry,
            by_id=team.sam.worker_id,
            since=clock.now(),
            until=clock.now() + LONGEST_WITHHELD,
        )
        Clock.objects.create(
            mother=row.mother,
            compartment="child_safety",
            kind="withheld_signed",
            about=held.entry,
            owner_id=1,
            escalate_to_id=1,
            started_at=clock.now(),
            due_at=clock.now(),
        )
    finally:
        migrate()
    asks = {entry: to_show.whose(entry, 1) for entry in (waits, shown, withheld, worry)}
    assert {name: found.asks(clock.now()) for name, found in asks.items() if found} == {
        waits: Asks.DECIDE,
        shown: Asks.NOTHING,
        withheld: Asks.SIGN,
        worry: Asks.SIGN,
    }
    kept = asks[withheld]
    assert kept is not None
    assert kept.until == until
    assert Clock.objects.filter(kind="withheld_signed", about=worry).exists()
    assert "withheldrow" not in {model.__name__.lower() for model in apps.get_models()}


def test_what_was_not_held_before_is_put_on_a_list_after_the_upgrade() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    seen = noticed.note(team.jo, mother, "He had no coat")
    own = noticed.note(team.jo, mother, "She says he has one", known=Known("her_words"))
    before = set(ToShow.objects.values_list("entry", flat=True))
    try:
        migrate([("vault", "0004_grounds_of_the_crossing")])
    finally:
        migrate()
    assert to_show.whose(seen, 1) is None
    assert sum(showing.left_to_catch_up(by=MACHINE).values()) == len(before)
    assert showing.catch_up(by=MACHINE) == len(before)
    assert set(ToShow.objects.values_list("entry", flat=True)) == before
    found = to_show.whose(seen, 1)
    assert found is not None
    assert (found.asks(clock.now()), to_show.whose(own, 1)) == (Asks.DECIDE, None)
