"""Two who are kept apart: each way, while it lasts, and for whoever works with the one and not with the other."""

from datetime import timedelta

import pytest

from hrm2m.foundation import clock
from hrm2m.vault import apart
from hrm2m.vault.models import Apart, Head, StandingRow
from tests.vault import notes
from tests.vault.notes import SAM


pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)


def two() -> tuple[int, int]:
    """Two mothers whose bridges two workers hold; Sam is on the team of the first."""
    one, other = notes.begin(), notes.begin(by=notes.a_worker(70))
    notes.give_team(one, SAM)
    return notes.subject_of(one).id, notes.subject_of(other).id


def kept(one: int, other: int, pair: str = "pair") -> bool:
    return apart.keep(area=1, pair=pair, one=one, other=other, now=clock.now())


def barred(*mothers: int) -> set[tuple[int, int]]:
    return {(mother, worker) for mother, worker, _ in apart.kept_from(mothers, clock.now())}


def ref_of(number: int) -> str:
    return Head.objects.get(id=number).ref


def test_whoever_works_with_one_is_kept_from_the_other_and_the_other_way_round() -> None:
    one, other = two()
    assert barred(one, other) == set()
    assert kept(one, other)
    assert barred(one) == {(one, 70)}
    assert barred(other) == {(other, 7), (other, SAM.worker_id)}
    assert barred(one, other) == {(one, 70), (other, 7), (other, SAM.worker_id)}
    assert {since for _, _, since in apart.kept_from([one], clock.now())} == {
        Apart.objects.earliest("id").since
    }


def test_whoever_works_with_both_is_kept_from_neither_and_is_named() -> None:
    one, other = two()
    kept(one, other)
    assert apart.works_with_both(one, other, clock.now()) == []
    StandingRow.objects.filter(mother=other).update(worker_id=SAM.worker_id)
    assert apart.works_with_both(one, other, clock.now()) == [SAM.worker_id]
    assert barred(one, other) == {(other, 7)}


@pytest.mark.parametrize(
    "so",
    [
        {"until": -DAY},
        {"since": DAY * 900},
        {"ground": "block"},
        {"worker_id": None},
    ],
    ids=["over", "not yet", "a bar", "an agency"],
)
def test_only_who_works_with_her_now_counts(so: dict[str, object]) -> None:
    one, other = two()
    kept(one, other)
    from_now = {name: clock.now() + at if isinstance(at, timedelta) else at for name, at in so.items()}
    StandingRow.objects.filter(mother=other).update(**from_now)
    assert barred(one) == set()
    assert barred(other) == {(other, 7), (other, SAM.worker_id)}


def test_a_place_that_ends_later_counts_until_then() -> None:
    one, other = two()
    kept(one, other)
    StandingRow.objects.filter(mother=other).update(until=clock.now() + DAY)
    assert barred(one) == {(one, 70)}


def test_twice_is_once_and_after_the_end_it_can_be_again() -> None:
    one, other = two()
    third = notes.subject_of(notes.begin()).id
    assert kept(one, other)
    assert not kept(one, other, "again")
    assert kept(one, third, "third")
    assert Apart.objects.count() == 4
    assert apart.end("pair", clock.now())
    assert not apart.end("pair", clock.now())
    assert not apart.end("no pair", clock.now())
    assert barred(other) == set()
    assert apart.others_of(ref_of(one)) == [third]
    assert kept(one, other, "anew")


def test_a_pair_is_told_to_whoever_leads_both_alone() -> None:
    one, other = two()
    third = notes.subject_of(notes.begin()).id
    kept(one, other)
    kept(one, third, "third")
    assert apart.pairs_among([one]) == {}
    assert apart.pairs_among([one, other]) == {"pair": (one, other)}
    assert apart.pairs_among([one, other, third]) == {"pair": (one, other), "third": (one, third)}
    apart.end("pair", clock.now())
    assert apart.pairs_among([one, other]) == {}
    assert apart.are_pairs(["pair", "third", "no pair"]) == {"pair", "third"}


def test_whoever_is_forgotten_leaves_no_row_and_nobody_else_loses_one() -> None:
    one, other = two()
    third = notes.subject_of(notes.begin()).id
    kept(one, other)
    kept(other, third, "third")
    assert apart.forget(one) == ["pair"]
    assert apart.others_of(ref_of(other)) == [third]
    assert apart.forget(one) == []
    assert apart.forget(third) == ["third"]
    assert not Apart.objects.exists()
