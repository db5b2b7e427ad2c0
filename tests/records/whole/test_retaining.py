"""What is over its time is destroyed when a lead gives the code of a dry run back, and never anything else."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from hrm2m.cadence import Nation
from hrm2m.cadence.local_time import local
from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Compartment
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.lifecycles import Stage
from hrm2m.policy.retention import OUTLIVES_FORGETTING, HoldFor, Who
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.bridges.actions import FirstWords
from hrm2m.records.danger import actions as danger
from hrm2m.records.danger.models import Alert
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.models import Due
from hrm2m.records.people import actions as people
from hrm2m.records.people.entries import Age, HowSaid
from hrm2m.records.people.models import HandleMark
from hrm2m.records.whole import actions as whole
from hrm2m.records.whole import holding, retaining
from hrm2m.records.whole.models import Hold
from hrm2m.records.whole.queries import Over, what_is_over
from hrm2m.vault import forgetting
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import Denied, Missed, NotYours
from hrm2m.vault.keystore import keystore
from hrm2m.vault.models import Head, Line
from tests import worlds


pytestmark = pytest.mark.django_db

YEAR = timedelta(days=365)
MACHINE = machine_actor(1)


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


def begun(team: worlds.Team, years_ago: float, age: Age = Age.EIGHTEEN_OR_OVER, handle: str = "Robin") -> str:
    with clock.at(clock.now() - years_ago * YEAR):
        return outreach.begin(
            by=team.jo,
            words=FirstWords(handle, age, HowSaid.SAID),
            builder=team.jo.worker_ref,
            cover=team.sam.worker_ref,
            at=clock.now(),
        )


def ended(team: worlds.Team, mother: str, years_ago: float) -> None:
    with clock.at(clock.now() - years_ago * YEAR):
        whole.she_asks_to_end(by=team.jo, mother=mother, at=clock.now())


def slept(years_ago: float) -> None:
    with clock.at(clock.now() - years_ago * YEAR):
        assert whole.let_sleep(by=MACHINE) == 1


def counts(over: Over) -> dict[str, tuple[int, int]]:
    return {who.value: (due, held) for who, due, held in over.counts if due or held}


def stage_of(mother: str) -> str:
    return Head.objects.get(ref=mother).stage


def keys_of(mother: str) -> set[Compartment]:
    return {compartment for _, compartment in keystore().keys([(mother, each) for each in Compartment])}


def sealed_of(mother: str) -> set[Compartment]:
    with keystore()._using() as connection:
        rows = connection.execute("SELECT compartment, sealed_at FROM dek WHERE subject = ?", [mother])
        return {Compartment(name) for name, sealed_at in rows if sealed_at}


@pytest.mark.promise(3)
def test_a_record_that_is_open_is_never_due_however_old(team: worlds.Team) -> None:
    begun(team, 40)
    assert what_is_over(1).due == 0


@pytest.mark.parametrize(
    ("age", "named", "years", "who"),
    [
        (Age.EIGHTEEN_OR_OVER, False, 3, Who.BY_HANDLE),
        (Age.EIGHTEEN_OR_OVER, True, 8, Who.WITH_NAME),
        (Age.NOT_ASKED, False, 10, Who.AGE_16_17_OR_NOT_ASKED),
        (Age.FROM_16_TO_17, True, 10, Who.AGE_16_17_OR_NOT_ASKED),
        (Age.UNDER_16, False, 15, Who.UNDER_16),
    ],
)
def test_each_class_is_due_on_its_day_and_not_before(
    team: worlds.Team, age: Age, named: bool, years: int, who: Who
) -> None:
    mother = begun(team, 20, age)
    if named:
        with clock.at(clock.now() - 19 * YEAR):
            people.give_name(by=team.jo, mother=mother, full_name="Invented Name", at=clock.now())
    ended(team, mother, 18)
    day = Head.objects.get(ref=mother).ended_at
    assert day is not None
    over_on = local(day).replace(year=local(day).year + years)
    with clock.at(over_on - timedelta(minutes=1)):
        assert what_is_over(1).due == 0
    with clock.at(over_on):
        assert counts(what_is_over(1)) == {who.value: (1, 0)}


def test_a_sleeping_record_counts_from_the_day_it_went_to_sleep(team: worlds.Team) -> None:
    begun(team, 9)
    slept(2.9)
    assert what_is_over(1).due == 0
    with clock.at(clock.now() + timedelta(days=40)):
        assert counts(what_is_over(1)) == {"by_handle": (1, 0)}


def test_whoever_came_back_is_not_due(team: worlds.Team) -> None:
    begun(team, 9)
    slept(5)
    whole.wake(
        by=team.jo, handle="Robin", builder=team.jo.worker_ref, cover=team.sam.worker_ref, at=clock.now()
    )
    assert what_is_over(1).due == 0


def test_the_dry_run_changes_nothing_and_names_nobody(team: worlds.Team) -> None:
    mother = begun(team, 9)
    ended(team, mother, 8)
    over = what_is_over(1)
    assert over == what_is_over(1)
    assert (stage_of(mother), len(keys_of(mother))) == (Stage.LEFT, 5)
    assert mother not in over.code


def test_with_the_code_it_is_destroyed_and_the_ledger_says_who_asked(team: worlds.Team) -> None:
    mother, open_one = begun(team, 9), begun(team, 9, handle="Wren")
    ended(team, mother, 8)
    code = what_is_over(1).code
    assert whole.destroy_what_is_over(by=team.kit, code=code) == 1
    assert stage_of(mother) == Stage.FORGOTTEN
    assert keys_of(mother) == set()
    assert (stage_of(open_one), len(keys_of(open_one))) == (Stage.BY_HANDLE, 5)
    head = Head.objects.get(ref=mother)
    line = Line.objects.filter(chain=head.id).order_by("seq").last()
    assert line is not None
    assert "record_destroy" in line.body
    assert team.kit.worker_ref in line.body
    assert code in line.body
    assert Line.objects.filter(chain=HOUSE, body__contains=code).count() == 1
    assert not HandleMark.objects.filter(mother=head.id).exists()
    assert not Due.objects.filter(mother=head.id).exists()


def test_child_safety_is_sealed_away_and_danger_is_kept(team: worlds.Team) -> None:
    mother = begun(team, 9)
    with clock.at(clock.now() - 8.5 * YEAR):
        danger.raise_danger(by=team.jo, who="a_child", words="heard", mother_ref=mother, at=clock.now())
    ended(team, mother, 8)
    whole.destroy_what_is_over(by=team.kit, code=what_is_over(1).code)
    assert Alert.objects.get().words
    with keystore()._using() as connection:
        rows = connection.execute(
            "SELECT compartment, sealed_at FROM dek WHERE subject = ?", [mother]
        ).fetchall()
    assert [name for name, _ in rows] == ["child_safety"]
    assert rows[0][1]


def test_a_second_time_is_nothing(team: worlds.Team) -> None:
    ended(team, begun(team, 9), 8)
    code = what_is_over(1).code
    assert whole.destroy_what_is_over(by=team.kit, code=code) == 1
    with pytest.raises(BadInput, match="not that of what is due"):
        whole.destroy_what_is_over(by=team.kit, code=code)
    assert whole.destroy_what_is_over(by=team.kit, code=what_is_over(1).code) == 0


@pytest.mark.parametrize("change", ["another is due", "one is held", "another nation", "no code"])
def test_the_code_holds_for_exactly_what_was_counted(team: worlds.Team, change: str) -> None:
    mother, other = begun(team, 9), begun(team, 9, handle="Wren")
    ended(team, mother, 8)
    code = what_is_over(1).code
    if change == "another is due":
        ended(team, other, 7)
    elif change == "one is held":
        whole.hold(by=team.kit, mother=mother, why=HoldFor.COURT)
    elif change == "another nation":
        agencies.set_nation(by=team.kit, nation=Nation.WALES, why="we moved", seen="")
    else:
        code = ""
    with pytest.raises(BadInput):
        whole.destroy_what_is_over(by=team.kit, code=code)
    assert stage_of(mother) == Stage.LEFT


@pytest.mark.parametrize("why", list(HoldFor))
def test_a_record_that_is_held_back_is_counted_apart_and_never_destroyed(
    team: worlds.Team, why: HoldFor
) -> None:
    mother = begun(team, 9)
    ended(team, mother, 8)
    whole.hold(by=team.ruth, mother=mother, why=why)
    whole.hold(by=team.kit, mother=mother, why=why)
    assert Hold.objects.count() == 1
    over = what_is_over(1)
    assert counts(over) == {"by_handle": (0, 1)}
    assert whole.destroy_what_is_over(by=team.kit, code=over.code) == 0
    assert whole.lift_hold(by=team.kit, mother=mother) == 1
    assert counts(what_is_over(1)) == {"by_handle": (1, 0)}


def test_a_hold_laid_at_the_last_moment_holds(team: worlds.Team, monkeypatch: pytest.MonkeyPatch) -> None:
    mother = begun(team, 9)
    ended(team, mother, 8)
    over = what_is_over(1)
    whole.hold(by=team.kit, mother=mother, why=HoldFor.INQUIRY)
    monkeypatch.setattr(retaining, "what_is_over", lambda _area: over)
    assert whole.destroy_what_is_over(by=team.kit, code=over.code) == 0
    assert stage_of(mother) == Stage.LEFT


def test_whoever_comes_back_at_the_last_moment_stays(
    team: worlds.Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    mother = begun(team, 9)
    ended(team, mother, 8)
    over = what_is_over(1)
    whole.reopen(by=team.jo, mother=mother, her_word=True)
    monkeypatch.setattr(retaining, "what_is_over", lambda _area: over)
    assert whole.destroy_what_is_over(by=team.kit, code=over.code) == 0
    assert (stage_of(mother), len(keys_of(mother))) == (Stage.BY_HANDLE, 5)


def test_only_a_lead_has_anything_destroyed(team: worlds.Team) -> None:
    mother = begun(team, 9)
    ended(team, mother, 8)
    code = what_is_over(1).code
    for worker in (team.jo, team.sam, team.ruth, MACHINE):
        counted = Line.objects.count()
        with pytest.raises(Denied):
            whole.destroy_what_is_over(by=worker, code=code)
        (line,) = Line.objects.order_by("id")[counted:]
        assert '"deny"' in line.body
        assert worker.worker_ref in line.body
    assert stage_of(mother) == Stage.LEFT


def test_nobody_of_another_agency_holds_a_record(team: worlds.Team) -> None:
    mother = begun(team, 1)
    for worker in (team.vic, team.jo):
        with pytest.raises((NotYours, Denied)):
            whole.hold(by=worker, mother=mother, why=HoldFor.COURT)


@pytest.mark.promise(3)
@pytest.mark.parametrize("why", list(HoldFor))
def test_what_a_court_asked_for_outlives_forgetting_sealed_and_goes_when_it_is_let_go(
    team: worlds.Team, why: HoldFor
) -> None:
    mother = begun(team, 1)
    whole.forget(by=team.jo, mother=mother)
    # Also in the 72 hours in which she can undo it.
    whole.hold(by=team.kit, mother=mother, why=why, parts=[Compartment.GENERAL])
    with clock.at(clock.now() + timedelta(hours=73)):
        assert whole.finish_forgetting(by=MACHINE) == 1
        assert stage_of(mother) == Stage.FORGOTTEN
        assert not keystore().keys([(mother, part) for part in Compartment]), "nobody opens anything"
        kept = {Compartment.CHILD_SAFETY} | ({Compartment.GENERAL} if why in OUTLIVES_FORGETTING else set())
        assert sealed_of(mother) == kept
        assert whole.finish_forgetting(by=MACHINE) == 0
        (card,) = holding.holds_standing(team.kit)
        assert card.is_forgotten
        for stranger in (team.vic, team.jo, team.ruth):
            with pytest.raises(Denied):
                holding.lift(by=stranger, hold=card.ref)
        holding.lift(by=team.kit, hold=card.ref)
        whole.finish_forgetting(by=MACHINE)
    assert sealed_of(mother) == {Compartment.CHILD_SAFETY}


def test_a_hold_is_written_by_her_handle_whatever_became_of_her_record(team: worlds.Team) -> None:
    mother = begun(team, 2)
    parts = [Compartment.TREATMENT]
    for step in ("open", "ended"):
        if step == "ended":
            ended(team, mother, 1)
        found = holding.hold_by_handle(by=team.ruth, handle="robin", why=HoldFor.COURT, parts=parts)
        assert found == mother
    assert [card.parts for card in holding.holds_standing(team.kit)] == [(Compartment.TREATMENT,)]
    assert holding.holds_standing(team.vic) == ()
    with pytest.raises(Missed):
        holding.hold_by_handle(by=team.kit, handle="Nobody", why=HoldFor.COURT, parts=parts)
    with pytest.raises(BadInput, match="asked for"):
        whole.hold(by=team.kit, mother=mother, why=HoldFor.COURT, parts=[])


class _PowerIsGone(BaseException):
    """The process ends here."""


@pytest.mark.slow
@pytest.mark.parametrize("where", ["before the second record", "before the keys", "between two keys"])
def test_killed_in_the_middle_nothing_is_half_and_the_rest_is_finished(
    team: worlds.Team, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    one, two = begun(team, 9), begun(team, 9, handle="Wren")
    for mother in (one, two):
        ended(team, mother, 8)
    code = what_is_over(1).code
    target, name, after = {
        "before the second record": (retaining, "end_for_ever", 1),
        "before the keys": (forgetting, "shred", 0),
        "between two keys": (forgetting, "shred", 1),
    }[where]
    monkeypatch.setattr(target, name, _killed_after(getattr(target, name), after))
    with pytest.raises(_PowerIsGone):
        whole.destroy_what_is_over(by=team.kit, code=code)
    monkeypatch.undo()
    ended_now = [mother for mother in (one, two) if stage_of(mother) == Stage.FORGOTTEN]
    assert len(ended_now) == (1 if where == "before the second record" else 2)
    whole.finish_forgetting(by=MACHINE)
    assert all(keys_of(mother) == set() for mother in ended_now)
    whole.destroy_what_is_over(by=team.kit, code=what_is_over(1).code)
    assert [stage_of(mother) for mother in (one, two)] == [Stage.FORGOTTEN] * 2
    assert keys_of(one) == keys_of(two) == set()


def _killed_after(real: Callable[..., object], times: int) -> Callable[..., object]:
    left = [times]

    def once_more(*args: object, **kwargs: object) -> object:
        if not left[0]:
            raise _PowerIsGone
        left[0] -= 1
        return real(*args, **kwargs)

    return once_more
