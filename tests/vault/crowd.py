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
MOST_ROUNDS = 5000
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
    """Readers act on a standing while its holder gives and ends it, until there were so many acts and refusals."""
    mother = notes.begin()
    tally = Tally()
    readers = [lambda number=number: _read(mother, tally, number) for number in range(READERS)]
    rounds, *_ = together([lambda: _give_and_stop(mother, tally, operations), *readers])
    return {"rounds": rounds, "allowed": tally.of(0), "refused": tally.of(1)}


class Tally:
    """Counts that forked processes share: acts and refusals of each reader, and whether it is over."""

    def __init__(self) -> None:
        self._shared = mmap.mmap(-1, 8 * (2 * READERS + 1))

    def add(self, reader: int, refused: bool) -> None:
        place = 8 * (2 * reader + refused)
        count = int.from_bytes(self._shared[place : place + 8], "big") + 1
        self._shared[place : place + 8] = count.to_bytes(8, "big")

    def of(self, refused: int) -> int:
        places = [8 * (2 * reader + refused) for reader in range(READERS)]
        return sum(int.from_bytes(self._shared[place : place + 8], "big") for place in places)

    def end(self) -> None:
        self._shared[-1] = 1

    def is_over(self) -> bool:
        return self._shared[-1] == 1


def _read(mother: str, tally: Tally, number: int) -> str:
    while not tally.is_over():
        try:
            with door.acting(by=notes.SAM, permission=Permission.CONTACT_LOG, mother=mother):
                pass
            tally.add(number, refused=False)
        except NotYours:
            tally.add(number, refused=True)
    return "read"


def _give_and_stop(mother: str, tally: Tally, operations: int) -> int:
    number = 0
    try:
        while (
            number < MOST_ROUNDS
            and min(10 * tally.of(0), 10 * tally.of(1), tally.of(0) + tally.of(1)) < operations
        ):
            _give_and_stop_once(mother, number)
            number += 1
    finally:
        tally.end()
    return number


def _give_and_stop_once(mother: str, number: int) -> None:
    with door.acting(by=notes.JO, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        box.give_standing(
            Ground.TEAM, cause=f"team:{number}", worker_id=notes.SAM.worker_id, agency_id=notes.SAM.agency_id
        )
    time.sleep(0.002)
    with door.acting(by=notes.JO, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        box.end_standing(cause=f"team:{number}")
    time.sleep(0.002)


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
