"""The questions about one saved text: a piece of a page for the page it stands on, or a page of its own."""

from collections import Counter
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render

from hrm2m.narrative import Report, check
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.pages.words.aside import mark_of, set_aside
from hrm2m.pages.words.texts import written_by
from hrm2m.policy import Permission
from hrm2m.records.people.queries import mother_in


FIRST = 3
"""So many questions stand open; the rest can be unfolded."""


@requires(Permission.MOTHER_SEE)
@about_her
def words(request: WorkerRequest, mother: str, entry: str) -> HttpResponseBase:
    """What is asked about what this worker wrote there. It writes nothing, whatever is posted."""
    with opened(request, mother) as box:
        handle = mother_in(box).handle
        found = next(written_by(request.actor.worker_id, box, entry), None)
    if found is None:
        raise Http404
    asked, written = found
    text = asked.words(written)
    shown = _questions(check(text, asked.doc_type), set_aside(request.POST))
    shown |= {"ref": mother, "entry": entry, "handle": handle, "text": text}
    return render(request, "words/piece.html" if _is_piece(request) else "words/page.html", shown)


def _is_piece(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def _questions(report: Report, aside: dict[str, str]) -> dict[str, Any]:
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
