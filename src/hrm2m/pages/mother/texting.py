"""A text to her phone: exactly what would go out, when, and one press; and that she lets texts go again."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hrm2m.cadence.texting import CLOSES, OPENS
from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.pages.mother.sheet import Her, Sheet, draw
from hrm2m.pages.today.texts import planned_words
from hrm2m.pages.today.timing import date_in_words
from hrm2m.policy import Permission
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.actions import NO_CARRIER, NOW_NOT, ONE_WAITS, TextOffer
from hrm2m.records.outreach.entries import SafeContact
from hrm2m.records.outreach.queries import being_in
from hrm2m.records.outreach.texts import texts_can_go
from hrm2m.records.people.queries import mother_in


TEXT = Sheet(_("Text her"), _("Send these words"), template="mother/text.html")
AGAIN = Sheet(
    _("Texts may go to her phone again"),
    _("Texts may go again"),
    (
        _("Her phone is silent: it said stop, or an older copy of the records was put back."),
        _("It may have been she, or somebody who held her phone. Ask her when she is alone."),
    ),
)


class AgainForm(PageForm):
    """Her own word, said in person."""

    her_word = forms.BooleanField(
        label=_("She says so herself, in person: texts may go to this phone"),
        error_messages={"required": _("Texts go again only because she says so. Ask her.")},
    )


@requires(Permission.MESSAGE_ASK)
@about_her
def text_her(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Her cover words as they would go out now; pressing sends these and no others."""
    form = PageForm(request.POST or None)

    def write() -> str:
        return outreach.ask_for_text(by=request.actor, mother=mother, card=request.POST.get("seen", ""))

    drawn = carry_out(request, form, write, lambda _ref: f"{reverse('mother', args=[mother])}#texts")
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who, offer, card = mother_in(box), outreach.text_offer_in(box), being_in(box).card
    words = _in_words(offer, card.body if card else None, clock.now())
    return draw(request, TEXT, Her(mother, who.handle), form, drawn, seen=offer.card_ref, **words)


@requires(Permission.PHONE_SPEAK_AGAIN)
@about_her
def texts_again(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """She says in person that texts may go to her phone again."""
    form = AgainForm(request.POST or None)

    def write() -> str:
        outreach.let_phone_speak(by=request.actor, mother=mother)
        return mother

    drawn = carry_out(request, form, write, lambda ref: reverse("mother", args=[ref]))
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who = mother_in(box)
    return draw(request, AGAIN, Her(mother, who.handle), form, drawn)


def _in_words(offer: TextOffer, card: SafeContact | None, now: datetime) -> dict[str, Any]:
    against = _against(offer)
    return {
        "against": gettext(against) if against else "",
        "text": offer.words.text if offer.words else "",
        "number": offer.number,
        "goes": planned_words(offer.goes_at, now) if offer.goes_at else "",
        "agreed": _agreed(card) if card else (),
    }


def _against(offer: TextOffer) -> str:
    if not texts_can_go():
        return NO_CARRIER
    if offer.one_waits:
        return ONE_WAITS
    return NOW_NOT[offer.why_not] if offer.why_not else ""


def _agreed(card: SafeContact) -> list[tuple[str, str]]:
    """What she agreed to that decides, and what a person must read because no machine can."""
    opens, closes = card.text_from or OPENS, card.text_until or CLOSES
    hours = gettext("at any hour") if opens == closes else f"{opens:%H:%M} – {closes:%H:%M}"
    most = card.most_contacts_a_week
    said = (
        (gettext("Hours for texts"), hours),
        (gettext("Days and hours, in her words"), card.hours),
        (gettext("Most contacts a week"), str(most) if most else ""),
        (gettext("Who else may answer"), card.who_may_answer),
        (gettext("Sure until"), date_in_words(card.valid_until)),
    )
    return [(label, words) for label, words in said if words]
