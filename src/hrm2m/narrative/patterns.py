"""Patterns: a row of classes with gaps, matched by a sweep over sets of positions; no backtracking, no meaning."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, reduce
from operator import or_
from typing import NamedTuple

from hrm2m.narrative.lexicon import Lexicon
from hrm2m.narrative.words import Sentence


class PatternRefused(ValueError):
    """A pattern cannot be read; the sentence says why."""


class Step(NamedTuple):
    """One place of a pattern: which classes it takes, the number of these classes, how many words may lie before it."""

    mask: int
    kind: int
    gap: int
    optional: bool
    opens: bool
    closes: bool
    far: bool


class Pattern(NamedTuple):
    """A row of steps and, for a quick no, the classes that must all be seen in a sentence."""

    source: str
    steps: tuple[Step, ...]
    needs: tuple[int, ...]
    classes: tuple[tuple[str, ...], ...]
    marked: bool
    whole: bool


class Match(NamedTuple):
    """Places in a sentence: the first and last word of the span, and of the whole match."""

    first: int
    last: int
    begin: int
    finish: int


STOPS = -1
"""The kind of the words that end a clause; every other set of classes has one of its own."""
ANY = -1
"""The mask of `*`, which takes any word."""
_GAP = re.compile(r"(~~?)(\d+)$")


def compile_pattern(source: str, lexicon: Lexicon) -> Pattern:
    """Reads `FAIL ~2 <ENGAGE|take* part>`: CLASS, word, word*, a|b, step?, ~2 a gap of up to two words, < and
    > the span."""
    steps: list[Step] = []
    names: list[tuple[str, ...]] = []
    gap, far, opens = 0, False, False
    for part in source.split():
        found = _GAP.match(part)
        if found:
            gap, far = int(found.group(2)), found.group(1) == "~~"
            continue
        if part == "<":
            opens = True
            continue
        if part == ">":
            if not steps:
                raise PatternRefused(f"“{source}” closes a span before any word.")
            steps[-1] = steps[-1]._replace(closes=True)
            continue
        optional = part.endswith("?") and len(part) > 1
        if part == "*":
            mask = ANY
        else:
            listed = part.removesuffix("?" if optional else "").split("|")
            names.append(tuple(_class(name, source, lexicon) for name in listed))
            mask = lexicon.mask(names[-1])
        steps.append(Step(mask, lexicon.kind(mask), gap, optional, opens, False, far))
        gap, far, opens = 0, False, False
    if not steps or steps[0].optional:
        raise PatternRefused(f"“{source}” must begin with a word or a class that is not optional.")
    needs = tuple(step.mask for step in steps if not step.optional and step.mask != ANY)
    wanted = tuple(
        classes
        for step, classes in zip((s for s in steps if s.mask != ANY), names, strict=True)
        if not step.optional
    )
    marked = any(step.opens for step in steps)
    whole = not any(step.opens for step in steps[1:]) and not any(step.closes for step in steps[:-1])
    return Pattern(source, tuple(steps), needs, wanted, marked, whole)


def _class(name: str, source: str, lexicon: Lexicon) -> str:
    if not name:
        raise PatternRefused(f"“{source}” has an empty alternative.")
    if not name.isupper() or not name[0].isalpha():
        return lexicon.literal(name)
    if name not in lexicon.bits:
        raise PatternRefused(f"“{source}” names the class {name}, which the lexicon does not have.")
    return name


def fits(pattern: Pattern, sentence: Sentence) -> bool:
    """Whether every class that a pattern needs stands somewhere in a sentence."""
    seen = sentence.seen
    for need in pattern.needs:  # noqa: SIM110 — asked a hundred times a paragraph; a generator takes three times as long
        if not seen & need:
            return False
    return True


def matches(pattern: Pattern, sentence: Sentence, stop: int) -> list[Match]:
    """Every match that does not overlap an earlier one, from the left.

    Time: steps x gap for all places of a sentence together, and words x steps x gap only where one begins.
    """
    rows = _rows(pattern, sentence, stop)
    phrases = sentence.phrases
    begins = _begins(rows, phrases) if rows else 0
    found: list[Match] = []
    whole, steps = pattern.whole, rows[1:]
    while begins:
        index = (begins & -begins).bit_length() - 1
        if whole:
            finish = _first_end(steps, 1 << index, phrases)
            found.append(Match(index, finish, index, finish))
        else:
            match = _from(pattern, sentence, index, stop)
            finish = match.finish
            found.append(match)
        # past its first word at least: a match that ended before it began would be found for ever
        onward = (max(index, finish)) + 1
        begins = begins >> onward << onward
    return found


Row = tuple[int, int, int, bool]
"""One step in one sentence: where its words stand, its gap, which words may lie in it, whether it may be left out."""


def _rows(pattern: Pattern, sentence: Sentence, stop: int) -> list[Row]:
    """The steps as they stand in a sentence; none where the last is not reached. Most end at the second."""
    phrases, passable, where = sentence.phrases, ~sentence.standing(stop, STOPS), sentence.where
    first = pattern.steps[0]
    front = sentence.standing(first.mask, first.kind)
    rows: list[Row] = [(front, 0, -1, False)]
    for mask, kind, gap, optional, _, _, far in pattern.steps[1:]:
        target = where.get(kind)
        if target is None:
            target = sentence.standing(mask, kind)
        row = (target, gap, -1 if far else passable, optional)
        front = _onward(front, (row,), phrases)
        if not front:
            return []
        rows.append(row)
    return rows


def _onward(front: int, rows: Sequence[Row], phrases: int) -> int:
    """Where the last of some steps stands after some words, a bit for each. A phrase may be two steps of a row: “not
    sought”."""
    for target, gap, passable, optional in rows:
        reach = front << 1
        if phrases:
            twice = front & phrases
            reach = (front ^ twice) << 1 | twice | (twice & passable) << 1
        while gap:
            reach |= (reach & passable) << 1
            gap -= 1
        front = front | reach & target if optional else reach & target
    return front


def _first_end(steps: Sequence[Row], begin: int, phrases: int) -> int:
    """The first word with which a match from one word may end."""
    front = _onward(begin, steps, phrases)
    return (front & -front).bit_length() - 1


def _begins(rows: list[Row], phrases: int) -> int:
    """Where a match begins, a bit for each word: from the last step back to the first, all places at once."""
    rest = -1
    for stands, gap, passable, optional in reversed(rows[1:]):
        target = stands & rest
        before = _within_reach(target, gap, passable, phrases) if target else 0
        rest = rest | before if optional else before
    return rows[0][0] & rest


def _within_reach(target: int, gap: int, passable: int, phrases: int) -> int:
    """The words after which one of the target follows, with at most so many passable words between.

    A phrase is one word to the reader and may be two steps of a row: “not sought”.
    """
    reach = target
    for _ in range(gap):
        reach = target | reach >> 1 & passable
    before = reach >> 1
    if phrases:
        before = before & ~phrases | (target | before & passable) & phrases
    return before


def _from(pattern: Pattern, sentence: Sentence, index: int, stop: int) -> Match:
    """The match that begins at a word where one does, of a pattern that asks about a part of what it finds."""
    masks, phrases = sentence.masks, sentence.phrases
    steps = pattern.steps
    # position of the last word -> (first of the span, last of the span)
    front: dict[int, tuple[int, int]] = {
        index: (-1 if pattern.marked and not steps[0].opens else index, index if steps[0].closes else -1)
    }
    for mask, _, gap, optional, opens, closes, far in steps[1:]:
        onward = dict(front) if optional else {}
        for place, (opened, closed) in front.items():
            begin = place if phrases >> place & 1 else place + 1
            for then, here in enumerate(masks[begin : place + 2 + gap], begin):
                if here & mask and then not in onward:
                    onward[then] = (then if opens else opened, then if closes else closed)
                if here & stop and not far:
                    break
        front = onward
    finish = min(front)
    opened, closed = front[finish]
    return Match(
        max(opened, index) if opened < 0 else opened, finish if closed < 0 else closed, index, finish
    )


class Shelf:
    """Patterns laid out by their rarest steps, as in the first pass, so that few are tried on a sentence."""

    def __init__(self) -> None:
        self._laid: list[tuple[Pattern, tuple[int, ...], int]] = []
        self._under: dict[int, int] = {}
        self._of_word: dict[int, int] = {}
        self._bits = self._granted = 0

    def put(self, pattern: Pattern, rarest_first: tuple[int, ...], number: int) -> None:
        """Lays a pattern under each class of its rarest steps; `number` is what the owner knows it by."""
        place = 1 << (FIELDS * len(self._laid))
        for field in range(FIELDS):
            if field >= len(rarest_first):
                self._granted |= place << field
                continue
            self._bits |= rarest_first[field]
            for bit in _single(rarest_first[field]):
                self._under[bit] = self._under.get(bit, 0) | place << field
        self._laid.append((pattern, rarest_first[FIELDS:], number))

    def fitting(self, sentence: Sentence) -> list[tuple[Pattern, int]]:
        """The patterns all of whose classes stand in a sentence, and their numbers."""
        there, of_word, seen = self._granted, self._of_word, sentence.seen
        for mask in set(sentence.masks):
            under = of_word.get(mask)
            if under is None:
                under = of_word[mask] = self._all_under(mask)
            there |= under
        found = []
        for met in _single(there & there >> 1 & there >> 2 & self._lowest):
            pattern, others, number = self._laid[(met.bit_length() - 1) // FIELDS]
            for need in others:
                if not seen & need:
                    break
            else:
                found.append((pattern, number))
        return found

    def _all_under(self, mask: int) -> int:
        return reduce(or_, (self._under[bit] for bit in _single(mask & self._bits)), 0)

    @cached_property
    def _lowest(self) -> int:
        """The first field of every pattern."""
        return sum(1 << (FIELDS * number) for number in range(len(self._laid)))


FIELDS = 3
"""How many steps of a pattern are looked for at once; the others only where all these stand."""


def _single(mask: int) -> Iterator[int]:
    while mask:
        bit = mask & -mask
        yield bit
        mask ^= bit
