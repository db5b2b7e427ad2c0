"""Two worker processes share the jobs: each is taken by exactly one of them, on either database."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from hrm2m.foundation import clock, jobs


JOBS = 60
TAKER = str(Path(__file__).with_name("take_jobs.py"))
ON_A_FILE = (
    "from hrm2m.foundation import clock, jobs\n"
    f"for n in range({JOBS}): jobs.enqueue(kind='race', key=str(n), due_at=clock.now())\n"
)


def environment_with_jobs(folder: Path) -> dict[str, str]:
    """The surroundings of a process that meets the same database: on SQLite a file, made here."""
    if connection.vendor == "postgresql":
        for number in range(JOBS):
            jobs.enqueue(kind="race", key=str(number), due_at=clock.now())
        return dict(os.environ)
    surroundings = {**os.environ, "HRM2M_HOME": str(folder)}
    surroundings.pop("HRM2M_DATABASE_URL", None)
    put = f"from hrm2m.commands.migrate import migrate\nmigrate(0)\n{ON_A_FILE}"
    subprocess.run([sys.executable, "-c", put], env=surroundings, check=True)
    return surroundings


def a_taker(surroundings: dict[str, str]) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, TAKER], env=surroundings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_processes_never_take_the_same_job(tmp_path: Path) -> None:
    surroundings = environment_with_jobs(tmp_path)
    takers = [a_taker(surroundings) for _ in range(2)]
    for taker in takers:
        assert taker.stdin is not None
        taker.stdin.write("go\n")
        taker.stdin.flush()
    taken = [taker.communicate(timeout=60)[0].split() for taker in takers]
    assert sorted(taken[0] + taken[1], key=int) == [str(number) for number in range(JOBS)]
    assert all(taken), "both had a share"
