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


BEGIN = (
    "from hrm2m.foundation.django_setup import set_up_django; set_up_django()\n"
    "from tests.vault import notes; notes.begin()"
)
IN_MEMORY = Path("/dev/shm")
PATIENCE_SECONDS = 1200
"""On a busy machine; the time limit of the test itself usually comes first."""


@dataclass(frozen=True)
class Installation:
    """Where it lives, and the surroundings in which a process of its own meets it."""

    home: Path
    surroundings: dict[str, str]

    @classmethod
    def of(cls, home: Path) -> "Installation":
        """The one on SQLite that lives in this home."""
        found = {**os.environ, "HRM2M_HOME": str(home), "HRM2M_MODE": "test"}
        for name in ("HRM2M_DATABASE_URL", "HRM2M_OWNER_DATABASE_URL"):
            found.pop(name, None)
        return cls(home, found)

    def run(self, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
        """Runs `python WORDS` there."""
        return subprocess.run(
            [sys.executable, *words],
            env={**self.surroundings, **more},
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE_SECONDS,
        )

    def hrm2m(self, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
        """Runs `hrm2m WORDS` there."""
        return self.run("-m", "hrm2m.commands", *words, **more)

    @property
    def database(self) -> Path:
        """The file of the records, on SQLite."""
        return self.home / "records.sqlite3"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated home with every key and one record, copied by each test that needs one."""
    home = tmp_path_factory.mktemp("template") / "home"
    made = Installation.of(home)
    assert made.hrm2m("keys", "new").returncode == 0
    done = made.hrm2m("migrate", "--quiet")
    assert done.returncode == 0, done.stderr
    begun = made.run("-c", BEGIN)
    assert begun.returncode == 0, begun.stderr
    return home


@pytest.fixture
def installation(
    request: pytest.FixtureRequest, tmp_path: Path, transactional_db: None
) -> Iterator[Installation]:
    """A fresh one; on PostgreSQL emptied by the test's own teardown."""
    if connection.vendor == "postgresql":
        yield Installation(Path(os.environ["HRM2M_HOME"]), dict(os.environ))
        return
    # In memory where there is such a folder: what is tested is processes, not the disk.
    with tempfile.TemporaryDirectory(dir=IN_MEMORY if IN_MEMORY.is_dir() else tmp_path) as folder:
        home = Path(folder) / "home"
        shutil.copytree(request.getfixturevalue("sqlite_template"), home)
        yield Installation.of(home)
