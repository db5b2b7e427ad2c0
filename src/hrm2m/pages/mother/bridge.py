"""Her bridge: another bridge builder or cover because she chooses so, and cover holding it."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hrm2m.cadence import Channel
from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.choosing import choices
from hrm2m.pages.mother.colleagues import as_choices, builders_as_choices, who_may_cover
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.pages.mother.sheet import Her, Sheet, draw
from hrm2m.pages.today.cards import card_of
from hrm2m.pages.today.words import CHANNELS
from hrm2m.policy import Permission
from hrm2m.policy.lifecycles import BridgeStatus
from hrm2m.records.agencies.queries import WorkerCard
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.bridges.queries import Chooseable, bridge_of, builders_to_choose_from
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.queries import reaching
from hrm2m.records.people.queries import mother_in


ANOTHER = Sheet(
    _("She wants another bridge builder"),
    _("Change to her choice"),
    (_("She can change at any time. Nobody asks her why."),),
)
COVER = Sheet(
    _("Change cover"),
    _("Name this cover"),
    (_("Cover holds the bridge when her bridge builder cannot. She should know who it is, and meet them."),),
)
HOLD = Sheet(
    _("Her bridge builder cannot be there"),
    _("Cover holds the bridge now"),
    (
        _("Her bridge builder stops seeing her record in this moment, and cover is there for her."),
        _("Tell her, in the way she chose."),
    ),
    grave=True,
)
BACK = Sheet(
    _("Her bridge builder is back"),
    _("Give the bridge back"),
    (_("Her bridge builder sees her record again from now on. Cover stays cover."),),
)
KNOWS = Sheet(
    _("Does she know who holds her bridge?"),
    _("Write it down"),
    (
        _(
            "Cover tells her, in the way she chose, or face to face. Say that she was told only once she knows."
        ),
        _("If she asked to be left be, it waits until she calls."),
    ),
    template="mother/telling.html",
)
NOT_YET = "not_yet"
MET_COVER = Sheet(
    _("She has met her cover"),
    _("She has met them"),
    (_("Write it down once they have met, if she wanted to. She need not."),),
)


class BuilderForm(PageForm):
    """Her choice, and cover."""

    builder = forms.ChoiceField(
        label=_("Whom does she choose?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the one she wants.")},
    )
    cover = forms.ChoiceField(label=_("Who is cover?"))

    def __init__(
        self, *args: Any, builders: Sequence[Chooseable], covers: Sequence[WorkerCard], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["builder"].choices = builders_as_choices(builders)  # type: ignore[attr-defined] # it is a ChoiceField
        self.fields["cover"].choices = as_choices(covers)  # type: ignore[attr-defined] # it is a ChoiceField


class TellingForm(PageForm):
    """How she was told, or that she could not be reached yet."""

    how = forms.ChoiceField(
        label=_("How was she told?"),
        widget=forms.RadioSelect,
        choices=[
            *choices(CHANNELS),
            (NOT_YET, _("She could not be reached yet: we go on trying as she agreed")),
        ],
    )


class OneWorkerForm(PageForm):
    """One worker of the agency."""

    worker = forms.ChoiceField(label=_("Who?"), error_messages={"required": _("Choose a worker.")})

    def __init__(self, *args: Any, workers: Sequence[WorkerCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].choices = as_choices(workers)  # type: ignore[attr-defined] # it is a ChoiceField


@requires(Permission.BRIDGE_CHANGE)
@about_her
def another_builder(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """She chose another bridge builder."""
    builders = builders_to_choose_from(request.actor)
    form = BuilderForm(request.POST or None, builders=builders, covers=who_may_cover(request.actor))

    def change() -> None:
        bridges.change_bridge_builder(by=request.actor, mother=mother, at=clock.now(), **form.cleaned_data)

    return _carried(request, mother, ANOTHER, form, change)


@requires(Permission.BRIDGE_CHANGE)
@about_her
def another_cover(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Names other cover."""
    form = OneWorkerForm(request.POST or None, workers=who_may_cover(request.actor))

    def change() -> None:
        cover = form.cleaned_data["worker"]
        bridges.change_cover(by=request.actor, mother=mother, cover=cover, at=clock.now())

    return _carried(request, mother, COVER, form, change)


@requires(Permission.BRIDGE_CHANGE)
@about_her
def who_holds(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Lets cover hold the bridge, or gives it back."""
    form = PageForm(request.POST or None)

    def change() -> None:
        act = bridges.take_bridge_back if request.POST.get("back") == "yes" else bridges.let_cover_hold
        act(by=request.actor, mother=mother)

    return _carried(request, mother, None, form, change)


@requires(Permission.CONTACT_LOG)
@about_her
def she_knows(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """She has been told that cover holds her bridge."""
    form = TellingForm(request.POST or None)

    def write() -> str:
        how, at = form.cleaned_data["how"], clock.now()
        if how == NOT_YET:
            outreach.she_is_not_reached_yet(by=request.actor, mother=mother, at=at)
        else:
            outreach.she_knows_who_holds(by=request.actor, mother=mother, how=Channel(how), at=at)
        return mother

    drawn = carry_out(request, form, write, lambda ref: reverse("mother", args=[ref]))
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who, bridge, line, now = (
            mother_in(box),
            bridge_of(box.mother_id),
            reaching(request.actor, box),
            box.now,
        )
    card = card_of(line, now) if line else None
    return draw(request, KNOWS, Her(mother, who.handle), form, drawn, bridge=bridge, card=card)


@requires(Permission.CONTACT_LOG)
@about_her
def met_cover(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """She has met whoever is cover."""
    form = PageForm(request.POST or None)

    def write() -> str:
        bridges.she_met_cover(by=request.actor, mother=mother, at=clock.now())
        return mother

    drawn = carry_out(request, form, write, lambda ref: reverse("mother", args=[ref]))
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who, bridge = mother_in(box), bridge_of(box.mother_id)
    return draw(request, MET_COVER, Her(mother, who.handle), form, drawn, bridge=bridge)


def _carried(
    request: WorkerRequest, mother: str, sheet: Sheet | None, form: PageForm, change: Callable[[], None]
) -> HttpResponseBase:
    """Carries the change out and goes to Today, because the worker may no longer be near her; else the sheet."""

    def write() -> str:
        change()
        return mother

    drawn = carry_out(request, form, write, lambda _ref: reverse("today"))
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who, bridge = mother_in(box), bridge_of(box.mother_id)
    held = bridge is not None and bridge.status is BridgeStatus.HELD_BY_COVER
    chosen = sheet or (BACK if held else HOLD)
    return draw(
        request, chosen, Her(mother, who.handle), form, drawn, back=held and sheet is None, bridge=bridge
    )
