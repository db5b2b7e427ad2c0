"""The databases that are measured: made once through `hrm2m demo`'s own loader, kept in var/bench between runs."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from hrm2m.foundation.invented import MADE_BY_DEMO
from tools import postgres_cluster as postgres


ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "var" / "bench"
COMPLETE = "complete"
LIKE_A_SERVER = {
    "listen_addresses": "",
    "timezone": "UTC",
    "max_connections": "60",
    "shared_buffers": "1GB",
    "max_wal_size": "4GB",
}


@dataclass(frozen=True)
class Database:
    """One of them: which engine, so many contacts, and the environment in which the software finds it."""

    engine: str
    contacts: int
    home: Path
    environment: Mapping[str, str]


@contextmanager
def cluster() -> Iterator[Path]:
    """The PostgreSQL cluster that is kept, running; with its disk safe, as a server's is."""
    folder, binaries = KEPT / "postgres", postgres.programs()
    if not (folder / "data" / "PG_VERSION").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        postgres.make(folder, binaries)
        postgres.start(folder, binaries, LIKE_A_SERVER)
        postgres.fill(folder, binaries)
    else:
        postgres.start(folder, binaries, LIKE_A_SERVER)
    try:
        yield folder
    finally:
        command = [*postgres.pg_ctl(folder, binaries, "stop"), "-w", "-m", "fast"]
        subprocess.run(command, cwd="/", stdout=subprocess.DEVNULL, check=False)


def database(engine: str, contacts: int, socket: Path | None) -> Database:
    """The database with so many contacts: made if it is not there, migrated if its tables are older than the code's."""
    home = KEPT / f"{engine}-{contacts}"
    found = Database(engine, contacts, home, _environment(home, engine, contacts, socket))
    complete = home / COMPLETE
    has, wanted = set(complete.read_text().splitlines()) if complete.exists() else set(), _migrations()
    if not has or has - wanted:
        _make(found, socket)
    elif has != wanted:
        _migrate(found)
    complete.write_text("\n".join(sorted(wanted)))
    return found


def _migrations() -> set[str]:
    """Which tables the code expects: the name of every migration."""
    return {str(path.relative_to(ROOT)) for path in ROOT.glob("src/**/migrations/0*.py")}


def _migrate(older: Database) -> None:
    print(f"Bringing {older.home} up to the tables of the code ...", file=sys.stderr)
    (older.home / MADE_BY_DEMO).touch()
    migrating = [sys.executable, "-m", "hrm2m.commands", "migrate", "--quiet"]
    subprocess.run(migrating, env=dict(older.environment), check=True)


def _make(wanted: Database, socket: Path | None) -> None:
    print(
        f"Making {wanted.contacts:,} contacts on {wanted.engine} (kept in {wanted.home}) ...", file=sys.stderr
    )
    shutil.rmtree(wanted.home, ignore_errors=True)
    wanted.home.mkdir(parents=True)
    (wanted.home / MADE_BY_DEMO).touch()
    if socket is not None:
        _make_empty(socket, _name(wanted.contacts))
    making = [sys.executable, "-m", "tools.bench.making", str(wanted.contacts)]
    subprocess.run(making, env=dict(wanted.environment), check=True)


def _make_empty(socket: Path, name: str) -> None:
    import psycopg  # noqa: PLC0415 - for PostgreSQL only

    with psycopg.connect(f"postgres://hr_owner@/postgres?host={socket}", autocommit=True) as owner:
        owner.execute(f"DROP DATABASE IF EXISTS {name}".encode())
        owner.execute(f"CREATE DATABASE {name}".encode())


def _name(contacts: int) -> str:
    return f"bench_{contacts}"


def _environment(home: Path, engine: str, contacts: int, socket: Path | None) -> dict[str, str]:
    found = {key: value for key, value in os.environ.items() if not key.startswith("HRM2M_")}
    found |= {"HRM2M_MODE": "demo", "HRM2M_HOME": str(home), "HRM2M_HOST": "localhost"}
    if engine == "postgres":
        address = "postgres://{}@/" + f"{_name(contacts)}?host={socket}"
        found["HRM2M_DATABASE_URL"] = address.format("hr_app")
        found["HRM2M_OWNER_DATABASE_URL"] = address.format("hr_owner")
    return found
