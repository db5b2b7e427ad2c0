"""The pure rooms and their commands run where there is nothing but the base dependencies: no Django, no server."""

import json
import re
import subprocess
import sys
from importlib.metadata import Distribution, distribution, requires
from pathlib import Path

import pytest

from tests.house.source import ROOT, SOURCE, module_name, python_files


PURE = ("policy", "cadence", "narrative")
HISTORY = {
    "now": "2026-03-12T10:00:00+00:00",
    "nation": "scotland",
    "contacts": [{"at": "2026-03-10T14:00:00+00:00", "channel": "call", "outcome": "not_reached"}],
    "windows": [],
}


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the base dependencies, whole, and nothing else that is installed here."""
    folder = tmp_path_factory.mktemp("base-dependencies")
    for found in with_what_they_need(base_requirements()):
        _link(found, folder)
    return folder


def base_requirements() -> list[str]:
    """What `requirements/base.in` names."""
    lines = (ROOT / "requirements" / "base.in").read_text().splitlines()
    return [line.split()[0] for line in lines if line.strip() and not line.startswith("#")]


def with_what_they_need(names: list[str]) -> list[Distribution]:
    """The installed distributions of these names and of all that they need, without extras."""
    found: dict[str, Distribution] = {}
    waiting = list(names)
    while waiting:
        name = re.split(r"[^\w.-]", waiting.pop())[0]
        if name.lower() in found:
            continue
        found[name.lower()] = distribution(name)
        waiting += [line for line in requires(name) or [] if ";" not in line]
    return list(found.values())


def _link(found: Distribution, folder: Path) -> None:
    for file in found.files or []:
        place = folder / file
        if ".." in file.parts or "__pycache__" in file.parts:
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(Path(str(found.locate_file(file))))


def run(bare: Path, program: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Runs a program that sees the standard library, the base dependencies and this source, and nothing else."""
    paths = [str(bare), str(SOURCE.parent)]
    lines = f"import sys; sys.path[:0] = {paths!r}; sys.argv[1:] = {list(words)!r}\n{program}"
    return subprocess.run(
        [sys.executable, "-I", "-S", "-c", lines], capture_output=True, text=True, check=False
    )


@pytest.mark.slow
def test_there_is_no_django_where_the_pure_rooms_are_tried(bare: Path) -> None:
    assert "ModuleNotFoundError" in run(bare, "import django").stderr


@pytest.mark.slow
@pytest.mark.parametrize("room", PURE)
def test_every_module_of_a_pure_room_runs_without_django(bare: Path, room: str) -> None:
    names = [module_name(path) for path in python_files(SOURCE / room)]
    done = run(bare, "\n".join(f"import {name}" for name in names))
    assert (done.returncode, done.stderr) == (0, "")


def test_the_command_line_says_its_words_without_django(bare: Path) -> None:
    done = run(bare, "from hrm2m.commands import main; sys.exit(main())", "--help")
    assert done.returncode == 0
    assert "cadence" in done.stdout


@pytest.mark.slow
def test_cadence_explains_without_django(bare: Path, tmp_path: Path) -> None:
    history = tmp_path / "history.json"
    history.write_text(json.dumps(HISTORY))
    program = "from hrm2m.commands import main; sys.exit(main())"
    done = run(bare, program, "cadence", "explain", "--json", str(history))
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["on_list"] is True


@pytest.mark.slow
def test_narrative_asks_without_django(bare: Path, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("She failed to engage.")
    done = run(bare, "from hrm2m.commands import main; sys.exit(main())", "narrative", "check", str(note))
    assert (done.returncode, done.stderr) == (1, "")
