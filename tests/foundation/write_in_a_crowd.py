"""A crowd at one file: run as a script with a home in HRM2M_HOME, never imported.

Prints how often each of four greedy writers wrote while a fifth, who pauses, wrote as often as was asked.
"""

import json
import mmap
import os
import signal
import sys
import time

from hrm2m.foundation.django_setup import set_up_django


set_up_django()

from django.db import connection, transaction  # noqa: E402 - the settings come first


GREEDY = 4
WORK_SECONDS = 0.004


def write(*, alone: bool) -> None:
    statement = "INSERT INTO turn VALUES (1)"
    with connection.cursor() as cursor:
        if alone:
            cursor.execute(statement)
            return
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(statement)
        time.sleep(WORK_SECONDS)


def write_greedily(counts: mmap.mmap, number: int) -> None:
    while True:
        write(alone=False)
        place = 8 * number
        counts[place : place + 8] = (int.from_bytes(counts[place : place + 8], "big") + 1).to_bytes(8, "big")


def fork_greedy(counts: mmap.mmap) -> list[int]:
    children = []
    for number in range(GREEDY):
        child = os.fork()
        if child == 0:
            write_greedily(counts, number)
        children.append(child)
    return children


def main(times: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
    counts = mmap.mmap(-1, 8 * GREEDY)
    connection.close()
    children = fork_greedy(counts)
    time.sleep(0.5)
    before = [int.from_bytes(counts[8 * n : 8 * n + 8], "big") for n in range(GREEDY)]
    for number in range(times):
        write(alone=number % 2 == 0)
        time.sleep(WORK_SECONDS)
    after = [int.from_bytes(counts[8 * n : 8 * n + 8], "big") for n in range(GREEDY)]
    for child in children:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    print(json.dumps([now - then for now, then in zip(after, before, strict=True)]))


if __name__ == "__main__":
    main(int(sys.argv[1]))
