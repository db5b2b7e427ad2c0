"""Writing that a mother died whose record sleeps: found by her handle, signed by a second, and nothing is read."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.by_handle import carry_out_by_handle
from hrm2m.pages.mother.colleagues import as_choices, colleagues_of
from hrm2m.policy import Permission, Role
from hrm2m.records.agencies.queries import WorkerCard
from hrm2m.records.people.actions import HANDLE_LENGTH
from hrm2m.records.whole import actions as whole


class SleepsForm(PageForm):
    """The handle she had, and who is asked to sign."""

    handle = forms.CharField(
        label=_("Which handle did she have?"),
        max_length=HANDLE_LENGTH,
        error_messages={"required": _("Write the handle she had.")},
    )
    second = forms.ChoiceField(
        label=_("Who is asked to sign it?"),
        error_messages={"required": _("Choose the second person who signs.")},
    )

    def __init__(self, *args: Any, workers: Sequence[WorkerCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["second"].choices = as_choices(workers)  # type: ignore[attr-defined] # it is a ChoiceField


@requires(Permission.RECORD_END)
def she_died_while_asleep(request: WorkerRequest) -> HttpResponseBase:
    """A lead writes that she died; her record slept, so nobody is there for her who could. A second signs."""
    workers = colleagues_of(request.actor, (Role.TEAM_LEAD, Role.BRIDGE_BUILDER))
    form = SleepsForm(request.POST or None, workers=workers)

    def write() -> str:
        return whole.she_died_while_asleep(by=request.actor, at=clock.now(), **form.cleaned_data)

    drawn = carry_out_by_handle(request, form, write, lambda _ref: _done(request))
    if not isinstance(drawn, Drawn):
        return drawn
    return render(request, "lead/she_died.html", {"form": form}, status=drawn)


def _done(request: WorkerRequest) -> str:
    messages.success(request, gettext("It is written that she died. The second person is asked to sign."))
    return reverse("board")
