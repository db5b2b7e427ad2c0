"""Masks over the whole text: what is quoted, spoken, or a name; they say where nothing is asked, and judge nothing."""

import re
from typing import NamedTuple

from hrm2m.narrative.folding import Folded
from hrm2m.narrative.reading_yaml import word_list


class Mask(NamedTuple):
    """A stretch of the folded text in which nothing is asked, and why."""

    start: int
    end: int
    why: str


_SPEAKER = re.compile(r"^[ ]*(?:[a-z]{1,12}(?: [a-z]{1,12}){0,2}) ?:[ ](?P<said>[^\n]+)", re.MULTILINE)
_FIRST_PERSON = re.compile(r"\b(?:i|i'm|i've|i'd|i'll|my|me|you|your|do you|we)\b")
_TOLD = re.compile(r"\b(?:told|advised|informed|warned|reminded) ?:")
"""After “M told:” others speak to her."""
_BLOCK = re.compile(r"^[ ]*>[^\n]*", re.MULTILINE)
_DOUBLE = re.compile(r'"')
_OPEN = re.compile(r"(?:(?<=^)|(?<=[\s(\[:-]))'(?=[a-z])")
_CLOSE = re.compile(r"(?<=[.,!?])'(?![a-z])|(?<=[a-z])'(?=[\s.,;:!?)\]]|$)")
_CAPITALS = re.compile(
    r"\b[A-Z][\w'-]*(?:[ \n](?:(?:of|the|and|on|for|from|to|in)[ \n]){0,2}(?:& )?[A-Z][\w'-]*)+"
)
_BODY = word_list("bodies")
_SPOKE = re.compile(
    r"(?:\b(?:say|says|said|saying|tell|tells|told|wrote|writes|asked|shouted|replied|word|words|term|phrase|label|"
    r"called|calls|describes?|described|adds?|added|explains?|explained|states?|stated|known|so-called|write|quotes?)\b"
    r"[^.!?\"]{0,60}|[:,] ?)$"
)
_CLAUSE = re.compile(r"\b(?:i|i'm|she|he|she's|he's|they|they're|you|you're|we|it's|is|was|are|am)\b")
_SPOKEN_AFTER = re.compile(
    r"[,.]? ?(?:\w+ ){0,3}(?:said|says|shouted|wrote|told|asked|replied|added|explained|yelled)\b"
)
MOST_SCARE_WORDS = 3


class Masks:
    """The masks of a text, found paragraph by paragraph when somebody asks; only the last are kept."""

    def __init__(self, folded: Folded, blocks: list[tuple[int, int]]) -> None:
        self._folded, self._blocks = folded, blocks
        self._kept = self._said = _NONE

    def of(self, number: int) -> list[Mask]:
        """The masks of one paragraph, in order."""
        if self._kept[0] != number:
            names = _names(self._folded.cased, *self._blocks[number])
            self._kept = (number, sorted(self._speech(number) + names))
        return self._kept[1]

    def somebody_speaks(self, number: int) -> bool:
        """Whether anything in a paragraph is said in somebody's own words."""
        marked = _MARK.search(self._folded.lower, *self._blocks[number])
        return marked is not None and bool(self._speech(number))

    def _speech(self, number: int) -> list[Mask]:
        if self._said[0] != number:
            self._said = (number, _speech_in(self._folded, *self._blocks[number]))
        return self._said[1]


_NONE: tuple[int, list[Mask]] = (-1, [])
_MARK = re.compile(r"[\"':>]")


def _speech_in(folded: Folded, start: int, end: int) -> list[Mask]:
    text = folded.lower
    found: list[Mask] = []
    if text.find('"', start, end) >= 0:
        found += _double(text, start, end)
    if text.find("'", start, end) >= 0:
        found += _single(text, start, end)
    if text.find(":", start, end) >= 0:
        found += _speakers(text, start, end)
    if folded.cased.find(">", start, end) >= 0:
        found += [
            Mask(hit.start(), hit.end(), "quotation") for hit in _BLOCK.finditer(folded.cased, start, end)
        ]
    return found


def _double(text: str, start: int, end: int) -> list[Mask]:
    marks = [hit.start() for hit in _DOUBLE.finditer(text, start, end)]
    pairs = zip(marks[::2], marks[1::2], strict=False)
    return [
        Mask(first, last + 1, "quotation")
        for first, last in pairs
        if last > first + 1 and _is_speech(text, first, last, start, end)
    ]


def _single(text: str, start: int, end: int) -> list[Mask]:
    found: list[Mask] = []
    at = start
    while True:
        opening = _OPEN.search(text, at, end)
        if not opening:
            return found
        closing = _closing(text, opening.end(), end)
        if closing < 0:
            return found
        if _is_speech(text, opening.start(), closing, start, end):
            found.append(Mask(opening.start(), closing + 1, "quotation"))
        at = closing + 1


def _closing(text: str, at: int, end: int) -> int:
    """Where a single quotation ends: the first closing mark that no plural possessive explains better."""
    for closing in _CLOSE.finditer(text, at, end):
        place = closing.start()
        possessive = text[place - 1] == "s" and re.match(r"' [a-z]", text[place : place + 3]) is not None
        if not possessive or _CLOSE.search(text, place + 1, end) is None:
            return place
    return -1


def _is_speech(text: str, first: int, last: int, start: int, end: int) -> bool:
    """Not scare quotes: a word or two in quotation marks with nobody speaking are the writer's own."""
    if len(text[first : min(last, first + 80)].split()) > MOST_SCARE_WORDS:
        return True
    said = text[first + 1 : last]
    if _CLAUSE.search(said) or _SPOKEN_AFTER.match(text, last + 1, min(end, last + 40)):
        return True
    if (
        first - start < 5
        and end - last < 5
        and not text[start:first].strip()
        and not text[last + 1 : end].strip(" .")
    ):
        return True
    return _SPOKE.search(text, max(start, first - 90), first) is not None


def _speakers(text: str, start: int, end: int) -> list[Mask]:
    return [
        Mask(line.start("said"), line.end("said"), "spoken line")
        for line in _SPEAKER.finditer(text, start, end)
        if _FIRST_PERSON.search(line.group("said"))
        and not _TOLD.search(text, line.start(), line.start("said"))
    ]


def _names(cased: str, start: int, end: int) -> list[Mask]:
    if cased[start:end].isupper():
        return []
    found: list[Mask] = []
    for hit in _CAPITALS.finditer(cased, start, end):
        words = hit.group().lower().split()
        if not _BODY.isdisjoint(words):
            found.append(Mask(hit.start(), hit.end(), "name"))
    return found
