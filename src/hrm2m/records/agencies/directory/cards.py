"""How a service is shown: frozen values made from its rows; nothing here chooses which."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from hrm2m.cadence.local_time import local_day
from hrm2m.records.agencies.directory.stated import OF_NO_FEED, Shown, shown_from
from hrm2m.records.agencies.directory.vocabulary import Field, State, Takes, Unsure
from hrm2m.records.agencies.models import Service, ServiceFact, ServicePlace


@dataclass(frozen=True)
class PlaceCard:
    """One place; of an undisclosed one the district at most. Empty is *not stated*."""

    disclosed: bool
    district: str
    name: str
    address: str
    postcode: str


@dataclass(frozen=True)
class Added:
    """What a worker was told about a service. `withheld`: the words were taken out when its place was hidden."""

    ref: str
    field: Field
    value: str
    source_words: str
    stated_on: date
    by_first_name: str
    withheld: bool


@dataclass(frozen=True)
class ServiceLine:
    """A service in a list; None is *not stated*. `added_*` is what a worker was told last."""

    ref: str
    name: str
    agency_name: str
    state: State
    takes: Takes | None
    added_takes: Takes | None
    minimum_age: int | None
    maximum_age: int | None
    childcare: bool | None
    added_childcare: bool | None
    available_from: date | None
    added_available_from: date | None
    undisclosed: bool
    hides_a_place: bool
    where: tuple[str, ...]
    unsure: frozenset[Unsure]


@dataclass(frozen=True)
class Origin:
    """Where what is shown comes from: a feed, or the worker who wrote it."""

    source: str
    source_url: str
    licence: str
    attribution: str
    read_at: datetime
    is_written_here: bool
    written_by: str
    written_words: str
    written_on: date | None


@dataclass(frozen=True)
class ServiceCard:
    """One service whole: the line, what is only shown, its places, what workers added, where it comes from."""

    line: ServiceLine
    shown: Shown
    pregnant: bool | None
    categories: tuple[str, ...]
    valid_from: date | None
    valid_until: datetime | None
    withdrawn_at: datetime | None
    places: tuple[PlaceCard, ...]
    added: tuple[Added, ...]
    origin: Origin


def line_of(row: Service, now: datetime, unsure: Iterable[Unsure] = ()) -> ServiceLine:
    """The line of a row whose agency and places were fetched with it."""
    return ServiceLine(
        ref=row.ref,
        name=row.name,
        agency_name=row.agency.name if row.agency else "",
        state=state_of(row, now),
        takes=_takes(row.takes),
        added_takes=_takes(row.added_takes),
        minimum_age=row.minimum_age,
        maximum_age=row.maximum_age,
        childcare=row.childcare,
        added_childcare=row.added_childcare,
        available_from=row.available_from,
        added_available_from=row.added_available_from,
        undisclosed=row.undisclosed,
        hides_a_place=row.hides_a_place,
        where=_where(row),
        unsure=frozenset(unsure),
    )


def card_of(
    row: Service, facts: Iterable[ServiceFact], first_names: Mapping[int, str], now: datetime
) -> ServiceCard:
    """The card of a row, with what workers added and their first names by number."""
    return ServiceCard(
        line=line_of(row, now),
        shown=shown_from(row.stated),
        pregnant=row.pregnant,
        categories=tuple(row.categories.split()),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        withdrawn_at=row.withdrawn_at,
        places=tuple(_place(place) for place in row.places.all()),
        added=tuple(_added(fact, first_names) for fact in facts),
        origin=Origin(
            source=row.source,
            source_url=row.source_url,
            licence=row.licence,
            attribution=row.attribution,
            read_at=row.read_at,
            is_written_here=row.source == OF_NO_FEED,
            written_by=first_names.get(row.written_by_id or 0, ""),
            written_words=row.written_words,
            written_on=row.written_on,
        ),
    )


def state_of(row: Service, now: datetime) -> State:
    """Whether a service takes anyone now: its dates speak for the time since it was read."""
    stated = State(row.status)
    if row.withdrawn_at is not None:
        return State.WITHDRAWN
    if stated not in {State.ACTIVE, State.NOT_YET}:
        return stated
    if row.valid_until is not None and row.valid_until < now:
        return State.ENDED
    if row.valid_from is not None:
        return State.NOT_YET if row.valid_from > local_day(now) else State.ACTIVE
    return stated


def _where(row: Service) -> tuple[str, ...]:
    """The names of its places and areas, each once; an address only where there is no other name."""
    said = (place.district or place.name or place.address or place.postcode for place in row.places.all())
    areas = shown_from(row.stated).areas
    return tuple(dict.fromkeys(filter(None, (*said, *areas))))


def _place(place: ServicePlace) -> PlaceCard:
    return PlaceCard(place.disclosed, place.district, place.name, place.address, place.postcode)


def _added(fact: ServiceFact, first_names: Mapping[int, str]) -> Added:
    return Added(
        ref=fact.ref,
        field=Field(fact.field),
        value=fact.value,
        source_words=fact.source_words,
        stated_on=fact.stated_on,
        by_first_name=first_names.get(fact.by_id, ""),
        withheld=fact.withheld_at is not None,
    )


def _takes(code: str) -> Takes | None:
    return Takes(code) if code else None
