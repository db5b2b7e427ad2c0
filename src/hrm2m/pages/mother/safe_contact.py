"""How to reach her safely, and what two people choose when her card is old and she named no way."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hrm2m.cadence import Channel
from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import DayField, PageForm
from hrm2m.pages.base.saving import Drawn, carry_out, version_to_send
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.choosing import choices
from hrm2m.pages.mother.colleagues import as_choices, colleagues_of
from hrm2m.pages.mother.keeping_clear import say_if_another_is_better
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.pages.mother.sheet import Her, Sheet, Words, draw
from hrm2m.pages.mother.times import WhichTime
from hrm2m.pages.today.words import CHANNELS, TEXTS
from hrm2m.policy import Permission
from hrm2m.records.agencies.queries import area_of
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.actions import CARD_DAYS
from hrm2m.records.outreach.entries import SafeContact, Texts
from hrm2m.records.outreach.queries import being_in
from hrm2m.records.people.queries import mother_in
from hrm2m.records.whole.keeping_clear import Expected


LINE = 200

CARD = Sheet(
    _("How to reach her safely"),
    _("Save the card"),
    (_("Ask her; write it as she says it. The card decides who may ring, text or go, and how often."),),
)
FIND_HER = Sheet(
    _("Choose together how to find her"),
    _("Save what you chose"),
    (
        _(
            "Her card is old and she named no way for “if you have lost me”. Choose one way with a second person."
        ),
        _("It may be used once. Write down why you chose it: she can read this."),
    ),
)


class SafeContactForm(PageForm):
    """Her safe-contact card."""

    channel = forms.ChoiceField(
        label=_("Which way does she want?"), choices=[("", _("Choose")), *choices(CHANNELS)]
    )
    how = forms.CharField(
        label=_("How exactly?"),
        max_length=LINE,
        help_text=_("The number, or the place. One number only: it becomes a button for whoever may use it."),
        error_messages={"required": _("Write how to reach her safely.")},
    )
    hours = forms.CharField(label=_("Which days and hours?"), required=False, max_length=LINE)
    who_may_answer = forms.CharField(label=_("Who else may answer?"), required=False, max_length=LINE)
    if_someone_else = forms.CharField(
        label=_("If someone else answers, what do we say?"), required=False, max_length=LINE
    )
    cover_words = forms.CharField(
        label=_("Cover words"),
        required=False,
        max_length=LINE,
        help_text=_("Words that sound like something else, if someone is listening."),
    )
    most_contacts_a_week = forms.IntegerField(
        label=_("The most contacts a week she wants"),
        required=False,
        widget=forms.NumberInput({"inputmode": "numeric"}),
        help_text=_("Every call, text and knock counts, also without an answer."),
    )
    if_you_have_lost_me = forms.CharField(
        label=_("If we have lost her: which way, once?"),
        required=False,
        max_length=LINE,
        help_text=_("Once this card is old, only this way may be used."),
    )
    texts = forms.ChoiceField(
        label=_("May our system text her phone?"),
        required=False,
        choices=choices(TEXTS),
        help_text=_("Only the words she agreed to go out. A worker presses; nobody can type."),
    )
    text_number = forms.CharField(
        label=_("Which number may be texted?"),
        required=False,
        max_length=40,
        widget=forms.TextInput({"inputmode": "tel"}),
    )
    text_from = WhichTime(label=_("Texts from what time?"), required=False)
    text_until = WhichTime(
        label=_("Texts until what time?"),
        required=False,
        help_text=_("Empty: from 9:00 until 20:00. The same time twice: at any hour."),
    )
    valid_until = DayField(
        label=_("Until when is she sure of this?"),
        error_messages={"required": _("Say until when she is sure of it.")},
    )

    def card(self) -> SafeContact:
        """The card as it was typed."""
        return card_of(self.cleaned_data)


def card_of(typed: Mapping[str, Any]) -> SafeContact:
    """The card that these checked fields say; nothing said of texts is no to them."""
    said = {"channel": Channel(typed["channel"]), "texts": Texts(typed["texts"] or Texts.NO)}
    return SafeContact(**{**typed, **said})


class FindPageForm(PageForm):
    """One way that two people chose, and why."""

    how = forms.CharField(label=_("Which way, exactly?"), max_length=LINE)
    why = forms.CharField(label=_("Why this way?"), max_length=1000, widget=forms.Textarea({"rows": 3}))
    second = forms.ChoiceField(label=_("With whom did you decide this?"))

    def __init__(self, *args: Any, workers: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["second"].choices = as_choices(workers)  # type: ignore[attr-defined] # it is a ChoiceField


@requires(Permission.SAFE_CONTACT_SET)
@about_her
def safe_contact(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Writes her card in place of the one the form was opened on."""
    form = SafeContactForm(request.POST or None)

    def write() -> str:
        return outreach.set_safe_contact(
            by=request.actor,
            mother=mother,
            card=form.card(),
            seen=request.POST.get("seen", ""),
            at=clock.now(),
        )

    drawn = carry_out(request, form, write, lambda _ref: reverse("mother", args=[mother]))
    if not isinstance(drawn, Drawn):
        if form.cleaned_data["channel"] == Channel.USUAL_PLACE:
            say_if_another_is_better(request, mother, Expected(form.cleaned_data["how"]))
        return drawn
    with opened(request, mother) as box:
        who, card = mother_in(box), being_in(box).card
    agreed = area_of(request.actor.area).choices
    sure_until = local_day(clock.now() + timedelta(days=agreed.get("safe_contact_days", CARD_DAYS)))
    at_first = {"most_contacts_a_week": agreed.get("most_contacts_a_week") or None}
    form.initial = {**(_typed(card.body) if card else at_first), "valid_until": sure_until}
    seen = version_to_send(request, drawn, card.ref if card else "")
    there = _pairs(form, card.body) if card else ()
    return draw(request, CARD, Her(mother, who.handle), form, drawn, seen=seen, now_there=there)


@requires(Permission.SAFE_CONTACT_SET)
@about_her
def find_her(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Two people choose a way because her card is old and she named none."""
    form = FindPageForm(request.POST or None, workers=colleagues_of(request.actor))

    def write() -> str:
        outreach.choose_how_to_find_her(by=request.actor, mother=mother, at=clock.now(), **form.cleaned_data)
        return mother

    drawn = carry_out(request, form, write, lambda ref: reverse("mother", args=[ref]))
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who = mother_in(box)
    return draw(request, FIND_HER, Her(mother, who.handle), form, drawn)


def _typed(card: SafeContact) -> dict[str, Any]:
    return {name: getattr(card, name) for name in SafeContactForm.base_fields}


def _pairs(form: SafeContactForm, card: SafeContact) -> list[tuple[Words, object]]:
    shown = {**_typed(card), "channel": CHANNELS[card.channel], "texts": TEXTS[card.texts]}
    return [(form.fields[name].label or name, value) for name, value in shown.items() if value]
