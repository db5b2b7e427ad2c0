"""Draws the questions about a text: a piece of the page it stands on, or a page of its own; it keeps nothing."""

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hrm2m.narrative import Report, check
from hrm2m.pages.words.aside import mark_of, set_aside
from hrm2m.pages.words.typed import Typed, sealed


FIRST = 3
"""So many questions stand open; the rest can be unfolded."""


def asks_for_a_piece(request: HttpRequest) -> bool:
    """Whether the page in front of the worker asks, and not the worker's browser for a page."""
    return request.headers.get("HX-Request") == "true"


def questions(request: HttpRequest, text: str, doc_type: str) -> dict[str, Any]:
    """The questions about a text, those set aside so far apart."""
    return _parted(check(text, doc_type), set_aside(request.POST))


def show(request: HttpRequest, worker_ref: str, typed: Typed, draft: str = "") -> HttpResponse:
    """What is asked about words that lie in no record this page may open; `draft` marks the form that was kept."""
    shown = questions(request, typed.text, typed.doc_type)
    shown |= {"text": typed.text, "state": typed.state.value, "draft": draft}
    shown["carried"] = sealed(worker_ref, typed)
    return render(request, "words/piece.html" if asks_for_a_piece(request) else "words/typed.html", shown)


def _parted(report: Report, aside: dict[str, str]) -> dict[str, Any]:
    times: Counter[tuple[str, str]] = Counter()
    open_ones: list[dict[str, Any]] = []
    put_aside: list[dict[str, Any]] = []
    for one in report.findings:
        times[one.rule, one.text] += 1
        mark = mark_of(one, times[one.rule, one.text])
        line = {"mark": mark, "question": one, "reason": aside.get(mark, "")}
        (put_aside if mark in aside else open_ones).append(line)
    return {
        "first": open_ones[:FIRST],
        "further": open_ones[FIRST:],
        "aside": put_aside,
        "well_done": len(report.good_practice),
    }
