"""What anybody near her saw is written at once, read by the few who may, and never edited away."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hrm2m.foundation import clock, ids
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.showing import UNTIL_DECIDED
from hrm2m.records.children import actions as children
from hrm2m.records.children.actions import Known
from hrm2m.records.children.entries import Observation, ObservationKind, Said
from hrm2m.records.children.holding import Telling
from hrm2m.records.children.models import Noted
from hrm2m.records.children.queries import written_about
from hrm2m.records.showing import actions as showing
from hrm2m.records.whole import actions as whole
from hrm2m.vault import door
from hrm2m.vault.errors import Denied, VaultError
from tests import worlds
from tests.records.children import samples


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def mother(team: worlds.Team) -> str:
    return worlds.begin(team)


@pytest.mark.parametrize("who", ["jo", "sam", "kit", "ruth"])
def test_whoever_stands_near_her_writes_what_was_seen(team: worlds.Team, mother: str, who: str) -> None:
    samples.note(getattr(team, who), mother)
    (noticed,) = samples.read(team.ruth, mother).unnamed
    assert noticed.thread.newest.body.words == samples.SEEN
    assert noticed.thread.newest.by_id == getattr(team, who).worker_id
    assert noticed.is_new


@pytest.mark.parametrize("who", ["vic", "tom", "mia"])
def test_a_stranger_writes_nothing_in_her_record(team: worlds.Team, mother: str, who: str) -> None:
    with pytest.raises(Denied):
        samples.note(getattr(team, who), mother)


@pytest.mark.parametrize("who", ["jo", "sam", "kit"])
def test_writing_opens_nothing(team: worlds.Team, mother: str, who: str) -> None:
    actor = getattr(team, who)
    samples.note(actor, mother)
    with pytest.raises(Denied):
        samples.read(actor, mother)
    with (
        pytest.raises(VaultError),
        door.acting(by=actor, permission=Permission.CHILD_NOTE, mother=mother, act=ActFacts()) as box,
    ):
        box.entries(Observation)


def test_nobody_reads_without_saying_why(team: worlds.Team, mother: str) -> None:
    with (
        pytest.raises(Denied),
        door.looking(by=team.ruth, permission=Permission.CHILDREN_SEE, mother=mother, page="children"),
    ):
        pass


def test_what_several_people_saw_of_an_unnamed_child_adds_up(team: worlds.Team, mother: str) -> None:
    samples.note(team.jo, mother, "A child cried behind the door", about_how_old="about 3")
    samples.note(team.sam, mother, "A small boy alone on the stairs", about_how_old="3 or 4")
    found = samples.read(team.ruth, mother)
    assert [each.thread.newest.body.about_how_old for each in found.everything_noticed] == [
        "3 or 4",
        "about 3",
    ]
    (line,) = written_about(team.ruth, page="worries")
    assert (line.mother_ref, line.new, line.children) == (mother, 2, ())


def test_the_desk_shows_nobody_whom_the_reader_cannot_open(team: worlds.Team, mother: str) -> None:
    samples.note(team.jo, mother)
    stranger = team.vic.__class__(**{**vars(team.ruth), "agency_id": team.vic.agency_id})
    assert written_about(stranger, page="worries") == ()


def test_what_nobody_has_read_stays_on_the_desk_however_much_is_written_after(
    team: worlds.Team, mother: str
) -> None:
    samples.note(team.jo, mother)
    ours, now = Noted.objects.get(), clock.now() + timedelta(minutes=1)
    busy = worlds.begin(team, "Wren")
    samples.note(team.jo, busy)
    children.mark_read(by=team.ruth, mother=busy)
    other = Noted.objects.get(read_at__isnull=False).mother
    there = {"area": ours.area, "by_id": team.jo.worker_id, "at": now}
    Noted.objects.bulk_create(
        [
            Noted(mother=mother, entry=ids.new_ref(), read_at=now if mother == other else None, **there)
            for mother in [*[other] * 1300, *range(10_000, 10_200)]
        ]
    )
    lines = written_about(team.ruth, page="worries")
    assert [(line.mother_ref, line.new) for line in lines] == [(mother, 1), (busy, 0)]


def test_read_is_said_once_and_new_ones_wait_again(team: worlds.Team, mother: str) -> None:
    samples.note(team.jo, mother)
    assert children.mark_read(by=team.ruth, mother=mother) == 1
    assert children.mark_read(by=team.ruth, mother=mother) == 0
    with clock.at(clock.now() + timedelta(minutes=1)):
        samples.note(team.sam, mother)
        (line,) = written_about(team.ruth, page="worries")
    assert line.new == 1


def test_a_correction_is_a_new_entry_and_the_first_stays(team: worlds.Team, mother: str) -> None:
    first = samples.note(team.jo, mother, "He was alone")
    samples.note(team.jo, mother, "He was with his uncle", corrects=first)
    (noticed,) = samples.read(team.ruth, mother).unnamed
    assert noticed.thread.newest.body.words == "He was with his uncle"
    assert [entry.body.words for entry in noticed.thread.before] == ["He was alone"]


@pytest.mark.parametrize(
    ("more", "is_held"),
    [
        ({}, False),
        ({"kind": ObservationKind.STRENGTH}, False),
        ({"by_whom_said": Said.SHE, "known": Known("her_words")}, False),
        ({"by_whom_said": Said.WORKER, "known": Known("told_by", "the nursery")}, False),
        ({"by_whom_said": Said.CHILD, "known": Known("told_by", "the boy")}, True),
        ({"by_whom_said": Said.PARTNER, "known": Known("told_by", "her partner")}, True),
        ({"by_whom_said": Said.OTHER_PERSON, "known": Known("told_by", "a neighbour")}, True),
        ({"known": Known("told_by", "somebody")}, True),
        ({"childs_own_words": "Mummy sleeps all day"}, True),
        ({"telling": Telling(not_told_why="He reads her phone", adds_danger=True)}, True),
    ],
)
def test_what_others_said_is_held_from_her_page_until_decided(
    team: worlds.Team, mother: str, more: dict[str, Any], is_held: bool
) -> None:
    entry = samples.note(team.jo, mother, **more)
    (noticed,) = samples.read(team.ruth, mother).unnamed
    is_hers = more.get("known") == Known("her_words")
    assert noticed.she_may_see is (is_hers and not is_held)
    assert noticed.thread.newest.held_until == (UNTIL_DECIDED if is_held else None)
    if not is_hers:
        showing.let_her_read(by=team.ruth, entry=entry, why="The nursery agrees.", at=clock.now())
    (noticed,) = samples.read(team.ruth, mother).unnamed
    assert noticed.she_may_see


def test_a_later_decision_holds_and_the_earlier_stays_written(team: worlds.Team, mother: str) -> None:
    entry = samples.note(team.jo, mother, childs_own_words="He shouts")
    showing.let_her_read(by=team.ruth, entry=entry, why="It is safe", at=clock.now())
    until = clock.now() + timedelta(days=3)
    with clock.at(clock.now() + timedelta(minutes=1)):
        showing.withhold(by=team.ruth, entry=entry, why="It is not", until=until, at=clock.now())
    with clock.at(clock.now() + timedelta(minutes=5)):
        (noticed,) = samples.read(team.ruth, mother).unnamed
    assert not noticed.she_may_see
    assert noticed.decision is not None
    assert noticed.decision.held_until == until


def test_her_side_stands_beside_it_at_her_word(team: worlds.Team, mother: str) -> None:
    entry = samples.note(team.jo, mother)
    children.add_her_side(
        by=team.ruth, mother=mother, entry=entry, words="His coat was wet", not_right=True, at=clock.now()
    )
    (noticed,) = samples.read(team.ruth, mother).unnamed
    assert [reply.body.words for reply in noticed.thread.newest.replies] == ["His coat was wet"]


def test_it_is_written_after_her_record_ended_too(team: worlds.Team, mother: str) -> None:
    whole.she_asks_to_end(by=team.jo, mother=mother, at=clock.now())
    samples.note(team.jo, mother)
    assert len(samples.read(team.ruth, mother).unnamed) == 1


@pytest.mark.parametrize(
    ("words", "more", "field"),
    [
        ("", {}, "words"),
        ("x" * 8001, {}, "words"),
        ("a\x00b", {}, "words"),
        ("seen", {"known": Known("guessed")}, "how_known"),
        ("seen", {"known": Known("told_by")}, "from_whom"),
        ("seen", {"known": Known("her_words"), "by_whom_said": Said.PARTNER}, "by_whom_said"),
        ("seen", {"child": "n" * 26}, "child"),
        ("seen", {"telling": Telling(adds_danger=True)}, "not_told_why"),
        ("seen", {"at": datetime(2100, 1, 1, tzinfo=UTC)}, "at"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(
    team: worlds.Team, mother: str, words: str, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        samples.note(team.jo, mother, words, **more)
    assert refused.value.field == field
