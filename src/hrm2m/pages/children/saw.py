"""“Write what I saw”: from her page or from a screen of its own; it writes, and opens nothing for whoever writes."""

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from hrm2m.cadence.local_time import local, local_day
from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.children.saw_form import SawForm
from hrm2m.pages.purpose.asking import purpose_for
from hrm2m.pages.words.drafts import look_at, wants_a_look
from hrm2m.pages.words.following import asked_after
from hrm2m.pages.words.typed import own_words
from hrm2m.policy import Actor, Compartment, Permission, Role
from hrm2m.policy.roles import permissions_of
from hrm2m.records.children import actions
from hrm2m.records.children.entries import Child, Observation
from hrm2m.records.children.threads import threads
from hrm2m.records.danger.queries import alert_page
from hrm2m.vault import door
from hrm2m.vault.entries import Entry


@requires(Permission.CHILD_NOTE)
def saw(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """The form; drawn alike for every ref, because it opens nothing. The action says whether it may be written."""
    plan, corrects = request.GET.get("plan", ""), request.GET.get("corrects", "")
    children, before = _for_a_lead(request.actor, mother, corrects)
    initial = _as_before(before) if before else _from_danger(request)
    form = SawForm(request.POST or None, initial=initial, children=children)
    if wants_a_look(request):
        return look_at(request, "observation", _own_words(request, corrects))

    def write() -> str:
        now = clock.now()
        return actions.note(
            by=request.actor,
            mother=mother,
            seen=form.seen(),
            at=form.at(now),
            known=form.known(),
            telling=form.telling(now),
            corrects=corrects,
            plan=plan,
        )

    drawn = carry_out(request, form, write, lambda _ref: after(request, mother, plan))
    if not isinstance(drawn, Drawn):
        said = gettext("Saved. Whoever keeps children safe reads it; it is not lost.")
        return asked_after(request, drawn, said, "observation", _own_words(request, corrects))
    words = {"form": form, "ref": mother, "corrects": corrects, "where": after(request, mother, plan)}
    return render(request, "children/saw.html", words, status=drawn)


def after(request: WorkerRequest, mother: str, plan: str = "") -> str:
    """The page that this worker came from, or can go on to without being asked why."""
    may = permissions_of(request.actor.roles)
    if plan:
        return reverse("plan", args=[mother, plan])
    if Permission.CHILDREN_SEE in may:
        said_why = isinstance(purpose_for(request, mother), str)
        return reverse("her_children", args=[mother]) if said_why else reverse("children")
    return reverse("mother", args=[mother]) if Permission.MOTHER_SEE in may else reverse("about_a_child")


def _own_words(request: WorkerRequest, corrects: str) -> str:
    """What this worker wrote and may be asked about: not what somebody said, nor what was typed elsewhere first."""
    is_anothers = corrects or request.POST.get("comes_from") or request.POST.get("by_whom_said")
    return "" if is_anothers else own_words(request.POST.get("words", ""))


def _from_danger(request: WorkerRequest) -> dict[str, Any]:
    """What was said when danger was raised, for whoever answers for it: nothing is typed twice."""
    alert = request.GET.get("danger", "")
    page = alert_page(by=request.actor, alert=alert) if alert and request.method == "GET" else None
    answers = page.answers if page else None
    if page is None or answers is None:
        return {}
    when = local(page.raised_at)
    by = answers.raised_by
    by_me = by is not None and by.worker_ref == request.actor.worker_ref
    return {
        "words": answers.words,
        "comes_from": alert,
        "when_day": local_day(page.raised_at),
        "when_time": when.time().replace(microsecond=0),
        "how": None if by_me else "told_by",
        "by_whom_said": "" if by_me else "worker",
        "from_whom": "" if by is None or by_me else f"{by.first_name}, {by.job_title}",
    }


def _for_a_lead(
    actor: Actor, mother: str, corrects: str
) -> tuple[list[tuple[str, str]], Entry[Observation] | None]:
    """The children to choose from and the entry that is put right; nobody but a lead learns whether there are any."""
    if Role.SAFEGUARDING_LEAD not in actor.roles:
        return [], None
    with door.looking(by=actor, permission=Permission.WORRIES_SEE, mother=mother, page="saw") as box:
        found = threads(box.entries(Child, compartment=Compartment.CHILD_SAFETY))
        before = box.entries(Observation, compartment=Compartment.CHILD_SAFETY, refs=[corrects])
    children = [(thread.ref, thread.newest.body.label) for thread in found]
    return children, next(iter(before), None)


def _as_before(entry: Entry[Observation]) -> dict[str, Any]:
    """What is put right, as the form shows it: only what was wrong is typed again."""
    body, at = entry.body, entry.happened_at
    same = ("words", "child", "about_how_old", "kind", "childs_own_words", "by_whom_said", "mother_called")
    return {name: getattr(body, name) for name in same} | {
        "comes_from": body.comes_from,
        "how": entry.how_known,
        "from_whom": entry.from_whom,
        "not_told_why": entry.not_told_why,
        "when_day": local_day(at),
        "when_time": local(at).time().replace(microsecond=0),
    }
