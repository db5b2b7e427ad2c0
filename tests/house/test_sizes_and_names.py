"""Files and functions stay small, and nothing is called after the drawer that has no label."""

import re
from pathlib import Path

from tests.house.source import ROOT, SOURCE, functions, python_files


MOST_LINES_OF_A_FILE = 300
MOST_LINES_OF_TESTS = 500
MOST_LINES_OF_A_FUNCTION = 40
LONGER_WITH_A_REASON: dict[str, str] = {
    "src/hrm2m/vault/verify.py": "one file on purpose: an auditor copies it alone and runs it without this project",
}
NAMES_WITHOUT_A_ROOM = re.compile(
    r"^(utils?|helpers?|common|misc|services|managers?|handlers?|data|info|stuff|core|base)$"
)
NAMED_SO_WITH_A_REASON = {
    "pages/base": "what every page stands on; the word is Django's own for a template that others extend",
    "foundation/fair_sqlite/base": "Django looks for a database engine under this name and no other",
}


def test_no_file_is_longer_than_300_lines() -> None:
    assert set(longer_than(MOST_LINES_OF_A_FILE, SOURCE, ROOT / "tools")) == {
        name for name in LONGER_WITH_A_REASON if name.endswith(".py")
    }
    assert longer_than(MOST_LINES_OF_TESTS, ROOT / "tests") == {}


def longer_than(most: int, *folders: Path) -> dict[str, int]:
    """The files that have more lines, with how many."""
    ours = [path for folder in folders for path in python_files(folder)]
    lengths = {path.relative_to(ROOT).as_posix(): len(path.read_text().splitlines()) for path in ours}
    return {name: lines for name, lines in lengths.items() if lines > most}


def test_no_function_is_longer_than_40_lines() -> None:
    long = {
        str(function): function.lines
        for path in python_files()
        for function in functions(path)
        if function.lines > MOST_LINES_OF_A_FUNCTION
    }
    assert set(long) == {name for name in LONGER_WITH_A_REASON if ":" in name}, long


def test_no_room_and_no_file_is_named_after_nothing() -> None:
    named = {
        path.relative_to(SOURCE).with_suffix("").as_posix()
        for path in [*SOURCE.rglob("*")]
        if NAMES_WITHOUT_A_ROOM.match(path.with_suffix("").name) and "__pycache__" not in path.parts
    }
    outermost = {name for name in named if not any(name.startswith(f"{other}/") for other in named)}
    assert outermost == set(NAMED_SO_WITH_A_REASON)


def test_no_work_is_left_for_later_in_the_source() -> None:
    later = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|NotImplementedError")
    for path in [*python_files(), *SOURCE.rglob("*.html"), *SOURCE.rglob("*.js")]:
        if "vendor" not in path.parts:
            assert not later.search(path.read_text()), path
