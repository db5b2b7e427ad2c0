"""What her pages say: short sentences, a reading age of eleven or less, nothing that gives her away at first sight."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyphen
import pytest


FOLDER = Path(__file__).resolve().parents[3] / "src/hrm2m/pages/hers"
IN_TEMPLATES = re.compile(
    r'{% translate "(.*?)"|{% blocktranslate.*?%}(.*?){% endblocktranslate %}', re.DOTALL
)
IN_CODE = re.compile(r'_\(\s*"(.*?)"\s*\)|BadInput\("\w+", "(.*?)"\)', re.DOTALL)
HARDEST = 5.0
LONGEST_SENTENCE = 17
NOT_AT_FIRST_SIGHT = re.compile(
    r"drug|abus|court|child|baby|social|methadone|police|violen|treatment|safeguard|mother", re.IGNORECASE
)


SYLLABLES: Any = pyphen.Pyphen(lang="en_GB")  # type: ignore[no-untyped-call] # it has no types


def syllables(word: str) -> int:
    """How many parts a word falls into."""
    return len(SYLLABLES.positions(word)) + 1


def grade(text: str) -> float:
    """The school grade at which a text is read (Flesch and Kincaid, 1975): words a sentence, syllables a word."""
    words = re.findall(r"[A-Za-z’']+", text)
    count = sum(syllables(word) for word in words)
    return 0.39 * len(words) / max(1, len(sentences(text))) + 11.8 * count / len(words) - 15.59


def test_the_measure_tells_plain_words_from_an_office() -> None:
    assert grade("We meet you at ten. You can say no.") < 2
    assert (
        grade("Information will be disclosed to participating organisations in accordance with legislation.")
        > 15
    )


def strings(path: Path) -> Iterator[str]:
    found = (IN_TEMPLATES if path.suffix == ".html" else IN_CODE).findall(path.read_text("utf-8"))
    for groups in found:
        for text in re.split(r"{% plural %}", "".join(groups)):
            yield " ".join(re.sub(r"{{.*?}}|%\(\w+\)s", "Jo", text).split())


FILES = sorted(
    [
        *FOLDER.glob("*.html"),
        *(FOLDER / f"{name}.py" for name in ("labels", "record_copy", "values", "words")),
    ]
)


def sentences(text: str) -> list[str]:
    return [one for one in re.split(r"(?<=[.?!:])\s+", text) if one]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_page_of_hers_is_read_by_a_child_of_eleven(path: Path) -> None:
    said = [text if text.endswith((".", "?", "!", ":")) else f"{text}." for text in strings(path) if text]
    if said:
        assert grade(" ".join(said)) <= HARDEST, " ".join(said)


def test_all_of_her_pages_together_are_read_at_nine() -> None:
    said = " ".join(f"{text}." for path in FILES for text in strings(path))
    assert grade(said) <= 4


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_sentence_of_hers_is_long(path: Path) -> None:
    long = [one for text in strings(path) for one in sentences(text) if len(one.split()) > LONGEST_SENTENCE]
    assert long == []


@pytest.mark.parametrize("name", ["page.html", "enter.html", "home.html", "away.html"])
def test_nothing_at_first_sight_says_what_this_is(name: str) -> None:
    assert [text for text in strings(FOLDER / name) if NOT_AT_FIRST_SIGHT.search(text)] == []


def test_the_strings_are_found() -> None:
    assert "Leave now" in set(strings(FOLDER / "page.html"))
    assert sum(1 for path in FILES for _ in strings(path)) > 100
