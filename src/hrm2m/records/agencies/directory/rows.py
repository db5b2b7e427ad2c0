"""Writes one service into its rows: the columns it is searched by, what is shown, its places. Decides nothing."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from hrm2m.records.agencies.directory import plain_words
from hrm2m.records.agencies.directory.stated import StatedService, shown_of
from hrm2m.records.agencies.directory.vocabulary import CHILDCARE_VALUES, CHOSEN, Field
from hrm2m.records.agencies.models import Service, ServiceFact, ServicePlace


_SOUGHT: Mapping[Field, tuple[str, Callable[[str], object]]] = {
    Field.CHILDCARE: ("added_childcare", CHILDCARE_VALUES.__getitem__),
    Field.AVAILABLE_FROM: ("added_available_from", date.fromisoformat),
    Field.TAKES: ("added_takes", str),
}


class Leaks(Exception):
    """A service says more of a place that must not be found than its district; it is never written."""


def columns_of(service: StatedService) -> dict[str, Any]:
    """What the row of a service says, all but where it belongs and what workers added."""
    said = service.provenance
    return {
        "source_id": service.source_id,
        "source_url": said.source_url or "",
        "licence": said.licence or "",
        "attribution": said.attribution or "",
        "read_at": said.read_at,
        "withdrawn_at": None,
        "content_hash": service.content_hash,
        "name": service.name,
        "childcare": service.childcare,
        "available_from": service.available_from,
        "status": service.status.value,
        "valid_from": service.valid_from,
        "valid_until": service.valid_until,
        "undisclosed": service.undisclosed,
        "hides_a_place": service.hides_a_place,
        "stated": shown_of(service),
        **_who_for(service),
        **_sought_by(service),
    }


def write_new(pairs: Sequence[tuple[Service, StatedService]], *, at: datetime) -> None:
    """Writes services that are not kept yet, each with its places. Raises Leaks and errors of the database."""
    for row, service in pairs:
        row.pk = None  # a step that was refused before has given it a number that is not there
        _fill(row, service, at)
    Service.objects.bulk_create([row for row, _ in pairs])
    ServicePlace.objects.bulk_create([place for row, service in pairs for place in _places_of(row, service)])


def write_again(row: Service, service: StatedService, *, at: datetime) -> None:
    """Writes what a service says now over what it said before. Raises Leaks and errors of the database.

    Where its place is hidden from now on, the words that workers added before are taken out: they may show the way.
    """
    hides_now = service.hides_a_place and not row.hides_a_place
    _fill(row, service, at)
    row.save()
    row.places.all().delete()
    if hides_now:
        take_out_words([row.id], at=at)
    ServicePlace.objects.bulk_create(_places_of(row, service))


def read_again(pairs: Collection[tuple[Service, StatedService]]) -> None:
    """Notes when services that say what they said before were last read; all of one feed at the same time, mostly."""
    for read_at in {service.provenance.read_at for _, service in pairs}:
        numbers = [row.id for row, service in pairs if service.provenance.read_at == read_at]
        Service.objects.filter(id__in=numbers).update(read_at=read_at)


def withdraw(services: Collection[int], *, at: datetime) -> None:
    """Withdraws services that their feed no longer lists; a reason may be that nobody should find them any more."""
    nothing = {"stated": {}, "words": "", "place_words": "", "content_hash": "", "withdrawn_at": at}
    Service.objects.filter(id__in=services).update(**nothing)
    ServicePlace.objects.filter(service_id__in=services).delete()
    take_out_words(services, at=at)


def take_out_words(services: Collection[int], *, at: datetime) -> None:
    """Takes out what workers wrote about these services in their own words; choices and dates stay."""
    facts = ServiceFact.objects.filter(service_id__in=services, withheld_at=None)
    facts.filter(field__in=CHOSEN).update(source_words="")
    facts.exclude(field__in=CHOSEN).update(value="", source_words="", withheld_at=at)


def note_newest(row: Service, field: Field) -> None:
    """Writes the newest of what workers added about this into the column that is searched by."""
    newest = row.facts.filter(field=field).order_by("-stated_on", "-id").first()
    if newest is not None and field in CHOSEN:
        column, read = _SOUGHT[field]
        Service.objects.filter(id=row.id).update(**{column: read(newest.value)})


def _fill(row: Service, service: StatedService, at: datetime) -> None:
    if service.leaks:
        raise Leaks
    for column, value in columns_of(service).items():
        setattr(row, column, value)
    row.kept_at = at


def _who_for(service: StatedService) -> dict[str, Any]:
    who = service.who_for
    return {
        "takes": who.sex.value if who.sex else "",
        "minimum_age": who.minimum_age,
        "maximum_age": who.maximum_age,
        "pregnant": who.pregnant,
    }


def _sought_by(service: StatedService) -> dict[str, Any]:
    says = (
        service.name,
        service.agency_name,
        *service.partner_agencies,
        service.summary,
        *service.activities,
    )
    where = [
        part
        for place in service.places
        for part in (place.district, place.name, place.address, place.postcode)
    ]
    return {
        "name_key": plain_words.plain(service.name)[:300],
        "words": plain_words.word_list(says),
        "place_words": plain_words.phrase_list([*where, *service.areas]),
        "covers_a_nation": plain_words.covers_a_nation(service.areas),
        "categories": f" {' '.join(sorted(service.categories))} ",
    }


def _places_of(row: Service, service: StatedService) -> list[ServicePlace]:
    return [
        ServicePlace(
            service=row,
            area=row.area,
            disclosed=place.disclosed,
            district=place.district or "",
            name=place.name or "",
            address=place.address or "",
            postcode=place.postcode or "",
            latitude=place.latitude,
            longitude=place.longitude,
        )
        for place in service.places
    ]
