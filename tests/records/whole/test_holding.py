"""A hold is looked at again by a named person on a day, and she is told of it unless two people say not yet."""

from datetime import timedelta

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Compartment, Permission
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.holds import LOOKED_AT_AFTER
from hrm2m.policy.retention import HoldFor
from hrm2m.records.clocks.models import RUNNING, Clock
from hrm2m.records.whole import actions as whole
from hrm2m.records.whole import holding, holds_looked_at
from hrm2m.records.whole.holds import HoldCard, NotTold
from hrm2m.records.whole.models import Hold
from hrm2m.vault import door
from hrm2m.vault.errors import Denied, NotYours
from tests import worlds
from tests.records.hers.samples import set_up


pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TREATMENT = {Compartment.TREATMENT}
ORDER = "The order of 3 March, paragraph 4, forbids telling her until the hearing."


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def mother(team: worlds.Team) -> str:
    return worlds.begin(team, "Robin")


def held(team: worlds.Team, mother: str, not_told: NotTold | None = None) -> str:
    holding.hold(by=team.kit, mother=mother, why=HoldFor.COURT, parts=TREATMENT, not_told=not_told)
    return Hold.objects.get(lifted_at=None).ref


def withheld(team: worlds.Team, mother: str, days: int = 10) -> str:
    return held(team, mother, NotTold(ORDER, clock.now() + days * DAY))


def told(mother: str, she: Actor) -> tuple[HoldCard, ...]:
    """What her own page tells her of holds."""
    with door.looking(by=she, permission=Permission.OWN_LEDGER_SEE, mother=mother, page="own") as box:
        return holds_looked_at.holds_told(box)


def test_every_hold_has_a_day_on_which_a_named_person_looks_at_it_again(
    team: worlds.Team, mother: str
) -> None:
    ref = held(team, mother)
    waits = Clock.objects.get(RUNNING, kind="hold_review")
    assert (waits.mother, waits.about, waits.owner_id) == (0, ref, team.kit.worker_id)
    assert waits.due_at - waits.started_at == LOOKED_AT_AFTER
    (card,) = holding.holds_standing(team.ruth)
    assert card.look_at == waits.due_at


def test_looked_at_it_goes_on_to_another_day_or_is_let_go(team: worlds.Team, mother: str) -> None:
    ref = held(team, mother)
    with clock.at(clock.now() + 170 * DAY):
        holds_looked_at.look_again(by=team.ruth, hold=ref, look_at=clock.now() + 30 * DAY)
        waits = Clock.objects.get(RUNNING, kind="hold_review")
        assert (waits.owner_id, waits.due_at) == (team.ruth.worker_id, clock.now() + 30 * DAY)
        holding.lift(by=team.kit, hold=ref)
    assert not Clock.objects.filter(RUNNING, kind="hold_review").exists()


@pytest.mark.parametrize("days", [0, 183])
def test_the_day_lies_ahead_and_within_half_a_year(team: worlds.Team, mother: str, days: int) -> None:
    ref = held(team, mother)
    with pytest.raises(BadInput, match="within six months"):
        holds_looked_at.look_again(by=team.kit, hold=ref, look_at=clock.now() + days * DAY)


def test_every_way_of_letting_go_ends_the_looking(team: worlds.Team, mother: str) -> None:
    withheld(team, mother)
    whole.lift_hold(by=team.kit, mother=mother)
    assert not Clock.objects.filter(RUNNING, kind__startswith="hold_").exists()


@pytest.mark.promise(7)
def test_she_is_told_who_asked_for_what_since_when_and_when_it_is_looked_at(
    team: worlds.Team, mother: str
) -> None:
    held(team, mother)
    (card,) = told(mother, set_up(team, mother))
    assert (card.why, card.parts) == (HoldFor.COURT, (Compartment.TREATMENT,))
    assert card.look_at > clock.now()


@pytest.mark.promise(7)
def test_one_signature_keeps_it_from_her_for_three_days_and_two_until_the_day(
    team: worlds.Team, mother: str
) -> None:
    ref, she = withheld(team, mother), set_up(team, mother)
    assert told(mother, she) == ()
    with clock.at(clock.now() + 3 * DAY):
        assert [card.ref for card in told(mother, she)] == [ref]
    holds_looked_at.sign_not_told(by=team.ruth, hold=ref)
    with clock.at(clock.now() + 3 * DAY):
        assert told(mother, she) == ()
    with clock.at(clock.now() + 10 * DAY):
        assert [card.ref for card in told(mother, she)] == [ref]


