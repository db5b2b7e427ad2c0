"""Opening one part in two steps: first all that is asked, then what it means; only the second looks anything up."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.saving import Drawn
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.emergency.forms import WAITS, OpenForm
from hrm2m.pages.emergency.words import PAGES
from hrm2m.pages.entry_words.emergencies import IN_DANGER, PARTS
from hrm2m.pages.mother.by_handle import carry_out_by_handle
from hrm2m.pages.today.timing import moment_in_words
from hrm2m.policy import Actor, Permission
from hrm2m.policy.emergencies import MOST_A_DAY, OPEN_FOR
from hrm2m.records.emergencies.actions import open_part
from hrm2m.records.emergencies.queries import open_to


STEP, OPEN, CHANGE = "step", "open", "change"
HOURS = OPEN_FOR.seconds // 3600


@requires(Permission.EMERGENCY_OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def open_one(request: WorkerRequest) -> HttpResponseBase:
    """The form; what it means, for reading once more; then, on the second press, one part opens."""
    step = request.POST.get(STEP, "")
    if request.method == "POST" and step == CHANGE:
        return _form(request, OpenForm(initial=request.POST.dict()).offer_only(request.actor.roles))
    form = OpenForm(request.POST or None).offer_only(request.actor.roles)
    if request.method == "POST" and step != OPEN:
        return _sure(request, form) if form.is_valid() else _form(request, form, Drawn.MISTAKES)
    drawn = carry_out_by_handle(
        request,
        form,
        lambda: open_part(by=request.actor, handle=form.cleaned_data["handle"], opening=form.opening()),
        lambda look: reverse(PAGES[form.opening().part], args=[look]),
    )
    return _form(request, form, drawn) if isinstance(drawn, Drawn) else drawn


def _form(request: WorkerRequest, form: OpenForm, status: int = Drawn.FRESH) -> HttpResponse:
    words = {"form": form, "open_now": _open_now(request.actor), "hours": HOURS, "most": MOST_A_DAY}
    return render(request, "emergency/open.html", words, status=status)


def _sure(request: WorkerRequest, form: OpenForm) -> HttpResponse:
    opening = form.opening()
    words = {
        "form": form,
        "typed": [(field.name, form.cleaned_data[field.name]) for field in form],
        "part": PARTS[opening.part],
        "in_danger": IN_DANGER[opening.in_danger],
        "waits": form.cleaned_data["telling"] == WAITS,
        "hours": HOURS,
        "most": MOST_A_DAY,
    }
    return render(request, "emergency/sure.html", words)


def _open_now(by: Actor) -> list[tuple[str, str, str]]:
    now = clock.now()
    return [
        (reverse(PAGES[one.part], args=[one.look]), str(PARTS[one.part]), moment_in_words(one.until, now))
        for one in open_to(by)
    ]
