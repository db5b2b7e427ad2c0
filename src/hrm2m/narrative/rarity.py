"""Rarity: which steps of a pattern stand least often in prose, for the first pass to look for; it reads no text."""

from collections.abc import Iterable
from functools import cache, lru_cache

from hrm2m.narrative.first_pass import Forms
from hrm2m.narrative.lexicon import COMMON, MADE, Lexicon
from hrm2m.narrative.patterns import Pattern, PatternRefused
from hrm2m.narrative.rules import Frame


IN_EVERY_LINE = frozenset(
    (
        "the", "to", "of", "and", "or", "that", "with", "not", "no", "in", "is", "a", "it", "for", "on", "as", "be",
        "by", "from", "at", "her", "she", "he", "f", "m", "?",
    )
)  # fmt: skip
_MADE_OF_SHAPE = frozenset(MADE)


def by_rarity(pattern: Pattern, lexicon: Lexicon) -> list[int]:
    """The steps that a pattern cannot do without, the rarest in prose first; those of shape or marks are left out."""
    weights = [_rarity(names, lexicon) for names in pattern.classes]
    listed = [step for step, weight in enumerate(weights) if weight is not None]
    if not listed:
        raise PatternRefused(
            f"“{pattern.source}” has no step of words by which the first pass could find it."
        )
    return sorted(listed, key=lambda step: weights[step] or 0)


def rarest_first(pattern: Pattern, lexicon: Lexicon) -> tuple[int, ...]:
    """The classes that a pattern needs, the rarest first, so that most sentences are dropped at the first or second."""
    order = by_rarity(pattern, lexicon)
    rest = [step for step in range(len(pattern.needs)) if step not in order]
    return tuple(pattern.needs[step] for step in (*order, *rest))


def needs_of_pattern(pattern: Pattern, lexicon: Lexicon) -> list[Forms]:
    """The forms of each step, the rarest first: where none of one of them stands, the pattern cannot match."""
    return [_forms(pattern.classes[step], lexicon) for step in by_rarity(pattern, lexicon)]


def needs_of_frame(frame: Frame, lexicon: Lexicon) -> list[list[Forms]]:
    """The same for each claim of a frame; link and use are needed too, unless the sentence before may hold them."""
    beside: list[Forms] = []
    if not frame.across:
        beside += [_forms(frame.joins, lexicon)] if frame.joins else []
        beside.append(set().union(*(needs_of_pattern(use, lexicon)[0] for use in frame.use)))
    return [[*beside, *needs_of_pattern(claim, lexicon)] for claim in frame.claim]


@lru_cache(maxsize=4096)
def _rarity(names: tuple[str, ...], lexicon: Lexicon) -> float | None:
    """How often a step of these classes finds something in prose, roughly; None where no row of letters tells."""
    forms = _forms(names, lexicon)
    told = _MADE_OF_SHAPE.isdisjoint(names) and all(map(_has_letters, forms))
    return sum(map(_weight, forms)) if told else None


@cache
def _has_letters(form: tuple[str, ...]) -> bool:
    return any(letter.isalpha() for part in form for letter in part)


def _forms(names: Iterable[str], lexicon: Lexicon) -> Forms:
    return set().union(*(lexicon.members.get(name, set()) for name in names))


@cache
def _weight(form: tuple[str, ...]) -> float:
    """How often a form stands in prose, roughly."""
    if len(form) > 1:
        return 0.2
    word = form[0]
    if word in IN_EVERY_LINE or not word[-1].isalnum():
        return 2000
    return 150 if word in COMMON else 5 if len(word) < 5 else 1
