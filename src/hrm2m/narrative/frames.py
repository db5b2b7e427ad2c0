"""Frames: use, link and claim found together in a sentence or across two; says where, not whether it is asked about."""

from collections.abc import Callable, Sequence

from hrm2m.narrative.passages import Passage
from hrm2m.narrative.patterns import Match, Pattern, Shelf, matches
from hrm2m.narrative.rules import Frame
from hrm2m.narrative.words import Sentence


_ONWARD = frozenset(
    (
        "this",
        "that",
        "therefore",
        "so",
        "hence",
        "thus",
        "consequently",
        "it",
        "as",
        "accordingly",
        "outcome",
        ">",
        "^",
    )
)
LONGEST_NOTE = 7
"""So many words, its full stop among them, has a statement that is read with the one beside it."""
FARTHEST = 25
"""How many words may lie between use and claim; further apart they are two statements."""


class FrameShelf:
    """One frame, its uses laid out for a quick no."""

    def __init__(self, frame: Frame, rarest_first: Callable[[Pattern], tuple[int, ...]]) -> None:
        self._frame = frame
        self._uses = Shelf()
        for pattern in frame.use:
            self._uses.put(pattern, rarest_first(pattern), 0)

    def hits(self, sentences: Passage, index: int, claims: Sequence[Pattern], stop: int) -> list[Match]:
        """Where the frame stands: in one sentence, or in one that goes on from the one before; `claims` are those
        of it that the sentence may make."""
        sentence = sentences[index]
        linked = not self._frame.link or bool(sentence.seen & self._frame.link)
        if not (linked or self._frame.across):
            return []
        key = (id(self), 0, *map(id, claims))
        known: tuple[list[Match], list[Match]] | None = sentence.learnt.framed.get(key)
        if known is None:
            made = sorted(match for claim in claims for match in matches(claim, sentence, stop))
            within = self._within(sentence, made, stop) if made and linked else []
            known = sentence.learnt.framed[key] = (made[:1], within)
        first, within = known
        return within or (first if first and self._goes_on(sentences, index, stop) else [])

    def _within(self, sentence: Sentence, claims: list[Match], stop: int) -> list[Match]:
        """The first use and claim of a sentence that lie near enough."""
        uses = _found(self._uses, sentence, stop)
        for claim in claims:
            for use in uses:
                if use.finish < claim.begin or use.begin > claim.finish or _lies_in(use, claim):
                    first, last = min(use.begin, claim.begin), max(use.finish, claim.finish)
                    if last - first <= FARTHEST:
                        return [Match(first, last, first, last)]
        return []

    def _goes_on(self, sentences: Passage, index: int, stop: int) -> bool:
        """Whether it begins with “This means …” or “Therefore …”, and the sentence before states the use."""
        if not self._frame.across or not index:
            return False
        sentence, before = sentences[index], sentences[index - 1]
        if sentence.words[0] not in _ONWARD and not _are_notes(before, sentence):
            return False
        if before.block != sentence.block:
            return False
        states: bool | None = before.learnt.framed.get((id(self),))
        if states is None:
            states = before.learnt.framed[(id(self),)] = bool(_found(self._uses, before, stop))
        return states


def _are_notes(first: Sentence, second: Sentence) -> bool:
    """Two short statements side by side, as in notes: “Known to use crack. Baby cannot go home.”"""
    return max(len(first.words), len(second.words)) <= LONGEST_NOTE


def _lies_in(use: Match, claim: Match) -> bool:
    """A use in the middle of a claim: “no woman on heroin can look after a child”."""
    return claim.begin < use.begin and use.finish < claim.finish


def _found(shelf: Shelf, sentence: Sentence, stop: int) -> list[Match]:
    found: list[Match] = []
    for pattern, _ in shelf.fitting(sentence):
        found += matches(pattern, sentence, stop)
    return sorted(found)
