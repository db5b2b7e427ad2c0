"""Danger while the database is away: who presses is known from the cookie, what is pressed goes to the spool."""

from collections.abc import Callable
from functools import wraps
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string

from hrm2m.foundation import clock, ids, patience
from hrm2m.pages.base import last_known
from hrm2m.pages.base.commands import FIELD
from hrm2m.pages.base.errors import OUT_OF_ORDER
from hrm2m.pages.base.ringing import lines_for
from hrm2m.policy import Actor
from hrm2m.records.danger import spooling
from hrm2m.records.danger.who import Who


View = Callable[..., HttpResponseBase]
OUT_OF_ORDER_STATUS = 503
SECONDS_TO_WAIT = 4
"""For whoever holds the database: less than a page waits for an answer, then somebody must be rung."""


def also_without_record(view: View) -> View:
    """The view, and another way for the press where the ground refuses before anybody is known."""

    @wraps(view)
    def taken_in(request: HttpRequest) -> HttpResponseBase:
        try:
            with patience.at_most(SECONDS_TO_WAIT):
                return view(request)
        except OUT_OF_ORDER:
            by = last_known.actor_of(request)
            if request.method == "POST":
                return nobody_told(by, _who(request), kept=by is not None and _keep(request, by))
            if by is None:
                raise
            return _form(by)

    return taken_in


def nobody_told(by: Actor | None, who: Who | None, *, kept: bool) -> HttpResponse:
    """The page in large letters. It asks the database nothing: it must come whatever is away."""
    words = {"lines": lines_for(by, who), "who": who, "kept": kept}
    return HttpResponse(render_to_string("danger/nobody.html", words), status=OUT_OF_ORDER_STATUS)


def _form(by: Actor) -> HttpResponse:
    words = {"lines": lines_for(by), "new_id": ids.new_ref(), "mother": ""}
    return HttpResponse(render_to_string("danger/press.html", words), status=OUT_OF_ORDER_STATUS)


def _keep(request: HttpRequest, by: Actor) -> bool:
    said = cast("dict[str, str]", request.POST)
    return spooling.keep_for_later(
        by=by,
        who=said.get("who", ""),
        words=said.get("words", ""),
        mother_ref=said.get("mother", ""),
        at=clock.now(),
        ref=said.get(FIELD, ""),
    )


def _who(request: HttpRequest) -> Who | None:
    said = request.POST.get("who", "")
    return Who(said) if said in set(Who) else None
