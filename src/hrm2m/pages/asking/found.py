"""Finding one ask, offer, longing or demand in an open record by the ref in an address; unknown ones are not here."""

from django.http import Http404

from hrm2m.records.asks.entries import Longing
from hrm2m.records.asks.queries import (
    AskCard,
    DemandCard,
    OfferCard,
    Said,
    asks_in,
    demands_in,
    longings_in,
)
from hrm2m.vault.box import Box


def ask_among(box: Box, ref: str) -> AskCard:
    """The ask with this ref."""
    for card in asks_in(box):
        if card.ask.ref == ref:
            return card
    raise Http404


def offer_among(box: Box, ref: str) -> tuple[AskCard, OfferCard]:
    """The offer with this ref, and the ask it answers."""
    for card in asks_in(box):
        for offer in card.offers:
            if offer.offer.ref == ref:
                return card, offer
    raise Http404


def longing_among(box: Box, ref: str) -> Said[Longing]:
    """The longing with this ref."""
    for longing in longings_in(box):
        if longing.ref == ref:
            return longing
    raise Http404


def demand_among(box: Box, ref: str) -> DemandCard:
    """The demand with this ref."""
    for card in demands_in(box):
        if card.demand.ref == ref:
            return card
    raise Http404
