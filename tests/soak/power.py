"""Power cuts, replayed on copies of a SQLite installation: `python -m tests.soak.power CUTS SEED`, never imported.

A writer is stopped at a random moment and the files are copied as they lie. Of the write-ahead log a disk has kept at
least what was synced when the last act was acknowledged; what lies after that is cut off, torn or turned to nonsense,
as a power cut may leave it. Pages of the database that the log still holds may be torn too: a checkpoint was copying
them. Then a process of its own starts on the copy as a server would.
"""

import json
import os
import shutil
import signal
import sqlite3
import struct
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from hrm2m.foundation.django_setup import set_up_django


set_up_django()

from django.conf import settings  # noqa: E402 - the settings come first
from django.db import connection, connections  # noqa: E402

from hrm2m.vault import gate, readiness, verify  # noqa: E402
from tests.soak.acts import Look, Told, Writer, begin_first, team  # noqa: E402
from tests.soak.forked import forked, say  # noqa: E402
from tests.worlds import Team, begin  # noqa: E402


LOG_HEADER, FRAME_HEADER = 32, 24
AFTER_BOTH_HEADERS = 96
CUTS_WITH_A_MOTHER = 8
WAYS = ("cut off", "torn", "nonsense", "zeros")


@dataclass(frozen=True)
class Synced:
    """How far the write-ahead log was on the disk when an act was acknowledged: its salt and its last frame."""

    salt: int
    frames: int


def synced(database: Path) -> Synced:
    """Read from the index of the log, where SQLite says how far it goes; with one writer that is what it committed."""
    with Path(f"{database}-shm").open("rb") as index:
        words = struct.unpack("12I", index.read(48))
    return Synced(int.from_bytes(struct.pack("=I", words[8]), sys.byteorder), words[4])


def begun_to_copy(database: Path) -> int:
    """How many frames of the log a checkpoint has begun to copy: it syncs the log before, also what nobody heard of.

    The writer copies within its commit, so before it tells: what it copies is on the disk though not acknowledged.
    """
    with Path(f"{database}-shm").open("rb") as index:
        index.seek(AFTER_BOTH_HEADERS)
        *_, attempted = struct.unpack("9I", index.read(36))
    return int(attempted)


class TellingWriter(Writer):
    """Tells with each acknowledged act how far the log was synced."""

    def _tell(self, *words: str) -> None:
        if words[0] == "done":
            now = synced(Path(connection.settings_dict["NAME"]))
            words = (*words, str(now.salt), str(now.frames))
        super()._tell(*words)


def main(cuts: int, chance: Random) -> dict[str, Any]:
    """So many cuts; answers what was acknowledged, lost, there by half, and in which ways the log was harmed."""
    us = team()
    mothers = [begin_first(us)]
    found: dict[str, Any] = {"acknowledged": 0, "wrong": [], "ways": {}, "bytes": 0, "new_log": 0, "pages": 0}
    for number in range(cuts):
        if number % CUTS_WITH_A_MOTHER == 0:
            mothers = [begin(us, "Wren"), *mothers[:2]]
        with tempfile.TemporaryDirectory(dir=Path(settings.HRM2M_HOME).parent) as folder:
            copy = Path(folder) / "home"
            told, last, copied = stopped_once(us, mothers, chance, copy)
            harm(copy / "records.sqlite3", last, copied, chance, found)
            found["acknowledged"] += len(told.done)
            found["wrong"] += in_a_child(copy, us, told, mothers)
        say(f"{number + 1} of {cuts} power cuts, {found['acknowledged']} acts acknowledged")
    return found


def stopped_once(us: Team, mothers: list[str], chance: Random, copy: Path) -> tuple[Told, Synced, int]:
    """One writer, stopped in the middle and its files copied; what it told until then, and what was on the disk."""
    fold_log()
    seed, is_short = chance.randrange(10**9), chance.random() < 0.5

    def write(out: int) -> None:
        if is_short:
            copy_log_often()
        writer = TellingWriter(us, mothers, Random(seed), out)
        while True:
            writer.act()

    child, read = forked(write)
    with os.fdopen(read) as pipe:
        first = pipe.readline()
        time.sleep(chance.uniform(0.0, 0.8))
        os.kill(child, signal.SIGSTOP)
        os.waitpid(child, os.WUNTRACED)
        copied = begun_to_copy(Path(connection.settings_dict["NAME"]))
        shutil.copytree(settings.HRM2M_HOME, copy, ignore=shutil.ignore_patterns("*-shm"))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        told = Told.read([first, *pipe])
    last = Synced(0, 0)
    if told.done:
        *_, salt, frames = told.done[-1]
        last = Synced(int(salt), int(frames))
    return Told([act[:3] for act in told.done], told.trying), last, copied


