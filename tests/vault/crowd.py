"""Processes of their own that crowd one record: run as `python -m tests.vault.crowd WORD NUMBER`, never imported.

Prints one JSON object. Every process is forked from this one after Django is set up, with connections of its own.
"""

import json
import mmap
import os
import signal
import sys
import time
from collections.abc import Callable
from enum import IntEnum
from random import Random

from hrm2m.foundation.django_setup import set_up_django


set_up_django()

from django.db import connections  # noqa: E402 - the settings come first

from hrm2m.policy import Ground, Permission  # noqa: E402
from hrm2m.vault import commands, door  # noqa: E402
from hrm2m.vault.errors import CommandConflict, NotYours  # noqa: E402
from hrm2m.vault.keystore import keystore  # noqa: E402
from tests.vault import notes  # noqa: E402


READERS = 6
PAUSE_SECONDS = 0.002
SAY_EVERY = 100
SENDERS = 8
COMMAND = "abcdefgh234567abcdefgh2345"


def together(works: list[Callable[[], object]]) -> list[object]:
    """Forks a process for each work, lets them begin at one moment, and gathers what they answer."""
    connections.close_all()
    keystore().close()
    begin = time.time() + 0.3
    pipes = []
    for work in works:
        read, write = os.pipe()
        if os.fork() == 0:
            _answer(work, write, begin)
        os.close(write)
        pipes.append(read)
    answers = [json.loads(_all_of(read)) for read in pipes]
    for _ in works:
        os.wait()
    return answers


def _answer(work: Callable[[], object], write: int, begin: float) -> None:
    try:
        time.sleep(max(0.0, begin - time.time()))
        answer = work()
    except BaseException as error:  # whatever broke is the answer: this process has nobody else to tell
        answer = f"{type(error).__name__}: {error}"
    with os.fdopen(write, "w") as pipe:
        json.dump(answer, pipe)
    os._exit(0)


def _all_of(read: int) -> str:
    with os.fdopen(read) as pipe:
        return pipe.read()


def race(operations: int) -> dict[str, object]:
    """Readers act on a standing while its holder gives and ends it, until there were so many acts and refusals.

    `late` counts what was allowed although its standing had been stopped, and that told, before it was asked for.
    """
    mother = notes.begin()
    tally = Tally()
    readers = [lambda number=number: _read(mother, tally, number) for number in range(READERS)]
    rounds, *read = together([lambda: _give_and_stop(mother, tally, operations), *readers])
    return {
        "rounds": rounds,
        "readers": read,
        "allowed": tally.sum(Counted.ALLOWED),
        "refused": tally.sum(Counted.REFUSED),
        "late": tally.sum(Counted.LATE),
    }


class Counted(IntEnum):
    """What a reader counts."""

    ALLOWED = 0
    REFUSED = 1
    LATE = 2


class Tally:
    """Counts that forked processes share: of each reader, of each giving and stopping, and whether it is over."""

    def __init__(self, readers: int = READERS) -> None:
        self._readers = readers
        self._phase, self._is_over = len(Counted) * readers, len(Counted) * readers + 1
        self._shared = mmap.mmap(-1, 8 * (self._is_over + 1))

    def count(self, reader: int, what: Counted) -> None:
        self._add(len(Counted) * reader + what)

    def sum(self, what: Counted) -> int:
        return sum(self._at(len(Counted) * reader + what) for reader in range(self._readers))

    def turn(self) -> None:
        """Counted up just before it is given, and again once its stop was acknowledged."""
        self._add(self._phase)

    def phase(self) -> int:
        """An even phase: it is stopped, and whoever stopped it has been told so."""
        return self._at(self._phase)

    def end(self) -> None:
        self._add(self._is_over)

    def is_over(self) -> bool:
        return self._at(self._is_over) > 0

    def _at(self, place: int) -> int:
        return int.from_bytes(self._shared[8 * place : 8 * place + 8], "big")

    def _add(self, place: int) -> None:
        self._shared[8 * place : 8 * place + 8] = (self._at(place) + 1).to_bytes(8, "big")


