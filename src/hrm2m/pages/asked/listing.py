"""One list of all that is asked of a worker; each line is only there for whoever may read what it is about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from hrm2m.cadence import Nation, due_for_clock
from hrm2m.foundation import clock
from hrm2m.pages.asked.copies import copies_waiting_for
from hrm2m.pages.asked.deaths import deaths_waiting_for
from hrm2m.pages.asked.deciding import not_right_told
from hrm2m.pages.asked.forms import TheseForm
from hrm2m.pages.asked.whom_next import rows_to_ask
from hrm2m.pages.asked.words import WHERE, kind_of, said_in, who_says
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.connections.waiting import questions_waiting_for
from hrm2m.pages.emergency.looking import rows_to_look_at
from hrm2m.pages.handovers.again import rows_to_ask_again
from hrm2m.pages.today.sides import Names, first_name
from hrm2m.pages.today.timing import clock_state, day_in_words, moment_in_words
from hrm2m.policy import Actor, Compartment, Permission
from hrm2m.policy.roles import permissions_of
from hrm2m.records.agencies.queries import workers_named
from hrm2m.records.clocks.queries import in_words, nation_of
from hrm2m.records.connections.queries import ReadingCard, readings_of
from hrm2m.records.hers.wishes import wishes_to_ask_about
from hrm2m.records.showing import actions
from hrm2m.records.showing.inside import LOOKED_AT, SIGNED
from hrm2m.records.showing.queries import Waiting, to_answer, waiting
from hrm2m.records.worries.queries import AskedToLook, asked_of
from hrm2m.vault.to_show import Asks


METHODS = ["GET", "HEAD", "POST"]
HER_PAGE = {
    Compartment.GENERAL: "mother",
    Compartment.HER_SAFETY: "her_safety",
    Compartment.TREATMENT: "treatment",
    Compartment.CHILD_SAFETY: "her_children",
}


@dataclass(frozen=True)
class Line:
    """One entry that asks for something."""

    ref: str
    called: str
    her_page: str
    where: str
    kind: str
    lines: tuple[str, ...]
    who_says: str
    by: str
    when: str
    asks: str
    to: str
    clock: str
    state: str


@requires(Permission.ASKED_SEE)
@require_http_methods(METHODS)
def asked_of_you(request: WorkerRequest) -> HttpResponseBase:
    """What waits for this worker; several ordinary entries can be decided on at once."""
    by, now = request.actor, clock.now()
    found = waiting(by)
    ordinary = [one for one in found if one.asks is Asks.DECIDE and not one.row.is_decided_by_itself]
    form = TheseForm(request.POST or None, waiting=[one.row.entry for one in ordinary])
    drawn = carry_out(
        request,
        form,
        lambda: str(actions.let_her_read_these(by=by, entries=form.cleaned_data["entries"], at=now)),
        lambda _count: reverse("asked_of_you"),
    )
    if not isinstance(drawn, Drawn):
        count = len(form.cleaned_data["entries"])
        said = ngettext("She may read %(n)s entry.", "She may read %(n)s entries.", count) % {"n": count}
        messages.success(request, said)
        return drawn
    ticked = request.POST.getlist("entries")
    words = _words(by, found, ordinary, now) | {"form": form, "ticked": ticked}
    return render(request, "asked/list.html", words, status=drawn)


def _end_wishes(by: Actor, now: datetime) -> list[tuple[str, str, str]]:
    return [
        (each.mother_ref, in_words(each.due_at, now), clock_state(each.due_at, now))
        for each in wishes_to_ask_about(by)
    ]


def _words(by: Actor, found: Sequence[Waiting], ordinary: Sequence[Waiting], now: datetime) -> dict[str, Any]:
    may = permissions_of(by.roles)
    readings = readings_of(by) if Permission.CONNECTION_READ in may else ()
    looks = asked_of(by) if Permission.SECOND_LOOK in may else ()
    names = workers_named(_people(found, readings, looks))
    nation = nation_of(by.area)
    one_by_one = [one for one in found if one not in ordinary]
    return {
        "questions": questions_waiting_for(by),
        "emergencies": rows_to_look_at(by, now) if Permission.EMERGENCY_LOOK in may else (),
        "copies": copies_waiting_for(by, now),
        **deaths_waiting_for(by, now),
        "again": rows_to_ask_again(by) if Permission.HANDOVER_CHECK in may else (),
        "end_wishes": _end_wishes(by, now) if Permission.CONTACT_LOG in may else (),
        "whom_next": rows_to_ask(by, now) if Permission.CONTACT_LOG in may else (),
        "readings": [
            (one.connection, first_name(names, one.asked_by_id), day_in_words(one.until)) for one in readings
        ],
        "looks": [
            (
                one,
                first_name(names, one.asked_by_id),
                moment_in_words(one.since, now),
                day_in_words(one.until),
            )
            for one in looks
        ],
        "not_right": [not_right_told(one, now) for one in to_answer(by)],
        "one_by_one": [_line(one, names, nation, now) for one in one_by_one],
        "ordinary": [_line(one, names, nation, now) for one in ordinary],
    }


def _people(
    found: Iterable[Waiting], readings: Iterable[ReadingCard], looks: Iterable[AskedToLook]
) -> set[int]:
    decided = {one.row.decided_by_id for one in found} - {None}
    wrote = {one.row.by_id for one in found}
    asked = {one.asked_by_id for one in readings} | {one.asked_by_id for one in looks}
    return {number for number in decided | wrote | asked if number is not None}


def _line(one: Waiting, names: Names, nation: Nation, now: datetime) -> Line:
    due = _due(one, nation)
    signs = one.asks is Asks.SIGN
    page = "held-sign" if signs and one.row.compartment is Compartment.CHILD_SAFETY else "to_show_sign"
    return Line(
        one.row.entry,
        one.called,
        reverse(HER_PAGE[one.row.compartment], args=[one.mother_ref]),
        str(WHERE[one.row.compartment]),
        kind_of(one.entry),
        said_in(one.entry),
        who_says(one.entry),
        first_name(names, one.row.by_id),
        moment_in_words(one.entry.happened_at, now),
        _asked(one, names),
        reverse(page if signs else "to_show", args=[one.row.entry]),
        in_words(due, now),
        clock_state(due, now),
    )


def _asked(one: Waiting, names: Names) -> str:
    by = first_name(names, one.row.decided_by_id or one.row.by_id)
    if one.asks is Asks.SIGN:
        return gettext("%(by)s withholds it: say yes or no as second person") % {"by": by}
    if one.asks is Asks.LOOK_AGAIN:
        return gettext("%(by)s withheld it, and the day has come: look again") % {"by": by}
    return gettext("Decide whether she may read it")


def _due(one: Waiting, nation: Nation) -> datetime:
    if one.asks is Asks.LOOK_AGAIN:
        return one.row.until or one.row.at
    if one.asks is Asks.SIGN:
        return due_for_clock(SIGNED, one.row.decided_at or one.row.at, nation)
    return due_for_clock(LOOKED_AT, one.row.at, nation)
