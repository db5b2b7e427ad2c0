"""Who treats her, for her bridge builder and cover: written and ended at her word; nothing of treatment is read."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hrm2m.foundation import clock
from hrm2m.pages.asking.fields import LINE_LENGTH
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.pages.mother.sheet import Her, Sheet, draw
from hrm2m.pages.today.timing import day_in_words
from hrm2m.policy import Permission
from hrm2m.policy.lifecycles import Stage
from hrm2m.records.bridges.queries import bridge_of
from hrm2m.records.people.queries import Mother, mother_in
from hrm2m.records.treatment import actions
from hrm2m.records.treatment.queries import TreatsHer, treatment_workers, who_treats


TEMPLATE = "treatment/treating_form.html"
BEGIN = Sheet(
    _("She says yes to a treatment worker"),
    _("Write it down"),
    (
        _(
            "From then on this worker opens what she takes, what she uses and what she wants from treatment, and"
            " nothing else of hers. You do not see that part."
        ),
    ),
    template=TEMPLATE,
)
END = Sheet(
    _("She no longer wants this worker to treat her"),
    _("End it now"),
    (
        _(
            "The worker stops seeing her treatment in this moment. What is written stays, for whoever treats her next."
        ),
        _("Her script does not end by this: ring the service with her, so that nothing is interrupted."),
    ),
    template=TEMPLATE,
)


class BeginForm(PageForm):
    """Who, what she is called there, and her yes."""

    worker = forms.ChoiceField(label=_("Who?"), error_messages={"required": _("Choose a treatment worker.")})
    called = forms.CharField(
        label=_("What does she want to be called there?"),
        max_length=LINE_LENGTH,
        error_messages={"required": _("Write what she wants to be called there.")},
    )
    her_yes = forms.BooleanField(
        label=_("She knows who it is, and says yes"),
        error_messages={"required": _("Nobody treats her without her yes. Ask her first.")},
    )

    def __init__(self, *args: Any, workers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].choices = [("", _("Choose")), *workers]  # type: ignore[attr-defined] # a ChoiceField


class EndForm(PageForm):
    """Her word."""

    her_word = forms.BooleanField(
        label=_("She says so herself"),
        error_messages={"required": _("Only her own word ends it here.")},
    )


@requires(Permission.TREATING_SET)
@about_her
def treating(request: WorkerRequest, mother: str) -> HttpResponse:
    """Who treats her now."""
    who, found = _of_her(request, mother)
    rows = [(one, day_in_words(one.since)) for one in found]
    words = {"ref": mother, "handle": who.handle, "rows": rows, "is_named": who.stage is Stage.NAMED}
    return render(request, "treatment/treating.html", words)


@requires(Permission.TREATING_SET)
@about_her
def begin(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """She said yes to somebody."""
    who, _found = _of_her(request, mother)
    workers = [
        (card.ref, f"{card.first_name}: {name}") for card, name in treatment_workers(request.actor.area)
    ]
    form = BeginForm(request.POST or None, workers=workers, initial={"called": who.handle})

    def write() -> str:
        typed = form.cleaned_data
        return actions.begin_treating(
            by=request.actor, mother=mother, worker=typed["worker"], called=typed["called"], at=clock.now()
        )

    return _drawn(request, mother, who.handle, form, BEGIN, write)


@requires(Permission.TREATING_SET)
@about_her
def end(request: WorkerRequest, mother: str, treating: str) -> HttpResponseBase:
    """She wants somebody no longer."""
    who, found = _of_her(request, mother)
    form = EndForm(request.POST or None)

    def write() -> str:
        actions.end_treating(by=request.actor, mother=mother, treating=treating)
        return mother

    return _drawn(request, mother, who.handle, form, END, write, about=_name(request, found, treating))


def _of_her(request: WorkerRequest, mother: str) -> tuple[Mother, tuple[TreatsHer, ...]]:
    """Who she is, and who treats her: for her bridge builder and cover, who write it down; for nobody else."""
    with opened(request, mother) as box:
        bridge = bridge_of(box.mother_id)
        if bridge is None or request.actor.worker_id not in {bridge.builder_id, bridge.cover_id}:
            raise Http404
        return mother_in(box), who_treats(box.mother_id)


def _drawn(
    request: WorkerRequest, mother: str, handle: str, form: PageForm, sheet: Sheet, write: Any, **more: Any
) -> HttpResponseBase:
    where = reverse("treating", args=[mother])
    drawn = carry_out(request, form, write, lambda _ref: where)
    if not isinstance(drawn, Drawn):
        return drawn
    return draw(request, sheet, Her(mother, handle), form, drawn, where=where, **more)


def _name(request: WorkerRequest, found: tuple[TreatsHer, ...], ref: str) -> str:
    for one in found:
        if one.ref == ref:
            return f"{one.first_name}, {one.agency_name}"
    if request.method == "POST":
        return ""
    raise Http404