def _read(mother: str, tally: Tally, number: int) -> str:
    ask = _act if number % 2 else _look
    while not tally.is_over():
        phase = tally.phase()
        allowed = ask(mother)
        tally.count(number, Counted.ALLOWED if allowed else Counted.REFUSED)
        if allowed and phase % 2 == 0 and tally.phase() == phase:
            tally.count(number, Counted.LATE)
    return "read"


def _act(mother: str) -> bool:
    try:
        with door.acting(by=notes.SAM, permission=Permission.CONTACT_LOG, mother=mother):
            return True
    except NotYours:
        return False


def _look(mother: str) -> bool:
    """Half an hour of looks is one line; the authority is decided again each time."""
    try:
        with door.looking(by=notes.SAM, permission=Permission.MOTHER_SEE, mother=mother, page="p"):
            return True
    except NotYours:
        return False


def _give_and_stop(mother: str, tally: Tally, operations: int) -> int:
    number = 0
    try:
        while not enough(tally, operations):
            _give_and_stop_once(mother, tally, number)
            number += 1
            if number % SAY_EVERY == 0:
                say_how_far(tally, operations)
    finally:
        tally.end()
    return number


def enough(tally: Tally, operations: int) -> bool:
    allowed, refused = tally.sum(Counted.ALLOWED), tally.sum(Counted.REFUSED)
    return min(10 * allowed, 10 * refused, allowed + refused) >= operations


def say_how_far(tally: Tally, operations: int) -> None:
    done = tally.sum(Counted.ALLOWED) + tally.sum(Counted.REFUSED)
    print(f"\r{done} of {operations} operations ", end="", file=sys.stderr, flush=True)


def pause() -> None:
    """A moment in which the others act."""
    time.sleep(PAUSE_SECONDS)


def _give_and_stop_once(mother: str, tally: Tally, number: int) -> None:
    tally.turn()
    with door.acting(by=notes.JO, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        box.give_standing(
            Ground.TEAM, cause=f"team:{number}", worker_id=notes.SAM.worker_id, agency_id=notes.SAM.agency_id
        )
    time.sleep(PAUSE_SECONDS)
    with door.acting(by=notes.JO, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        box.end_standing(cause=f"team:{number}")
    tally.turn()
    time.sleep(PAUSE_SECONDS)


def once(others: int) -> dict[str, object]:
    """Eight processes send one command at one moment; `others` of them with other words in it."""
    mother = notes.begin()
    words = [b"other" if number < others else b"body" for number in range(SENDERS)]
    answers = together([lambda word=word: _send(mother, word) for word in words])  # type: ignore[misc] # bound now
    return {"answers": answers, "notes": notes.words_of(mother)}


def _send(mother: str, words: bytes) -> str:
    try:
        return commands.once(
            by=notes.JO, command_id=COMMAND, words=words, do=lambda: notes.log(mother, words.decode())
        )
    except CommandConflict:
        return "conflict"


def killed(rounds: int) -> dict[str, object]:
    """Writes until killed with SIGKILL, again and again; answers what was acknowledged and what is there."""
    mother, chance, acknowledged = notes.begin(), Random(rounds), []  # noqa: S311 - when to kill, no secret
    for _ in range(rounds):
        acknowledged += _write_until_killed(mother, chance.uniform(0.01, 0.15))
    with door.looking(by=notes.JO, permission=Permission.MOTHER_SEE, mother=mother, page="p") as box:
        there = [entry.ref for entry in box.entries(notes.Note)]
    return {"acknowledged": acknowledged, "there": there}


def _write_until_killed(mother: str, seconds: float) -> list[str]:
    connections.close_all()
    keystore().close()
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        while True:
            os.write(write, f"{notes.log(mother)}\n".encode())
    os.close(write)
    with os.fdopen(read) as pipe:
        first = pipe.readline()
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return [line.strip() for line in [first, *pipe] if line.endswith("\n")]


if __name__ == "__main__":
    print(json.dumps({"race": race, "once": once, "killed": killed}[sys.argv[1]](int(sys.argv[2]))))
