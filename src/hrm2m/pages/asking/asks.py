"""A new ask in her words, putting it right, and the two things only she says of it: off the list, and on it again."""

from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hrm2m.foundation import clock
from hrm2m.pages.ask.words import CATEGORIES, CLOSED, SAID, URGENCIES
from hrm2m.pages.asking.fields import WhenForm, category, her_words, line, more_words, said_herself, said_how
from hrm2m.pages.asking.found import ask_among
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.saving import Drawn, carry_out, version_to_send
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.choosing import TilesField, choices
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.pages.mother.sheet import Her, Sheet, Words, draw
from hrm2m.policy import Category, Permission
from hrm2m.records.asks import actions
from hrm2m.records.asks.entries import Ask, AskClosed, AskWantedAgain, ClosedBecause, SaidHow, Urgency
from hrm2m.records.asks.queries import AskCard
from hrm2m.records.people.queries import mother_in


TEMPLATE = "asking/sheet.html"
NEW = Sheet(
    _("She asks for something"),
    _("Save what she asks"),
    (_("Her words first. From now on we owe her a real offer, as soon as she wants it."),),
    template=TEMPLATE,
)
RIGHT = Sheet(
    _("Put this ask right"),
    _("Save it"),
    (_("The first version is kept, and this one points at it. Her clock counts from when she asked."),),
    template=TEMPLATE,
)
CLOSE = Sheet(
    _("She says: off the list"),
    _("Take it off the list"),
    (
        _("Only her own word takes an ask off the list. Silence never does, and nobody asks her why."),
        _("She can want it again at any time."),
    ),
    template=TEMPLATE,
)
AGAIN = Sheet(
    _("She wants it again"),
    _("Put it on the list again"),
    (_("Or it was taken off by our mistake. What we owe her counts from the day she first asked."),),
    template=TEMPLATE,
)


class AskForm(WhenForm):
    """What she asks, how soon she wants it, and what she said with it."""

    words = her_words(_("What does she ask for, in her words?"), _("Write what she asked for, in her words."))
    urgency = TilesField(
        label=_("How soon does she want it?"),
        choices=choices(URGENCIES),
        help_text=_("Her choice, not ours."),
        error_messages={"required": _("Ask her how soon she wants it, and choose that.")},
    )
    category = category()
    needs_childcare = forms.BooleanField(label=_("She says she needs childcare for it"), required=False)
    said_how = said_how()
    through_whom = line(_("Through whom, if someone she trusts said it for her?"))

    field_order = (
        "words",
        "urgency",
        "category",
        "needs_childcare",
        "said_how",
        "through_whom",
        "when_day",
        "when_time",
    )

    def typed(self) -> dict[str, Any]:
        """The ask as it was typed, as the actions take it."""
        typed = self.cleaned_data
        ask = Ask(
            typed["words"], Urgency(typed["urgency"]), SaidHow(typed["said_how"]), typed["needs_childcare"]
        )
        through = typed["through_whom"] if ask.said_how is SaidHow.THROUGH_TRUSTED else ""
        return {"ask": ask, "category": Category(typed["category"]), "through_whom": through}


class CloseForm(WhenForm):
    """Which of two things she says."""

    because = forms.ChoiceField(
        label=_("What does she say?"),
        choices=choices(CLOSED),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose which of the two she says.")},
    )
    said_how = said_herself()
    words = more_words(_("Her words, if she wants them kept"))

    field_order = ("because", "said_how", "words", "when_day", "when_time")


class AgainForm(WhenForm):
    """Her word that she wants it after all."""

    said_how = said_herself()
    words = more_words(_("Her words, if she wants them kept"))

    field_order = ("said_how", "words", "when_day", "when_time")


def ask_place(mother: str, ask: str) -> str:
    """The address at which an ask stands on her list."""
    return f"{reverse('asks', args=[mother])}#a-{ask}"


@requires(Permission.ASK_RECORD)
@about_her
def new(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Writes what she asks for."""
    form = AskForm(request.POST or None)

    def write() -> str:
        at = form.at(clock.now())
        return actions.record_ask(by=request.actor, mother=mother, at=at, **form.typed())

    drawn = carry_out(request, form, write, lambda ref: ask_place(mother, ref))
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who = mother_in(box)
    return draw(request, NEW, Her(mother, who.handle), form, drawn)


@requires(Permission.ASK_RECORD)
@about_her
def right(request: WorkerRequest, mother: str, ask: str) -> HttpResponseBase:
    """Puts an ask right."""
    with opened(request, mother) as box:
        who, card = mother_in(box), ask_among(box, ask)
    form = AskForm(request.POST or None, initial=_typed(card))
    form.keeps_its_time()

    def write() -> str:
        return actions.correct_ask(
            by=request.actor,
            mother=mother,
            ask_ref=ask,
            seen_ref=request.POST.get("seen", ""),
            at=form.at(card.ask.at),
            **form.typed(),
        )

    drawn = carry_out(request, form, write, lambda _ref: ask_place(mother, ask))
    if not isinstance(drawn, Drawn):
        return drawn
    seen = version_to_send(request, drawn, card.ask.seen_ref)
    return draw(
        request, RIGHT, Her(mother, who.handle), form, drawn, seen=seen, now_there=_now_there(form, card)
    )


@requires(Permission.ASK_RECORD)
@about_her
def close(request: WorkerRequest, mother: str, ask: str) -> HttpResponseBase:
    """Takes an ask off the list because she says so."""
    form = CloseForm(request.POST or None)

    def write() -> str:
        typed = form.cleaned_data
        closed = AskClosed(ClosedBecause(typed["because"]), SaidHow(typed["said_how"]), typed["words"])
        at = form.at(clock.now())
        return actions.close_ask(by=request.actor, mother=mother, ask_ref=ask, closed=closed, at=at)

    drawn = carry_out(request, form, write, lambda _ref: ask_place(mother, ask))
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who, card = mother_in(box), ask_among(box, ask)
    return draw(request, CLOSE, Her(mother, who.handle), form, drawn, her_words=card.ask.body.words)


@requires(Permission.ASK_RECORD)
@about_her
def again(request: WorkerRequest, mother: str, ask: str) -> HttpResponseBase:
    """Puts an ask on the list again."""
    form = AgainForm(request.POST or None)

    def write() -> str:
        typed = form.cleaned_data
        wanted = AskWantedAgain(SaidHow(typed["said_how"]), typed["words"])
        at = form.at(clock.now())
        return actions.want_ask_again(by=request.actor, mother=mother, ask_ref=ask, again=wanted, at=at)

    drawn = carry_out(request, form, write, lambda _ref: ask_place(mother, ask))
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who, card = mother_in(box), ask_among(box, ask)
    return draw(request, AGAIN, Her(mother, who.handle), form, drawn, her_words=card.ask.body.words)


def _typed(card: AskCard) -> dict[str, Any]:
    body = card.ask.body
    return {
        "words": body.words,
        "urgency": body.urgency,
        "category": card.ask.category,
        "needs_childcare": body.needs_childcare,
        "said_how": body.said_how,
        "through_whom": card.ask.from_whom,
    }


def _now_there(form: AskForm, card: AskCard) -> list[tuple[Words, object]]:
    body = card.ask.body
    there = {
        "words": body.words,
        "urgency": URGENCIES[body.urgency],
        "category": CATEGORIES[card.ask.category],
        "said_how": SAID[body.said_how],
    }
    return [(form.fields[name].label or name, words) for name, words in there.items()]
