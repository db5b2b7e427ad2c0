"""Decisions are numbered once, named as they are titled, short, and say what was rejected."""

import re
from pathlib import Path

import pytest

from tests.house.source import ROOT


DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))
MOST_WORDS = 400
PARTS = ["Context", "Decision", "Consequences", "Rejected"]


def test_numbers_follow_one_another() -> None:
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(len(DECISIONS)))


@pytest.mark.parametrize("path", DECISIONS, ids=[path.stem for path in DECISIONS])
def test_a_decision_is_named_as_it_is_titled_and_has_its_four_parts(path: Path) -> None:
    text = path.read_text()
    title = text.splitlines()[0]
    assert re.match(r"# \d{4} \S", title)
    assert "-".join(re.findall(r"[a-z0-9]+", title.lower())) == path.stem
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == PARTS
    assert len(text.split()) <= MOST_WORDS
