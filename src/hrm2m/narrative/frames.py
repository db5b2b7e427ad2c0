"""Frames: use, link and claim found together in a sentence or across two; says where, not whether it is asked about."""

from collections.abc import Sequence

from hrm2m.narrative.patterns import Match, Pattern, matches
from hrm2m.narrative.rules import Frame
from hrm2m.narrative.sentences import Sentence


_ONWARD = frozenset(("this", "that", "therefore", "so", "hence", "thus", "consequently", "it", "as", "accordingly", "outcome", ">", "^"))
FARTHEST = 25
"""How many words may lie between use and claim; further apart they are two statements."""


def frame_matches(frame: Frame, sentence: Sentence, stop: int) -> list[Match]:
    """The first use and claim of a sentence that a link joins."""
    if frame.link and not sentence.seen & frame.link:
        return []
    claims = _found(frame.claim, sentence, stop)
    if not claims:
        return []
    uses = _found(frame.use, sentence, stop)
    for claim in claims:
        for use in uses:
            if use.finish < claim.begin or use.begin > claim.finish:
                first, last = min(use.begin, claim.begin), max(use.finish, claim.finish)
                if last - first <= FARTHEST:
                    return [Match(first, last, first, last)]
    return []


def frame_across(frame: Frame, sentences: Sequence[Sentence], index: int, stop: int) -> list[Match]:
    """A claim that begins with “This means …” or “Therefore …”, where the sentence before states the use."""
    sentence = sentences[index]
    if not frame.across or not index or sentence.words[0] not in _ONWARD:
        return []
    if sentences[index - 1].block != sentence.block or not _found(frame.use, sentences[index - 1], stop):
        return []
    return _found(frame.claim, sentence, stop)[:1]


def _found(patterns: Sequence[Pattern], sentence: Sentence, stop: int) -> list[Match]:
    seen = sentence.seen
    found: list[Match] = []
    for pattern in patterns:
        if all(seen & need for need in pattern.needs):
            found += matches(pattern, sentence, stop)
    return sorted(found)
