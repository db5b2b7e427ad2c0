"""The interruption: one page, once, before a record outside the worker's own list is opened."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from hrm2m.pages.base.access import requires
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.purpose.asking import remember
from hrm2m.pages.purpose.forms import PurposeForm
from hrm2m.policy import Permission
from hrm2m.policy.roles import permissions_of


@requires(Permission.CHILD_NOTICE)
def purpose(request: WorkerRequest) -> HttpResponse:
    """Asks, remembers the answer for half an hour, and goes on to the record; opens nothing itself."""
    asked_for = request.POST if request.method == "POST" else request.GET
    form = PurposeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        remember(request, asked_for.get("of", ""), form.purpose())
        return HttpResponseRedirect(_next(request, asked_for.get("next", "")))
    words = {
        "form": form,
        "next": asked_for.get("next", ""),
        "of": asked_for.get("of", ""),
        "may_step_aside": Permission.STEP_ASIDE in permissions_of(request.actor.roles),
    }
    return render(request, "purpose/purpose.html", words, status=422 if form.is_bound else 200)


def _next(request: WorkerRequest, said: str) -> str:
    is_ours = url_has_allowed_host_and_scheme(said, {request.get_host()}, require_https=request.is_secure())
    return said if is_ours else reverse("home")
