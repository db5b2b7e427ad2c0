"""Whoever loses the role, the account or our trust looks at nothing any more, in that moment."""

from dataclasses import replace

import pytest

from hrm2m.policy import Permission, Role
from hrm2m.records.accounts import actions as accounts
from hrm2m.records.connections import actions, queries
from hrm2m.records.connections.models import OPEN, Reading
from hrm2m.vault import door
from hrm2m.vault.errors import Denied
from tests.records.connections import samples


pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_an_account_that_ends_reads_no_more_and_another_can_be_asked() -> None:
    situation = samples.a_situation()
    team = situation.team
    ref = samples.propose(situation)
    samples.ask_reader(situation, ref, team.rae)
    accounts.end_account(
        by=replace(team.ruth, roles=frozenset({Role.ADMINISTRATOR})), worker=team.rae.worker_ref
    )
    assert not Reading.objects.filter(OPEN).exists()
    assert queries.standing_due() == set()
    samples.ask_reader(situation, ref, team.kit)


def test_a_role_that_ends_in_another_agency_leaves_the_reading_as_it_is() -> None:
    situation = samples.a_situation()
    ref = samples.propose(situation)
    samples.ask_reader(situation, ref, situation.team.rae)
    admin = replace(situation.team.ruth, roles=frozenset({Role.ADMINISTRATOR}))
    assert actions.let_go(by=admin, worker=situation.team.rae.worker_ref) == 0
    assert Reading.objects.filter(OPEN).count() == 1


def test_a_worker_who_is_stood_down_reads_no_more() -> None:
    situation = samples.a_situation()
    ref = samples.propose(situation)
    samples.ask_reader(situation, ref, situation.team.tess)
    assert actions.stand_down(by=situation.team.kit, worker=situation.team.tess.worker_ref) == 1
    with (
        pytest.raises(Denied),
        door.looking(
            by=situation.team.tess,
            permission=Permission.CONNECTION_READ,
            mother=situation.mother,
            page="p",
            about=ref,
        ),
    ):
        pass
    again = queries.reading_open_to(situation.team.tess, ref)
    assert again is not None
    assert again.ended_why == "worker_gone"
