"""Passages: the sentences of one paragraph, read when somebody asks for them; the first pass says which are
worth it."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from hrm2m.narrative.first_pass import Sieve, Stretch
from hrm2m.narrative.folding import Folded
from hrm2m.narrative.lexicon import Lexicon
from hrm2m.narrative.sentences import split
from hrm2m.narrative.words import MOST_WORDS, Sentence, cut, piece, read


class Passage:
    """The sentences of a paragraph in order; long ones come in pieces."""

    def __init__(
        self,
        folded: Folded,
        whole: list[tuple[int, int]],
        block: int,
        lexicon: Lexicon,
        met_before: dict[str, tuple[int, Sentence, bool]],
    ) -> None:
        self.whole = whole
        self.spans = [part for span in whole for part in _pieces(folded.lower, *span)]
        self._folded, self._block, self._lexicon = folded, block, lexicon
        self._met_before = met_before
        self._read: list[Sentence | None] = [None] * len(self.spans)
        self._cut: set[int] = set()
        self._stretches: dict[tuple[int, int], Stretch] = {}

    def __getitem__(self, index: int) -> Sentence:
        known = self._read[index]
        if known is None:
            known = self._read[index] = self._read_here(index)
        return known

    def _read_here(self, index: int) -> Sentence:
        """A sentence read, or known from where the same words stood before: a line that repeats itself is read once."""
        start, end = self.spans[index]
        written = self._folded.cased[start:end]
        before = self._met_before.get(written)
        if before:
            place, known, long = before
            if long:
                self._cut.add(index)
            return known.again(known.start + start - place, self._block)
        there = cut(self._folded, start, end)
        long = len(there.words) > MOST_WORDS
        if long:
            self._cut.add(index)
            there = there.part(0, MOST_WORDS)
        known = piece(self._folded, there, self._block, self._lexicon)
        if len(self._met_before) >= REMEMBERED:
            self._met_before.clear()
        self._met_before[written] = (start, known, long)
        return known

    def __len__(self) -> int:
        return len(self.spans)

    def was_read(self, span: tuple[int, int]) -> bool:
        """Whether a sentence of `whole` was read to its last word already."""
        index = bisect_left(self.spans, span)
        whole = index < len(self.spans) and self.spans[index] == span and index not in self._cut
        return whole and self._read[index] is not None

    def in_full(self, span: tuple[int, int]) -> Iterable[Sentence]:
        """A sentence of `whole` to its last word: as it was read, or in several where it was cut."""
        index = bisect_left(self.spans, span)
        if index < len(self.spans) and self.spans[index] == span:
            sentence = self[index]
            if index not in self._cut:
                return (sentence,)
        return read(self._folded, *span, self._block, self._lexicon)

    def stretch(self, span: tuple[int, int]) -> Stretch:
        """The rows of letters of one stretch."""
        known = self._stretches.get(span)
        if known is None:
            known = self._stretches[span] = Stretch(self._folded, *span)
        return known


class Book:
    """The paragraphs of a text; a passage is made when it is first asked for, and only the last few are kept."""

    def __init__(self, folded: Folded, blocks: list[tuple[int, int]], lexicon: Lexicon) -> None:
        self._folded, self._blocks, self._lexicon = folded, blocks, lexicon
        self._kept: dict[int, Passage] = {}
        self._met_before: dict[str, tuple[int, Sentence, bool]] = {}

    def block(self, number: int) -> tuple[int, int]:
        """Where a paragraph begins and ends in the folded text."""
        return self._blocks[number]

    def passage(self, number: int) -> Passage:
        """The passage of one paragraph."""
        if number not in self._kept:
            if len(self._kept) >= KEPT:
                self._kept.pop(min(self._kept))
            start, end = self._blocks[number]
            whole = split(self._folded, start, end)
            self._kept[number] = Passage(self._folded, whole, number, self._lexicon, self._met_before)
        return self._kept[number]

    def worth_reading(self, number: int, sieve: Sieve, stretch: Stretch) -> dict[int, list[int] | None]:
        """The numbers of the sentences of a paragraph in which something may be found, and of the needs that each may
        meet, None for any; `stretch` is the whole of it."""
        met = sieve.met(stretch)
        if met.bit_count() > FEW:
            return dict.fromkeys(range(len(self.passage(number))))
        numbers = sieve.through(met, stretch)
        if not numbers:
            return {}
        passage = self.passage(number)
        held = (
            (index, sieve.among(numbers, passage.stretch(span))) for index, span in enumerate(passage.spans)
        )
        return {index: here for index, here in held if here}

    def around(self, number: int, index: int) -> Iterator[Sentence]:
        """A sentence and those near it on both sides, over the ends of its paragraph too."""
        yield self.passage(number)[index]
        yield from self._onward(number, index, -1)
        yield from self._onward(number, index, 1)

    def _onward(self, number: int, index: int, step: int) -> Iterator[Sentence]:
        """The sentences on one side, as far as what is passed over is one sentence of some length or two short
        ones: “It was gin.” takes nothing away from what was seen before it."""
        passage, place, passed, last = self.passage(number), index + step, 0, number + step
        while passed <= ONE_SENTENCE:
            if not 0 <= place < len(passage):
                if number == last or not 0 <= last < len(self._blocks):
                    return
                number, passage = last, self.passage(last)
                place = 0 if step > 0 else len(passage) - 1
                if not len(passage):
                    return
            yield passage[place]
            start, end = passage.spans[place]
            passed += 1 if end - start <= SHORT else ONE_SENTENCE
            place += step


ONE_SENTENCE, SHORT = 2, 40
"""So many short sentences, of at most so many characters, lie between a statement and its evidence as one would."""
KEPT = 4
REMEMBERED = 128
"""So many sentences are known again when the same words come once more."""
FEW = 16
"""So many needs are looked for in each sentence of a paragraph; where it may meet more, every sentence is read."""


MOST_CHARACTERS = 700
_SOMETHING = re.compile(r"[a-z0-9]")


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A stretch in pieces of at most MOST_CHARACTERS, cut at spaces; nothing without a word in it."""
    found = []
    while start < end:
        last = end
        if end - start > MOST_CHARACTERS:
            space = text.rfind(" ", start + 1, start + MOST_CHARACTERS)
            last = space if space > 0 else start + MOST_CHARACTERS
        if _SOMETHING.search(text, start, last):
            found.append((start, last))
        start = last
    return found
