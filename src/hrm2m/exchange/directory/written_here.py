"""A service that a worker writes down, and words about one, through the same choke point as a feed."""

from datetime import date, datetime

import msgspec

from hrm2m.exchange.directory.address_signs import could_show_where, secrets_among
from hrm2m.exchange.directory.entry import (
    Category,
    DirectoryEntry,
    Place,
    Provenance,
    Sex,
    Status,
    WhoFor,
)
from hrm2m.exchange.directory.undisclosed import CERTAIN, Words, why_undisclosed
from hrm2m.exchange.directory.withholding import reduced_to_district


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """A service as a worker knows it. `secret`: its place must not be found. None and empty are *not stated*."""

    name: str
    agency_name: str | None = None
    categories: frozenset[Category] = frozenset({Category.OTHER})
    secret: bool = False
    district: str | None = None
    address: str | None = None
    postcode: str | None = None
    sex: Sex | None = None
    childcare: bool | None = None
    available_from: date | None = None
    phones: tuple[str, ...] = ()
    summary: str | None = None
    opening_hours: str | None = None
    cost: str | None = None
    conditions: str | None = None
    how_to_ask: str | None = None


def entry_written(written: Written, *, source: str, source_id: str, now: datetime) -> DirectoryEntry:
    """The entry that may be kept: reduced to its district where it is secret, or where doubt protects it.

    Raises RecordRefused when its name could show where it is.
    """
    entry = _entry(written, source=source, source_id=source_id, now=now)
    why = why_undisclosed(_words(written))
    if why is None:
        return entry
    secrets = secrets_among(filter(None, (written.address, written.postcode)))
    return reduced_to_district(entry, why, secrets)


def could_show_a_hidden_place(said: str, hides_a_place: bool) -> bool:
    """Whether words about a service could lead to a place that must not be found: its own, or one they name."""
    if hides_a_place:
        return could_show_where(said)
    return why_undisclosed(Words(prose=(said,))) in CERTAIN and could_show_where(said)


def _words(written: Written) -> Words:
    texts = (written.summary, written.opening_hours, written.cost, written.conditions, written.how_to_ask)
    return Words(
        names=tuple(filter(None, (written.name, written.agency_name))),
        prose=tuple(filter(None, texts)),
        marked=written.secret,
        has_hours=bool(written.address and written.opening_hours),
    )


def _entry(written: Written, *, source: str, source_id: str, now: datetime) -> DirectoryEntry:
    where = Place(
        disclosed=True, district=written.district, address=written.address, postcode=written.postcode
    )
    stated = written.district or written.address or written.postcode
    return DirectoryEntry(
        provenance=Provenance(source=source, source_url=None, licence=None, attribution=None, read_at=now),
        source_id=source_id,
        name=written.name,
        agency_name=written.agency_name,
        summary=written.summary,
        categories=written.categories,
        who_for=WhoFor(sex=written.sex),
        places=(where,) if stated else (),
        phones=written.phones,
        opening_hours=written.opening_hours,
        available_from=written.available_from,
        cost=written.cost,
        childcare=written.childcare,
        conditions=written.conditions,
        how_to_ask=written.how_to_ask,
        status=Status.ACTIVE,
    )
