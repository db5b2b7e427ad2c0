"""Checking one text: masks, sentences, rules, guards, findings, in that order; no file, no clock, no network."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial

from hrm2m.narrative.documents import LedgerKeeper
from hrm2m.narrative.findings import Finding, GoodPractice, Ledger, Report, Silence
from hrm2m.narrative.first_pass import Forms, Sieve, letters
from hrm2m.narrative.folding import Folded, fold
from hrm2m.narrative.frames import FrameShelf
from hrm2m.narrative.good_practice import good_practice
from hrm2m.narrative.guards import Guards
from hrm2m.narrative.lexicon import Lexicon, load_lexicon
from hrm2m.narrative.masks import Mask, Masks
from hrm2m.narrative.passages import Book, Passage
from hrm2m.narrative.patterns import Match, Pattern, Shelf, matches
from hrm2m.narrative.rarity import needs_of_frame, needs_of_pattern, rarest_first
from hrm2m.narrative.roles import Roles
from hrm2m.narrative.rules import Rule, load_rules
from hrm2m.narrative.sentences import Sentence, paragraphs
from hrm2m.narrative.targets import target_of
from hrm2m.narrative.voices import Voices


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
        needs: list[Sequence[Forms]] = [[self.lexicon.members[name]] for name in GOOD]
        for number, rule in enumerate(self._active):
            for pattern in rule.patterns:
                self._lines.put(pattern, self._rarest_first(pattern), number)
                needs.append(needs_of_pattern(pattern, self.lexicon))
            needs += needs_of_frame(rule.frame, self.lexicon) if rule.frame else []
        self._frames = [
            (rule, FrameShelf(rule.frame, self._rarest_first)) for rule in self._active if rule.frame
        ]
        self.sieve = Sieve(needs)

    def _rarest_first(self, pattern: Pattern) -> tuple[int, ...]:
        return rarest_first(pattern, self.lexicon)

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
        tally = {"mother": Ledger(), "father": Ledger(), "services": Ledger()}
        book = Book(folded, blocks, self.lexicon)
        for number in asked:
            start, end = blocks[number]
            words = letters(folded.lower, start, end)
            voices.hear(folded, start, end, words, partial(masks.somebody_speaks, number))
            here: tuple[Finding, ...] = ()
            if self.sieve.holds(words):
                passage = book.passage(number)
                there = passage.worth_reading(self.sieve)
                hits = self._hits(passage, there)
                here = _without_repeats(self._judge(hits, book, passage, folded, masks, silences), text)
                good += good_practice(passage, there, self.guards, folded)
            self._ledger.count(folded, book, number, words, here, tally)
            found += here
        return Report(tuple(found), tuple(sorted(silences)), tuple(sorted(good)), (), None, tally)

    def _hits(self, passage: Passage, there: Sequence[int]) -> list[tuple[Rule, Match, int]]:
        hits = []
        stop = self.guards.stop
        for index in there:
            sentence = passage[index]
            for pattern, number in self._lines.fitting(sentence.seen):
                hits += [(self._active[number], match, index) for match in matches(pattern, sentence, stop)]
            for rule, frame in self._frames:
                hits += [(rule, match, index) for match in frame.hits(passage, index, stop)]
        return hits

    def _judge(
        self,
        hits: Sequence[tuple[Rule, Match, int]],
        book: Book,
        passage: Passage,
        folded: Folded,
        masks: Masks,
        silences: list[Silence],
    ) -> list[Finding]:
        """The findings; of stretches of one category that overlap only the first is judged: no other stays."""
        found: list[Finding] = []
        asked_to: dict[str, int] = {}
        placed = [
            (*_placed(match, passage[index], folded), rule, match, index) for rule, match, index in hits
        ]
        for start, end, rule, match, index in sorted(placed, key=lambda one: (one[0], -one[1], one[2].id)):
            if start < asked_to.get(rule.category, 0):
                continue
            sentence = passage[index]
            because = _masked(masks.of(sentence.block), sentence, match) if "in_quote" in rule.guards else ""
            because = because or self.guards.silence(rule, match, passage, index, book)
            if because:
                silences.append(Silence(start, end, rule.id, because))
            else:
                found.append(_finding(rule, start, end))
                asked_to[rule.category] = end
        return found


def _placed(match: Match, sentence: Sentence, folded: Folded) -> tuple[int, int]:
    return folded.place(sentence.starts[match.first]), folded.place(sentence.ends[match.last] - 1) + 1


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


GOOD = ("ISAY", "CHILD")
"""Classes by which good practice is looked for."""


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
