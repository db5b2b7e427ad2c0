"""A ledger right in every hash and wrong in what it says is found: acts without standing, entries twice, no seal."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from hrm2m.foundation import clock
from hrm2m.policy import Ground, Permission
from hrm2m.vault import door, seals, verify
from hrm2m.vault.models import Head
from tests.vault import notes
from tests.vault.lists import ListLedger
from tests.vault.notes import JO, SAM


pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.promise(7)]


@pytest.fixture
def ledger() -> Iterator[ListLedger]:
    """Chain 1: begun, team given until tomorrow, an act on it, the team ended, an act of the bridge builder."""
    mother = notes.begin()
    with door.acting(by=JO, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        until = box.now + timedelta(days=1)
        box.give_standing(
            Ground.TEAM, cause="team:1", worker_id=SAM.worker_id, agency_id=SAM.agency_id, until=until
        )
    notes.log(mother, by=SAM)
    notes.end_team(mother)
    notes.log(mother)
    with notes.the_ledger() as real:
        yield ListLedger(real)


def body_of(ledger: ListLedger, seq: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ledger.lines_of(1)[seq - 1][3])
    return found


def told(ledger: ListLedger) -> str:
    with pytest.raises(verify.Bad) as bad:
        verify.verify(ledger)
    return str(bad.value)


def test_the_order_of_what_was_given_and_stopped_is_in_the_chain(ledger: ListLedger) -> None:
    assert body_of(ledger, 3)["basis"] == body_of(ledger, 2)["stands"] == body_of(ledger, 4)["stops"]
    verify.verify(ledger)


FORGERIES: dict[str, tuple[int, Callable[[ListLedger], dict[str, Any]], str]] = {
    "an act after the stop of its basis": (
        5,
        lambda ledger: {"basis": body_of(ledger, 4)["stops"]},
        "line 5: it rests on a standing that was stopped before",
    ),
    "an act on a standing nobody gave": (
        3,
        lambda ledger: {"basis": ["somebody"]},
        "line 3: it rests on a standing that nobody gave before",
    ),
    "an act before its basis was given": (
        2,
        lambda ledger: {"basis": body_of(ledger, 2)["stands"]},
        "line 2: it rests on a standing that nobody gave before",
    ),
    "an act at the time its basis was over": (
        2,
        lambda ledger: {"untils": dict.fromkeys(body_of(ledger, 2)["stands"], body_of(ledger, 3)["at"])},
        "line 3: it rests on a standing whose time was over",
    ),
    "an act long after its basis was over": (
        2,
        lambda ledger: {"untils": dict.fromkeys(body_of(ledger, 2)["stands"], body_of(ledger, 1)["at"])},
        "line 3: it rests on a standing whose time was over",
    ),
    "an entry written twice": (
        5,
        lambda ledger: {"wrote": body_of(ledger, 3)["wrote"]},
        "line 5: it wrote an entry that another line wrote",
    ),
    "an entry written once more with a hash before its own": (
        5,
        lambda ledger: {"wrote": [{**body_of(ledger, 3)["wrote"][0], "sha256": "00" * 32}]},
        "line 5: it wrote an entry that another line wrote",
    ),
    "an entry written once more with a hash after its own": (
        5,
        lambda ledger: {"wrote": [{**body_of(ledger, 3)["wrote"][0], "sha256": "ff" * 32}]},
        "line 5: it wrote an entry that another line wrote",
    ),
    "an entry in a compartment that is not": (
        3,
        lambda ledger: {"wrote": [{"in": "gossip", "ref": "x", "sha256": "y"}]},
        "line 3: it cannot be read",
    ),
    "an entry nobody finds": (
        3,
        lambda ledger: {"wrote": [{"in": "treatment", "ref": "x", "sha256": "y"}]},
        "no line wrote this entry",
    ),
    "a stage that was not reached": (
        4,
        lambda ledger: {"stage": "named"},
        "line 5: the record stands at “by_handle”",
    ),
    "a line that is no line": (5, lambda ledger: {"at": None}, "line 5: it cannot be read"),
}


@pytest.mark.parametrize("forgery", list(FORGERIES))
def test_a_forgery_right_in_every_hash_is_found(ledger: ListLedger, forgery: str) -> None:
    seq, facts, words = FORGERIES[forgery]
    ledger.change_body(ledger.lines_of(1)[seq - 1], **facts(ledger))
    ledger.chain_anew(1)
    assert words in told(ledger)


def test_a_line_that_the_seals_leave_out_is_found() -> None:
    left_out = notes.begin()
    Head.objects.filter(ref=left_out).update(sealed_seq=99)
    notes.begin()
    with clock.at(clock.now() + timedelta(minutes=59)):
        seals.seal_changed_heads()
    notes.verified()
    notes.begin()
    with clock.at(clock.now() + timedelta(minutes=61)):
        seals.seal_changed_heads()
    with pytest.raises(verify.Bad, match="line 1: no seal covers it"):
        notes.verified()


@pytest.mark.parametrize("sealed", [1, 2])
def test_the_first_line_that_the_seals_leave_out_is_named(sealed: int) -> None:
    left_out = notes.begin()
    for _ in range(sealed - 1):
        notes.log(left_out)
    seals.seal_changed_heads()
    notes.log(left_out)
    Head.objects.filter(ref=left_out).update(sealed_seq=99)
    notes.begin()
    with clock.at(clock.now() + timedelta(minutes=61)):
        seals.seal_changed_heads()
    with pytest.raises(verify.Bad, match=f"line {sealed + 1}: no seal covers it"):
        notes.verified()


@pytest.mark.parametrize(
    ("harm", "code"), [("nothing", 0), ("a head", 1), ("no file", 2), ("no database", 2), ("no ledger", 2)]
)
def test_it_ends_with_a_code_for_each_outcome(
    harm: str, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("it reads files of SQLite")
    notes.begin()
    file = tmp_path / "copy.sqlite3"
    notes.copy_database(file)
    if harm == "no file":
        file.unlink()
    elif harm == "no database":
        file.write_bytes(b"nothing of ours" * 500)
    elif harm == "no ledger":
        with closing(sqlite3.connect(file)) as database:
            database.execute("DROP TABLE vault_line")
    words = ["--head", "ab" * 32] if harm == "a head" else []
    assert verify.main([str(file), *words]) == code
    said = capsys.readouterr()
    assert {0: said.out.endswith("ok\n"), 1: said.out.startswith("BAD  "), 2: bool(said.err)}[code]


def test_two_mothers_chains_cannot_change_places(ledger: ListLedger) -> None:
    notes.begin()
    with notes.the_ledger() as real:
        both = ListLedger(real)
    for line in both.line_rows:
        line[0] = {1: 2, 2: 1}.get(line[0], line[0])
    for head in both.head_rows:
        head[0] = {1: 2, 2: 1}.get(head[0], head[0])
    both.head_rows.sort()
    assert "its hash does not follow" in told(both)


def test_a_file_that_is_damaged_is_told_of_and_not_taken_for_a_ledger_of_others(tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("A file of SQLite.")
    notes.begin()
    file = tmp_path / "records.sqlite3"
    notes.copy_database(file)
    with closing(sqlite3.connect(file)) as opened:
        find = "SELECT rootpage FROM sqlite_master WHERE name = 'vault_line'"
        (page,), (size,) = opened.execute(find).fetchone(), opened.execute("PRAGMA page_size").fetchone()
    with file.open("r+b") as damaged:
        damaged.seek((page - 1) * size)
        damaged.write(b"\xff" * size)
    with closing(verify.open_sqlite(file)) as opened, pytest.raises(verify.Bad) as bad:
        verify.verify(verify.SqliteLedger(opened))
    assert str(bad.value).startswith("chain unknown, line 0: the database is damaged: ")