@pytest.mark.promise(7)
def test_nobody_signs_alone_and_nobody_near_her_signs(team: worlds.Team, mother: str) -> None:
    ref = withheld(team, mother)
    with pytest.raises(BadInput, match="somebody else"):
        holds_looked_at.sign_not_told(by=team.kit, hold=ref)
    for by in (team.jo, team.sam, team.vic):
        with pytest.raises((NotYours, Denied)):
            holds_looked_at.sign_not_told(by=by, hold=ref)
    # Said anew it is signed anew.
    holds_looked_at.sign_not_told(by=team.ruth, hold=ref)
    again = NotTold(ORDER, clock.now() + 12 * DAY)
    holds_looked_at.look_again(by=team.ruth, hold=ref, look_at=clock.now() + 30 * DAY, not_told=again)
    with pytest.raises(BadInput, match="somebody else"):
        holds_looked_at.sign_not_told(by=team.ruth, hold=ref)
    holds_looked_at.sign_not_told(by=team.kit, hold=ref)


@pytest.mark.promise(7)
def test_nobody_keeps_it_from_her_alone_by_saying_it_again(team: worlds.Team, mother: str) -> None:
    ref, she = withheld(team, mother), set_up(team, mother)
    with clock.at(clock.now() + 2 * DAY):
        again, look_at = NotTold(ORDER, clock.now() + 12 * DAY), clock.now() + 30 * DAY
        with pytest.raises(BadInput, match="nobody signed it"):
            holds_looked_at.look_again(by=team.kit, hold=ref, look_at=look_at, not_told=again)
        with pytest.raises(BadInput, match="nobody signed it"):
            withheld(team, mother)
    with clock.at(clock.now() + 4 * DAY):
        with pytest.raises(BadInput, match="nobody signed it"):
            withheld(team, mother)
        assert [card.ref for card in told(mother, she)] == [ref]
        # Somebody else may: then two have said it.
        holds_looked_at.look_again(by=team.ruth, hold=ref, look_at=look_at, not_told=again)
        assert told(mother, she) == ()


@pytest.mark.parametrize(
    ("why", "days"), [("", 5), (ORDER, 15), (ORDER, 0)], ids=["no reason", "too long", "no day"]
)
def test_it_is_kept_from_her_for_a_reason_and_a_fortnight_at_most(
    team: worlds.Team, mother: str, why: str, days: int
) -> None:
    with pytest.raises(BadInput, match=r"reason|14 days"):
        held(team, mother, NotTold(why, clock.now() + days * DAY))
    assert not Hold.objects.exists()


def test_the_second_one_is_asked_and_somebody_looks_before_the_day_comes(
    team: worlds.Team, mother: str
) -> None:
    ref = withheld(team, mother)
    asked = Clock.objects.get(RUNNING, kind="hold_not_told")
    assert asked.mother == 0
    assert asked.owner_id in {team.ruth.worker_id, team.rae.worker_id}
    assert asked.due_at <= clock.now() + 3 * DAY
    holds_looked_at.sign_not_told(by=team.ruth, hold=ref)
    looked = Clock.objects.get(RUNNING, kind="hold_not_told")
    assert looked.owner_id == team.kit.worker_id
    assert clock.now() < looked.due_at < clock.now() + 10 * DAY


def test_the_reason_is_sealed_and_read_by_a_lead_only(team: worlds.Team, mother: str) -> None:
    ref = withheld(team, mother)
    assert ORDER.encode() not in bytes(Hold.objects.get().not_told_why or b"")
    assert holds_looked_at.why_not_told(by=team.ruth, hold=ref) == ORDER
    with pytest.raises((NotYours, Denied)):
        holds_looked_at.why_not_told(by=team.jo, hold=ref)


@pytest.mark.promise(7)
def test_what_was_over_before_she_could_be_told_is_told_after(team: worlds.Team, mother: str) -> None:
    ref, she = withheld(team, mother), set_up(team, mother)
    holds_looked_at.sign_not_told(by=team.ruth, hold=ref)
    holding.lift(by=team.kit, hold=ref)
    assert told(mother, she) == ()
    with clock.at(clock.now() + 10 * DAY):
        (card,) = told(mother, she)
        assert card.lifted_at is not None
    with clock.at(clock.now() + 101 * DAY):
        assert told(mother, she) == ()


def test_a_hold_written_before_is_looked_at_half_a_year_after_it_was_written(
    team: worlds.Team, mother: str
) -> None:
    ref = held(team, mother)
    row = Hold.objects.get(ref=ref)
    row.look_at = None
    row.save()
    (card,) = holding.holds_standing(team.kit)
    assert card.look_at == row.at + LOOKED_AT_AFTER


def test_of_a_record_that_is_forgotten_it_is_looked_at_too(team: worlds.Team, mother: str) -> None:
    ref = held(team, mother)
    whole.forget(by=team.jo, mother=mother)
    with clock.at(clock.now() + 4 * DAY):
        whole.finish_forgetting(by=machine_actor(1))
        assert Clock.objects.filter(RUNNING, kind="hold_review", about=ref).exists()
        holds_looked_at.look_again(by=team.kit, hold=ref, look_at=clock.now() + 30 * DAY)
        assert Clock.objects.get(RUNNING, kind="hold_review").due_at == clock.now() + 30 * DAY
