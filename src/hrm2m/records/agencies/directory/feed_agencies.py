"""The agencies of feeds: one row for each identifier, or each name, of a source; those of our own are not touched."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from hrm2m.records.agencies.directory.plain_words import plain
from hrm2m.records.agencies.directory.stated import OF_NO_FEED, StatedService, opaque
from hrm2m.records.agencies.models import Agency


LONGEST_ID = 160
Names = Mapping[str, str]
"""What each agency of a source is called, by its key."""


def key_of(service: StatedService) -> str:
    """What makes an agency the same agency in its source; empty where the service says nothing of it."""
    if service.agency_source_id:
        fits = len(service.agency_source_id) <= LONGEST_ID
        return service.agency_source_id if fits else opaque(service.agency_source_id)
    return opaque(plain(service.agency_name)) if service.agency_name else ""


def names_in(services: Iterable[StatedService]) -> Names:
    """The name most of an agency's services give it, and of two as common the first by letter: the order they
    came in decides nothing. An agency that no service of these names is not among them."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for service in services:
        if service.agency_name:
            counted[key_of(service)][service.agency_name] += 1
    return {key: min(names, key=lambda name: (-names[name], name)) for key, names in counted.items()}


def agency_of_no_feed(area: int, service: StatedService) -> int | None:
    """The number of the agency of a service that a worker writes: one of ours by this name, else one made for it."""
    ours = Agency.objects.filter(area=area, source="", ended_at=None, name__iexact=service.agency_name or "")
    number = ours.order_by("id").values_list("id", flat=True).first()
    if number is not None:
        return number
    key = key_of(service)
    return agency_ids(area, OF_NO_FEED, [key], names_in([service])).get(key)


def agency_ids(area: int, source: str, keys: Iterable[str], names: Names) -> dict[str, int]:
    """The numbers of the agencies with these keys, each made or renamed where it has to be.

    One that has no name is not made: it is named as soon as a service names it.
    """
    wanted = sorted(set(keys))
    known = {
        agency.source_id: agency
        for agency in Agency.objects.filter(area=area, source=source, source_id__in=wanted)
    }
    renamed = [agency for key, agency in known.items() if names.get(key, agency.name) != agency.name]
    for agency in renamed:
        agency.name = names[agency.source_id]
    Agency.objects.bulk_update(renamed, ["name"])
    new = [
        Agency(area=area, source=source, source_id=key, name=names[key])
        for key in wanted
        if key in names and key not in known
    ]
    made = Agency.objects.bulk_create(new)
    return {agency.source_id: agency.id for agency in [*known.values(), *made]}