def fold_log() -> None:
    """The last to leave copies the log into the database and removes it: until the next act, all lies there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM vault_head")
    connections.close_all()


def copy_log_often() -> None:
    """Lets the log begin anew every few acts, so that cuts also fall into that."""
    with gate.owner_mode(), connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_autocheckpoint=40")


def harm(database: Path, last: Synced, copied: int, chance: Random, found: dict[str, Any]) -> None:
    """Does to the copy what a power cut may do; never to what was synced, of which so many frames were being copied."""
    log = Path(f"{database}-wal")
    if not log.exists():
        return
    whole = log.read_bytes()
    page = int.from_bytes(whole[8:12], "big") if len(whole) >= LOG_HEADER else 0
    is_same = len(whole) >= LOG_HEADER and struct.unpack("=I", whole[16:20])[0] == last.salt
    found["new_log"] += not is_same
    frames = max(last.frames if is_same else 0, copied)
    floor = LOG_HEADER + frames * (FRAME_HEADER + page) if frames else 0
    way = chance.choice(WAYS)
    found["ways"][way] = found["ways"].get(way, 0) + 1
    found["bytes"] += len(whole) - floor
    log.write_bytes(whole[:floor] + harmed(whole[floor:], way, chance))
    if frames and chance.random() < 0.5:
        found["pages"] += tear_pages(database, whole[:floor], page, chance)


def harmed(tail: bytes, way: str, chance: Random) -> bytes:
    """What is left of bytes that were not synced."""
    at = chance.randrange(len(tail) + 1)
    if way == "cut off":
        return tail[:at]
    if way == "nonsense":
        return tail[:at] + chance.randbytes(len(tail) - at)
    if way == "zeros":
        return tail[:at] + bytes(len(tail) - at)
    end = chance.randrange(at, len(tail) + 1)
    return tail[:at] + chance.randbytes(end - at) + tail[end:]


def tear_pages(database: Path, log: bytes, page: int, chance: Random) -> int:
    """Turns pages to nonsense that a checkpoint may have been copying: all that the synced log holds anyway."""
    frames = range(LOG_HEADER, len(log) - page, FRAME_HEADER + page)
    numbers = sorted({int.from_bytes(log[at : at + 4], "big") for at in frames})
    torn = chance.sample(numbers, min(3, len(numbers)))
    size = database.stat().st_size
    with database.open("r+b") as file:
        for number in torn:
            if number * page <= size:
                file.seek((number - 1) * page)
                file.write(chance.randbytes(page // 2))
    return len(torn)


def in_a_child(copy: Path, us: Team, told: Told, mothers: list[str]) -> list[str]:
    """What is wrong in the copy, as a process of its own finds it; it also acts on, so that going on is shown."""

    def answer(out: int) -> None:
        os.write(out, json.dumps(wrong_in(copy, us, told, mothers)).encode())

    child, read = forked(answer)
    with os.fdopen(read) as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    return json.loads(said) if said and status == 0 else ["the copy could not be opened"]


def wrong_in(copy: Path, us: Team, told: Told, mothers: list[str]) -> list[str]:
    """In words."""
    settings.HRM2M_HOME, settings.HRM2M_KEYSTORE = copy, copy / "keystore.sqlite3"
    settings.HRM2M_ROOT_KEY_FILE = copy / "root.key"
    connection.settings_dict["NAME"] = str(copy / "records.sqlite3")
    readiness.refuse_unsafe_start()
    look = Look(us)
    wrong = [f"lost: {act}" for act in look.lost(told)] + look.halves(mothers)
    begin(us, "Fern")
    connection.close()
    with closing(verify.open_sqlite(copy / "records.sqlite3")) as ledger:
        verify.verify(verify.SqliteLedger(ledger))
    for name in ("records.sqlite3", "keystore.sqlite3"):
        with closing(sqlite3.connect(copy / name)) as file:
            file.create_function("hrm2m_owner_mode", 0, lambda: 0)
            (said,) = file.execute("PRAGMA integrity_check").fetchone()
            wrong += [] if said == "ok" else [f"{name}: {said}"]
    return wrong


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), Random(int(sys.argv[2])))))
