"""The first pass: which needs of the rules a stretch of a text may meet; it reads nothing further."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from string import ascii_lowercase
from typing import NamedTuple

from hrm2m.narrative.folding import Folded
from hrm2m.narrative.lexicon import COMMON


Forms = frozenset[tuple[str, ...]]
Step = tuple[str, ...]
"""The classes one of which must stand."""

_LETTERS = re.compile(r"[a-z]+")
_ONLY_LETTERS = "".join(chr(code) if chr(code) in ascii_lowercase else " " for code in range(128))
_SIGNS = re.compile(r"[=>^?:;0-9A-Z]")
_FIRST = re.compile(r"\s*[A-Za-z]?")
"""What begins a stretch with a capital is no name for that."""


class Stretch:
    """The rows of letters of a stretch of the folded text, and what else stands in it, once each."""

    __slots__ = ("_joined", "_pairs", "_place", "_row", "_signs", "rows")

    def __init__(self, folded: Folded, start: int, end: int) -> None:
        self._place = (folded.cased, start, end)
        self._row = folded.lower[start:end].translate(_ONLY_LETTERS).split()
        self.rows = set(self._row)
        self._joined = ""
        self._signs: set[str] | None = None
        self._pairs: set[tuple[str, ...]] | None = None

    @property
    def signs(self) -> set[str]:
        """Signs, digits and capitals; what begins the stretch with a capital is no name for that."""
        if self._signs is None:
            text, start, end = self._place
            first = _FIRST.match(text, start, end)
            self._signs = set(_SIGNS.findall(text, first.end() if first else start, end))
        return self._signs

    @property
    def pairs(self) -> set[tuple[str, ...]]:
        """Rows of letters that follow each other."""
        if self._pairs is None:
            self._pairs = set(pairwise(self._row))
        return self._pairs

    def holds(self, phrase: str) -> bool:
        """Whether the rows of a phrase, with a space before, between and after, follow each other."""
        if not self._joined:
            self._joined = f" {' '.join(self._row)} "
        return phrase in self._joined


class Sought(NamedTuple):
    """By what a form is looked for: a row of letters, a sign, or two rows in order, then the phrase if it has more."""

    row: str
    sign: str
    pair: tuple[str, ...]
    phrase: str


@cache
def sought(form: tuple[str, ...]) -> Sought:
    """How a form is looked for. A word of several rows (“don’t”) is a phrase; one of none is its first sign."""
    whole = " ".join(form)
    parts = tuple(_LETTERS.findall(whole))
    if len(parts) > 1:
        pair = max(pairwise(parts), key=_rarity)
        return Sought("", "", pair, f" {' '.join(parts)} " if len(parts) > 2 else "")
    if parts:
        return Sought(parts[0], "", (), "")
    return Sought("", whole[0] if _SIGNS.match(whole) else "", (), "")


ANYWHERE = Sought("", "", (), "")
"""How what is in every stretch is looked for: not at all."""


def _rarity(pair: tuple[str, ...]) -> tuple[int, int, tuple[str, ...]]:
    return sum(part not in COMMON for part in pair), sum(map(len, pair)), pair


class AnyForm:
    """Whether any of some forms may stand in a stretch."""

    __slots__ = ("_always", "_begin_longer", "_longer", "_pairs", "_rows", "_signs")

    def __init__(self, forms: Iterable[tuple[str, ...]]) -> None:
        ways = set(map(sought, forms))
        self._always = ANYWHERE in ways
        self._rows = frozenset(how.row for how in ways if how.row)
        self._signs = frozenset(how.sign for how in ways if how.sign)
        self._pairs = frozenset(how.pair for how in ways if how.pair and not how.phrase)
        self._longer: dict[tuple[str, ...], list[str]] = {}
        for how in ways:
            if how.phrase:
                self._longer.setdefault(how.pair, []).append(how.phrase)
        # two sets are compared by the smaller; of a dictionary every key would be looked up
        self._begin_longer = frozenset(self._longer)

    def stands_in(self, stretch: Stretch) -> bool:
        """A yes may be wrong, a no never is."""
        return (
            self._always
            or not stretch.rows.isdisjoint(self._rows)
            or bool(self._signs and not stretch.signs.isdisjoint(self._signs))
            or bool(self._pairs and not stretch.pairs.isdisjoint(self._pairs))
            or bool(self._longer and self._at_length(stretch))
        )

    def _at_length(self, stretch: Stretch) -> bool:
        there = self._begin_longer & stretch.pairs
        return any(stretch.holds(phrase) for pair in there for phrase in self._longer[pair])


class Sieve:
    """What a pattern cannot do without: a form of each of its steps. Sets and bits and no engine: docs/adr/0029, 0044.

    Every need has as many bits as steps are looked for at once, each in a field of its own; a need with fewer steps has
    the rest from the beginning. Where its bit stands in every field, its further steps are looked for one by one.
    """

    def __init__(self, needs: Iterable[Sequence[Step]], forms: Callable[[str], Forms]) -> None:
        all_needs = list(needs)
        self._steps = all_needs
        self._any_form = cache(lambda step: AnyForm(form for name in step for form in forms(name)))
        self._needs: dict[int, tuple[AnyForm, ...]] = {}
        self._rests: dict[int, tuple[AnyForm, ...]] = {}
        self._forms = forms
        self._words: dict[str, int] = {}
        self._signs: dict[str, int] = {}
        self._pairs: dict[tuple[str, ...], int] = {}
        self._longer: dict[tuple[str, ...], list[tuple[str, int]]] = {}
        self._granted, self._width = 0, len(all_needs)
        under: dict[str, int] = {}
        for number, steps in enumerate(all_needs):
            for field in range(MOST_STEPS):
                bit = 1 << (field * self._width + number)
                for name in steps[field] if field < len(steps) else ():
                    under[name] = under.get(name, 0) | bit
                self._granted |= 0 if field < len(steps) else bit
        for name, bits in under.items():
            for form in forms(name):
                self._lay(sought(form), bits)

    def _lay(self, how: Sought, bits: int) -> None:
        if how.row in IN_MOST_LINES or how == ANYWHERE:
            self._granted |= bits
        elif how.row:
            self._words[how.row] = self._words.get(how.row, 0) | bits
        elif how.sign:
            self._signs[how.sign] = self._signs.get(how.sign, 0) | bits
        else:
            self._pairs[how.pair] = self._pairs.get(how.pair, 0) | (0 if how.phrase else bits)
            if how.phrase:
                self._longer.setdefault(how.pair, []).append((how.phrase, bits))

    def met(self, stretch: Stretch) -> int:
        """The needs that a stretch may meet, a bit each; some may be wrong, none is missing."""
        seen, words, signs, pairs = self._granted, self._words, self._signs, self._pairs
        for word in words.keys() & stretch.rows:
            seen |= words[word]
        for sign in signs.keys() & stretch.signs:
            seen |= signs[sign]
        for pair in pairs.keys() & stretch.pairs:
            seen |= pairs[pair]
            for phrase, bits in self._longer.get(pair, ()):
                seen |= bits if bits & ~seen and stretch.holds(phrase) else 0
        met = seen & ((1 << self._width) - 1)
        for field in range(1, MOST_STEPS):
            met &= seen >> (field * self._width)
        return met

    def through(self, met: int, stretch: Stretch) -> list[int]:
        """The needs among those met in a stretch all of whose steps it may hold: only what the bits left open is
        looked for."""
        found, known = [], self._rests
        for number in numbers_of(met):
            steps = known.get(number)
            for step in self._left_open(number) if steps is None else steps:
                if not step.stands_in(stretch):
                    break
            else:
                found.append(number)
        return found

    def _left_open(self, number: int) -> tuple[AnyForm, ...]:
        """The steps of a need that the bits do not settle: those after the first few, and those taken for granted."""
        steps = enumerate(self._steps[number])
        rest = [step for place, step in steps if place >= MOST_STEPS or self._taken_for_granted(step)]
        self._rests[number] = made = tuple(map(self._any_form, rest))
        return made

    def _taken_for_granted(self, step: Step) -> bool:
        ways = (sought(form) for name in step for form in self._forms(name))
        return any(how == ANYWHERE or how.row in IN_MOST_LINES for how in ways)

    def among(self, numbers: Iterable[int], stretch: Stretch) -> list[int]:
        """Those of some needs all of whose steps a stretch may hold."""
        found, known = [], self._needs
        for number in numbers:
            for step in known.get(number) or self._laid_out(number):
                if not step.stands_in(stretch):
                    break
            else:
                found.append(number)
        return found

    def _laid_out(self, number: int) -> tuple[AnyForm, ...]:
        """The steps of a need; made when it is first looked for, for most never are."""
        self._needs[number] = made = tuple(map(self._any_form, self._steps[number]))
        return made


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
