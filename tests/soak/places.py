"""A real installation for the soak: a folder of its own on the disk, with SQLite in it or a PostgreSQL beside it."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools import postgres_cluster


SQLITE, POSTGRES = "sqlite", "postgresql"
ENGINES = (SQLITE, POSTGRES)

# Unlike the tests' own cluster this one means it: what is acknowledged is on the disk.
DURABLE = {**postgres_cluster.SETTINGS, "fsync": "on", "full_page_writes": "on"}
OURS = ("HRM2M_DATABASE_URL", "HRM2M_OWNER_DATABASE_URL", "HRM2M_ROOT_KEY_FILE")


class Place:
    """One installation: where it lies, and how a process of its own meets it."""

    def __init__(self, home: Path, surroundings: dict[str, str], cluster: Path | None = None) -> None:
        self.home = home
        self.surroundings = surroundings
        self.cluster = cluster

    @property
    def database(self) -> Path:
        """The file of the records, on SQLite."""
        return self.home / "records.sqlite3"

    def hrm2m(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Runs `hrm2m WORDS` here."""
        return subprocess.run(
            [sys.executable, "-m", "hrm2m.commands", *words],
            env=self.surroundings, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def ask(self, program: str, *words: object) -> Any:
        """Runs one of the soak's own programs here and answers what it printed; its progress goes to the screen."""
        done = subprocess.run(
            [sys.executable, "-m", program, *map(str, words)],
            env=self.surroundings, stdout=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{program} broke off"
        return json.loads(done.stdout)

    def verified(self) -> str:
        """What the verifier says; fails where the ledger does not hold."""
        found = self.hrm2m("ledger", "verify")
        assert found.returncode == 0, found.stdout + found.stderr
        return found.stdout

    def stop_database(self, how: str = "immediate") -> None:
        """Stops PostgreSQL; `immediate` is what a power cut leaves: no word of goodbye, no checkpoint."""
        binaries = postgres_cluster.programs()
        words = [*postgres_cluster.pg_ctl(self._cluster(), binaries, "stop"), "-w", "-m", how]
        subprocess.run(words, cwd="/", stdout=subprocess.DEVNULL, check=True)

    def start_database(self) -> None:
        """Starts PostgreSQL as the machine's own start-up would; it recovers by itself or not at all."""
        postgres_cluster.start(self._cluster(), postgres_cluster.programs(), DURABLE)

    def database_runs(self) -> bool:
        """Whether PostgreSQL answers."""
        binaries = postgres_cluster.programs()
        words = postgres_cluster.as_server([binaries / "pg_isready", "-q", "-h", self._cluster()])
        return subprocess.run(words, cwd="/", check=False).returncode == 0

    def _cluster(self) -> Path:
        assert self.cluster is not None, "there is no PostgreSQL here"
        return self.cluster


@contextmanager
def a_place(engine: str, within: Path | None = None) -> Iterator[Place]:
    """A fresh installation, migrated, with keys; all of it inside `within` where that is said."""
    parent = within or Path(tempfile.gettempdir())
    folder = Path(tempfile.mkdtemp(prefix="hrm2m-soak-", dir=parent))
    try:
        if engine == SQLITE:
            yield _migrated(Place(folder / "home", _surroundings(folder / "home")))
            return
        with _durable_cluster(parent) as cluster:
            found = {**_surroundings(folder / "home"), **_addresses(cluster)}
            yield _migrated(Place(folder / "home", found, cluster))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _durable_cluster(parent: Path) -> Iterator[Path]:
    binaries = postgres_cluster.programs()
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=parent))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    try:
        postgres_cluster.make(folder, binaries)
        postgres_cluster.start(folder, binaries, DURABLE)
        postgres_cluster.fill(folder, binaries)
        yield folder
    finally:
        postgres_cluster.stop(folder, binaries)


def _addresses(cluster: Path) -> dict[str, str]:
    found = postgres_cluster.surroundings(cluster)
    return {name: found[name] for name in ("HRM2M_DATABASE_URL", "HRM2M_OWNER_DATABASE_URL")}


def _surroundings(home: Path) -> dict[str, str]:
    found = {name: text for name, text in os.environ.items() if name not in OURS}
    root = str(Path(__file__).parents[2])
    return {**found, "HRM2M_HOME": str(home), "HRM2M_MODE": "test", "PYTHONPATH": root}


def _migrated(place: Place) -> Place:
    for words in (["keys", "new"], ["migrate", "--quiet"]):
        done = place.hrm2m(*words)
        assert done.returncode == 0, done.stderr
    return place


def kill_group(process: "subprocess.Popen[Any]") -> None:
    """Kills a process that we started, with all that it started, without a word."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
