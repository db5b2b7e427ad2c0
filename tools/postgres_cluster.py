"""Runs a command beside a PostgreSQL cluster of its own, on a private socket, and deletes it afterwards.

    python -m tools.postgres_cluster pytest tests/records

The command finds HRM2M_DATABASE_URL (the plain role, hr_app) and HRM2M_OWNER_DATABASE_URL (hr_owner, who
migrates). PostgreSQL refuses to run as root; then the cluster runs as the system's user `postgres`.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path


ROLES = Path(__file__).with_name("postgres_roles.sql")
DATABASE = "hrm2m"
SUPERUSER = "postgres"
START_SECONDS = 60
IN_MEMORY = Path("/dev/shm")  # noqa: S108 - as below
ROOM = 4 * 2**30
"""Far more than the tests write."""

# Nothing here outlives the run, so nothing need survive a power cut.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "timezone": "UTC",
    "max_connections": "60",
    "shared_buffers": "64MB",
}


class NoCluster(Exception):
    """PostgreSQL is not installed, or did not start; the message says what to do."""


def programs() -> Path:
    """The folder of PostgreSQL's server programs, the newest installed."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if debian:
        return debian[-1].parent
    found = shutil.which("initdb")
    if found is None:
        raise NoCluster("The PostgreSQL server is not installed. On Debian: apt-get install postgresql")
    return Path(found).resolve().parent


def as_server(command: Sequence[str | Path]) -> list[str]:
    """The command, run by a user that PostgreSQL accepts."""
    words = [str(word) for word in command]
    if os.geteuid() != 0:
        return words
    runuser = shutil.which("runuser") or "/usr/sbin/runuser"  # not on every root's PATH
    return [runuser, "-u", "postgres", "--", *words]


def home() -> Path:
    """A fresh private folder: in memory where there is room, else high up, for a socket's path has 107 bytes."""
    usual = tempfile.gettempdir()
    shallow = usual if len(usual) < 60 else "/tmp"  # noqa: S108 - mkdtemp makes a folder that is ours alone
    # Emptying tables after each test makes and deletes files: on a busy disk that takes longer than the test.
    roomy = IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free >= ROOM
    folder = Path(tempfile.mkdtemp(prefix="hrm2m-pg-", dir=IN_MEMORY if roomy else shallow))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    return folder


def make(folder: Path, binaries: Path) -> None:
    """Creates the cluster's files: any local user who can reach the private socket may sign in."""
    options = ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", f"--username={SUPERUSER}"]
    command = as_server([binaries / "initdb", "-D", folder / "data", *options])
    made = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
    if made.returncode:
        raise NoCluster(f"PostgreSQL could not create a cluster: {made.stderr.strip()}")


def pg_ctl(folder: Path, binaries: Path, verb: str) -> list[str]:
    """The command that starts or stops the cluster."""
    return as_server([binaries / "pg_ctl", verb, "-D", folder / "data"])


def start(folder: Path, binaries: Path, settings: Mapping[str, str] = SETTINGS) -> None:
    """Starts the server and waits until it answers."""
    said = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
    command = pg_ctl(folder, binaries, "start")
    command += ["-w", "-t", str(START_SECONDS), "-l", str(folder / "log"), "-o", f"-k {folder} {said}"]
    started = subprocess.run(command, cwd="/", stdout=subprocess.DEVNULL, check=False)
    if started.returncode:
        raise NoCluster(f"PostgreSQL did not start: {(folder / 'log').read_text()[-2000:]}")


def stop(folder: Path, binaries: Path) -> None:
    """Stops the server at once and deletes every trace."""
    if (folder / "data" / "postmaster.pid").exists():
        command = [*pg_ctl(folder, binaries, "stop"), "-w", "-m", "immediate"]
        subprocess.run(command, cwd="/", stdout=subprocess.DEVNULL, check=False)
    shutil.rmtree(folder, ignore_errors=True)


def fill(folder: Path, binaries: Path) -> None:
    """Makes the roles and the empty database."""
    psql = [str(binaries / "psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1"]
    psql += ["-h", str(folder), "-U", SUPERUSER, "-d", "postgres"]
    roles = ROLES.read_text()
    database = f"CREATE DATABASE {DATABASE} OWNER hr_owner;"
    # Tests drop databases, and the server's own vacuum, which may be at work there, belongs to no role.
    may_drop = "GRANT pg_signal_backend TO hr_owner;"
    for statements in (roles, database, may_drop):
        subprocess.run(psql, input=statements, text=True, check=True)


@contextlib.contextmanager
def cluster() -> Iterator[Path]:
    """A running cluster; its socket lies in the folder given."""
    binaries = programs()
    folder = home()
    try:
        make(folder, binaries)
        start(folder, binaries)
        fill(folder, binaries)
        yield folder
    finally:
        stop(folder, binaries)


def surroundings(folder: Path) -> dict[str, str]:
    """The environment in which the command finds the cluster; plain `psql` finds it too."""
    url = "postgres://{role}@/" + f"{DATABASE}?host={folder}"
    return {
        **os.environ,
        "HRM2M_DATABASE_URL": url.format(role="hr_app"),
        "HRM2M_OWNER_DATABASE_URL": url.format(role="hr_owner"),
        "PGHOST": str(folder),
        "PGUSER": "hr_app",
        "PGDATABASE": DATABASE,
    }


def main(command: Sequence[str]) -> int:
    """Runs the command and answers its exit code; a signal ends the command first, then the cluster."""
    if not command:
        print(
            "Say which command to run beside the cluster, for example: pytest tests/records", file=sys.stderr
        )
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    signal.signal(signal.SIGHUP, lambda *_: sys.exit(128 + signal.SIGHUP))
    try:
        with cluster() as folder:
            began = time.monotonic()
            done = subprocess.run(list(command), env=surroundings(folder), check=False)
            print(f"PostgreSQL: {time.monotonic() - began:.0f} s", file=sys.stderr)
            return done.returncode
    except NoCluster as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
