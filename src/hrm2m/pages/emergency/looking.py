"""The second person's page of one emergency look, and the rows of those that wait, for the list of what is asked."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from hrm2m.cadence import due_for_clock
from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.emergency.forms import LookForm
from hrm2m.pages.emergency.words import VERDICTS
from hrm2m.pages.entry_words.emergencies import IN_DANGER, PARTS
from hrm2m.pages.today.sides import first_name
from hrm2m.pages.today.timing import clock_state, moment_in_words
from hrm2m.policy import Actor, Permission
from hrm2m.records.agencies.queries import workers_named
from hrm2m.records.clocks.queries import in_words, nation_of
from hrm2m.records.emergencies import actions
from hrm2m.records.emergencies.actions.opening import LOOKED_AT
from hrm2m.records.emergencies.queries import LookPage, look_page, to_look_at


@dataclass(frozen=True)
class Row:
    """One look that waits, in words; nothing of the record is in it."""

    address: str
    by: str
    part: str
    when: str
    clock: str
    state: str


@requires(Permission.EMERGENCY_LOOK)
@require_http_methods(["GET", "HEAD", "POST"])
def look_at(request: WorkerRequest, entry: str) -> HttpResponseBase:
    """What was opened, why, and the second person's word to it."""
    form = LookForm(request.POST or None)
    drawn = carry_out(
        request,
        form,
        lambda: actions.look_at(
            by=request.actor,
            look=entry,
            verdict=form.chosen(),
            words=form.cleaned_data["words"],
            at=clock.now(),
        ),
        lambda _ref: reverse("asked_of_you"),
    )
    if not isinstance(drawn, Drawn):
        messages.success(request, gettext("Thank you: it stands beside what was opened."))
        return drawn
    words = _told(look_page(by=request.actor, look=entry), clock.now()) | {"form": form}
    return render(request, "emergency/look.html", words, status=drawn)


def rows_to_look_at(by: Actor, now: datetime) -> list[Row]:
    """What waits for this worker as second person, oldest first."""
    waiting, nation = to_look_at(by), nation_of(by.area)
    names = workers_named({one.opened_by_id for one in waiting})
    return [
        Row(
            reverse("emergency_look", args=[one.look]),
            first_name(names, one.opened_by_id),
            str(PARTS[one.part]),
            moment_in_words(one.opened_at, now),
            in_words(due, now),
            clock_state(due, now),
        )
        for one in waiting
        for due in [due_for_clock(LOOKED_AT, one.opened_at, nation)]
    ]


def _told(page: LookPage, now: datetime) -> dict[str, object]:
    said, found = page.opened, page.found
    names = workers_named({page.waiting.opened_by_id, page.looked_by_id or page.waiting.opened_by_id})
    return {
        "handle": page.handle,
        "by": first_name(names, page.waiting.opened_by_id),
        "part": PARTS[page.waiting.part],
        "when": moment_in_words(page.waiting.opened_at, now),
        "in_danger": IN_DANGER[said.body.in_danger],
        "reason": said.body.reason,
        "not_told_why": said.not_told_why,
        "verdict": VERDICTS[found.body.verdict] if found else "",
        "found": found.body.words if found else "",
        "found_by": first_name(names, page.looked_by_id) if page.looked_by_id else "",
    }
