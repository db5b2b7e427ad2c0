"""Passages: the sentences of one paragraph, read when somebody asks for them; the first pass says which are
worth it."""

import re
from collections.abc import Iterator, Sequence
from typing import overload

from hrm2m.narrative.first_pass import Sieve, letters
from hrm2m.narrative.folding import Folded
from hrm2m.narrative.lexicon import Lexicon
from hrm2m.narrative.sentences import MOST_WORDS, Sentence, forms, piece, split, tokens


class Passage(Sequence[Sentence]):
    """The sentences of a paragraph in order; long ones come in pieces."""

    def __init__(self, folded: Folded, spans: list[tuple[int, int]], block: int, lexicon: Lexicon) -> None:
        self.spans = spans
        self._folded, self._block, self._lexicon = folded, block, lexicon
        self._read: list[Sentence | None] = [None] * len(spans)

    @overload
    def __getitem__(self, index: int) -> Sentence: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Sentence]: ...
    def __getitem__(self, index: int | slice) -> Sentence | Sequence[Sentence]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        known = self._read[index]
        if known is None:
            there = tokens(self._folded, *self.spans[index])[:MOST_WORDS]
            known = piece(self._folded, there, self._block, self._lexicon)
            self._read[index] = known
        return known

    def __len__(self) -> int:
        return len(self.spans)

    def worth_reading(self, sieve: Sieve) -> Iterator[tuple[int, int]]:
        """The numbers of the sentences that hold a form of the sieve, and what classes their words can have."""
        text = self._folded.lower
        for index, (start, end) in enumerate(self.spans):
            if sieve.holds(letters(text, start, end)):
                yield index, self._lexicon.hint(forms(self._folded, start, end))


class Book:
    """The paragraphs of a text; a passage is made when it is first asked for, and only the last few are kept."""

    def __init__(self, folded: Folded, blocks: list[tuple[int, int]], lexicon: Lexicon) -> None:
        self._folded, self._blocks, self._lexicon = folded, blocks, lexicon
        self._kept: dict[int, Passage] = {}

    def passage(self, number: int) -> Passage:
        """The passage of one paragraph."""
        if number not in self._kept:
            if len(self._kept) >= KEPT:
                self._kept.pop(min(self._kept))
            start, end = self._blocks[number]
            spans: list[tuple[int, int]] = []
            for first, last in split(self._folded, start, end):
                spans += _pieces(self._folded.lower, first, last)
            self._kept[number] = Passage(self._folded, spans, number, self._lexicon)
        return self._kept[number]

    def around(self, number: int, index: int, within: int) -> Iterator[Sentence]:
        """The sentences at most so many away from one, over the ends of its paragraph too."""
        passage = self.passage(number)
        yield from (
            passage[place] for place in range(max(0, index - within), min(len(passage), index + within + 1))
        )
        if index < within and number:
            before = self.passage(number - 1)
            yield from (before[place] for place in range(max(0, len(before) - within + index), len(before)))
        beyond = index + within + 1 - len(passage)
        if beyond > 0 and number + 1 < len(self._blocks):
            after = self.passage(number + 1)
            yield from (after[place] for place in range(min(beyond, len(after))))


KEPT = 4


MOST_CHARACTERS = 700


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A stretch in pieces of at most MOST_CHARACTERS, cut at spaces; nothing without a word in it."""
    found = []
    while start < end:
        last = end
        if end - start > MOST_CHARACTERS:
            space = text.rfind(" ", start + 1, start + MOST_CHARACTERS)
            last = space if space > 0 else start + MOST_CHARACTERS
        if re.search(r"[a-z0-9]", text[start:last]):
            found.append((start, last))
        start = last
    return found
