"""Reports as plain values and as text for people; reads and writes no file."""

import textwrap
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from hrm2m.narrative.findings import CATEGORIES, Finding, Report


WIDTH = 80
FORMAT_VERSION = 1
HEADINGS = {
    "stigma": "labels and loaded words",
    "conflation": "drug use stated as harm, with nothing seen",
    "opinion_as_fact": "opinion, inference or hearsay written as fact",
    "gendered_double_standard": "asked of her and not of him",
    "blame_shifting": "what she did not do, without what was offered",
    "coercion": "help or contact made conditional",
}
VOICES = {
    "her_words": "her own words",
    "child_experience": "what the child does, feels or says",
    "father": "the father or other parent, seen and asked",
    "strengths": "strengths",
}
WHY_NOT = {
    "agreed": "she asked for it",
    "diagnosed": "it says who diagnosed it",
    "evidence": "what was seen stands beside it",
    "her_words": "she says it",
    "in_quote": "it is quoted, or a name",
    "mention": "it speaks about the word",
    "negated": "it is denied",
    "no_condition": "nothing is made to depend on anything",
    "no_person": "it is about nobody",
    "ordered": "an order of a court says so",
    "owned": "it says whose view it is, and why",
    "reason": "the reason is given",
    "safety": "a clinical reason is given",
    "subject": "it is about somebody else",
    "words": "the words mean something else here",
}
"""The names of what keeps a question back, as a reader says them."""
_SEVERITY = {"warn": 0, "ask": 1, "note": 2}
MOST_FIRST = 3


class AsWritten(list[Any]):
    """A list whose values are made one by one as they are written, so that a long report is never held twice."""

    def __init__(self, values: Sequence[Any], make: Callable[[Any], dict[str, Any]]) -> None:
        super().__init__()
        self._values, self._make = values, make

    def __len__(self) -> int:
        return len(self._values)

    def __iter__(self) -> Iterator[Any]:
        return map(self._make, self._values)


def as_values(report: Report) -> dict[str, Any]:
    """The report in the shape of the JSONL line, without the id."""
    values = as_written(report, full=False)
    return {name: list(kept) if isinstance(kept, AsWritten) else kept for name, kept in values.items()}


def as_full_values(report: Report) -> dict[str, Any]:
    """All of a report: also what was masked and why, the good practice and what a rewrite must keep."""
    values = as_written(report, full=True)
    return {name: list(kept) if isinstance(kept, AsWritten) else kept for name, kept in values.items()}


def as_written(report: Report, full: bool) -> dict[str, Any]:
    """The same values for a writer that goes through them once; all of a report where `full`."""
    values: dict[str, Any] = {
        "findings": AsWritten(report.findings, _full_finding if full else _finding),
        "missing": list(report.missing),
        "target": report.target,
        "tally": {name: asdict(entry) for name, entry in report.tally.items()},
    }
    if full:
        values["good_practice"] = AsWritten(report.good_practice, asdict)
        values["not_asked"] = AsWritten(report.silences, asdict)
    return values


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "rule": one.rule, "category": one.category, "severity": one.severity, "start": one.start, "end": one.end,
        "text": one.text, "why": one.why, "ask": one.ask, "alternatives": list(one.alternatives),
    }  # fmt: skip


def _full_finding(one: Finding) -> dict[str, Any]:
    return {**_finding(one), "keeps": list(one.keeps)}


def first_questions(report: Report) -> list[Finding]:
    """The three findings to look at first: the gravest, then as they stand in the text, no rule twice."""
    chosen: dict[str, Finding] = {}
    for one in sorted(report.findings, key=lambda one: (_SEVERITY[one.severity], one.start)):
        chosen.setdefault(one.rule, one)
    return list(chosen.values())[:MOST_FIRST]


