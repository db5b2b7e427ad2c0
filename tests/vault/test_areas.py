"""A record comes to another area: its head and the rows that lists find it by; no drawer, and nobody else's record."""

import pytest

from hrm2m.foundation import clock
from hrm2m.policy import Ground, Permission
from hrm2m.records.danger.models import Alert
from hrm2m.records.danger.who import Who
from hrm2m.records.worries.models import WorryRow
from hrm2m.vault import areas, door
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import VaultError
from hrm2m.vault.models import Head, StandingRow
from tests.vault import notes
from tests.vault.notes import JO, SAM


pytestmark = pytest.mark.django_db(transaction=True)


def moved(mother: str, area: int = 2) -> None:
    with (
        door.unit(by=JO, mothers=[HOUSE, notes.subject_of(mother).id]) as unit,
        door.acting(by=JO, permission=Permission.BRIDGE_CHANGE, mother=mother) as box,
    ):
        areas.move_to(unit, box, area=area)
        assert box.area == area


def areas_of(mother: str) -> set[int]:
    number = notes.subject_of(mother).id
    return set(StandingRow.objects.filter(mother=number).values_list("area", flat=True))


def a_worry(mother: str) -> None:
    number = notes.subject_of(mother).id
    WorryRow.objects.create(
        area=1, mother=number, entry=f"{number:026}", status="raised", raised_by_id=7, raised_at=clock.now()
    )


def test_its_head_and_every_row_that_a_list_finds_it_by_come_along() -> None:
    mother, other = notes.begin(), notes.begin()
    for each in (mother, other):
        a_worry(each)
    moved(mother)
    assert dict(Head.objects.filter(id__gt=0).values_list("ref", "area")) == {mother: 2, other: 1}
    assert (areas_of(mother), areas_of(other)) == ({2}, {1})
    assert list(WorryRow.objects.order_by("id").values_list("area", flat=True)) == [2, 1]


def test_its_entries_stay_readable_and_its_chain_says_where_it_went() -> None:
    mother = notes.begin(words="before")
    moved(mother)
    assert notes.words_of(mother) == ["before"]
    assert notes.verified()


def test_what_was_raised_in_the_old_area_stays_on_its_desk() -> None:
    mother = notes.begin()
    number, now = notes.subject_of(mother).id, clock.now()
    Alert.objects.create(
        area=1,
        mother=number,
        who=Who.HER,
        agency_id=1,
        raised_by_id=7,
        raised_at=now,
        filed_at=now,
        told_at=now,
    )
    moved(mother)
    assert Alert.objects.get().area == 1


def test_a_worker_of_the_other_area_is_found_there_and_only_by_what_this_gave() -> None:
    mother = notes.begin()
    notes.give_team(mother, SAM, "team:1")
    notes.give_team(mother, SAM, "team:2")
    notes.end_team(mother, "team:2")
    with door.acting(by=JO, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        areas.show_in(box, area=2, cause="team:1")
        areas.show_in(box, area=2, cause="team:2")
    found = StandingRow.objects.filter(ground=Ground.TEAM).values_list("cause", "area")
    assert set(found) == {("team:1", 2), ("team:2", 1)}
    assert StandingRow.objects.filter(ground=Ground.BRIDGE, area=1).exists()


def test_a_box_that_is_shut_moves_nothing() -> None:
    mother = notes.begin()
    with (
        door.unit(by=JO, mothers=[HOUSE, notes.subject_of(mother).id]) as unit,
        door.acting(by=JO, permission=Permission.BRIDGE_CHANGE, mother=mother) as box,
    ):
        pass
    with pytest.raises(VaultError):
        areas.show_in(box, area=2, cause="bridge:1")
    with pytest.raises(VaultError):
        areas.move_to(unit, box, area=2)
    assert areas_of(mother) == {1}
