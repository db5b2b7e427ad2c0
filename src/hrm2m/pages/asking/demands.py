"""Demands on her, ours included: a new one, another time or place, put right, and ended."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hrm2m.foundation import clock
from hrm2m.pages.ask.told_demands import when_of
from hrm2m.pages.ask.words import ENDED
from hrm2m.pages.asking.demand_form import DemandForm, TimeFields, as_typed
from hrm2m.pages.asking.fields import WhenForm, line, more_words
from hrm2m.pages.asking.found import demand_among
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.saving import Drawn, carry_out, version_to_send
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.choosing import choices
from hrm2m.pages.mother.keeping_clear import say_if_another_is_better
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.pages.mother.sheet import Her, Sheet, draw
from hrm2m.policy import Permission
from hrm2m.records.asks import actions
from hrm2m.records.asks.entries import DemandEnded, DemandMoved, EndedHow
from hrm2m.records.people.queries import mother_in
from hrm2m.records.whole.keeping_clear import Expected


TEMPLATE = "asking/demand_sheet.html"
NEW = Sheet(
    _("Something is demanded of her"),
    _("Save it"),
    (_("Every appointment, test and condition, ours included. Where two clash, that is ours to solve."),),
    template=TEMPLATE,
)
RIGHT = Sheet(
    _("Put this right"),
    _("Save it"),
    (_("If we wrote it wrongly. Another time or place from the agency is a move."),),
    template=TEMPLATE,
)
MOVE = Sheet(_("Another time or place"), _("Save it"), template=TEMPLATE)
END = Sheet(_("It is over"), _("Take it off the list"), template=TEMPLATE)


class MoveForm(TimeFields, WhenForm):
    """When or where it is now."""

    WHEN: ClassVar = _("When did they say so?")

    moved_by = line(_("Who moved it?"))
    field_order = ("day", "starts", "ends", "where", "moved_by", "when_day", "when_time")

    def moved(self) -> DemandMoved:
        """The move as it was typed."""
        typed = self.cleaned_data
        return DemandMoved(**self.when(), where=typed["where"] or None, moved_by=typed["moved_by"] or None)


class EndForm(WhenForm):
    """How it ended."""

    WHEN: ClassVar = _("When was it over?")

    how = forms.ChoiceField(label=_("How?"), choices=choices(ENDED), widget=forms.RadioSelect)
    words = more_words(_("Anything to keep about it?"))
    field_order = ("how", "words", "when_day", "when_time")


def _expected(form: TimeFields, *, where: str | None = None) -> Expected:
    """`where` it was, if the form names no other place."""
    return Expected(where=form.cleaned_data["where"] or where or "", **form.when())


@requires(Permission.DEMAND_RECORD)
@about_her
def new(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Writes what an agency demands of her."""
    form = DemandForm(request.POST or None)

    def write() -> str:
        at = form.at(clock.now())
        return actions.record_demand(by=request.actor, mother=mother, at=at, **form.typed())

    drawn = carry_out(request, form, write, lambda _ref: reverse("demands", args=[mother]))
    if not isinstance(drawn, Drawn):
        say_if_another_is_better(request, mother, _expected(form))
        return drawn
    with opened(request, mother) as box:
        who = mother_in(box)
    return draw(request, NEW, Her(mother, who.handle), form, drawn)


@requires(Permission.DEMAND_RECORD)
@about_her
def right(request: WorkerRequest, mother: str, demand: str) -> HttpResponseBase:
    """Puts a demand right that we wrote wrongly."""
    with opened(request, mother) as box:
        who, card = mother_in(box), demand_among(box, demand)
    form = DemandForm(request.POST or None, initial=as_typed(card.demand))
    form.keeps_its_time()

    def write() -> str:
        return actions.correct_demand(
            by=request.actor,
            mother=mother,
            demand_ref=demand,
            seen_ref=request.POST.get("seen", ""),
            at=form.at(card.demand.at),
            **form.typed(),
        )

    drawn = carry_out(request, form, write, lambda _ref: reverse("demands", args=[mother]))
    if not isinstance(drawn, Drawn):
        say_if_another_is_better(request, mother, _expected(form))
        return drawn
    body = card.demand.body
    there = [(_("Which agency?"), body.agency), (_("How was it put to her?"), body.words)]
    seen = version_to_send(request, drawn, card.demand.seen_ref)
    return draw(request, RIGHT, Her(mother, who.handle), form, drawn, seen=seen, now_there=there)


@requires(Permission.DEMAND_RECORD)
@about_her
def move(request: WorkerRequest, mother: str, demand: str) -> HttpResponseBase:
    """Writes another time or place."""
    with opened(request, mother) as box:
        who, card = mother_in(box), demand_among(box, demand)
    form = MoveForm(request.POST or None)

    def write() -> str:
        return actions.move_demand(
            by=request.actor,
            mother=mother,
            demand_ref=demand,
            seen_ref=request.POST.get("seen", ""),
            moved=form.moved(),
            at=form.at(clock.now()),
        )

    drawn = carry_out(request, form, write, lambda _ref: reverse("demands", args=[mother]))
    if not isinstance(drawn, Drawn):
        say_if_another_is_better(request, mother, _expected(form, where=card.where))
        return drawn
    there = [(_("When"), when_of(card)), (_("Where"), card.where or "")]
    seen = version_to_send(request, drawn, card.moved.seen_ref if card.moved else "")
    more: dict[str, Any] = {
        "demand": card.demand.body,
        "demand_when": when_of(card),
        "demand_where": card.where,
    }
    return draw(request, MOVE, Her(mother, who.handle), form, drawn, seen=seen, now_there=there, **more)


@requires(Permission.DEMAND_RECORD)
@about_her
def end(request: WorkerRequest, mother: str, demand: str) -> HttpResponseBase:
    """Takes a demand off the list."""
    form = EndForm(request.POST or None)

    def write() -> str:
        ended = DemandEnded(EndedHow(form.cleaned_data["how"]), form.cleaned_data["words"])
        at = form.at(clock.now())
        return actions.end_demand(by=request.actor, mother=mother, demand_ref=demand, ended=ended, at=at)

    drawn = carry_out(request, form, write, lambda _ref: reverse("demands", args=[mother]))
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who, card = mother_in(box), demand_among(box, demand)
    more: dict[str, Any] = {
        "demand": card.demand.body,
        "demand_when": when_of(card),
        "demand_where": card.where,
    }
    return draw(request, END, Her(mother, who.handle), form, drawn, **more)
