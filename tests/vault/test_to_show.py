"""What an entry that she does not read asks of somebody changes at the moment that was set, not after it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import pytest

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Category, Compartment, Ground, Permission
from hrm2m.policy.lifecycles import Stage
from hrm2m.vault import door, to_show
from hrm2m.vault.entries import Body, Draft, Showing
from hrm2m.vault.models import Head, ToShow
from hrm2m.vault.to_show import Asks, Unshown
from tests.vault import notes
from tests.vault.notes import JO


NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
TICK = timedelta(microseconds=1)
DAY = timedelta(days=1)


def unshown(*, shown: bool | None, until: datetime | None, signed_by_id: int | None) -> Unshown:
    entry = (1, Compartment.GENERAL, "e" * 26, "note", 7, NOON, False)
    return Unshown(*entry, "d" * 26, 7, NOON, shown, until, signed_by_id)


@pytest.mark.parametrize("signed_by_id", [None, 9])
def test_it_is_looked_at_again_from_the_moment_that_was_set(signed_by_id: int | None) -> None:
    held = unshown(shown=False, until=NOON, signed_by_id=signed_by_id)
    before = Asks.SIGN if signed_by_id is None else Asks.NOTHING
    assert [held.asks(at) for at in (NOON - TICK, NOON, NOON + TICK)] == [
        before,
        Asks.LOOK_AGAIN,
        Asks.LOOK_AGAIN,
    ]


def test_without_a_time_it_is_looked_at_again_and_without_a_decision_it_is_decided() -> None:
    assert unshown(shown=False, until=None, signed_by_id=9).asks(NOON) is Asks.LOOK_AGAIN
    assert unshown(shown=None, until=None, signed_by_id=None).asks(NOON) is Asks.DECIDE
    assert unshown(shown=True, until=NOON, signed_by_id=None).asks(NOON) is Asks.NOTHING


class Paper(Body, frozen=True):
    KIND: ClassVar[str] = "a paper of these tests"
    QUOTES: ClassVar[bool] = True


def test_what_others_told_and_what_quotes_is_decided_by_itself() -> None:
    usual = unshown(shown=None, until=None, signed_by_id=None)
    assert not usual.is_decided_by_itself
    assert replace(usual, by_others=True).is_decided_by_itself
    assert replace(usual, kind=Paper.KIND).is_decided_by_itself


def told(mother: str, compartment: Compartment, at: datetime, by: Actor = JO) -> str:
    """Writes what somebody else said, which she does not read by itself; its ref."""
    draft = replace(notes.a_note(compartment=compartment), how_known="told_by", from_whom="a neighbour")
    with clock.at(at), door.acting(by=by, permission=Permission.CONTACT_LOG, mother=mother) as box:
        return box.write(draft)


def decide(
    mother: str, about: str, *, she_may: bool, until: datetime | None = None, seconds: str = ""
) -> None:
    body = Showing(she_may, "why", seconds=seconds)
    with door.acting(by=JO, permission=Permission.CONTACT_LOG, mother=mother) as box:
        box.write(Draft(body, Category.MY_WORDS, box.now, about=about, held_until=until))


@pytest.mark.django_db(transaction=True)
def test_a_list_has_what_asks_for_something_near_the_worker_the_oldest_first() -> None:
    with clock.at(NOON - DAY):
        near, far = notes.begin(), notes.begin(by=notes.a_worker(70))
    waits = told(near, Compartment.GENERAL, NOON + TICK)
    older = told(near, Compartment.GENERAL, NOON)
    shown, withheld, signed, over = (told(near, Compartment.GENERAL, NOON + DAY) for _ in range(4))
    elsewhere = told(far, Compartment.GENERAL, NOON, by=notes.a_worker(70))
    later = clock.now() + DAY
    decide(near, shown, she_may=True)
    decide(near, withheld, she_may=False, until=later)
    for ref in (signed, over):
        decide(near, ref, she_may=False, until=later)
        decide(near, ref, she_may=False, until=later, seconds="d" * 26)
    ToShow.objects.filter(entry=over).update(until=NOON)

    def listed(most: int = 9, grounds: tuple[Ground, ...] = (Ground.BRIDGE,)) -> list[str]:
        found = to_show.within_reach(JO, grounds, Compartment.GENERAL, clock.now(), most)
        return [row.entry for row in found]

    assert listed() == [older, waits, withheld, over]
    assert listed(most=1) == [older]
    assert listed(grounds=(Ground.TEAM,)) == []
    number = notes.subject_of(near).id
    assert [row.entry for row in to_show.of_mother(number, Compartment.GENERAL)] == [
        *(older, waits, shown, withheld, signed, over)
    ]
    assert to_show.of_mother(number, Compartment.TREATMENT) == ()
    found = to_show.whose(elsewhere, 1)
    assert found is not None
    assert found.mother == notes.subject_of(far).id
    assert to_show.whose(elsewhere, 2) is None
    to_show.forget(number)
    assert listed() == []


@pytest.mark.django_db(transaction=True)
def test_an_entry_is_reached_where_the_worker_stands_in_its_compartment() -> None:
    with clock.at(NOON):
        near, far = notes.begin(), notes.begin(by=notes.a_worker(70))
        with door.acting(by=JO, permission=Permission.BRIDGE_CHANGE, mother=near) as box:
            box.give_standing(Ground.BLOCK, cause="bar:1", worker_id=8, agency_id=1)
    entry = told(near, Compartment.GENERAL, NOON)
    other = told(far, Compartment.GENERAL, NOON, by=notes.a_worker(70))

    def reached(ref: str, by: Actor = JO, *compartments: Compartment) -> bool:
        found = to_show.reached(by, ref, compartments or (Compartment.GENERAL,), clock.now())
        return found is not None and found.entry == ref

    assert reached(entry)
    assert reached(entry, JO, Compartment.TREATMENT, Compartment.GENERAL)
    assert not reached(entry, JO, Compartment.TREATMENT)
    assert not reached(other)
    assert not reached(entry, notes.STRANGER), "a bar is no way in"
    with door.acting(by=JO, permission=Permission.BRIDGE_CHANGE, mother=near) as box:
        box.give_standing(Ground.AGREED, cause="agreed:1", worker_id=11, agency_id=2)
    ToShow.objects.filter(entry=entry).update(compartment=Compartment.HER_SAFETY)
    assert reached(entry, notes.a_worker(11, agency=2), Compartment.HER_SAFETY)
    assert to_show.reached(JO, entry, (), clock.now()) is None


@pytest.mark.django_db(transaction=True)
def test_since_when_somebody_has_to_look_is_told_of_open_records_and_of_any_child() -> None:
    with clock.at(NOON - DAY):
        open_one, ended = notes.begin(), notes.begin()
    numbers = [notes.subject_of(ref).id for ref in (open_one, ended)]
    told(open_one, Compartment.GENERAL, NOON + DAY)
    told(open_one, Compartment.GENERAL, NOON)
    decided = told(open_one, Compartment.GENERAL, NOON - TICK)
    decide(open_one, decided, she_may=True)
    told(ended, Compartment.GENERAL, NOON)
    of_a_child = told(ended, Compartment.GENERAL, NOON + TICK)
    of_an_open_child = told(open_one, Compartment.GENERAL, NOON + 2 * TICK)
    ToShow.objects.filter(entry__in=[of_a_child, of_an_open_child]).update(
        compartment=Compartment.CHILD_SAFETY
    )
    Head.objects.filter(id=numbers[1]).update(stage=Stage.LEFT)
    assert to_show.undecided(1) == {
        (numbers[0], Compartment.GENERAL): NOON,
        (numbers[0], Compartment.CHILD_SAFETY): NOON + 2 * TICK,
        (numbers[1], Compartment.CHILD_SAFETY): NOON + TICK,
    }
    assert to_show.undecided(2) == {}
