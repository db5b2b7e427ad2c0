"""The first pass: which needs of the rules a stretch of a text may meet; it reads nothing further."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from string import ascii_lowercase
from typing import NamedTuple

from hrm2m.narrative.folding import Folded
from hrm2m.narrative.lexicon import rarest


Forms = frozenset[tuple[str, ...]]
Step = tuple[str, ...]
"""The classes one of which must stand."""

ANYWHERE = ""
"""The row of what is in every stretch."""
_LETTERS = re.compile(r"[a-z]+")
_ONLY_LETTERS = "".join(chr(code) if chr(code) in ascii_lowercase else " " for code in range(128))
_SIGNS = re.compile(r"[=>^?:;0-9A-Z]")
_FIRST = re.compile(r"\s*[A-Za-z]?")
"""What begins a stretch with a capital is no name for that."""


class Stretch:
    """The rows of letters of a stretch of the folded text and the signs and capitals in it, once each; and whether a
    phrase may stand in it."""

    __slots__ = ("_joined", "_rows", "words")

    def __init__(self, folded: Folded, start: int, end: int) -> None:
        self._rows = folded.lower[start:end].translate(_ONLY_LETTERS).split()
        self.words = set(self._rows)
        first = _FIRST.match(folded.cased, start, end)
        self.words.update(_SIGNS.findall(folded.cased, first.end() if first else start, end))
        self._joined = ""

    def holds(self, phrase: str) -> bool:
        """Whether the rows of letters of a phrase, with a space before, between and after, follow each other here."""
        if not self._joined:
            self._joined = f" {' '.join(self._rows)} "
        return phrase in self._joined


class Sought(NamedTuple):
    """By which row a form is looked for, which rows must stand beside it, and all its rows in order."""

    row: str
    rest: frozenset[str]
    phrase: str


@cache
def sought(form: tuple[str, ...]) -> Sought:
    """How a form is looked for. A word of several rows (“don’t”) is a phrase; one of none is its first sign."""
    whole = " ".join(form)
    parts = tuple(_LETTERS.findall(whole))
    if not parts:
        return Sought(whole[0] if _SIGNS.match(whole) else ANYWHERE, frozenset(), "")
    rare = rarest(parts)
    rest = (frozenset(parts) | frozenset(_SIGNS.findall(whole) if len(form) > 1 else ())) - {rare}
    return Sought(rare, rest, f" {' '.join(parts)} " if rest else "")


class AnyForm:
    """Whether any form of some classes may stand in a stretch."""

    def __init__(self, classes: Sequence["Rows"]) -> None:
        self._always = any(ANYWHERE in rows.single for rows in classes)
        self._single = frozenset[str]().union(*(rows.single for rows in classes))
        self._phrases = [rows.phrases for rows in classes if rows.phrases]

    def stands_in(self, stretch: Stretch) -> bool:
        """A yes may be wrong, a no never is."""
        words = stretch.words
        if self._always or not words.isdisjoint(self._single):
            return True
        for phrases in self._phrases:
            for row in phrases.keys() & words:
                for rest, phrase in phrases[row]:
                    if rest <= words and stretch.holds(phrase):
                        return True
        return False


class Rows:
    """By what the forms of one class are looked for."""

    def __init__(self, forms: Forms) -> None:
        ways = [sought(form) for form in forms]
        self.single = frozenset(how.row for how in ways if not how.rest)
        self.phrases: dict[str, list[tuple[frozenset[str], str]]] = {}
        for how in ways:
            if how.rest:
                self.phrases.setdefault(how.row, []).append((how.rest, how.phrase))


class Sieve:
    """What a pattern cannot do without: a form of each of its steps. Sets and bits and no engine: docs/adr/0029, 0044.

    Every need has as many bits as steps are looked for at once, each in a field of its own; a need with fewer steps has
    the rest from the beginning. Where its bit stands in every field, its further steps are looked for one by one.
    """

    def __init__(self, needs: Iterable[Sequence[Step]], forms: Callable[[str], Forms]) -> None:
        self._needs, self._forms = list(needs), forms
        self._words: dict[str, int] = {}
        self._phrases: dict[str, list[tuple[frozenset[str], str, int]]] = {}
        self._any: dict[Step, AnyForm] = {}
        self._rows = cache(lambda name: Rows(forms(name)))
        self._granted, self._width = 0, len(self._needs)
        under: dict[str, int] = {}
        for number, steps in enumerate(self._needs):
            for field in range(MOST_STEPS):
                bit = 1 << (field * self._width + number)
                for name in steps[field] if field < len(steps) else ():
                    under[name] = under.get(name, 0) | bit
                self._granted |= 0 if field < len(steps) else bit
        self._lay(under)

    def _lay(self, under: dict[str, int]) -> None:
        phrases: dict[Sought, int] = {}
        for name, bits in under.items():
            for form in self._forms(name):
                how = sought(form)
                if how.row in IN_MOST_LINES:
                    self._granted |= bits
                elif how.rest:
                    phrases[how] = phrases.get(how, 0) | bits
                else:
                    self._words[how.row] = self._words.get(how.row, 0) | bits
        for how, bits in phrases.items():
            self._phrases.setdefault(how.row, []).append((how.rest, how.phrase, bits))

    def met(self, stretch: Stretch) -> int:
        """The needs that a stretch may meet, a bit each; some may be wrong, none is missing."""
        words, seen = stretch.words, self._granted
        for word in self._words.keys() & words:
            seen |= self._words[word]
        for word in self._phrases.keys() & words:
            for rest, phrase, bits in self._phrases[word]:
                if rest <= words and bits & ~seen and stretch.holds(phrase):
                    seen |= bits
        met = seen & ((1 << self._width) - 1)
        for field in range(1, MOST_STEPS):
            met &= seen >> (field * self._width)
        return met

    def among(self, numbers: Iterable[int], stretch: Stretch) -> list[int]:
        """Those of some needs all of whose steps a stretch may hold."""
        return [number for number in numbers if self._has(self._needs[number], stretch)]

    def _has(self, steps: Sequence[Step], stretch: Stretch) -> bool:
        for step in steps:
            forms = self._any.get(step)
            if forms is None:
                forms = self._any[step] = AnyForm([self._rows(name) for name in step])
            if not forms.stands_in(stretch):
                return False
        return True


def numbers_of(bits: int) -> Iterator[int]:
    """The numbers of the bits that are set, the lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


IN_MOST_LINES = frozenset(("the", "to", "of", "and", "in", "is", "a", "it", "for", "on", "as", "be", "by"))
"""Rows that are taken for granted at first: looking for them takes longer than they save."""
MOST_STEPS = 3
"""So many of its rarest steps are looked for at once; the next ones are common, and looking for them takes longer."""
