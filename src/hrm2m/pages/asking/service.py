"""A service chosen in the directory for an offer: its name, and what it states; what it does not stay not known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from hrm2m.pages.asking.fields import LINE_LENGTH
from hrm2m.policy import Actor
from hrm2m.records.agencies.directory.cards import ServiceCard
from hrm2m.records.agencies.directory.queries import service_of
from hrm2m.records.agencies.directory.vocabulary import Field, State
from hrm2m.records.asks.entries import Childcare, Offer


NO_CONDITIONS = "none"


@dataclass(frozen=True)
class Chosen:
    """The service of an offer; `states` fills the form, `told` is shown beside it."""

    ref: str
    name: str
    states: Mapping[str, Any]
    told: tuple[tuple[str, str], ...] = ()
    takes_nobody_now: bool = False
    place_hidden: bool = False
    """Where it is must not be found: then nothing about the place is asked or shown."""


def chosen_for(by: Actor, ref: str) -> Chosen | None:
    """The service with this ref; None where none was chosen, or there is none in this area."""
    card = service_of(by, ref) if ref else None
    if card is None:
        return None
    return Chosen(
        ref,
        _name_of(card),
        _states(card),
        _told(card),
        takes_nobody_now=card.line.state is not State.ACTIVE,
        place_hidden=card.line.undisclosed,
    )


def chosen_before(offer: Offer) -> Chosen | None:
    """The service that an offer names already."""
    if not offer.service_ref:
        return None
    return Chosen(offer.service_ref, offer.service, {}, place_hidden=offer.place_hidden)


def _name_of(card: ServiceCard) -> str:
    line = card.line
    name = f"{line.name} ({line.agency_name})" if line.agency_name not in ("", line.name) else line.name
    return _short(name)


def _states(card: ServiceCard) -> dict[str, Any]:
    """What a field of the form begins with; a field that is not here begins as *not known*."""
    added = _added(card)
    found: dict[str, Any] = {
        "from_day": _from_day(card),
        "where": _short(_where(card)),
        "childcare": _childcare(card),
        "hours": _short(added.get(Field.OPENING_HOURS) or card.shown.opening_hours),
        "cost": _short(added.get(Field.COST) or card.shown.cost),
        "travel": _short(added.get(Field.TRAVEL) or card.shown.travel),
        **_conditions(added.get(Field.CONDITIONS) or card.shown.conditions),
    }
    return {field: said for field, said in found.items() if said}


def _conditions(words: str | None) -> dict[str, str]:
    """A directory that writes “None” has said that there are none."""
    if not words:
        return {}
    if words.strip(" .").casefold() == NO_CONDITIONS:
        return {"conditions_known": "none"}
    return {"conditions_known": "stated", "conditions": words}


def _told(card: ServiceCard) -> tuple[tuple[str, str], ...]:
    """What it states that no field of an offer holds."""
    added, shown = _added(card), card.shown
    return tuple(
        (label, words)
        for label, words in (
            (gettext("What it is"), shown.summary),
            (gettext("Waiting"), added.get(Field.WAITING) or shown.waiting),
            (gettext("How to ask"), added.get(Field.HOW_TO_ASK) or shown.how_to_ask),
            (gettext("By telephone"), added.get(Field.PHONE) or " · ".join(shown.phones)),
        )
        if words
    )


def _added(card: ServiceCard) -> dict[Field, str]:
    """What workers were told since, the newest of each field."""
    found: dict[Field, str] = {}
    for fact in card.added:
        if not fact.withheld:
            found.setdefault(fact.field, fact.value)
    return found


def _from_day(card: ServiceCard) -> date | None:
    return card.line.added_available_from or card.line.available_from


def _childcare(card: ServiceCard) -> str:
    line = card.line
    there = line.childcare if line.added_childcare is None else line.added_childcare
    if there is None:
        return ""
    return Childcare.THERE if there else Childcare.NONE


def _where(card: ServiceCard) -> str:
    """Its one place; several are for the worker to choose from, and a hidden one is not shown."""
    if len(card.places) != 1 or not card.places[0].disclosed:
        return ""
    place = card.places[0]
    return ", ".join(part for part in (place.name, place.address, place.postcode) if part)


def _short(text: str | None) -> str:
    said = text or ""
    return said if len(said) <= LINE_LENGTH else f"{said[: LINE_LENGTH - 1]}…"
