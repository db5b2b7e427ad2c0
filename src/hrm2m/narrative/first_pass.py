"""The first pass: whether a stretch of a text holds a word or phrase without which no rule can match; it reads
nothing further."""

import re
from collections.abc import Iterable
from functools import cache

from hrm2m.narrative.lexicon import rarest


_LETTERS = re.compile(r"[a-z]+")


def letters(text: str, start: int, end: int) -> set[str]:
    """Every row of letters in a stretch of the folded text, once."""
    return set(_LETTERS.findall(text, start, end))


Forms = set[tuple[str, ...]]


@cache
def _looked_for(form: tuple[str, ...]) -> tuple[str, frozenset[str]]:
    """The row of letters by which a form is looked for, and those that must stand beside it."""
    parts = tuple(_LETTERS.findall(" ".join(form)))
    rare = rarest(parts)
    return rare, frozenset(parts) - {rare}


class Sieve:
    """What a pattern cannot do without: a form of its rarest step and, where it has another, one of the next.

    Sets and bits and no engine: docs/adr/0029 has the figures.
    """

    def __init__(self, needs: Iterable[tuple[Forms, Forms | None]]) -> None:
        self._words: dict[str, tuple[int, int]] = {}
        self._phrases: dict[str, dict[frozenset[str], tuple[int, int]]] = {}
        self._lone = 0
        for number, (first, second) in enumerate(needs):
            bit = 1 << number
            for form in first:
                self._lay(form, bit, 0)
            for form in second or ():
                self._lay(form, 0, bit)
            self._lone |= 0 if second else bit

    def _lay(self, form: tuple[str, ...], first: int, second: int) -> None:
        rare, rest = _looked_for(form)
        if rest:
            there = self._phrases.setdefault(rare, {})
            known = there.get(rest, (0, 0))
            there[rest] = (known[0] | first, known[1] | second)
        else:
            known = self._words.get(rare, (0, 0))
            self._words[rare] = (known[0] | first, known[1] | second)

    def holds(self, words: set[str]) -> bool:
        """Whether a stretch with these rows of letters may match; a yes may be wrong, a no never is."""
        firsts, seconds = 0, self._lone
        for word in self._words.keys() & words:
            first, second = self._words[word]
            firsts |= first
            seconds |= second
        if firsts & seconds:
            return True
        for word in self._phrases.keys() & words:
            for rest, (first, second) in self._phrases[word].items():
                if rest <= words:
                    firsts |= first
                    seconds |= second
        return bool(firsts & seconds)
