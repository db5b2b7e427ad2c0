"""Checking one text: masks, sentences, rules, guards, findings, in that order; no file, no clock, no network."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache, partial

from hrm2m.narrative.documents import LedgerKeeper
from hrm2m.narrative.findings import Finding, GoodPractice, Report, Silence
from hrm2m.narrative.first_pass import Forms, Sieve, letters
from hrm2m.narrative.folding import Folded, fold
from hrm2m.narrative.frames import FrameShelf
from hrm2m.narrative.good_practice import good_practice
from hrm2m.narrative.guards import Guards
from hrm2m.narrative.lexicon import COMMON, MADE, Lexicon, load_lexicon
from hrm2m.narrative.masks import Mask, Masks
from hrm2m.narrative.passages import Book, Passage
from hrm2m.narrative.patterns import Match, Pattern, PatternRefused, Shelf, matches
from hrm2m.narrative.roles import Roles
from hrm2m.narrative.rules import Rule, load_rules
from hrm2m.narrative.sentences import Sentence, paragraphs
from hrm2m.narrative.targets import target_of
from hrm2m.narrative.voices import Voices


IN_EVERY_LINE = frozenset(
    [
        "the",
        "to",
        "of",
        "and",
        "or",
        "that",
        "with",
        "not",
        "no",
        "in",
        "is",
        "a",
        "it",
        "for",
        "on",
        "as",
        "be",
        "by",
        "from",
        "at",
        "her",
        "she",
        "he",
        "f",
        "m",
        "?",
    ]
)
NOT_CASES = frozenset(("policy", "policy_recommendation", "news"))


@dataclass
class Checker:
    """The rules and all that they need, loaded once."""

    lexicon: Lexicon
    rules: tuple[Rule, ...]
    roles: Roles = field(init=False)
    guards: Guards = field(init=False)
    sieve: Sieve = field(init=False)

    def __post_init__(self) -> None:
        self.roles = Roles(self.lexicon)
        self.guards = Guards(self.lexicon, self.roles)
        self._ledger = LedgerKeeper(self.lexicon, self.roles)
        self._active = [rule for rule in self.rules if rule.status == "stable"]
        self._lines = Shelf()
        needs: list[tuple[Forms, Forms | None]] = [(self.lexicon.members[name], None) for name in GOOD]
        for number, rule in enumerate(self._active):
            for pattern in rule.patterns:
                self._lines.put(pattern, self._rarest(pattern), number)
            claims = rule.frame.claim if rule.frame else ()
            needs += [_anchors(pattern, self.lexicon) for pattern in (*rule.patterns, *claims)]
        self._frames = [(rule, FrameShelf(rule.frame, self._rarest)) for rule in self._active if rule.frame]
        self.sieve = Sieve(needs)

    def _fits(self, seen: int) -> bool:
        return self._lines.fits(seen) or any(frame.fits(seen) for _, frame in self._frames)

    def _rarest(self, pattern: Pattern) -> int:
        return pattern.needs[_by_rarity(pattern, self.lexicon)[0]]

    def check(self, text: str, doc_type: str | None = None) -> Report:
        """Everything that is asked about a text. Time grows with its length; the same text gives the same report."""
        folded = fold(text)
        blocks = list(paragraphs(folded.lower))
        voices = Voices()
        report = self.check_part(text, folded, blocks, range(len(blocks)), voices)
        case = doc_type not in NOT_CASES
        return replace(
            report,
            missing=voices.missing() if case else (),
            target=target_of(folded) if doc_type == "policy_recommendation" else None,
        )

    def check_part(
        self, text: str, folded: Folded, blocks: list[tuple[int, int]], asked: range, voices: Voices
    ) -> Report:
        """What is asked about some paragraphs of a text; those beside them are read for evidence only."""
        masks = Masks(folded, blocks)
        found: list[Finding] = []
        silences: list[Silence] = []
        good: list[GoodPractice] = []
        book = Book(folded, blocks, self.lexicon)
        for number in asked:
            start, end = blocks[number]
            words = letters(folded.lower, start, end)
            voices.hear(folded, start, end, words, partial(masks.somebody_speaks, number))
            if not self.sieve.holds(words):
                continue
            passage = book.passage(number)
            there = list(passage.worth_reading(self.sieve))
            hits = self._hits(passage, there)
            self._judge(hits, book, passage, folded, masks, found, silences)
            good += good_practice(passage, there, self.guards, folded)
        findings = _without_repeats(found, text)
        tally = self._ledger.count(folded, blocks, asked, findings)
        return Report(findings, tuple(sorted(silences)), tuple(sorted(good)), (), None, tally)

    def _hits(self, passage: Passage, there: Sequence[tuple[int, int]]) -> list[tuple[Rule, Match, int]]:
        hits = []
        stop = self.guards.stop
        for index, hint in there:
            if not self._fits(hint):
                continue
            sentence = passage[index]
            for pattern, number in self._lines.fitting(sentence.seen):
                hits += [(self._active[number], match, index) for match in matches(pattern, sentence, stop)]
            for rule, frame in self._frames:
                framed = frame.within(sentence, stop) or frame.across(passage, index, stop)
                hits += [(rule, match, index) for match in framed]
        return hits

    def _judge(
        self,
        hits: Sequence[tuple[Rule, Match, int]],
        book: Book,
        passage: Passage,
        folded: Folded,
        masks: Masks,
        found: list[Finding],
        silences: list[Silence],
    ) -> None:
        for rule, match, index in hits:
            sentence = passage[index]
            start = folded.place(sentence.starts[match.first])
            end = folded.place(sentence.ends[match.last] - 1) + 1
            because = _masked(masks.of(sentence.block), sentence, match) if "in_quote" in rule.guards else ""
            because = because or self.guards.silence(rule, match, passage, index, book)
            if because:
                silences.append(Silence(start, end, rule.id, because))
            else:
                found.append(_finding(rule, start, end))


def _finding(rule: Rule, start: int, end: int) -> Finding:
    return Finding(
        start,
        end,
        rule.id,
        rule.category,
        rule.severity,
        "",
        rule.why,
        rule.ask,
        rule.alternatives,
        rule.keeps,
    )


def _masked(masks: Sequence[Mask], sentence: Sentence, match: Match) -> str:
    start, end = sentence.starts[match.first], sentence.ends[match.last]
    for mask in masks[max(0, bisect_right(masks, start, key=_start) - MOST_NESTED) :]:
        if mask.start > start:
            return ""
        if end <= mask.end:
            return mask.why
    return ""


def _start(mask: Mask) -> int:
    return mask.start


MOST_NESTED = 8
"""How many masks may lie around one place; a quotation in a spoken line in a block is three."""


def _by_rarity(pattern: Pattern, lexicon: Lexicon) -> list[int]:
    """The steps that a pattern cannot do without, the rarest in prose first; those of shape or marks are left out."""
    weights = [_rarity(names, lexicon) for names in pattern.classes]
    listed = [step for step, weight in enumerate(weights) if weight is not None]
    if not listed:
        raise PatternRefused(
            f"“{pattern.source}” has no step of words by which the first pass could find it."
        )
    return sorted(listed, key=lambda step: weights[step] or 0)


@lru_cache(maxsize=4096)
def _rarity(names: tuple[str, ...], lexicon: Lexicon) -> float | None:
    """How often a step of these classes finds something in prose, roughly; None where no row of letters tells."""
    forms = _forms(names, lexicon)
    told = MADE_OF_SHAPE.isdisjoint(names) and all(map(_has_letters, forms))
    return sum(map(_weight, forms)) if told else None


@cache
def _has_letters(form: tuple[str, ...]) -> bool:
    return any(letter.isalpha() for part in form for letter in part)


def _anchors(pattern: Pattern, lexicon: Lexicon) -> tuple[Forms, Forms | None]:
    """The forms of its two rarest steps: where none of either stands, it cannot match."""
    first, *others = _by_rarity(pattern, lexicon)[:2]
    forms = [_forms(pattern.classes[step], lexicon) for step in (first, *others)]
    return forms[0], forms[1] if others else None


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


GOOD = ("ISAY", "CHILD")
"""Classes by which good practice is looked for."""
MADE_OF_SHAPE = frozenset(MADE)


def _without_repeats(found: list[Finding], text: str) -> tuple[Finding, ...]:
    """One question for one stretch and category: of findings that overlap the longest stays."""
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda one: (one.category, one.start, -one.end, one.rule)):
        last = kept[-1] if kept and kept[-1].category == finding.category else None
        if last is None or finding.start >= last.end:
            kept.append(finding)
    conditions = [finding for finding in kept if finding.category == "coercion"]
    asked = [_with_text(finding, text) for finding in kept if not _part_of_one(finding, conditions)]
    return tuple(sorted(asked, key=lambda one: (one.start, one.end, one.rule)))


def _part_of_one(finding: Finding, conditions: list[Finding]) -> bool:
    """Whether what was missed is asked about already: help was made to depend on it. The conditions do not overlap."""
    before = bisect_right(conditions, finding.start, key=lambda one: one.start)
    within = before > 0 and finding.start < conditions[before - 1].end
    return finding.category == "blame_shifting" and within


def _with_text(finding: Finding, text: str) -> Finding:
    return Finding(
        finding.start, finding.end, finding.rule, finding.category, finding.severity, text[finding.start : finding.end],
        finding.why, finding.ask, finding.alternatives, finding.keeps,
    )  # fmt: skip


@cache
def the_checker() -> Checker:
    """The checker with the rules of this room, loaded when it is first needed."""
    lexicon = load_lexicon()
    return Checker(lexicon, load_rules(lexicon))


def check(text: str, doc_type: str | None = None) -> Report:
    """What is asked about `text`; `doc_type` is one of findings.DOCUMENT_TYPES or None."""
    return the_checker().check(text, doc_type)
