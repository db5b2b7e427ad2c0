"""Marking: where words of several kinds stand in a sentence, all kinds in one walk; it judges nothing."""

from collections.abc import Callable, Iterable

from hrm2m.narrative.words import MOST_WORDS, Sentence


WIDTH = MOST_WORDS + 8
"""Room for a bit for each word of a sentence, its full stop among them."""
MOST_KNOWN = 20_000
"""So many words are kept with their kinds: a text of words that nobody knows fills no memory."""
_ONES = (1 << WIDTH) - 1


class Marker:
    """Asks once for each word with its classes of which kinds it is; then a sentence costs one look a word."""

    def __init__(self, kinds: Callable[[str, int], Iterable[object]]) -> None:
        self._kinds = kinds
        self._known: dict[tuple[str, int], int] = {}
        self._width = len(list(kinds("word", 0))) * WIDTH

    def places(self, sentence: Sentence) -> list[int]:
        """For each kind, in order, a bit for each word that is of it."""
        known, found = self._known, 0
        for place, pair in enumerate(zip(sentence.words, sentence.masks, strict=True)):
            kinds = known.get(pair)
            if kinds is None:
                kinds = self._ask(pair)
            if kinds:
                found |= kinds << place
        return [found >> begin & _ONES for begin in range(0, self._width, WIDTH)]

    def _ask(self, pair: tuple[str, int]) -> int:
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()
        kinds = sum(1 << number * WIDTH for number, is_one in enumerate(self._kinds(*pair)) if is_one)
        self._known[pair] = kinds
        return kinds
