"""Sentences and their words with classes; splits and reads, and judges nothing."""

import re
from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Any

from hrm2m.narrative.folding import Folded
from hrm2m.narrative.lexicon import CASED_ONLY, TITLES, Lexicon
from hrm2m.narrative.reading_yaml import word_list


MOST_WORDS = 120
"""A line that never ends is read in pieces of so many words: the work stays linear."""
_STOP = re.compile(r"[.!?]+[\"')\]]*(?=\s|$)")
_END = re.compile(_STOP.pattern + r"|\n(?![ \t]{0,10}[^\sA-Z0-9*>|#-])")
_ITEM = re.compile(r"\d{1,2}[.)]\s|- ")
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_TOKEN = re.compile(
    r"[a-z]{1,2}/(?![a-z])|[a-z]+(?:'[a-z]+)*(?:/[a-z]+)*|[+-]ve\b|\d+(?:[.:,/]\d+)*[a-z%]{0,2}\b|[.,;:!?()>^=\"]"
)
_ABBREVIATIONS = word_list("abbreviations")
_OWN_FORMS = frozenset(
    ("she's", "he's", "they're", "who's", "i'm", "we're", "it's", "that's", "there's", "what's")
)


Token = tuple[str, int, int]
"""A word or a mark, where it begins, where it ends."""


class Sentence:
    """One sentence: its place in the folded text and, word by word, form, place and classes."""

    __slots__ = (
        "block", "end", "ends", "excuses", "masks", "seen", "shows", "start", "starts", "unknown", "words",
    )  # fmt: skip

    def __init__(self, start: int, end: int, block: int) -> None:
        self.start, self.end, self.block = start, end, block
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.masks: list[int] = []
        self.seen = 0
        self.shows: bool | None = None
        self.unknown: list[int] | None = None
        self.excuses: dict[str, list[Any]] = {}


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


def tokens(folded: Folded, start: int, end: int) -> list[Token]:
    """The words and marks between two places, each with its place."""
    return [
        (found.group(), found.start(), found.end()) for found in _TOKEN.finditer(folded.lower, start, end)
    ]


def read(folded: Folded, start: int, end: int, block: int, lexicon: Lexicon) -> Iterator[Sentence]:
    """The sentence between two places, in pieces of at most MOST_WORDS words."""
    there = tokens(folded, start, end)
    for first in range(0, len(there), MOST_WORDS):
        yield piece(folded, there[first : first + MOST_WORDS], block, lexicon)


def piece(folded: Folded, tokens: list[Token], block: int, lexicon: Lexicon) -> Sentence:
    """A sentence of these tokens: phrases are made one word, and each word gets its classes."""
    sentence = Sentence(tokens[0][1], tokens[-1][2], block)
    words, starts, ends, masks = sentence.words, sentence.starts, sentence.ends, sentence.masks
    plain, begins = lexicon.plain, lexicon.begins
    last, index = len(tokens) - 1, 0
    for place, (word, start, end) in enumerate(tokens):
        if place < index:
            continue
        index = place + 1
        mask = plain.get(word)
        if mask is None:
            following = tokens[index][0] if place < last else ""
            if word == "." and following and following != '"':
                continue
            known = begins.get(word)
            if known and following not in known[0]:
                mask = known[1]
            else:
                mask, taken = _read_at(tokens, place, folded.cased, lexicon)
                if taken > 1:
                    index = place + taken
                    end = tokens[index - 1][2]
                    word = folded.lower[start:end]
        words.append(word)
        starts.append(start)
        ends.append(end)
        masks.append(mask)
    _close(sentence, lexicon)
    return sentence


def _close(sentence: Sentence, lexicon: Lexicon) -> None:
    """Ends a sentence with a full stop where it has no mark, and gathers its classes."""
    if sentence.words[-1] not in (".", "!", "?"):
        sentence.words.append(".")
        sentence.starts.append(sentence.end)
        sentence.ends.append(sentence.end)
        sentence.masks.append(lexicon.words.get(".", 0))
    sentence.seen = reduce(or_, sentence.masks)


def _read_at(tokens: list[Token], index: int, cased: str, lexicon: Lexicon) -> tuple[int, int]:
    """The classes of what begins here, a word, a phrase or a name, and how many tokens it takes."""
    word, start, _ = tokens[index]
    if (
        cased[start] == word[0]
        and word.isalpha()
        and word not in lexicon.words
        and word not in lexicon.phrases
    ):
        return 0, 1
    mask = lexicon.words.get(word, 0)
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    branch = lexicon.phrases.get(word)
    if branch:
        taken = 1
        if following and following[0] in branch.further:
            taken, mask = _phrase(tokens, index, mask, lexicon)
        if taken > 1 or "'" not in word:
            return mask, taken
    elif mask & lexicon.titles and following and cased[following[1]].isupper():
        taken = _name_length(tokens, index, cased, lexicon.words)
        return _titled(mask, tokens[index + taken - 1][0], lexicon), taken
    if not mask or "'" in word or word in CASED_ONLY:
        mask = _unlisted(word, start, mask, index, cased, lexicon)
    return mask, 1


def _phrase(tokens: list[tuple[str, int, int]], index: int, mask: int, lexicon: Lexicon) -> tuple[int, int]:
    """The longest phrase that begins here: how many tokens, and its classes with those of its words."""
    branch, place, taken, bits = lexicon.phrases[tokens[index][0]], index + 1, 1, mask
    while place < len(tokens):
        further = branch.further.get(tokens[place][0])
        if further is None:
            break
        branch, place = further, place + 1
        if branch.mask:
            taken, bits = place - index, branch.mask
    if taken > 1 and not bits & lexicon.whole:
        words, shared = lexicon.words, lexicon.shared
        for step in range(index, index + taken):
            bits |= words.get(tokens[step][0], 0) & shared
    return taken, bits


def _name_length(tokens: list[tuple[str, int, int]], index: int, cased: str, words: dict[str, int]) -> int:
    second = index + 2
    longer = second < len(tokens) and cased[tokens[second][1]].isupper() and tokens[second][0] not in words
    return 3 if longer and not cased[tokens[second][1] : tokens[second][2]].isupper() else 2


def _titled(mask: int, last: str, lexicon: Lexicon) -> int:
    if last.endswith("'s"):
        return lexicon.bit("POSS")
    found = next(role for title, role in TITLES.items() if mask & lexicon.bit(title))
    return lexicon.bit(found) | lexicon.bit("NAME")


def _unlisted(word: str, start: int, mask: int, index: int, cased: str, lexicon: Lexicon) -> int:
    if word in CASED_ONLY:
        return mask if cased[start].isupper() else 0
    if "'" in word:
        return _with_apostrophe(word, mask, lexicon)
    if word[0].isdigit():
        return lexicon.bit("NUMBER")
    if word[0].isalpha() and cased[start].isupper() and not cased[start : start + len(word)].isupper():
        if index:
            return lexicon.bit("NAME")
        return 0 if word.endswith("s") else lexicon.bit("MAYBE_NAME")
    return mask


def _with_apostrophe(word: str, mask: int, lexicon: Lexicon) -> int:
    """“she's” is she and is; “mother's” owns; “they'd” is they."""
    if word in _OWN_FORMS or mask & lexicon.bit("NEG") or not word.endswith("'s"):
        return mask | lexicon.words.get(word.partition("'")[0], 0)
    owner = lexicon.words.get(word[:-2], 0)
    for name in ("SERVICE", "CHILD", "FATHER", "MALE"):
        mask |= lexicon.bit(name + "_OWN") if owner & lexicon.bit(name) else 0
    return mask | lexicon.bit("POSS")
