"""The report as one HTML page: the text with what is asked about marked, and the questions; no script,
nothing fetched."""

from collections.abc import Sequence
from html import escape

from hrm2m.narrative.findings import CATEGORIES, Finding, Report
from hrm2m.narrative.writing import HEADINGS, VOICES, first_questions, line_breaks, line_of, silences


STYLE = """
:root { color-scheme: light dark; }
body { font: 1.05rem/1.55 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem;
  overflow-wrap: anywhere; }
h1 { font-size: 1.8rem; line-height: 1.2; }
h2 { font-size: 1.3rem; }
h3 { margin: 2rem 0 .5rem; }
.text { white-space: pre-wrap; border: 1px solid; padding: 1rem; }
mark { background: #ffe9a8; color: #111; text-decoration: underline; text-decoration-thickness: 2px; }
mark a { color: inherit; font-size: .75em; vertical-align: super; }
blockquote { margin: .5rem 0; padding-left: 1rem; border-left: 4px solid; }
li { margin-bottom: .4rem; }
.first li, .asked li { margin-bottom: 1.2rem; }
.asked { list-style: none; padding: 0; }
table { border-collapse: collapse; overflow-wrap: normal; }
th, td { padding: .3rem .8rem; border-bottom: 1px solid; }
thead th, td { text-align: right; }
th[scope=row] { text-align: left; }
@media print { mark { background: none; } .text { border: 0; padding: 0; } }
"""


def as_page(reports: Sequence[tuple[str, str, Report]], explain: bool) -> str:
    """One page for all texts; readable without colour, with a screen reader and on paper."""
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>What is asked about these words</title><style>{STYLE}</style></head><body>",
        "<h1>What is asked about these words</h1>",
    ]
    for number, (name, text, report) in enumerate(reports, 1):
        parts += _one(number, name, text, report, explain)
    return "\n".join([*parts, "</body></html>", ""])


def _one(number: int, name: str, text: str, report: Report, explain: bool) -> list[str]:
    parts = [f"<h2>{escape(name)}</h2>"]
    if not report.findings:
        parts.append("<p>Nothing is asked about this text.</p>")
    else:
        parts += ['<h3>Look at these first</h3><ul class="first">']
        parts += [_first(number, report.findings.index(one) + 1, one) for one in first_questions(report)]
        parts.append("</ul>")
    parts += [f'<h3>The text</h3><div class="text">{_marked(number, text, report.findings)}</div>']
    parts += _questions(number, text, report)
    parts += _beside(text, report, explain)
    return parts


def _first(number: int, index: int, one: Finding) -> str:
    return f'<li>“{escape(one.text)}” (<a href="#q{number}-{index}">{index}</a>)<br>{escape(one.ask)}</li>'


def _marked(number: int, text: str, findings: Sequence[Finding]) -> str:
    """The text with each stretch marked and numbered; of stretches that overlap the first is marked."""
    parts, at = [], 0
    for index, one in enumerate(findings, 1):
        start = max(one.start, at)
        link = f'<a href="#q{number}-{index}" aria-label="question {index}">{index}</a>'
        if start < one.end:
            parts += [escape(text[at:start]), f"<mark>{escape(text[start : one.end])}{link}</mark>"]
            at = one.end
        else:
            parts.append(f"<mark>{link}</mark>")
    return "".join([*parts, escape(text[at:])])


def _questions(number: int, text: str, report: Report) -> list[str]:
    parts, breaks = [], line_breaks(text)
    for category in CATEGORIES:
        found = [(index, one) for index, one in enumerate(report.findings, 1) if one.category == category]
        if found:
            parts.append(f"<h3>{escape(HEADINGS[category].capitalize())}</h3><ul class='asked'>")
            parts += [_question(number, index, one, line_of(breaks, one.start)) for index, one in found]
            parts.append("</ul>")
    return parts


def _question(number: int, index: int, one: Finding, line: int) -> str:
    instead = "".join(f"<br>For instance: {escape(words)}" for words in one.alternatives)
    return (
        f'<li id="q{number}-{index}"><strong>{index}. line {line}</strong>'
        f"<blockquote>{escape(one.text)}</blockquote>{escape(one.why)}<br><strong>{escape(one.ask)}</strong>{instead}"
        f"<br>Keep: {escape(', '.join(one.keeps))}</li>"
    )


def _beside(text: str, report: Report, explain: bool) -> list[str]:
    parts = []
    if report.missing:
        parts += [
            "<h3>Not heard in this text</h3><ul>",
            *(f"<li>{VOICES[voice]}</li>" for voice in report.missing),
            "</ul>",
        ]
    if report.good_practice:
        parts.append("<h3>Good practice found</h3><ul>")
        parts += [
            f"<li>{escape(one.kind)}: “{escape(text[one.start : one.end])}”</li>"
            for one in report.good_practice
        ]
        parts.append("</ul>")
    parts.append(
        "<h3>Asked of, held against, credited to</h3><table>"
        "<thead><tr><td></td><th>duties</th><th>blame</th><th>credit</th></tr></thead>"
    )
    for name, entry in report.tally.items():
        parts.append(
            f'<tr><th scope="row">{name}</th><td>{entry.duties}</td><td>{entry.blame}</td><td>{entry.credit}</td></tr>'
        )
    parts.append("</table>")
    if explain and report.silences:
        parts.append("<h3>Not asked, and why</h3><ul>")
        parts += [
            f"<li>“{escape(stretch)}”, {escape(rule)}: {escape(because)}</li>"
            for _, stretch, rule, because in silences(report, text)
        ]
        parts.append("</ul>")
    return parts
