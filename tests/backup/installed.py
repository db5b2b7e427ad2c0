"""An installation that can be copied, wiped and put back, on whichever database the tests run on."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection, connections

from tests import postgres_databases
from tests.backup.lives import Lives
from tests.vault.installations import Installation


STARTED: set[str] = set()
"""The words of the command line that this test process has started as programs."""
KEY_FILES = ("root.key", "secret.key", "spool.key", "spool.pub", "backup.keys")


@dataclass(frozen=True)
class Installed:
    """An installation, the folder of its copies and the private key that opens them."""

    installation: Installation
    copies: Path
    identity: Path
    lives: dict[frozenset[tuple[str, str]], Lives] = field(default_factory=dict)

    @property
    def home(self) -> Path:
        return self.installation.home

    def hrm2m(self, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
        """Runs `hrm2m WORDS` there: each word the first time as a program of its own, as people do."""
        if more or words[0] not in STARTED:
            STARTED.add(words[0])
            return self.installation.hrm2m(*words, **more)
        return self._lives().hrm2m(*words)

    def life(self, word: str, *more: str) -> Any:
        """What this word of `tests.backup.life` answers there, with the surroundings of now."""
        return self._lives().say(word, *more)

    def _lives(self) -> Lives:
        surroundings = frozenset(self.installation.surroundings.items())
        if surroundings not in self.lives:
            self.lives[surroundings] = Lives(self.installation.surroundings)
        return self.lives[surroundings]

    def start(self, *words: str) -> "subprocess.Popen[str]":
        """Starts a process there that the test waits for or kills."""
        return subprocess.Popen(
            [sys.executable, "-m", *words],
            env=self.installation.surroundings,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def kill_after(self, words: str, seconds: float, *command: str) -> int:
        """Starts `hrm2m COMMAND`, kills it so long after it said these words, and answers its exit code."""
        with self.start("hrm2m.commands", *command) as killed:
            assert killed.stderr is not None
            while words not in (line := killed.stderr.readline()):
                assert line, f"it ended before it said “{words}”"
            time.sleep(seconds)
            killed.kill()
            killed.communicate()
            return killed.returncode

    def backup(self) -> tuple[str, str]:
        """Makes a copy; the names of the archives of records and of keys."""
        done = self.hrm2m("backup", "--to", str(self.copies))
        assert done.returncode == 0, done.stderr
        return tuple(Path(line.split()[0]).name for line in done.stdout.splitlines()[:2])  # type: ignore[return-value] # two lines

    def restore(self, *more: str, identity: Path | None = None) -> "subprocess.CompletedProcess[str]":
        words = ("--from", str(self.copies), "--identity", str(identity or self.identity))
        return self.hrm2m("restore", *words, *more)

    def wipe(self) -> None:
        """The machine burnt: a new home with the key files from where they are kept, and an empty database."""
        connections.close_all()
        for path in self.home.iterdir():
            if path.name in KEY_FILES:
                continue
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        if connection.vendor == "postgresql":
            empty_postgres()

    def restored(self, *more: str) -> str:
        """Wiped and put back; what the command printed."""
        self.wipe()
        done = self.restore(*more)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def files(self) -> dict[str, bytes]:
        """Every file of the home, byte for byte."""
        return {
            str(path.relative_to(self.home)): path.read_bytes()
            for path in self.home.rglob("*")
            if path.is_file()
        }


def empty_postgres() -> None:
    """A database without a table, as a new machine has it."""
    with psycopg.connect(os.environ["HRM2M_TEST_OWNER_URL"], autocommit=True) as owner:
        tables = owner.execute("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'")
        for (name,) in tables.fetchall():
            owner.execute(f"DROP TABLE {name} CASCADE")
        ours = owner.execute("SELECT oid::regprocedure FROM pg_proc WHERE proname LIKE 'hrm2m%'")
        for (function,) in ours.fetchall():
            owner.execute(f"DROP FUNCTION {function}")


def as_owner(installed: Installed, statement: str) -> None:
    """What only somebody past the software can do to the database."""
    if connection.vendor == "postgresql":
        with psycopg.connect(os.environ["HRM2M_TEST_OWNER_URL"], autocommit=True) as owner:
            owner.execute(statement)
        return
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(installed.installation.database, isolation_level=None)) as file:
        file.create_function("hrm2m_owner_mode", 0, lambda: 1)
        file.execute(statement)


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with every key and, on SQLite, a migrated database with nobody in it."""
    home = tmp_path_factory.mktemp("empty") / "home"
    made = Installation.of(home)
    assert made.hrm2m("keys", "new").returncode == 0
    done = made.hrm2m("migrate", "--quiet")
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture
def installed(empty_home: Path, tmp_path: Path, transactional_db: None) -> Iterator[Installed]:
    """One with nobody in it yet; on PostgreSQL its tables are made again afterwards, whatever was done to them."""
    home = tmp_path / "home"
    shutil.copytree(empty_home, home)
    installation = Installation.of(home)
    if connection.vendor == "postgresql":
        for file in home.glob("records.sqlite3*"):
            file.unlink()
        owner = os.environ["HRM2M_TEST_OWNER_URL"]
        named = {"HRM2M_DATABASE_URL": os.environ["HRM2M_DATABASE_URL"], "HRM2M_OWNER_DATABASE_URL": owner}
        installation = Installation(home, {**installation.surroundings, **named})
    identity = tmp_path / "backup.key"
    public = installation.hrm2m("keys", "new-backup", str(identity)).stdout
    (home / "backup.keys").write_text(public)
    made = Installed(installation, tmp_path / "copies", identity)
    yield made
    for lives in made.lives.values():
        lives.end()
    if connection.vendor == "postgresql":
        connections.close_all()
        postgres_databases.make_anew(
            os.environ["HRM2M_OWNER_DATABASE_URL"], str(connection.settings_dict["NAME"])
        )
