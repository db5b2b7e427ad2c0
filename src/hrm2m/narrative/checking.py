"""Checking one text: masks, sentences, rules, guards, findings, in that order; no file, no clock, no network."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial

from hrm2m.narrative.documents import LedgerKeeper
from hrm2m.narrative.findings import Finding, GoodPractice, Ledger, Report, Silence
from hrm2m.narrative.first_pass import Sieve, Step, Stretch
from hrm2m.narrative.folding import Folded, fold
from hrm2m.narrative.frames import FrameShelf
from hrm2m.narrative.good_practice import good_practice
from hrm2m.narrative.guards import Guards
from hrm2m.narrative.lexicon import Lexicon, load_lexicon
from hrm2m.narrative.masks import Mask, Masks
from hrm2m.narrative.passages import Book, Passage
from hrm2m.narrative.patterns import Match, Pattern, Shelf, fits, matches
from hrm2m.narrative.rarity import Rarity
from hrm2m.narrative.roles import Roles
from hrm2m.narrative.rules import Rule, load_rules
from hrm2m.narrative.sentences import paragraphs
from hrm2m.narrative.targets import target_of
from hrm2m.narrative.voices import Voices
from hrm2m.narrative.words import Sentence


Found = tuple[list[tuple[Rule, Match]], list[tuple[int, Pattern]]]
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
        rarity = Rarity(self.lexicon)
        self._ledger = LedgerKeeper(rarity, self.roles)
        self._active = [rule for rule in self.rules if rule.status == "stable"]
        self._lines: list[tuple[Rule, Pattern]] = []
        self._frames: list[tuple[Rule, FrameShelf]] = []
        self._claims: list[tuple[int, Pattern]] = []
        self.sieve = Sieve(self._needs(rarity), rarity.forms)

    def _needs(self, rarity: Rarity) -> Iterator[Sequence[Step]]:
        """What to look for: a need for each pattern, then for each claim of a frame, then for good practice."""
        self._shelf = Shelf()
        for rule in self._active:
            for pattern in rule.patterns:
                self._shelf.put(pattern, rarity.rarest_first(pattern), len(self._lines))
                self._lines.append((rule, pattern))
                yield rarity.needs_of_pattern(pattern)
        for rule in self._active:
            if rule.frame:
                for claim in rule.frame.claim:
                    number = len(self._lines) + len(self._claims)
                    self._shelf.put(claim, rarity.rarest_first(claim), number)
                    self._claims.append((len(self._frames), claim))
                self._frames.append((rule, FrameShelf(rule.frame, rarity.rarest_first)))
                yield from rarity.needs_of_frame(rule.frame)
        yield from ([(name,)] for name in GOOD)

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
            stretch = Stretch(folded, start, end)
            voices.hear(folded, start, end, stretch, partial(masks.somebody_speaks, number))
            here: tuple[Finding, ...] = ()
            there = book.worth_reading(number, self.sieve, stretch)
            if there:
                passage = book.passage(number)
                hits = self._hits(passage, there)
                here = _without_repeats(self._judge(hits, book, passage, folded, masks, silences), text)
                good += good_practice(passage, there, self.guards, folded)
            self._ledger.count(folded, book, number, stretch, here, tally)
            found += here
        return Report(tuple(found), tuple(sorted(silences)), tuple(sorted(good)), (), None, tally)

    def _hits(
        self, passage: Passage, there: Mapping[int, Sequence[int] | None]
    ) -> list[tuple[Rule, Match, int]]:
        hits, stop = [], self.guards.stop
        for index, numbers in there.items():
            sentence = passage[index]
            found, claims = self._found(sentence, numbers)
            hits += [(rule, match, index) for rule, match in found]
            for place in dict.fromkeys(frame for frame, _ in claims):
                rule, shelf = self._frames[place]
                made = [claim for frame, claim in claims if frame == place]
                hits += [(rule, match, index) for match in shelf.hits(passage, index, made, stop)]
        return hits

    def _found(self, sentence: Sentence, numbers: Sequence[int] | None) -> Found:
        """The rules that a sentence meets by itself, where it does, and the claims of frames that it may make."""
        asked = None if numbers is None else tuple(numbers)
        known: Found | None = sentence.learnt.hits.get(asked)
        if known is None:
            hits, claims, lines = [], [], len(self._lines)
            for number in self._fitting(sentence, numbers):
                if number >= lines:
                    claims.append(self._claims[number - lines])
                    continue
                rule, pattern = self._lines[number]
                hits += [(rule, match) for match in matches(pattern, sentence, self.guards.stop)]
            known = sentence.learnt.hits[asked] = (hits, claims)
        return known

    def _fitting(self, sentence: Sentence, numbers: Sequence[int] | None) -> list[int]:
        """The lines and claims all of whose classes stand in a sentence, of those of the numbers or of all."""
        if numbers is None:
            return [number for _, number in self._shelf.fitting(sentence)]
        lines, known = len(self._lines), len(self._lines) + len(self._claims)
        return [
            number
            for number in numbers
            if number < known
            and fits((self._lines[number] if number < lines else self._claims[number - lines])[1], sentence)
        ]

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
        placed = [(*_span(match, passage[index]), rule, match, index) for rule, match, index in hits]
        for start, end, rule, match, index in sorted(placed, key=_from_the_left):
            if start < asked_to.get(rule.category, 0):
                continue
            sentence = passage[index]
            because = _masked(masks.of(sentence.block), start, end) if "in_quote" in rule.guards else ""
            because = because or self.guards.silence(rule, match, passage, index, book)
            first, last = folded.place(start), folded.place(end - 1) + 1
            if because:
                silences.append(Silence(first, last, rule.id, because))
            else:
                found.append(_finding(rule, first, last))
                asked_to[rule.category] = end
        return found


def _span(match: Match, sentence: Sentence) -> tuple[int, int]:
    return sentence.starts[match.first], sentence.ends[match.last]


def _from_the_left(placed: tuple[int, int, Rule, Match, int]) -> tuple[int, int, str]:
    start, end, rule, _, _ = placed
    return start, -end, rule.id


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


def _masked(masks: Sequence[Mask], start: int, end: int) -> str:
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
