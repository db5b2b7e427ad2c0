"""An installation for tests that need several processes: on SQLite a file of its own, on PostgreSQL the test's."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection


IN_MEMORY = Path("/dev/shm")


@dataclass(frozen=True)
class Installation:
    """Where it lives, and the surroundings in which a process of its own meets it."""

    home: Path
    surroundings: dict[str, str]

    def run(self, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
        """Runs `python WORDS` there."""
        return subprocess.run(
            [sys.executable, *words],
            env={**self.surroundings, **more},
            capture_output=True,
            text=True,
            check=False,
            timeout=170,
        )

    def hrm2m(self, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
        """Runs `hrm2m WORDS` there."""
        return self.run("-m", "hrm2m.commands", *words, **more)

    @property
    def database(self) -> Path:
        """The file of the records, on SQLite."""
        return self.home / "records.sqlite3"


def surroundings_of(home: Path) -> dict[str, str]:
    found = {**os.environ, "HRM2M_HOME": str(home), "HRM2M_MODE": "test"}
    found.pop("HRM2M_DATABASE_URL", None)
    return found


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated home with every key, copied by each test that needs one."""
    home = tmp_path_factory.mktemp("template") / "home"
    made = Installation(home, surroundings_of(home))
    assert made.hrm2m("keys", "new").returncode == 0
    done = made.hrm2m("migrate", "--quiet")
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    """A fresh one; on PostgreSQL emptied by the test's own teardown."""
    request.getfixturevalue("transactional_db")
    if connection.vendor == "postgresql":
        yield Installation(Path(os.environ["HRM2M_HOME"]), dict(os.environ))
        return
    # In memory where there is such a folder: what is tested is processes, not the disk.
    with tempfile.TemporaryDirectory(dir=IN_MEMORY if IN_MEMORY.is_dir() else tmp_path) as folder:
        home = Path(folder) / "home"
        shutil.copytree(request.getfixturevalue("sqlite_template"), home)
        yield Installation(home, surroundings_of(home))
