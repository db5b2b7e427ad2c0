"""The disk is full: a sentence instead of a save, nothing by half, danger says nobody was told; then it goes on."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.soak.browsers import TRACEBACK, Browser, serving, until
from tests.soak.conftest import Tell
from tests.soak.places import POSTGRES, Place, a_place
from tests.soak.small_disks import SmallDisk, a_small_disk


NOT_WORKING = "This is not working just now"
NOBODY = "NOBODY HAS BEEN TOLD YET: RING"
MEGABYTES = {"sqlite": 24, "postgresql": 160}
MANY = 40


@contextmanager
def on_a_small_disk(engine: str, *, only_the_database: bool) -> Iterator[tuple[Place, SmallDisk]]:
    """An installation on a small disk; where only the database lies there, the spool has room."""
    with a_small_disk(MEGABYTES[engine]) as disk:
        with a_place(engine, within=disk.folder) as place:
            with tempfile.TemporaryDirectory(prefix="hrm2m-soak-keys-") as elsewhere:
                if only_the_database:
                    put_home_elsewhere(place, engine, Path(elsewhere))
                yield place, disk


def put_home_elsewhere(place: Place, engine: str, elsewhere: Path) -> None:
    """Moves keys and spool to another disk, as an installation does that keeps them apart from the data."""

    before = place.home
    shutil.copytree(before, elsewhere, dirs_exist_ok=True, ignore=shutil.ignore_patterns("records*"))
    place.surroundings["HRM2M_HOME"] = str(elsewhere)
    if engine != POSTGRES:
        place.surroundings["HRM2M_DATABASE_URL"] = f"sqlite:///{before / 'records.sqlite3'}"
    place.home = elsewhere


@pytest.mark.parametrize("only_the_database", [False, True], ids=["all", "database"])
def test_on_a_full_disk_nothing_is_half_and_danger_is_said(
    engine: str, only_the_database: bool, tell: Tell
) -> None:
    with on_a_small_disk(engine, only_the_database=only_the_database) as (place, disk):
        prepared = place.ask("tests.soak.people", "prepare")
        mother, browser = prepared["mother"], Browser(prepared["session"])
        with serving(place) as server:
            assert browser.log(mother, "before")
            disk.fill()
            acknowledged, refused = post_many(browser, mother)
            danger_is_said(Browser(prepared["other_session"]), kept=only_the_database)
            disk.make_room()
            start_again_if_it_ended(place, engine)
            seconds = until(lambda: browser.log(mother, "after"), "a contact can be logged again")
            waited = 1 if only_the_database else 0
            until(lambda: filed(place, mother) >= waited, "what was spooled is filed")
            assert server.all_run()
        found = place.ask("tests.soak.people", "look", mother)
        place.verified()
    lost = {"before", "after", *acknowledged} - set(found["words"])
    tell(refused=refused, acknowledged=len(acknowledged), lost=len(lost), halves=len(found["halves"]),
         back_after_seconds=f"{seconds:.1f}")  # fmt: skip
    assert refused > 0
    assert not lost
    assert found["halves"] == []


def post_many(browser: Browser, mother: str) -> tuple[list[str], int]:
    """Posts until the last room in the files is used up; what was acknowledged, and how many were refused in words."""
    acknowledged, refused = [], 0
    for number in range(MANY):
        answer = browser.post(
            f"/m/{mother}/log/", outcome="met", channel="text", her_words=f"meanwhile {number} {'w' * 3000}"
        )
        if answer.status == 302:
            acknowledged.append(f"meanwhile {number} {'w' * 3000}")
            continue
        assert answer.status == 503, (answer.status, answer.text)
        assert NOT_WORKING in answer.text
        assert not TRACEBACK.search(answer.text)
        refused += 1
    return acknowledged, refused


def danger_is_said(browser: Browser, *, kept: bool) -> None:
    answer = browser.post("/danger/", who="her", words="said")
    assert answer.status == 503, answer.text
    assert NOBODY in answer.text
    assert ("is kept safely" if kept else "could not be kept at all") in answer.text


def start_again_if_it_ended(place: Place, engine: str) -> None:
    """A PostgreSQL that ended for want of room is started by the machine, as after any end of it."""
    if engine == POSTGRES and not place.database_runs():
        place.start_database()


def filed(place: Place, mother: str) -> int:
    return len(place.ask("tests.soak.people", "look", mother)["alerts"])
