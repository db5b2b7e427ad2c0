"""The first pass: whether a stretch of a text holds a word or phrase without which no rule can match; it reads
nothing further."""

import re
from collections.abc import Iterable, Sequence
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
    """What a pattern cannot do without: a form of each of its rarest steps. Sets and bits and no engine: docs/adr/0029.

    Every need has as many bits as steps are looked for, each in a field of its own; a need with fewer steps has the
    rest from the beginning. A need is met where its bit stands in every field.
    """

    def __init__(self, needs: Iterable[Sequence[Forms]]) -> None:
        listed = [steps[:MOST_STEPS] for steps in needs]
        self._words: dict[str, int] = {}
        self._phrases: dict[str, dict[frozenset[str], int]] = {}
        self._granted, self._width = 0, len(listed)
        for number, steps in enumerate(listed):
            for field in range(MOST_STEPS):
                bit = 1 << (field * self._width + number)
                for form in steps[field] if field < len(steps) else ():
                    self._lay(form, bit)
                self._granted |= 0 if field < len(steps) else bit

    def _lay(self, form: tuple[str, ...], bit: int) -> None:
        rare, rest = _looked_for(form)
        if rest:
            there = self._phrases.setdefault(rare, {})
            there[rest] = there.get(rest, 0) | bit
        else:
            self._words[rare] = self._words.get(rare, 0) | bit

    def holds(self, words: set[str]) -> bool:
        """Whether a stretch with these rows of letters may match; a yes may be wrong, a no never is."""
        seen = self._granted
        for word in self._words.keys() & words:
            seen |= self._words[word]
        if self._met(seen):
            return True
        for word in self._phrases.keys() & words:
            for rest, bits in self._phrases[word].items():
                if rest <= words:
                    seen |= bits
        return self._met(seen)

    def _met(self, seen: int) -> bool:
        met = seen & ((1 << self._width) - 1)
        for field in range(1, MOST_STEPS):
            met &= seen >> (field * self._width)
        return met != 0


MOST_STEPS = 3
"""So many of its rarest steps are looked for; the next ones are common, and looking for them takes longer."""
