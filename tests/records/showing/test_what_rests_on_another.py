"""What rests on an entry that she does not read is not shown to her, in whatever words it says it again."""

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.records.children.entries import ObservationKind
from hrm2m.records.showing import actions as showing
from hrm2m.records.worries import actions as worries
from tests import worlds
from tests.records.children.samples import note
from tests.records.connections import samples as connecting
from tests.records.worries import samples


pytestmark = pytest.mark.django_db
FIRST = "Decide on that first"


def sent(team: worlds.Team, mother: str, *observations: str) -> str:
    grounds = msgspec.structs.replace(samples.GROUNDS, observations=observations)
    return worries.refer_with_record(
        by=team.ruth,
        mother=mother,
        sending=replace(samples.SENDING, grounds=grounds),
        worry=samples.raised(team.sam, mother),
        at=clock.now(),
    )


def withheld(team: worlds.Team, entry: str) -> None:
    until = clock.now() + timedelta(days=3)
    showing.withhold(by=team.ruth, entry=entry, why="He reads it.", until=until, at=clock.now())


def refused_until_it_is_decided(team: worlds.Team, entry: str, source: str) -> None:
    with pytest.raises(BadInput, match=FIRST):
        showing.let_her_read(by=team.rae, entry=entry, why="She asked.", at=clock.now())
    showing.let_her_read(by=team.rae, entry=source, why="He has left.", at=clock.now())
    showing.let_her_read(by=team.rae, entry=entry, why="She asked.", at=clock.now())


@pytest.mark.parametrize("kind", [ObservationKind.SEEN_OR_HEARD, ObservationKind.STRENGTH])
def test_a_paper_waits_for_what_it_rests_on_though_that_was_put_into_other_words(
    kind: ObservationKind,
) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    first = note(team.sam, mother, "He was alone", kind=kind)
    referral = sent(team, mother, first)
    reworded = note(team.sam, mother, "He was by himself for an hour", kind=kind, corrects=first)
    withheld(team, reworded)
    refused_until_it_is_decided(team, referral, reworded)


def test_a_connection_waits_for_what_it_rests_on_in_its_own_words() -> None:
    there = connecting.a_situation()
    connection = connecting.propose(there)
    withheld(there.team, there.seen)
    with pytest.raises(BadInput, match="by itself"):
        showing.let_her_read_these(by=there.team.rae, entries=[connection], at=clock.now())
    refused_until_it_is_decided(there.team, connection, there.seen)
