"""Reading a text too long for memory part by part: the same questions at the same places, and no file of its own."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from hrm2m.narrative.checking import NOT_CASES, the_checker
from hrm2m.narrative.findings import Finding, Ledger, Report
from hrm2m.narrative.folding import fold
from hrm2m.narrative.sentences import paragraphs
from hrm2m.narrative.voices import Voices


PART = 500_000
"""Code points that are read at a time."""
AFTER = 2
"""The last paragraph of a part may go on in the next; the one before it is there to be looked at."""


class Part(NamedTuple):
    """What is asked about one part; offsets are those of the whole text."""

    findings: tuple[Finding, ...]
    lines: tuple[int, ...]


class Streamed:
    """A long text as it is read. After the last part `missing` and `tally` are those of the whole."""

    def __init__(self, doc_type: str | None = None, part: int = PART) -> None:
        self._checker, self._voices = the_checker(), Voices()
        self._type, self._part = doc_type, part
        self._at, self._line = 0, 1
        self.tally = {name: Ledger() for name in ("mother", "father", "services")}

    @property
    def missing(self) -> tuple[str, ...]:
        """Whom the text that was read so far did not hear."""
        return () if self._type in NOT_CASES else self._voices.missing()

    def parts(self, pieces: Iterable[str]) -> Iterator[Part]:
        """The text, in pieces of any length; what is asked about it, part by part."""
        buffer, context = "", 0
        for piece in pieces:
            buffer += piece
            if len(buffer) >= self._part:
                part, buffer, context = self._read(buffer, context, last=False)
                yield part
        yield self._read(buffer, context, last=True)[0]

    def _read(self, text: str, context: int, *, last: bool) -> tuple[Part, str, int]:
        """Asks about all but the first `context` and the last paragraphs; keeps what the next part needs."""
        folded = fold(text)
        blocks = list(paragraphs(folded.lower))
        until = len(blocks) if last else max(context, len(blocks) - AFTER)
        report = self._checker.check_part(text, folded, blocks, range(context, until), self._voices)
        self._enter(report)
        part = self._placed(report, text)
        if last or until == context:
            return part, text, context
        keep = folded.place(blocks[until - 1][0])
        self._line += text.count("\n", 0, keep)
        self._at += keep
        return part, text[keep:], 1

    def _enter(self, report: Report) -> None:
        for name, entry in report.tally.items():
            whole = self.tally[name]
            whole.duties += entry.duties
            whole.blame += entry.blame
            whole.credit += entry.credit

    def _placed(self, report: Report, text: str) -> Part:
        found, lines, at, line = [], [], 0, self._line
        for one in report.findings:
            line += text.count("\n", at, one.start)
            at = one.start
            found.append(replace(one, start=one.start + self._at, end=one.end + self._at))
            lines.append(line)
        return Part(tuple(found), tuple(lines))
