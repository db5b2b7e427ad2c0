"""Being away and back: said by the worker, or by a lead for a colleague; cover holds the bridges meanwhile."""

from datetime import date, datetime, time

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from hrm2m.cadence.local_time import instant, local, local_day
from hrm2m.foundation import clock
from hrm2m.pages.accounts.forms import AwayForm
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.policy import Permission
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.bridges.away import AwayCard, absences, speaks_for


@requires(Permission.ABSENCE_SET)
def away(request: WorkerRequest) -> HttpResponseBase:
    """Writes an absence down; one that begins today begins in this act."""
    form = AwayForm(request.POST or None, workers=speaks_for(request.actor))

    def write() -> str:
        said = form.cleaned_data
        written = bridges.be_away(
            by=request.actor,
            worker=said["worker"],
            begins=_begins(said["begins"]),
            ends=_midnight(said["ends"]) if said["ends"] else None,
        )
        return str(written.moved)

    drawn = carry_out(request, form, write, lambda moved: _said(request, _cover_holds(int(moved))))
    if not isinstance(drawn, Drawn):
        return drawn
    return _draw(request, form, drawn)


@requires(Permission.ABSENCE_SET)
def back(request: WorkerRequest, worker: str) -> HttpResponseBase:
    """Back, in one act; or a plan dropped."""
    form = PageForm(request.POST or None)

    def write() -> str:
        return str(bridges.come_back(by=request.actor, worker=worker))

    drawn = carry_out(request, form, write, lambda number: _said(request, _came_back(int(number))))
    if drawn is Drawn.MISTAKES:
        for sentence in form.non_field_errors():
            messages.error(request, str(sentence))
    return redirect("away") if isinstance(drawn, Drawn) else drawn


def _draw(request: WorkerRequest, form: AwayForm, drawn: Drawn) -> HttpResponseBase:
    rows = [(card, _days(card)) for card in absences(request.actor)]
    own = len(speaks_for(request.actor)) == 1
    words = {"form": form, "rows": rows, "own": own, "is_away": own and bool(rows)}
    return render(request, "accounts/away.html", words, status=drawn)


def _begins(day: date) -> datetime:
    """The beginning of that day; today begins now, and so does a day that has passed."""
    now = clock.now()
    return now if day <= local_day(now) else _midnight(day)


def _midnight(day: date) -> datetime:
    return instant(datetime.combine(day, time.min))


def _days(card: AwayCard) -> str:
    first = date_format(local(card.begins_at), "j F")
    if card.ends_at is None:
        return gettext("from %(first)s until further notice") % {"first": first}
    back = date_format(local(card.ends_at), "j F")
    return gettext("from %(first)s, back on %(back)s") % {"first": first, "back": back}


def _cover_holds(moved: int) -> str:
    if not moved:
        return gettext("It is written down. When the day comes, cover holds every bridge.")
    words = ngettext("Cover holds %(n)d bridge now.", "Cover holds %(n)d bridges now.", moved)
    return words % {"n": moved}


def _came_back(number: int) -> str:
    words = ngettext("%(n)d bridge came back.", "%(n)d bridges came back.", number)
    return words % {"n": number}


def _said(request: WorkerRequest, words: str) -> str:
    messages.success(request, words)
    return reverse("away")
