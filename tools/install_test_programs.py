"""Finds the programs that tests need beside Python; installs the missing ones with apt where it may.

Exit code 0: all are here. 1: some are missing; each is named with what is left out without it.
"""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Program:
    """A program, the Debian packages that bring it, and what cannot run without it."""

    name: str
    packages: tuple[str, ...]
    without_it: str
    here: Callable[[], bool]


def _postgres_here() -> bool:
    return shutil.which("initdb") is not None or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def _chromium_here() -> bool:
    return shutil.which("chromium") is not None


def _nginx_here() -> bool:
    # Debian keeps it where only root looks.
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") is not None


def _fonts_here() -> bool:
    return all(Path("/usr/share/fonts/truetype", family).is_dir() for family in ("dejavu", "liberation"))


POSTGRES = Program("PostgreSQL server", ("postgresql",), "the record tests on PostgreSQL", _postgres_here)
CHROMIUM = Program("Chromium", ("chromium",), "the journeys in a browser", _chromium_here)
FONTS = Program("fonts", ("fonts-dejavu-core", "fonts-liberation"), "the journeys in a browser", _fonts_here)
NGINX = Program("nginx", ("nginx-light",), "the journey behind a proxy", _nginx_here)
PROGRAMS = (POSTGRES, CHROMIUM, FONTS, NGINX)

START_NOTHING = Path("/usr/sbin/policy-rc.d")
"""What Debian's packages ask before they start a service: tests want programs, not a web server on port 80."""


def missing() -> list[Program]:
    """The programs that are not on this machine."""
    return [program for program in PROGRAMS if not program.here()]


def _may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


@contextlib.contextmanager
def _no_service_starts() -> Iterator[None]:
    if START_NOTHING.exists():
        yield
        return
    START_NOTHING.write_text("#!/bin/sh\nexit 101\n")
    START_NOTHING.chmod(0o755)
    try:
        yield
    finally:
        START_NOTHING.unlink()


def _install(packages: Sequence[str]) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    fetch = ["apt-get", "-o", "Acquire::Retries=3", "-qq"]
    subprocess.run([*fetch, "update"], env=quiet, check=False)
    with _no_service_starts():
        subprocess.run(
            [*fetch, "install", "-y", "--no-install-recommends", *packages],
            env=quiet,
            stdout=subprocess.DEVNULL,
            check=False,
        )


def install_missing() -> list[Program]:
    """Installs what is missing where it may, saying so; answers what is missing still."""
    wanted = missing()
    if wanted and _may_install():
        packages = [package for program in wanted for package in program.packages]
        print(
            f"The tests need programs that this machine lacks; installing with apt: {' '.join(packages)}",
            flush=True,
        )
        _install(packages)
    return missing()


def main() -> int:
    """Says what is left out, and how to bring it."""
    left = install_missing()
    for program in left:
        bring = f"as root: apt-get install {' '.join(program.packages)}"
        print(
            f"{program.name} is missing, so this is left out: {program.without_it}. To bring it, {bring}",
            file=sys.stderr,
        )
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
