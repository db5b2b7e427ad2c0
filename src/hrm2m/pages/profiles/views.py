"""The sheet of profiles she chooses from, a bridge builder's own profile, and how many women one is there for."""

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from hrm2m.pages.base.access import requires
from hrm2m.pages.base.errors import not_here
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.colleagues import said_in_words
from hrm2m.policy import Permission
from hrm2m.policy.roles import permissions_of
from hrm2m.records.agencies.area.values import LineKey
from hrm2m.records.agencies.queries import area_of
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.bridges.actions.profiles import LONGEST_SHORT, LONGEST_WORDS, MOST_WOMEN
from hrm2m.records.bridges.queries import builders_to_choose_from, own_profile
from hrm2m.records.outreach.board import loads


class ProfileForm(PageForm):
    """A few words of one's own; never a photograph, never a story."""

    words = forms.CharField(
        label=_("What do you want her to know about you?"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea({"rows": 4}),
        help_text=_(
            "A few short words. Nothing about any mother, and nothing you do not want to be asked about."
        ),
    )
    languages = forms.CharField(
        label=_("Which languages do you speak with her?"), max_length=LONGEST_SHORT, required=False
    )
    days = forms.CharField(
        label=_("When are you there?"),
        max_length=LONGEST_SHORT,
        required=False,
        help_text=_("Such as: Monday to Thursday, mornings."),
    )
    says_lived_it = forms.BooleanField(
        label=_("Say that I have been there myself"),
        required=False,
        help_text=_("Only if you want it said. Nobody asks you, and you can take it back at any time."),
    )


class LimitForm(PageForm):
    """A number of women."""

    limit = forms.IntegerField(label=_("For how many women at most?"), min_value=1, max_value=MOST_WOMEN)


@requires(Permission.DIRECTORY_SEE)
@require_GET
def profiles(request: WorkerRequest) -> HttpResponse:
    """What she is shown, or read, when she chooses; and the number that does not reach the team."""
    said = area_of(request.actor.area).lines.get(LineKey.NOT_THIS_WORKER)
    number = said.get("number", "") if isinstance(said, dict) else str(said or "")
    words = {
        "builders": [(each, said_in_words(each)) for each in builders_to_choose_from(request.actor)],
        "number": number,
        "may_write": Permission.PROFILE_SET in permissions_of(request.actor.roles),
    }
    return render(request, "profiles/profiles.html", words)


@requires(Permission.PROFILE_SET)
def mine(request: WorkerRequest) -> HttpResponseBase:
    """The own profile."""
    now = own_profile(request.actor)
    initial = {name: getattr(now, name) for name in ProfileForm.base_fields}
    form = ProfileForm(request.POST or None, initial=initial)

    def write() -> str:
        bridges.set_profile(by=request.actor, saying=bridges.Saying(**form.cleaned_data))
        return ""

    drawn = carry_out(request, form, write, lambda _answer: reverse("profiles"))
    if not isinstance(drawn, Drawn):
        return drawn
    return render(request, "profiles/mine.html", {"form": form}, status=drawn)


@requires(Permission.AREA_SET)
def limit(request: WorkerRequest, worker: str) -> HttpResponseBase:
    """The lead's word: for how many women this bridge builder is there."""
    load = next((each for each in loads(request.actor) if each.worker_ref == worker), None)
    if load is None:
        return not_here(request)
    form = LimitForm(request.POST or None, initial={"limit": load.limit})

    def write() -> str:
        bridges.set_limit(by=request.actor, worker=worker, limit=form.cleaned_data["limit"])
        return ""

    drawn = carry_out(request, form, write, lambda _answer: reverse("board"))
    if not isinstance(drawn, Drawn):
        return drawn
    return render(request, "profiles/limit.html", {"form": form, "load": load}, status=drawn)
