"""The frozen value of one service as it is brought here to be kept; None always means *not stated*.

Whoever reads feeds has values of this shape and hands them down: `StatedService.of(entry)`.
"""

from datetime import date, datetime
from hashlib import sha256
from typing import Self
from uuid import UUID

import msgspec

from hrm2m.records.agencies.directory.vocabulary import State, Takes


OPAQUE = "sha256:"
OF_NO_FEED = "written-here"
"""The source of what workers write; no feed may call itself so."""


class WhoFor(msgspec.Struct, frozen=True, kw_only=True):
    """Whom a service is for; ages in whole years, both ends included."""

    sex: Takes | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    pregnant: bool | None = None


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a service is; one that is not disclosed has a district at most."""

    disclosed: bool
    district: str | None = None
    name: str | None = None
    address: str | None = None
    postcode: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class Provenance(msgspec.Struct, frozen=True, kw_only=True):
    """Where it was read, when, and under what licence; `source` is `OF_NO_FEED` where a worker wrote it."""

    source: str
    source_url: str | None
    licence: str | None
    attribution: str | None
    read_at: datetime


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown of a service and neither searched nor ordered by."""

    partner_agencies: tuple[str, ...] = ()
    summary: str | None = None
    activities: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    url: str | None = None
    opening_hours: str | None = None
    waiting: str | None = None
    cost: str | None = None
    languages: tuple[str, ...] = ()
    interpreting: str | None = None
    conditions: str | None = None
    how_to_ask: str | None = None
    travel: str | None = None
    alert: str | None = None
    last_modified: datetime | None = None
    last_checked: date | None = None
    notes: tuple[str, ...] = ()


class StatedService(Shown, frozen=True, kw_only=True):
    """One service as its feed states it. `source` and `source_id` name it; equal hashes, nothing to keep again."""

    provenance: Provenance
    source_id: str
    content_hash: str
    name: str
    agency_name: str | None
    agency_source_id: str | None
    categories: frozenset[str]
    who_for: WhoFor
    places: tuple[Place, ...]
    childcare: bool | None
    available_from: date | None
    status: State
    valid_from: date | None
    valid_until: datetime | None
    undisclosed: bool

    @classmethod
    def of(cls, entry: object) -> Self:
        """The entry of a feed as this room keeps it. Raises msgspec.ValidationError where it is of another shape."""
        return msgspec.convert(entry, cls, from_attributes=True)

    @property
    def key(self) -> str:
        """What makes a service the same service, whether or not its identifier may be shown."""
        return opaque(self.source_id)

    @property
    def hides_a_place(self) -> bool:
        """Whether there is a place of it that must not be found."""
        return self.undisclosed or any(not place.disclosed for place in self.places)

    @property
    def leaks(self) -> bool:
        """Whether it says more of an undisclosed place than the district; such an entry is never kept."""
        hidden = [place for place in self.places if self.undisclosed or not place.disclosed]
        beyond = any(place != Place(disclosed=False, district=place.district) for place in hidden)
        return beyond or (self.undisclosed and self.travel is not None)


def opaque(identifier: str) -> str:
    """A UUID in one spelling; any other identifier as a hash, because it may be an address.

    Feeds hash it too where a place is hidden (exchange/directory), and the answer must be the same: a service that
    hides its place from now on is still the same service, and what was kept of it before goes.
    """
    if identifier.startswith(OPAQUE):
        return identifier
    try:
        return str(UUID(identifier))
    except ValueError:
        return OPAQUE + sha256(identifier.encode()).hexdigest()[:32]


def shown_of(service: StatedService) -> dict[str, object]:
    """What is only shown, as plain JSON values, without what is not stated."""
    kept = {field: getattr(service, field) for field in Shown.__struct_fields__}
    plain: dict[str, object] = msgspec.to_builtins({field: said for field, said in kept.items() if said})
    return plain


def shown_from(value: object) -> Shown:
    """What is only shown, as it was kept."""
    return msgspec.convert(value, Shown)
