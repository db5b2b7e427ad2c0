"""Two at once: one look is saved, the other is told; one reader is asked, and the other opens nothing.

On SQLite writers take turns, so that two at once are one after the other; the properties try every order of that.
"""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Permission
from hrm2m.policy.connecting import Look
from hrm2m.records.connections import queries
from hrm2m.records.connections.models import OPEN, Reading
from hrm2m.vault import door
from hrm2m.vault.errors import Denied
from tests.records.connections import samples
from tests.records.connections.samples import Situation


pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture(autouse=True)
def _on_postgres(db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL only")


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What became of each act when all of them began in one moment: its answer, or its refusal."""
    said: list[object] = [None] * len(acts)
    gate = threading.Barrier(len(acts))

    def run(number: int, act: Callable[[], object]) -> None:
        try:
            gate.wait()
            said[number] = act()
        except (BadInput, Denied) as refused:
            said[number] = refused
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=one) for one in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def looks_at(situation: Situation, ref: str) -> int:
    with door.looking(
        by=situation.team.ruth, permission=Permission.CONNECTION_SEE, mother=situation.mother, page="p"
    ) as box:
        card = queries.connection_card(box, ref)
    assert card is not None
    return len(card.looks)


def test_two_second_looks_at_once_are_one_look_and_one_refusal() -> None:
    situation = samples.a_situation()
    ref = samples.propose(situation)
    samples.ask_reader(situation, ref, situation.team.rae)
    rae = situation.team.rae
    said = at_once(
        lambda: samples.look(situation, ref, by=rae, outcome=Look.STANDS),
        lambda: samples.look(situation, ref, by=rae, outcome=Look.DOES_NOT_STAND),
    )
    assert sorted(isinstance(one, Denied) for one in said) == [False, True]
    assert looks_at(situation, ref) == 1


def test_two_readers_asked_at_once_leave_one_who_reads() -> None:
    situation = samples.a_situation()
    ref = samples.propose(situation)
    team = situation.team
    at_once(
        lambda: samples.ask_reader(situation, ref, team.kit),
        lambda: samples.ask_reader(situation, ref, team.tess, by=team.rae),
    )
    assert Reading.objects.filter(OPEN, connection=ref).count() == 1
    assert len(queries.standing_due()) == 2


def test_a_look_while_another_reader_is_asked_is_whole_or_refused() -> None:
    situation = samples.a_situation()
    ref = samples.propose(situation)
    samples.ask_reader(situation, ref, situation.team.rae)
    said = at_once(
        lambda: samples.look(situation, ref, by=situation.team.rae),
        lambda: samples.ask_reader(situation, ref, situation.team.kit),
    )
    assert looks_at(situation, ref) == (0 if isinstance(said[0], Denied) else 1)
    assert said[1] is None
