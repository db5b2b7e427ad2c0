"""The papers tell the truth: what they name exists, their commands are there, and they keep to the glossary."""

import re
import shlex
from contextlib import suppress
from pathlib import Path

import pytest

from hrm2m.commands import WORDS, main
from tests.house.source import ROOT, functions


PAPERS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
NAMED = re.compile(r"`((?:src|tests|docs|tools)/[\w./-]+?)(?:::(\w+))?`")
LINKED = re.compile(r"\]\(([^)#:]+)(?:#[\w-]+)?\)")
AVOIDED = re.compile(
    r"\b(service users?|clients?|patients?|disengaged|non-complian\w+|did not attend|DNA'?d)\b", re.IGNORECASE
)
MAY_NAME_THEM = {
    "GLOSSARY.md": "says which words we do not use",
    "narrative.md": "shows the sentences that the checker of words asks about",
}


def by_name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("paper", PAPERS, ids=by_name)
def test_every_file_and_every_test_that_a_paper_names_exists(paper: Path) -> None:
    for name, function in NAMED.findall(paper.read_text()):
        path = ROOT / name
        assert path.exists(), name
        if function:
            assert function in {found.name for found in functions(path)}, f"{name}::{function}"


@pytest.mark.parametrize("paper", PAPERS, ids=by_name)
def test_every_link_leads_somewhere(paper: Path) -> None:
    for target in LINKED.findall(paper.read_text()):
        assert (paper.parent / target).exists(), target


@pytest.mark.parametrize("paper", PAPERS, ids=by_name)
def test_every_command_that_a_paper_shows_is_there(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    targets = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for line in shown_commands(paper.read_text()):
        program, *words = shlex.split(line, comments=True)
        if program == "make":
            assert {word for word in words if "=" not in word} <= targets, line
        elif program == ".venv/bin/hrm2m":
            explains(words, capsys)


def shown_commands(text: str) -> list[str]:
    """What stands in a paper as a command: lines of its blocks, and code in its sentences."""
    blocks = re.findall(r"^ *```\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    return [
        line
        for line in [*lines, *re.findall(r"`((?:make|\.venv/bin/hrm2m) [^`]+)`", text)]
        if line.startswith(("make ", ".venv/bin/hrm2m"))
    ]


def explains(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """The word and its verb exist, and every option shown is one that they explain."""
    verbs = [word for word in words if not word.startswith("-")]
    assert not verbs or verbs[0] in WORDS, words
    options = [word for word in words if word.startswith("--")]
    said = ""
    for shown in (verbs[:1], verbs[:2]):
        with suppress(SystemExit):
            main([*shown, "--help"])
        said += capsys.readouterr().out
    missing = [option for option in options if option not in said and option != "--help"]
    assert not missing, f"{words}: {missing}"


@pytest.mark.parametrize("paper", PAPERS, ids=by_name)
def test_the_papers_keep_to_the_glossary(paper: Path) -> None:
    if paper.name not in MAY_NAME_THEM:
        assert AVOIDED.findall(paper.read_text()) == []


def test_the_words_people_read_on_pages_keep_to_the_glossary() -> None:
    templates = sorted((ROOT / "src").rglob("*.html"))
    assert templates
    for path in templates:
        assert AVOIDED.findall(path.read_text()) == [], path


@pytest.mark.parametrize("name", ["README.md", "SECURITY.md", "docs/clinical-safety/hazard-log.md"])
def test_what_must_be_said_is_said(name: str) -> None:
    said = {
        "README.md": (
            "independent implementation",
            "no endorsement",
            "No woman, worker or partner",
            "paid for it",
        ),
        "SECURITY.md": ("Honest limits", "Nobody outside has tested this"),
        "docs/clinical-safety/hazard-log.md": ("not a safety case",),
    }
    text = " ".join((ROOT / name).read_text().split())
    for words in said[name]:
        assert words in text, words


def test_every_promise_has_its_number_and_hazards_follow_one_another() -> None:
    security = (ROOT / "SECURITY.md").read_text()
    assert [int(n) for n in re.findall(r"^(\d+)\. \*\*", security, re.MULTILINE)] == list(range(1, 11))
    hazards = (ROOT / "docs" / "clinical-safety" / "hazard-log.md").read_text()
    numbers = [int(n) for n in re.findall(r"^\| H(\d+) ", hazards, re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))
    rows = [line for line in hazards.splitlines() if line.startswith("| H")]
    assert all(NAMED.search(row) for row in rows), "a hazard without a test"
