"""What no emergency does: it opens the other record to nobody, and hides nothing by the word of whoever acted."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Compartment, Role
from hrm2m.records.emergencies import actions
from hrm2m.records.emergencies.actions import Opening
from hrm2m.records.emergencies.actions.opening import OTHER_SIDE
from hrm2m.records.emergencies.entries import InDanger, Verdict
from hrm2m.records.emergencies.models import EmergencyLook
from hrm2m.records.showing import actions as showing
from hrm2m.records.showing.inside import NOT_YOUR_OWN
from hrm2m.vault.errors import Denied
from hrm2m.vault.hers_to_read import for_her
from tests import worlds
from tests.records.emergencies.test_emergencies import WHY, opened, read, said_of


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def mother(team: worlds.Team) -> str:
    return worlds.begin(team)


@pytest.mark.promise(1)
def test_nobody_comes_to_read_both_records_by_an_emergency(team: worlds.Team, mother: str) -> None:
    here = team.jo.agency_id, team.jo.agency_ref
    treats = replace(team.amir, roles=frozenset({Role.TREATMENT_WORKER, Role.BRIDGE_BUILDER}))
    for by, part in ((team.ruth, Compartment.TREATMENT), (treats, Compartment.CHILD_SAFETY)):
        assert (by.agency_id, by.agency_ref) == here
        for handle in ("Robin", "Nobody"):
            with pytest.raises(BadInput) as refused:
                opened(by, Opening(part, InDanger.CHILD, WHY), handle)
            assert (refused.value.field, refused.value.sentence) == ("part", OTHER_SIDE)
    assert not EmergencyLook.objects.exists()
    look = opened(team.amir, Opening(Compartment.CHILD_SAFETY, InDanger.CHILD, WHY))
    with pytest.raises(Denied):
        read(treats, look, Compartment.CHILD_SAFETY)


def test_whoever_opened_it_does_not_decide_that_she_is_not_to_read_it(team: worlds.Team, mother: str) -> None:
    """Sam is her cover: what Sam opened, and what was found of it, is withheld and signed by two others, or shown."""
    waits = Opening(Compartment.TREATMENT, InDanger.HER, WHY, "He reads her telephone.")
    look = opened(team.sam, waits)
    found = actions.look_at(by=team.jo, look=look, verdict=Verdict.NOT_RIGHT, words="No.", at=clock.now())
    until = clock.now() + timedelta(days=3)
    said = {"why": "He reads it", "until": until, "at": clock.now()}
    for by, entry in ((team.sam, look), (team.sam, found), (team.jo, found)):
        with pytest.raises(BadInput) as refused:
            showing.withhold(by=by, entry=entry, **said)  # type: ignore[arg-type] # three words of one decision
        assert refused.value.sentence == NOT_YOUR_OWN
    showing.withhold(by=team.jo, entry=look, **said)  # type: ignore[arg-type] # as above
    with pytest.raises(BadInput) as refused:
        showing.sign(by=team.sam, entry=look, words="He does", agrees=True, at=clock.now())
    assert refused.value.sentence == NOT_YOUR_OWN
    showing.sign(by=team.sam, entry=look, words="He has gone", agrees=False, at=clock.now())
    assert [entry.ref for entry in for_her(said_of(team, mother), clock.now())] == [look]
