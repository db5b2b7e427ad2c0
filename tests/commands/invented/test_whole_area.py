"""The invented area can be made whole: the forty, copies of them, and every further room; its ledger verifies."""

import pytest

from hrm2m.commands.invented import crowd, loader
from hrm2m.commands.invented.further_rooms import write_further_rooms
from hrm2m.foundation import clock
from hrm2m.records.handovers.queries import handovers_waiting
from tests.vault import notes


pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
COPIES = 30


def test_the_forty_are_copied_every_further_room_is_filled_and_the_ledger_verifies() -> None:
    loading = loader.load(clock.now(), lambda _so_far, _in_all: None)
    told: list[int] = []
    contacts = crowd.add_mothers(
        loading.mothers, COPIES, loading.now, lambda so_far, _contacts: told.append(so_far)
    )
    assert told[-1] == COPIES
    assert contacts > COPIES
    write_further_rooms(loading)
    assert handovers_waiting(loading.actors["jo"])
    assert notes.verified()[-1].startswith("entries")
