"""Sentences: where paragraphs and sentences begin and end; reads no word."""

import re
from collections.abc import Iterator

from hrm2m.narrative.folding import Folded
from hrm2m.narrative.reading_yaml import word_list


_STOP = re.compile(r"[.!?]+[\"')\]]*(?=\s|$)")
_END = re.compile(r"[.!?\n](?:(?<=\n)(?![ \t]{0,10}[^\sA-Z0-9*>|#-])|(?<!\n)[.!?]*[\"')\]]*(?=\s|$))")
"""A stop as above, or a line break. It begins with a set of signs, so that the search jumps from one to the next."""
_ITEM = re.compile(r"\d{1,2}[.)]\s|- ")
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_ABBREVIATIONS = word_list("abbreviations")
MOST_IN_BLOCK = 100_000
"""A paragraph that never ends is read in pieces of so many characters, cut after a sentence or a word."""


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where each paragraph of a folded text begins and ends; an empty line parts two.

    What stands after a paragraph does not move its ends, so a text may be read part by part.
    """
    at = 0
    for gap in _PARAGRAPH.finditer(text):
        if gap.start() > at:
            yield from _of_bearable_length(text, at, gap.start())
        at = gap.end()
    if at < len(text):
        yield from _of_bearable_length(text, at, len(text))


def _of_bearable_length(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > MOST_IN_BLOCK:
        limit = start + MOST_IN_BLOCK
        cut = max(text.rfind(mark, start + MOST_IN_BLOCK // 2, limit) for mark in (". ", ".\n"))
        if cut < 0:
            cut = text.rfind(" ", start + MOST_IN_BLOCK // 2, limit)
        cut = limit if cut < 0 else cut + 1
        yield start, cut
        start = cut
    yield start, end


def split(folded: Folded, start: int, end: int) -> list[tuple[int, int]]:
    """Where each sentence of a paragraph begins and ends. A line break ends one only where the next line
    begins anew."""
    text, found, at = folded.lower, [], start
    lines = text[start:end].split("\n")
    longest = max(map(len, lines))
    for mark in (_END if len(lines) > 1 else _STOP).finditer(folded.cased, start, end):
        first, last = mark.span()
        sign = text[first]
        if sign == "\n":
            if not _line_ends_here(folded, at, first, end, longest):
                continue
        elif sign == "." and _abbreviated(text, at, first):
            continue
        if last > at:
            found.append((at, last))
        at = last
    if text[at:end].strip():
        found.append((at, end))
    return found


def _line_ends_here(folded: Folded, at: int, mark: int, end: int, longest: int) -> bool:
    rest = folded.cased[mark + 1 : min(end, mark + 12)].lstrip(" \t")
    if not rest:
        return True
    if rest[0] in "*>|#" or _ITEM.match(rest):
        return True
    line = mark - max(at, folded.cased.rfind("\n", 0, mark) + 1)
    return line < 0.6 * longest and (rest[0].isupper() or rest[0].isdigit())


def _abbreviated(text: str, at: int, dot: int) -> bool:
    word = text[max(at, dot - 12) : dot].rpartition(" ")[2].lstrip("(\"'")
    return word in _ABBREVIATIONS
