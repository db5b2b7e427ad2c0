"""What she can put her side beside: every kind of entry a page shows, in a few words, and the page it stands on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hrm2m.cadence import load_rules
from hrm2m.pages.ask.words import ANSWERS
from hrm2m.pages.today.words import AGES, CARE, CHANNELS, OUTCOMES
from hrm2m.records.asks.entries import Answer, Ask, Demand, Longing, Offer
from hrm2m.records.asks.queries import asks_in
from hrm2m.records.clocks.entries import Window
from hrm2m.records.outreach.entries import Contact, IfIGoQuiet, PlaceCare, SafeContact, VisitPlan
from hrm2m.records.people.entries import AgeBand, Handle, Locality
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Body, Entry


@dataclass(frozen=True)
class About:
    """An entry in a few words: what it is, her words in it, and ours."""

    what: Promise
    her_words: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """One kind of entry: its name, which field holds her words, our lines of it, and the page it stands on."""

    what: Promise
    page: str
    hers: str = ""
    ours: Callable[[Any], tuple[object, ...]] = lambda _body: ()


KINDS: Mapping[type[Body], Kind] = {
    Contact: Kind(
        _("A contact"),
        "mother",
        "her_words",
        lambda b: (OUTCOMES[b.outcome], CHANNELS[b.channel], b.what_we_saw),
    ),
    SafeContact: Kind(
        _("Her safe-contact card"), "mother", ours=lambda b: (CHANNELS[b.channel], b.how, b.hours)
    ),
    IfIGoQuiet: Kind(_("If I go quiet"), "mother", ours=lambda b: (b.whom_to_ask,)),
    PlaceCare: Kind(_("Care at her place"), "mother", ours=lambda b: (CARE[b.care], b.reason)),
    VisitPlan: Kind(_("A visit"), "mother", ours=lambda b: (b.where, b.who_with)),
    Window: Kind(_("A window"), "mother", ours=lambda b: (gettext(load_rules().windows[b.kind].name),)),
    Handle: Kind(_("What she is called"), "known", ours=lambda b: (b.handle,)),
    AgeBand: Kind(_("How old she is"), "known", ours=lambda b: (AGES[b.band],)),
    Locality: Kind(_("Where she is usually met"), "known", ours=lambda b: (b.place,)),
    Ask: Kind(_("What she asks"), "asks", "words"),
    Longing: Kind(_("What she longs for"), "asks", "words"),
    Offer: Kind(_("An offer"), "asks", ours=lambda b: (b.service, b.what)),
    Answer: Kind(_("Her answer"), "asks", "words", lambda b: (ANSWERS[b.answer],)),
    Demand: Kind(_("What is demanded of her"), "demands", ours=lambda b: (b.agency, b.words)),
}


def replyable_among(box: Box, ref: str) -> Entry[Body]:
    """The entry with this ref; an unknown one, or one that no page shows, is a page that is not here."""
    for entry in box.entries(*KINDS, refs=[ref]):
        return entry
    raise Http404


def told_of(entry: Entry[Body]) -> About:
    """The entry in a few words."""
    kind = KINDS[type(entry.body)]
    lines = tuple(str(words) for words in kind.ours(entry.body) if words)
    return About(kind.what, getattr(entry.body, kind.hers) if kind.hers else "", lines)


def place_of(box: Box, entry: Entry[Body]) -> str:
    """The address at which the entry is shown."""
    page, offer = KINDS[type(entry.body)].page, _offer_of(box, entry)
    if offer:
        return reverse("offer", args=[box.mother_ref, offer])
    place = reverse(page, args=[box.mother_ref])
    return f"{place}#e-{entry.ref}" if isinstance(entry.body, Contact) else place


def _offer_of(box: Box, entry: Entry[Body]) -> str:
    """The ref of the offer that this entry is, or answers; empty for anything else, and for an earlier version."""
    if not isinstance(entry.body, Offer | Answer):
        return ""
    for card in (offer for ask in asks_in(box) for offer in ask.offers):
        if entry.ref == card.offer.seen_ref or entry.about in {card.offer.ref, card.offer.seen_ref}:
            return card.offer.ref
    return ""
