"""`hrm2m reference`: writes the pages of docs/reference from the tables in the code, or says which are stale."""

import argparse
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path


EPILOG = """\
examples:
  hrm2m reference           write docs/reference again
  hrm2m reference --check   name each page that no longer says what the code does, and write nothing

It works in a clone of the source. Exit codes: 0 done or fresh, 1 stale or not a clone, 2 not understood.
"""
HEADING = "<!-- Written by `hrm2m reference` from the code. Change the code, not this page. -->\n\n"


def main(argv: Sequence[str]) -> int:
    """Writes or checks the pages and answers the exit code."""
    options = _parser().parse_args(argv)
    root = Path(__file__).resolve().parents[4]
    if not (root / "pyproject.toml").exists():
        print("hrm2m reference: docs/reference lies in the source: run this in a clone.", file=sys.stderr)
        return 1
    folder = root / "docs" / "reference"
    wanted = pages(root)
    stale = stale_pages(folder, wanted)
    if options.check:
        for name in stale:
            print(f"docs/reference/{name} is stale: run “make docs”.")
        return 1 if stale else 0
    _write(folder, wanted, stale)
    return 0


def pages(root: Path) -> Mapping[str, str]:
    """Every page as it should be, by file name; reads tables of the code and one register, no database."""
    _set_up()
    from hrm2m.commands.reference import (
        addresses,
        cadence,
        connections,
        copy,
        handovers,
        jobs,
        lifecycles,
        narrative,
        personal_data,
        policy,
        retention,
        settings,
        words,
        worries,
    )

    return {
        name: HEADING + text.rstrip() + "\n"
        for name, text in {
            "cadence.md": cadence.page(),
            "commands.md": words.page(),
            "connections.md": connections.page(root),
            "copy.md": copy.page(),
            "data-register.md": personal_data.page(root),
            "handovers.md": handovers.page(),
            "jobs.md": jobs.page(),
            "lifecycles.md": lifecycles.page(),
            "narrative.md": narrative.page(),
            "pages.md": addresses.page(),
            "policy.md": policy.page(),
            "retention.md": retention.page(),
            "settings.md": settings.page(),
            "worries.md": worries.page(),
        }.items()
    }


def stale_pages(folder: Path, wanted: Mapping[str, str]) -> list[str]:
    """The names of pages that are missing, differ, or that nobody writes any more."""
    there = {path.name: path.read_text() for path in folder.glob("*.md")}
    names = sorted(wanted.keys() | there.keys())
    return [name for name in names if wanted.get(name) != there.get(name)]


def _write(folder: Path, wanted: Mapping[str, str], stale: Sequence[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in stale:
        if name in wanted:
            (folder / name).write_text(wanted[name])
        else:
            (folder / name).unlink()
        print(f"docs/reference/{name}")


def _set_up() -> None:
    # Only the shape of the code is read: no key, no database and no setting of this machine is touched.
    os.environ.setdefault("HRM2M_MODE", "test")
    os.environ.setdefault("HRM2M_HOME", tempfile.gettempdir())
    from hrm2m.foundation.django_setup import set_up_django

    set_up_django()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "hrm2m reference",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a page is stale")
    return parser
