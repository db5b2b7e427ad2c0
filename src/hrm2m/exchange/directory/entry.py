"""The frozen value that a directory feed is read into; it keeps what the feed states and guesses nothing."""

import hashlib
import re
from datetime import UTC, date, datetime
from enum import StrEnum

import msgspec


SOURCE_LENGTH = 40
SOURCE_ID_LENGTH = 160
LINE_LENGTH = 300
TEXT_LENGTH = 10_000

_NO_TIME = datetime(1, 1, 1, tzinfo=UTC)
_NOT_IN_A_SOURCE = re.compile(r"[^a-z0-9.-]+")


class Category(StrEnum):
    """What a service helps with, in the words a worker searches by."""

    DRUGS_AND_TREATMENT = "drugs_and_treatment"
    MATERNITY_AND_BABY = "maternity_and_baby"
    HEALTH = "health"
    MENTAL_HEALTH = "mental_health"
    HOME = "home"
    MONEY = "money"
    SAFETY = "safety"
    LEGAL = "legal"
    CHILDREN_AND_FAMILY = "children_and_family"
    WOMEN = "women"
    FOOD_AND_EVERYDAY = "food_and_everyday"
    WORK_AND_LEARNING = "work_and_learning"
    OTHER = "other"


class Sex(StrEnum):
    """Whom a service says it takes; a service that says nothing has None."""

    WOMEN = "women"
    MEN = "men"
    ANYONE = "anyone"


class Status(StrEnum):
    """Whether a service takes anyone now, as stated or as its own dates say."""

    ACTIVE = "active"
    NOT_YET = "not_yet"
    TEMPORARILY_CLOSED = "temporarily_closed"
    INACTIVE = "inactive"
    ENDED = "ended"


class WhoFor(msgspec.Struct, frozen=True, kw_only=True):
    """Whom a service is for. Ages in whole years, both ends included; None is *not stated*."""

    sex: Sex | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    pregnant: bool | None = None


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a service is. An undisclosed place has a district at most, and everything else is None."""

    disclosed: bool
    district: str | None = None
    name: str | None = None
    address: str | None = None
    postcode: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class Provenance(msgspec.Struct, frozen=True, kw_only=True):
    """Where entries were read, when, and under what licence; the same for all entries of one feed."""

    source: str
    source_url: str | None
    licence: str | None
    attribution: str | None
    read_at: datetime


class DirectoryEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One service as its feed states it. `source` and `source_id` name it; None always means *not stated*.

    `undisclosed` is true when the whole service was reduced to its district. Then no field holds an address,
    a postcode, coordinates or a map link, nor, where abuse is near, a landline. `notes` says in fixed
    sentences what was left out. A single place that is not one to visit is reduced alone.
    """

    provenance: Provenance
    source_id: str
    name: str
    agency_name: str | None = None
    agency_source_id: str | None = None
    partner_agencies: tuple[str, ...] = ()
    summary: str | None = None
    activities: tuple[str, ...] = ()
    categories: frozenset[Category] = frozenset({Category.OTHER})
    who_for: WhoFor = WhoFor()
    places: tuple[Place, ...] = ()
    areas: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    url: str | None = None
    opening_hours: str | None = None
    waiting: str | None = None
    available_from: date | None = None
    cost: str | None = None
    languages: tuple[str, ...] = ()
    interpreting: str | None = None
    childcare: bool | None = None
    conditions: str | None = None
    how_to_ask: str | None = None
    travel: str | None = None
    alert: str | None = None
    status: Status
    valid_from: date | None = None
    valid_until: datetime | None = None
    last_modified: datetime | None = None
    last_checked: date | None = None
    undisclosed: bool = False
    notes: tuple[str, ...] = ()

    @property
    def content_hash(self) -> str:
        """SHA-256 of everything kept but the time of reading: equal hashes, nothing to store again.

        It is taken over what is kept and not over the record as read: a hash of the whole record would let
        whoever holds it try addresses until one fits.
        """
        provenance = msgspec.structs.replace(self.provenance, read_at=_NO_TIME)
        kept = msgspec.structs.replace(self, provenance=provenance)
        return hashlib.sha256(msgspec.json.encode(kept, order="sorted")).hexdigest()


def source_label(words: str) -> str:
    """`words` as a short name for a feed: small letters, digits, dots and hyphens, 40 characters at most."""
    return _NOT_IN_A_SOURCE.sub("-", words.casefold()).strip("-.")[:SOURCE_LENGTH] or "feed"
