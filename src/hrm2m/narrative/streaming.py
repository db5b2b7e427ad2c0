"""Reading a text part by part: the same questions at the same places as when it is read at once, and no file of its
own. Who calls may spread the parts over processes: each is read for itself, and their answers are put together."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from hrm2m.narrative.checking import NOT_CASES, the_checker
from hrm2m.narrative.findings import Finding, GoodPractice, Ledger, Report, Silence
from hrm2m.narrative.folding import Folded, fold
from hrm2m.narrative.sentences import paragraphs
from hrm2m.narrative.voices import Voices


PART = 500_000
"""Code points that are read at a time."""
AFTER = 2
"""The last paragraph of a part may go on in the next; the one before it is there to be looked at."""
SLICE = 1 << 18


class Piece:
    """A part of a text with the paragraphs beside it: those from `first` to `until` are asked about; `at` and `line`
    say where it begins in the whole."""

    __slots__ = ("_folded", "at", "first", "line", "text", "until")

    def __init__(
        self, text: str, first: int, until: int, at: int, line: int, folded: Folded | None = None
    ) -> None:
        self.text, self.first, self.until, self.at, self.line = text, first, until, at, line
        self._folded = folded

    def __reduce__(self) -> tuple[type["Piece"], tuple[str, int, int, int, int]]:
        """In another process it is folded again: that is quicker than to carry it there."""
        return Piece, (self.text, self.first, self.until, self.at, self.line)

    @property
    def folded(self) -> Folded:
        """Its text as the room reads it."""
        return self._folded or fold(self.text)


class Answer(NamedTuple):
    """What is asked about one part, at its places in the whole text, the line of each finding, and whom it hears."""

    report: Report
    lines: tuple[int, ...]
    voices: Voices


Ask = Callable[[Piece], Answer]
Spread = Callable[[Ask, Iterable[Piece]], Iterator[Answer]]
"""How the parts are asked about: one after the other, or by several processes; the answers come in order."""


def cut(texts: Iterable[str], part: int = PART) -> Iterator[Piece]:
    """A text, given in strings of any length, in parts that end with a paragraph."""
    rest, context, at, line = "", 0, 0, 1
    for text in texts:
        rest += text
        if len(rest) < part:
            continue
        folded = fold(rest)
        blocks = list(paragraphs(folded.lower))
        until = max(context, len(blocks) - AFTER)
        if until == context:
            continue
        yield Piece(rest, context, until, at, line, folded)
        keep = folded.place(blocks[until - 1][0])
        line += rest.count("\n", 0, keep)
        at, rest, context = at + keep, rest[keep:], 1
    folded = fold(rest)
    yield Piece(rest, context, sum(1 for _ in paragraphs(folded.lower)), at, line, folded)


def ask(piece: Piece) -> Answer:
    """What is asked about one part."""
    folded, voices = piece.folded, Voices()
    blocks = list(paragraphs(folded.lower))
    report = the_checker().check_part(piece.text, folded, blocks, range(piece.first, piece.until), voices)
    lines, seen, line = [], 0, piece.line
    for one in report.findings:
        line += piece.text.count("\n", seen, one.start)
        seen = one.start
        lines.append(line)
    return Answer(_placed(report, piece.at), tuple(lines), voices)


def _placed(report: Report, at: int) -> Report:
    if not at:
        return report
    found = tuple(replace(one, start=one.start + at, end=one.end + at) for one in report.findings)
    silent = tuple(replace(one, start=one.start + at, end=one.end + at) for one in report.silences)
    good = tuple(replace(one, start=one.start + at, end=one.end + at) for one in report.good_practice)
    return replace(report, findings=found, silences=silent, good_practice=good)


def one_by_one(ask: Ask, pieces: Iterable[Piece]) -> Iterator[Answer]:
    """The parts one after the other, in this process."""
    return map(ask, pieces)


class Part(NamedTuple):
    """What is asked about one part; offsets are those of the whole text."""

    findings: tuple[Finding, ...]
    lines: tuple[int, ...]


class Streamed:
    """A long text as it is read. After the last part `missing` and `tally` are those of the whole."""

    def __init__(self, doc_type: str | None = None, part: int = PART, spread: Spread = one_by_one) -> None:
        self._voices, self._type, self._part, self._spread = Voices(), doc_type, part, spread
        self.tally = {name: Ledger() for name in ("mother", "father", "services")}

    @property
    def missing(self) -> tuple[str, ...]:
        """Whom the text that was read so far did not hear."""
        return () if self._type in NOT_CASES else self._voices.missing()

    def parts(self, texts: Iterable[str]) -> Iterator[Part]:
        """The text, in strings of any length; what is asked about it, part by part."""
        for answer in self._answers(texts):
            yield Part(answer.report.findings, answer.lines)

    def whole(self, text: str) -> Report:
        """All that is asked about a text, as `check` answers it but for the target of a recommendation."""
        found: list[Finding] = []
        silent: list[Silence] = []
        good: list[GoodPractice] = []
        for answer in self._answers(_slices(text)):
            found += answer.report.findings
            silent += answer.report.silences
            good += answer.report.good_practice
        return Report(tuple(found), tuple(silent), tuple(good), self.missing, None, self.tally)

    def _answers(self, texts: Iterable[str]) -> Iterator[Answer]:
        for answer in self._spread(ask, cut(texts, self._part)):
            self._voices.join(answer.voices)
            for name, entry in answer.report.tally.items():
                whole = self.tally[name]
                whole.duties += entry.duties
                whole.blame += entry.blame
                whole.credit += entry.credit
            yield answer


def _slices(text: str) -> Sequence[str]:
    return [text[at : at + SLICE] for at in range(0, len(text), SLICE)]
