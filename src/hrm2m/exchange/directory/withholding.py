"""The one place where an undisclosed service is reduced to its district; it adds and guesses nothing."""

import hashlib
import re
import uuid
from collections.abc import Callable
from typing import Any

import msgspec

from hrm2m.exchange.directory.address_signs import could_show_where, holds_a_secret, names_an_address
from hrm2m.exchange.directory.districts import district_named
from hrm2m.exchange.directory.entry import DirectoryEntry, Place
from hrm2m.exchange.directory.refusals import RecordRefused
from hrm2m.exchange.directory.undisclosed import Why
from hrm2m.exchange.directory.ways_to_reach import belongs_to_no_street, front_door_of


KEPT_TO_DISTRICT = "Where it is, is shown by district only: {why}."
WORDS_LEFT_OUT = "Some of its own words are left out: they could show where it is. Ring and ask."
NUMBERS_LEFT_OUT = "A telephone number is left out: it could be looked up to a place."
MAILBOX_LEFT_OUT = "A mailbox is left out: its name could show where it is."
NAME_LEFT_OUT = "Its name is left out: it could show where it is."

_LETTERS_ONLY = re.compile(r"[^\W\d_]+(?:[ '’().-]{1,2}[^\W\d_]+){0,5}\)?")
# Choices from our own lists, numbers, dates: nobody's words.
_CANNOT_LEAD_THERE = (
    "categories", "who_for", "childcare", "status", "available_from", "valid_from", "valid_until", "last_modified",
    "last_checked",
)  # fmt: skip
_TEXTS = ("summary", "opening_hours", "waiting", "cost", "interpreting", "conditions", "how_to_ask", "alert")


def reduced_to_district(
    entry: DirectoryEntry,
    why: Why,
    secrets: frozenset[str],
    area_kept: Callable[[str], str | None] = district_named,
) -> DirectoryEntry:
    """`entry` without anything that could lead to the place. `secrets` are the squeezed parts of its address.

    Built field by field from what may stay, so that a field added later stays out until someone lets it in.
    Raises RecordRefused when neither the service nor its agency has a name that may be shown.
    """
    kept = _Keeping(secrets, gently=why is Why.NOT_FOR_VISITS)
    agency = kept.name(entry.agency_name)
    name = kept.name(entry.name) or (agency and f"A service of {agency}")
    if name is None:
        raise RecordRefused("it must not be found on a map, and its name could show where it is")
    as_it_is: dict[str, Any] = {field: getattr(entry, field) for field in _CANNOT_LEAD_THERE}
    in_words: dict[str, Any] = {field: kept.words(getattr(entry, field)) for field in _TEXTS}
    return DirectoryEntry(
        provenance=entry.provenance,
        source_id=_opaque(entry.source_id),
        name=name,
        agency_name=agency,
        agency_source_id=kept.agency_id(entry.agency_source_id),
        partner_agencies=kept.names(entry.partner_agencies),
        activities=kept.names(entry.activities),
        places=_districts(entry.places),
        areas=tuple(dict.fromkeys(filter(None, map(area_kept, entry.areas)))),
        phones=kept.only(entry.phones, kept.phone, NUMBERS_LEFT_OUT),
        emails=kept.only(entry.emails, kept.mailbox, MAILBOX_LEFT_OUT),
        url=kept.web(entry.url),
        languages=kept.only(entry.languages, kept.language, WORDS_LEFT_OUT),
        undisclosed=True,
        **as_it_is,
        **in_words,
        notes=tuple(dict.fromkeys([KEPT_TO_DISTRICT.format(why=why), *entry.notes, *kept.notes])),
    )


def without_words_that_hold(secrets: frozenset[str], entry: DirectoryEntry) -> DirectoryEntry:
    """`entry` without those of its texts that hold a part of an address that was reduced."""
    told = {field: getattr(entry, field) for field in (*_TEXTS, "travel")}
    left = {field: None for field, said in told.items() if said and holds_a_secret(said, secrets)}
    notes = (*entry.notes, *([WORDS_LEFT_OUT] if left else []))
    return msgspec.structs.replace(entry, notes=notes, **left)


def _districts(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """One place a district; where none is listed, one place that says only that it is not disclosed."""
    checked = (Place(disclosed=False, district=district_named(place.district)) for place in places)
    reduced = tuple(dict.fromkeys(checked))
    return tuple(place for place in reduced if place.district) or reduced


class _Keeping:
    """Keeps what cannot lead to the place and remembers what to say about the rest."""

    def __init__(self, secrets: frozenset[str], *, gently: bool) -> None:
        self._secrets = secrets
        self._gently = gently
        self.notes: list[str] = []

    def name(self, said: str | None) -> str | None:
        """A name may hold a word for a building; it is often not where the building is."""
        return self._unless(names_an_address, said, NAME_LEFT_OUT)

    def names(self, sayings: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(said for said in map(self.name, sayings) if said)

    def agency_id(self, identifier: str | None) -> str | None:
        """As it is where it can be: the agency's other services are known by it."""
        shows = identifier and names_an_address(re.sub(r"[\W_]+", " ", identifier), self._secrets)
        return _opaque(identifier) if identifier and shows else identifier

    def words(self, said: str | None) -> str | None:
        return self._unless(names_an_address if self._gently else could_show_where, said, WORDS_LEFT_OUT)

    def only(self, values: tuple[str, ...], safe: Callable[[str], bool], note: str) -> tuple[str, ...]:
        kept = tuple(value for value in values if safe(value))
        if len(kept) < len(values):
            self.notes.append(note)
        return kept

    def phone(self, number: str) -> bool:
        return self._gently or belongs_to_no_street(number)

    def language(self, said: str) -> bool:
        return bool(_LETTERS_ONLY.fullmatch(said)) and not could_show_where(said, self._secrets)

    def mailbox(self, address: str) -> bool:
        return not could_show_where(re.sub(r"[@._+-]", " ", address), self._secrets)

    def web(self, address: str | None) -> str | None:
        if address is None or (self._gently and not holds_a_secret(address, self._secrets)):
            return address
        return front_door_of(address, self._secrets)

    def _unless(
        self, shows: Callable[[str, frozenset[str]], bool], said: str | None, note: str
    ) -> str | None:
        if said and shows(said, self._secrets):
            self.notes.append(note)
            return None
        return said


def _opaque(identifier: str) -> str:
    """A UUID as it is; anything else as a hash of itself, because an identifier may be an address."""
    try:
        return str(uuid.UUID(identifier))
    except ValueError:
        return "sha256:" + hashlib.sha256(identifier.encode()).hexdigest()[:32]