def as_text(report: Report, name: str, text: str, explain: bool) -> str:
    """The report for people, 80 columns."""
    lines = [name, "=" * min(len(name), WIDTH), ""]
    breaks = line_breaks(text)
    lines += _questions(report, breaks)
    lines += _missing(report)
    lines += _good(report, text, breaks)
    lines += _ledger(report)
    if explain:
        lines += _not_asked(report, text)
    return "\n".join(lines).rstrip() + "\n"


def _questions(report: Report, breaks: list[int]) -> list[str]:
    if not report.findings:
        return ["Nothing is asked about this text.", ""]
    lines = ["Look at these first", ""]
    for one in first_questions(report):
        lines += [
            *_wrap(f"“{_short(one.text)}” (line {line_of(breaks, one.start)})"),
            *_wrap(one.ask, "    "),
            "",
        ]
    for category in CATEGORIES:
        found = [one for one in report.findings if one.category == category]
        if found:
            lines += [f"{HEADINGS[category]} ({len(found)})", ""]
            for one in found:
                lines += finding_as_text(one, line_of(breaks, one.start))
    return lines


def finding_as_text(one: Finding, line: int) -> list[str]:
    """One question for people; `line` is that of the text in which it stands."""
    lines = [
        *_wrap(f"line {line}: “{_short(one.text)}”"),
        *_wrap(one.why, "    "),
        *_wrap(one.ask, "    ? "),
    ]
    if one.alternatives:
        lines += _wrap("for instance: " + one.alternatives[0], "    ")
    return [*lines, *_wrap("keep: " + ", ".join(one.keeps), "    "), ""]


def voices_and_ledger(report: Report) -> list[str]:
    """Whom a text does not hear, and what it asks of whom."""
    return [*_missing(report), *_ledger(report)]


def _missing(report: Report) -> list[str]:
    if not report.missing:
        return []
    return ["not heard in this text", "", *(f"    {VOICES[voice]}" for voice in report.missing), ""]


def _good(report: Report, text: str, breaks: list[int]) -> list[str]:
    if not report.good_practice:
        return []
    lines = ["good practice found", ""]
    for one in report.good_practice:
        lines += _wrap(
            f"line {line_of(breaks, one.start)}, {one.kind}: “{_short(' '.join(text[one.start : one.end].split()))}”",
            "    ",
        )
    return [*lines, ""]


def _ledger(report: Report) -> list[str]:
    lines = ["asked of, held against, credited to", ""]
    for name, entry in report.tally.items():
        lines.append(
            f"    {name:<10} duties {entry.duties:>3}   blame {entry.blame:>3}   credit {entry.credit:>3}"
        )
    return [*lines, ""]


def _not_asked(report: Report, text: str) -> list[str]:
    lines = ["not asked, and why", ""]
    for line, stretch, rule, because in silences(report, text):
        lines += _wrap(f"line {line}: “{_short(stretch)}”, {rule}: {because}", "    ")
    return [*lines, ""]


def silences(report: Report, text: str) -> list[tuple[int, str, str, str]]:
    """Line, stretch, rule and reason of what was not asked, each once, the reason in words."""
    breaks = line_breaks(text)
    rows = (
        (line_of(breaks, one.start), text[one.start : one.end], one.rule, _in_words(one.because))
        for one in report.silences
    )
    return list(dict.fromkeys(rows))


def _in_words(because: str) -> str:
    return WHY_NOT.get(because.partition(":")[0], because)


def line_breaks(text: str) -> list[int]:
    """Where the lines of a text end."""
    return [at for at, sign in enumerate(text) if sign == "\n"] if "\n" in text else []


def line_of(breaks: list[int], place: int) -> int:
    """The line, from 1, in which a code point stands; `breaks` are where the lines end."""
    return bisect_left(breaks, place) + 1


def _short(text: str) -> str:
    return textwrap.shorten(text, 160, placeholder=" …")


def _wrap(text: str, before: str = "  ") -> Iterable[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=before, subsequent_indent=" " * len(before))
