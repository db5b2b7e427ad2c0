"""What ended is told chain after chain, however many there are, and only what no seal covers yet."""

import pytest

from hrm2m.policy import Compartment, Ground, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.lifecycles import RecordEvent
from hrm2m.vault import door, endings, seals
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.models import Head
from tests.vault import notes
from tests.vault.notes import JO


pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _two_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endings, "CHAINS_AT_ONCE", 2)


def bar(mother: str, worker: int) -> None:
    with door.acting(by=JO, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        box.give_standing(Ground.BLOCK, cause=f"bar:{worker}", worker_id=worker)


def test_every_chain_is_told_once_in_order_and_sealed_ones_are_not() -> None:
    mothers = [notes.begin() for _ in range(5)]
    notes.give_team(mothers[0])
    notes.end_team(mothers[0])
    assert seals.seal_changed_heads() == 5
    for number, mother in enumerate(mothers):
        bar(mother, 100 + number)
    heads = list(Head.objects.order_by("id"))
    assert heads[0].id == HOUSE
    told = endings.not_sealed_yet(heads)
    assert [(ending["chain"], ending["bars"]) for ending in told] == [
        (head.id, [[100 + number, None, f"bar:{100 + number}"]]) for number, head in enumerate(heads[1:])
    ]
    assert {frozenset(ending) for ending in told} == {frozenset({"chain", "seq", "at", "bars"})}


def test_many_bars_of_one_mother_are_all_told() -> None:
    mother = notes.begin()
    seals.seal_changed_heads()
    for worker in range(100, 105):
        bar(mother, worker)
    told = endings.not_sealed_yet(list(Head.objects.filter(ref=mother)))
    assert [ending["bars"][0][0] for ending in told] == [*range(100, 105)]
    assert [ending["seq"] for ending in told] == sorted(ending["seq"] for ending in told)


def test_bars_of_one_compartment_are_all_told_the_first_too() -> None:
    """A bar of all compartments has a row in each, and any of them tells it; here each has a single row."""
    mother = notes.begin()
    seals.seal_changed_heads()
    for worker in range(100, 103):
        with door.acting(by=JO, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
            box.give_standing(
                Ground.BLOCK,
                cause=f"bar:{worker}",
                worker_id=worker,
                but=frozenset(Compartment) - {Compartment.GENERAL},
            )
    told = endings.not_sealed_yet(list(Head.objects.filter(ref=mother)))
    assert [ending["bars"] for ending in told] == [[[n, None, f"bar:{n}"]] for n in range(100, 103)]


def test_what_moves_her_and_bars_somebody_in_one_act_is_told_whole() -> None:
    mother = notes.begin()
    seals.seal_changed_heads()
    asks = ActFacts(her_word=True, event=RecordEvent.SHE_ASKS_TO_END)
    with door.acting(by=JO, permission=Permission.RECORD_END, mother=mother, act=asks) as box:
        box.move(RecordEvent.SHE_ASKS_TO_END)
        box.give_standing(Ground.BLOCK, cause="bar:100", worker_id=100)
    (told,) = endings.not_sealed_yet(list(Head.objects.filter(ref=mother)))
    assert told["bars"] == [[100, None, "bar:100"]]
    assert (told["event"], told["stage"]) == ("she_asks_to_end", Head.objects.get(ref=mother).stage)


def test_what_only_gives_standing_is_no_ending() -> None:
    mother = notes.begin()
    seals.seal_changed_heads()
    notes.give_team(mother)
    notes.log(mother)
    assert endings.not_sealed_yet(list(Head.objects.filter(ref=mother))) == []
