"""The pages of danger now. The press saves first and asks nothing; everything else can wait."""

from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.commands import FIELD, command_of
from hrm2m.pages.base.ringing import lines_for
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.danger.forms import TogetherForm
from hrm2m.pages.danger.without_record import also_without_record, nobody_told
from hrm2m.policy import Permission
from hrm2m.policy.roles import permissions_of
from hrm2m.records.danger import actions, queries
from hrm2m.records.danger.who import Who
from hrm2m.vault.commands import once


# Whoever raised it sees within this time that somebody has it.
SECONDS_TO_LOOK_AGAIN = 15
HER_PAGE, HER_CHILDREN = "m", ["children", "of"]


# Exempt from the form token: an old page must not lose danger. The session cookie is SameSite, so no other site
# can press this for a worker, and the press reveals nothing.
@csrf_exempt
@also_without_record
@requires(Permission.DANGER_RAISE, also_when_locked=True)
@require_http_methods(["GET", "HEAD", "POST"])
def press(request: WorkerRequest) -> HttpResponseBase:
    """The one question, who; each answer is a button that saves and tells at once."""
    if request.method != "POST":
        about = {"mother": mother_on_the_page_before(request), "lines": lines_for(request.actor)}
        return render(request, "danger/press.html", about)
    who = request.POST.get("who", "")
    raised = actions.raise_danger(
        by=request.actor,
        who=who,
        words=request.POST.get("words", ""),
        mother_ref=request.POST.get("mother", ""),
        at=clock.now(),
        ref=request.POST.get(FIELD, ""),
    )
    known = _who(who)
    if raised.kept is actions.Kept.SAVED:
        return redirect(f"{reverse('danger_told', args=[raised.ref])}?{urlencode({'for': known or ''})}")
    return nobody_told(request.actor, known, kept=raised.kept is actions.Kept.SPOOLED)


@requires(Permission.DANGER_RAISE, also_when_locked=True)
@require_GET
def told(request: WorkerRequest, ref: str) -> HttpResponse:
    """What to do now, whom to ring, and whether somebody has it; looks again by itself."""
    who = _who(request.GET.get("for", ""))
    words = {
        "ref": ref,
        "who": who,
        "lines": lines_for(request.actor, who),
        "had_at": queries.somebody_has_it_since(request.actor, ref),
        "on_call": queries.on_call_in(request.actor.area),
        "rota_gap": queries.nobody_on_the_rota(request.actor.area),
        "again": SECONDS_TO_LOOK_AGAIN,
        "may_open": may_open(request),
    }
    return render(request, "danger/told.html", words)


@requires(Permission.DANGER_SEE)
@require_GET
def still_open(request: WorkerRequest) -> HttpResponse:
    """What nobody has yet, and what two people have still to look at together."""
    words = {
        "alerts": queries.open_alerts(request.actor),
        "to_look_at": queries.alerts_to_look_at(request.actor),
        "may_open": may_open(request),
    }
    return render(request, "danger/open.html", words)


@requires(Permission.DANGER_SEE)
@require_GET
def read(request: WorkerRequest, ref: str) -> HttpResponse:
    """One alert for whoever answers for it: what was said, by whom, who was told."""
    return _read_page(request, ref, None)


@requires(Permission.DANGER_ANSWER)
@require_POST
def have_it(request: WorkerRequest, ref: str) -> HttpResponseBase:
    """*I have it*: the telling stops."""
    command = command_of(request)
    once(
        by=request.actor,
        command_id=command.id,
        words=command.words,
        do=lambda: str(actions.have_it(by=request.actor, alert=ref, at=clock.now()).worker_id),
    )
    return redirect("danger_read", ref)


@requires(Permission.DANGER_LOOK)
@require_POST
def look(request: WorkerRequest, ref: str) -> HttpResponseBase:
    """A lead and a second person looked at it together, the next day, and say what becomes of it."""
    command = command_of(request)
    form = TogetherForm(request.POST, by=request.actor, has_a_mother=_has_a_mother(request, ref))
    if not form.is_valid():
        return _read_page(request, ref, form, status=422)

    def do() -> str:
        second = form.cleaned_data["second"]
        actions.look_at_together(by=request.actor, alert=ref, second=second, look=form.look(), at=clock.now())
        return ref

    try:
        once(by=request.actor, command_id=command.id, words=command.words, do=do)
    except BadInput as mistake:
        form.add_error(mistake.field, _(mistake.sentence))
        return _read_page(request, ref, form, status=422)
    return redirect("danger_read", ref)


def may_open(request: WorkerRequest) -> bool:
    """Whether the way to one part of a record in an emergency is shown."""
    return Permission.EMERGENCY_OPEN in permissions_of(request.actor.roles)


def mother_on_the_page_before(request: HttpRequest) -> str:
    """The ref in the address of her page, if that is where “Danger now” was pressed; the room checks it."""
    parts = urlsplit(request.headers.get("Referer", "")).path.split("/")
    if len(parts) > 4 and parts[1:3] == HER_CHILDREN:
        return parts[3]
    return parts[2] if len(parts) > 3 and parts[1] == HER_PAGE else ""


def _read_page(
    request: WorkerRequest, ref: str, form: TogetherForm | None, status: int = 200
) -> HttpResponse:
    page = queries.alert_page(by=request.actor, alert=ref)
    answers = page.answers
    if form is None and answers and Permission.DANGER_LOOK in permissions_of(request.actor.roles):
        form = TogetherForm(by=request.actor, has_a_mother=answers.is_linked)
    lines = lines_for(request.actor, answers.who if answers else None)
    words = {"page": page, "form": form, "lines": lines, "now": clock.now()}
    return render(request, "danger/read.html", words, status=status)


def _has_a_mother(request: WorkerRequest, ref: str) -> bool:
    answers = queries.alert_page(by=request.actor, alert=ref).answers
    return answers is None or answers.is_linked


def _who(said: str) -> Who | None:
    return Who(said) if said in set(Who) else None
