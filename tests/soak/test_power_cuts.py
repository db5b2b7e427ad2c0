"""The power goes at any moment: what was acknowledged is on the disk, and the next start needs no hands."""

import pytest

from tests.soak.conftest import HowMany, Tell
from tests.soak.places import POSTGRES, SQLITE, Place


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_after_a_power_cut_sqlite_has_what_was_acknowledged(
    place: Place, seed: int, how_many: HowMany, tell: Tell
) -> None:
    cuts = how_many("CUTS")
    found = place.ask("tests.soak.power", cuts, seed)
    tell(cuts=cuts, acknowledged=found["acknowledged"], wrong=len(found["wrong"]), ways=found["ways"],
         unsynced_bytes_harmed=found["bytes"], cuts_in_a_new_log=found["new_log"],
         database_pages_torn=found["pages"])  # fmt: skip
    assert found["wrong"] == []
    assert found["acknowledged"] > cuts


@pytest.mark.parametrize("engine", [POSTGRES], indirect=True)
def test_after_an_immediate_stop_under_load_postgres_has_what_was_acknowledged(
    place: Place, seed: int, how_many: HowMany, tell: Tell
) -> None:
    cuts = how_many("DATABASE_CUTS")
    found = place.ask("tests.soak.stopped_cluster", place.cluster, cuts, seed)
    place.verified()
    tell(cuts=cuts, acknowledged=found["acknowledged"], lost=len(found["lost"]), halves=len(found["halves"]))
    assert (found["lost"], found["halves"]) == ([], [])
    assert found["acknowledged"] > cuts
