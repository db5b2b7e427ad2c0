"""The first pass: whether a stretch of a text holds a word or phrase without which no rule can match; it reads
nothing further."""

import re
from collections.abc import Iterable

from hrm2m.narrative.lexicon import rarest


_LETTERS = re.compile(r"[a-z]+")


def letters(text: str, start: int, end: int) -> set[str]:
    """Every row of letters in a stretch of the folded text, once."""
    return set(_LETTERS.findall(text, start, end))


class Sieve:
    """Forms that the rules need. A set and no engine: docs/adr/0029 has the figures."""

    def __init__(self, forms: Iterable[tuple[str, ...]]) -> None:
        self._words: set[str] = set()
        self._phrases: dict[str, list[frozenset[str]]] = {}
        for form in sorted(forms):
            parts = tuple(_LETTERS.findall(" ".join(form)))
            if len(set(parts)) == 1:
                self._words.add(parts[0])
            else:
                rare = rarest(parts)
                self._phrases.setdefault(rare, []).append(frozenset(parts) - {rare})

    def holds(self, words: set[str]) -> bool:
        """Whether a stretch with these rows of letters may hold a form; a yes may be wrong, a no never is."""
        if not self._words.isdisjoint(words):
            return True
        phrases = self._phrases
        return any(rest <= words for word in words & phrases.keys() for rest in phrases[word])
