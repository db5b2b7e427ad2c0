"""The invented area can be made whole: the forty, copies of them, and every further room."""

import pytest

from hrm2m.commands.invented import crowd, loader
from hrm2m.commands.invented.further_rooms import write_further_rooms
from hrm2m.foundation import clock
from hrm2m.records.handovers.queries import handovers_waiting


pytestmark = [pytest.mark.django_db, pytest.mark.slow]
COPIES = 30


def test_the_forty_are_copied_and_every_further_room_is_filled() -> None:
    loading = loader.load(clock.now(), lambda _so_far, _in_all: None)
    told: list[int] = []
    contacts = crowd.add_mothers(
        loading.mothers, COPIES, loading.now, lambda so_far, _contacts: told.append(so_far)
    )
    assert told[-1] == COPIES
    assert contacts > COPIES
    write_further_rooms(loading)
    assert handovers_waiting(loading.actors["jo"])
