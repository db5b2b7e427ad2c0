"""Who must not see her record: her word on workers and agencies, and a worker's own *I know her outside work*."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.pages.mother.sheet import Her, Sheet, draw
from hrm2m.pages.today.timing import day_in_words
from hrm2m.policy import Actor, Permission
from hrm2m.records.agencies.doors.queries import agencies_we_work_with
from hrm2m.records.agencies.queries import AgencyCard, WorkerCard, everybody_in
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.bridges.bars import Barred, barred_from
from hrm2m.records.people.queries import mother_in
from hrm2m.records.whole import near_her


HER_WORD = forms.BooleanField(
    label=_("She said so herself"),
    error_messages={"required": _("Only her own word does this. Ask her first.")},
)
NOT_THIS_WORKER = Sheet(
    _("Not this worker"),
    _("This worker never opens her record"),
    (
        _("Because she says so. Nobody asks her why."),
        _("From now on her record does not exist for this worker, and whatever they were to her passes on."),
    ),
    grave=True,
)
NOT_THIS_AGENCY = Sheet(
    _("Not this agency"),
    _("Nobody who works there opens her record"),
    (
        _("Because she says so. Nobody asks her why."),
        _("It holds for everybody who works for this agency, whichever agency they sign in for."),
    ),
    grave=True,
)
LIFT = Sheet(
    _("She takes it back"),
    _("It no longer holds"),
    (_("Nothing comes back by itself: who is near her stays her choice."),),
    template="mother/lift.html",
)


class WordForm(PageForm):
    """Her word."""

    her_word = HER_WORD


class WorkerForm(WordForm):
    """One worker of the area."""

    field_order = ("worker", "her_word")

    worker = forms.ChoiceField(label=_("Who?"), error_messages={"required": _("Choose a worker.")})

    def __init__(
        self, *args: Any, workers: Iterable[tuple[WorkerCard, str]], by: Actor, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        named = [
            (card.ref, f"{card.first_name}: {card.job_title or agencies} ({agencies})")
            for card, agencies in workers
            if card.id != by.worker_id
        ]
        self.fields["worker"].choices = [("", _("Choose")), *named]  # type: ignore[attr-defined] # it is a ChoiceField


class AgencyForm(WordForm):
    """One agency of the area."""

    field_order = ("agency", "her_word")

    agency = forms.ChoiceField(label=_("Which agency?"), error_messages={"required": _("Choose an agency.")})

    def __init__(self, *args: Any, agencies: Sequence[AgencyCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(card.ref, card.name) for card in agencies]
        self.fields["agency"].choices = [("", _("Choose")), *named]  # type: ignore[attr-defined] # it is a ChoiceField


@requires(Permission.MOTHER_SEE)
@about_her
def who_must_not(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Every worker and agency that must not open her record; never why."""
    with opened(request, mother) as box:
        who, rows = mother_in(box), barred_from(box.mother_id, box.now)
    words = {"ref": mother, "handle": who.handle, "rows": [(row, day_in_words(row.since)) for row in rows]}
    return render(request, "mother/barred.html", words)


@requires(Permission.BAR_SET)
@about_her
def not_this_worker(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Bars one worker from her record."""
    workers = everybody_in(request.actor.area)
    form = WorkerForm(request.POST or None, workers=workers, by=request.actor)

    def write() -> str:
        near_her.bar(by=request.actor, mother=mother, worker=form.cleaned_data["worker"])
        return mother

    return _carried(request, mother, NOT_THIS_WORKER, form, write)


@requires(Permission.BAR_SET)
@about_her
def not_this_agency(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Bars one agency, with all who work for it."""
    form = AgencyForm(request.POST or None, agencies=agencies_we_work_with(request.actor.area))

    def write() -> str:
        near_her.bar_agency(by=request.actor, mother=mother, agency=form.cleaned_data["agency"])
        return mother

    return _carried(request, mother, NOT_THIS_AGENCY, form, write)


@requires(Permission.BAR_SET)
@about_her
def lift(request: WorkerRequest, mother: str, barred: str) -> HttpResponseBase:
    """Her word takes it back."""
    form = WordForm(request.POST or None)

    def write() -> str:
        bridges.lift_bar(by=request.actor, mother=mother, barred=barred)
        return mother

    return _carried(request, mother, LIFT, form, write, barred=barred)


@requires(Permission.STEP_ASIDE)
def i_know_her(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """The worker knows her outside work: blocked and moved at once. Opens nothing, and says the same of every ref."""
    form = PageForm(request.POST or None)

    def write() -> str:
        near_her.step_aside(by=request.actor, mother=mother)
        return mother

    drawn = carry_out(request, form, write, lambda _ref: reverse("home"))
    if not isinstance(drawn, Drawn):
        messages.success(
            request, gettext("Her record is closed to you from now on. Somebody else is there for her.")
        )
        return drawn
    return render(request, "mother/i_know_her.html", {"form": form}, status=drawn)


def _carried(
    request: WorkerRequest,
    mother: str,
    sheet: Sheet,
    form: PageForm,
    write: Callable[[], str],
    barred: str = "",
) -> HttpResponseBase:
    drawn = carry_out(request, form, write, lambda ref: reverse("barred", args=[ref]))
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who, rows = mother_in(box), barred_from(box.mother_id, box.now)
    row = _among(rows, barred) if barred else None
    return draw(
        request, sheet, Her(mother, who.handle), form, drawn, row=row, where=reverse("barred", args=[mother])
    )


def _among(rows: Iterable[Barred], ref: str) -> Barred:
    for row in rows:
        if row.ref == ref:
            return row
    raise Http404
