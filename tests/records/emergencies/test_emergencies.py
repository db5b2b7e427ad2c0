"""An emergency look: one part, three hours, counted, told, looked at; and what leads nowhere has one answer."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from hrm2m.foundation import clock, mail
from hrm2m.foundation.errors import BadInput
from hrm2m.foundation.models import Job
from hrm2m.policy import Actor, Compartment, Ground, Permission, Role
from hrm2m.policy.emergencies import OPEN_FOR, READS
from hrm2m.records.accounts import actions as accounts
from hrm2m.records.bridges.queries import standing_due as of_bridges
from hrm2m.records.clocks.queries import running_about
from hrm2m.records.emergencies import actions, queries
from hrm2m.records.emergencies.actions import Opening
from hrm2m.records.emergencies.actions.opening import LOOKED_AT, NONE_HERE, ONE_OF_HERS, TOO_MANY
from hrm2m.records.emergencies.entries import EmergencyLookedAt, EmergencyOpened, InDanger, Verdict
from hrm2m.records.emergencies.models import EmergencyLook
from hrm2m.records.safety import actions as safety
from hrm2m.records.safety.actions import Telling
from hrm2m.records.safety.entries import Harm, HerSafety
from hrm2m.records.showing import actions as showing
from hrm2m.records.whole import actions as whole
from hrm2m.records.whole import near_her
from hrm2m.vault import door, standing, to_show
from hrm2m.vault.entries import Entry
from hrm2m.vault.errors import Denied, Missed, NotYours
from hrm2m.vault.hers_to_read import for_her
from hrm2m.vault.models import Head, Line
from tests import worlds


if TYPE_CHECKING:
    from collections.abc import Callable


pytestmark = pytest.mark.django_db

WHY = "She is on the bridge over the harbour and says nothing."
SAFETY = Opening(Compartment.HER_SAFETY, InDanger.HER, WHY)
HE_DID = HerSafety(Harm.VIOLENCE, "He shut the door on my hand.")


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def mother(team: worlds.Team) -> str:
    ref = worlds.begin(team)
    safety.note(by=team.jo, mother=ref, safety=HE_DID, telling=Telling(), at=clock.now())
    return ref


def opened(by: Actor, opening: Opening = SAFETY, handle: str = "Robin") -> str:
    return actions.open_part(by=by, handle=handle, opening=opening)


def read(by: Actor, look: str, part: Compartment = Compartment.HER_SAFETY) -> list[str]:
    return [entry.kind for entry in queries.read_part(by=by, look=look, part=part)[1]]


def stands() -> set[Any]:
    there = standing.everything_in_force(clock.now())
    return {row for row in there if row[1] != Ground.BLOCK.value}


def said_of(team: worlds.Team, mother: str) -> tuple[Entry[Any], ...]:
    with door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="test") as box:
        return box.entries(EmergencyOpened, EmergencyLookedAt)


def told() -> set[int]:
    keys = Job.objects.filter(kind=mail.KIND, key__startswith=mail.Text.EMERGENCY_LOOK)
    return {job.payload["to"] for job in keys}


def test_no_record_opens_this_way_for_a_worker_who_was_stood_down(team: worlds.Team, mother: str) -> None:
    near_her.stand_down(by=team.kit, worker=team.amir.worker_ref)
    for handle in ("Robin", "Nobody at all"):
        with pytest.raises(BadInput, match="stood down"):
            opened(team.amir, handle=handle)
    assert not EmergencyLook.objects.exists()


def test_one_part_opens_for_three_hours_and_no_other(team: worlds.Team, mother: str) -> None:
    look = opened(team.amir)
    assert read(team.amir, look) == ["her_safety"]
    for part in set(READS) - {Compartment.HER_SAFETY}:
        with pytest.raises(NotYours):
            read(team.amir, look, part)
    with clock.at(clock.now() + OPEN_FOR - timedelta(minutes=1)):
        assert read(team.amir, look)
        assert queries.open_to(team.amir)
    with clock.at(clock.now() + OPEN_FOR), pytest.raises(Denied):
        read(team.amir, look)


def test_it_is_read_by_whoever_opened_it_and_by_nobody_else(team: worlds.Team, mother: str) -> None:
    look = opened(team.amir)
    for other in (team.ruth, team.sam, team.vic, team.jo):
        with pytest.raises(NotYours):
            read(other, look)
    assert queries.open_to(team.ruth) == ()
    with pytest.raises(NotYours):
        read(team.amir, "0" * 26)


@pytest.mark.parametrize("part", sorted(set(READS)))
def test_each_part_opens_by_itself(team: worlds.Team, mother: str, part: Compartment) -> None:
    look = opened(team.amir, Opening(part, InDanger.CHILD, WHY))
    read(team.amir, look, part)
    assert {row[4] for row in stands() if row[1] == Ground.EMERGENCY.value} == {part.value}


def test_who_stands_is_what_the_rows_say_before_and_after(team: worlds.Team, mother: str) -> None:
    opened(team.amir)
    assert stands() == of_bridges() | queries.standing_due()
    assert len(queries.standing_due()) == 1
    with clock.at(clock.now() + OPEN_FOR):
        assert stands() == of_bridges() | queries.standing_due()
        assert queries.standing_due() == set()


def test_her_name_is_never_opened_this_way(team: worlds.Team, mother: str) -> None:
    with pytest.raises(BadInput) as refused:
        opened(team.amir, Opening(Compartment.IDENTITY, InDanger.HER, WHY))
    assert refused.value.field == "part"


def test_without_a_sentence_nothing_opens(team: worlds.Team, mother: str) -> None:
    for reason in ("", "  ", "danger now"):
        with pytest.raises(BadInput) as refused:
            opened(team.amir, Opening(Compartment.GENERAL, InDanger.HER, reason))
        assert refused.value.field == "reason"
    assert not EmergencyLook.objects.exists()


def test_what_leads_nowhere_has_one_answer(team: worlds.Team, mother: str) -> None:
    """Unknown, of another agency, ended, barred."""
    other = worlds.begin(team, "Wren")
    whole.she_asks_to_end(by=team.jo, mother=other, at=clock.now())
    near_her.bar(by=team.jo, mother=mother, worker=team.amir.worker_ref)
    for by, handle in ((team.amir, "Nobody"), (team.tom, "Robin"), (team.ruth, "Wren"), (team.amir, "Robin")):
        before = Line.objects.filter(chain=0).count()
        with pytest.raises(Missed) as missed:
            opened(by, handle=handle)
        assert (missed.value.field, missed.value.sentence) == ("handle", NONE_HERE)
        assert Line.objects.filter(chain=0).count() == before + 1
    assert not EmergencyLook.objects.exists()


def test_a_role_that_one_person_gives_opens_nothing(team: worlds.Team, mother: str) -> None:
    for role in (Role.ADMINISTRATOR, Role.PARTNER, Role.COMMISSIONER):
        somebody = Actor(99, "w" * 26, team.jo.agency_id, team.jo.agency_ref, 1, frozenset({role}))
        with pytest.raises((Denied, Missed)):
            opened(somebody)


@pytest.mark.slow
def test_two_in_a_day_and_the_third_is_refused_before_anybody_is_looked_up(
    team: worlds.Team, mother: str
) -> None:
    worlds.begin(team, "Wren")
    opened(team.amir)
    opened(team.amir, handle="Wren")
    for handle in ("Robin", "Nobody"):
        with pytest.raises(BadInput) as refused:
            opened(team.amir, handle=handle)
        assert refused.value.sentence == TOO_MANY
    opened(team.ruth)
    with clock.at(clock.now() + timedelta(hours=24)):
        opened(team.amir)


def test_nobody_opens_two_parts_of_one_record(team: worlds.Team, mother: str) -> None:
    opened(team.amir)
    with pytest.raises(BadInput) as refused:
        opened(team.amir, Opening(Compartment.TREATMENT, InDanger.HER, WHY))
    assert (refused.value.field, refused.value.sentence) == ("part", ONE_OF_HERS)
    assert EmergencyLook.objects.count() == 1


def test_her_bridge_builder_cover_and_leads_are_told_in_that_moment(team: worlds.Team, mother: str) -> None:
    look = opened(team.amir)
    assert told() == {team.jo.worker_id, team.sam.worker_id, team.kit.worker_id}
    assert look in {about for _, about in running_about(LOOKED_AT, 1)}


def test_a_lead_who_opens_is_not_the_one_who_looks(team: worlds.Team, mother: str) -> None:
    look = opened(team.kit)
    assert told() == {team.jo.worker_id, team.sam.worker_id}
    with pytest.raises(Denied):
        actions.look_at(by=team.kit, look=look, verdict=Verdict.RIGHT, words="I did.", at=clock.now())
    assert queries.to_look_at(team.kit) == ()
    assert [one.look for one in queries.to_look_at(team.jo)] == [look]


def test_she_reads_it_at_once(team: worlds.Team, mother: str) -> None:
    opened(team.amir)
    (entry,) = said_of(team, mother)
    assert for_her([entry], clock.now()) == (entry,)
    assert (entry.body.reason, entry.body.in_danger) == (WHY, InDanger.HER)


def test_where_telling_adds_danger_it_waits_until_somebody_decides(team: worlds.Team, mother: str) -> None:
    look = opened(team.amir, Opening(Compartment.GENERAL, InDanger.HER, WHY, "He reads her phone."))
    (entry,) = said_of(team, mother)
    assert for_her([entry], clock.now()) == ()
    actions.look_at(by=team.kit, look=look, verdict=Verdict.RIGHT, words="It was.", at=clock.now())
    assert for_her(said_of(team, mother), clock.now()) == ()
    assert {row.entry for row in to_show.of_mother(number_of(mother), Compartment.GENERAL)} >= {look}
    showing.let_her_read(by=team.jo, entry=look, why="He has moved out.", at=clock.now())
    assert [entry.ref for entry in for_her(said_of(team, mother), clock.now())] == [look]


def test_a_second_person_says_that_it_was_right_once(team: worlds.Team, mother: str) -> None:
    look = opened(team.amir)
    page = queries.look_page(by=team.kit, look=look)
    assert (page.handle, page.opened.body.reason, page.found) == ("Robin", WHY, None)
    actions.look_at(by=team.kit, look=look, verdict=Verdict.RIGHT, words="I rang the bridge.", at=clock.now())
    found = queries.look_page(by=team.jo, look=look).found
    assert found is not None
    assert found.body == EmergencyLookedAt(Verdict.RIGHT, "I rang the bridge.")
    assert read(team.amir, look)
    assert running_about(LOOKED_AT, 1) == set()
    with pytest.raises(BadInput, match="meanwhile"):
        actions.look_at(by=team.jo, look=look, verdict=Verdict.NOT_RIGHT, words="No.", at=clock.now())
    assert queries.to_look_at(team.kit) == ()


def test_not_right_ends_it_in_that_moment(team: worlds.Team, mother: str) -> None:
    look = opened(team.amir)
    actions.look_at(by=team.jo, look=look, verdict=Verdict.NOT_RIGHT, words="Nobody was.", at=clock.now())
    with pytest.raises(Denied):
        read(team.amir, look)
    assert queries.open_to(team.amir) == ()
    assert stands() == of_bridges()


def test_nobody_who_is_not_near_her_looks(team: worlds.Team, mother: str) -> None:
    look = opened(team.amir)
    for by in (team.ruth, team.vic, team.tom, team.amir):
        assert queries.to_look_at(by) == ()
        with pytest.raises(Denied):
            queries.look_page(by=by, look=look)
        with pytest.raises(Denied):
            actions.look_at(by=by, look=look, verdict=Verdict.RIGHT, words="Yes.", at=clock.now())


def test_without_words_nobody_has_looked(team: worlds.Team, mother: str) -> None:
    look = opened(team.amir)
    with pytest.raises(BadInput) as refused:
        actions.look_at(by=team.kit, look=look, verdict=Verdict.RIGHT, words=" ", at=clock.now())
    assert refused.value.field == "words"


def test_nothing_is_written_by_it(team: worlds.Team, mother: str) -> None:
    opened(team.amir)
    with pytest.raises(Denied):
        safety.note(by=team.amir, mother=mother, safety=HE_DID, telling=Telling(), at=clock.now())


@pytest.mark.parametrize("how", ["barred", "stood down", "account ends", "she ends"])
def test_it_ends_with_whatever_ends_the_worker_or_her_record(
    team: worlds.Team, mother: str, how: str
) -> None:
    look = opened(team.amir)
    amir = team.amir.worker_ref
    administrator = Actor(
        98, "a" * 26, team.jo.agency_id, team.jo.agency_ref, 1, frozenset({Role.ADMINISTRATOR})
    )
    ways: dict[str, Callable[[], object]] = {
        "barred": lambda: near_her.bar(by=team.jo, mother=mother, worker=amir),
        "stood down": lambda: near_her.stand_down(by=team.kit, worker=amir),
        "account ends": lambda: accounts.end_account(by=administrator, worker=amir),
        "she ends": lambda: whole.she_asks_to_end(by=team.jo, mother=mother, at=clock.now()),
    }
    ways[how]()
    with pytest.raises(Denied):
        read(team.amir, look)
    if how != "she ends":
        assert queries.standing_due() == set()
        assert not [row for row in stands() if row[1] == Ground.EMERGENCY.value]


@pytest.mark.parametrize("how", ["stood down", "account ends", "role taken"])
def test_a_look_whose_hours_are_over_is_in_nobodys_way(team: worlds.Team, mother: str, how: str) -> None:
    """The worker once opened a record that stands below those he is near: he is let go all the same."""
    opened(team.amir)
    amir = team.amir.worker_ref
    administrator = Actor(
        98, "a" * 26, team.jo.agency_id, team.jo.agency_ref, 1, frozenset({Role.ADMINISTRATOR})
    )
    with clock.at(clock.now() + OPEN_FOR + timedelta(minutes=1)):
        worlds.begin(team, "Wren", by=team.amir)
        ways: dict[str, Callable[[], object]] = {
            "stood down": lambda: near_her.stand_down(by=team.kit, worker=amir),
            "account ends": lambda: accounts.end_account(by=administrator, worker=amir),
            "role taken": lambda: accounts.take_role(
                by=administrator, worker=amir, agency=team.amir.agency_ref, role=Role.BRIDGE_BUILDER
            ),
        }
        ways[how]()
        assert not [row for row in stands() if row[2] == team.amir.worker_id]


def test_a_record_that_came_back_is_not_open_by_an_old_look(team: worlds.Team, mother: str) -> None:
    look = opened(team.amir)
    whole.she_asks_to_end(by=team.jo, mother=mother, at=clock.now())
    whole.wake(
        by=team.jo, handle="Robin", builder=team.jo.worker_ref, cover=team.sam.worker_ref, at=clock.now()
    )
    with pytest.raises(Denied):
        read(team.amir, look)
    assert queries.standing_due() == set()


def test_the_line_says_which_part_and_no_words(team: worlds.Team, mother: str) -> None:
    opened(team.amir)
    (line,) = Line.objects.filter(body__contains="emergency_open")
    assert '"part":"her_safety"' in line.body.replace(" ", "")
    assert "harbour" not in line.body


def number_of(mother: str) -> int:
    return Head.objects.get(ref=mother).id
