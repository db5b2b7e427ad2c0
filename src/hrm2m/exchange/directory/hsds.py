"""Services of an Open Referral feed (HSDS 3.0, Open Referral UK 3.0 and 1.0) read into directory entries."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from hrm2m.exchange.directory import hsds_facts
from hrm2m.exchange.directory.address_signs import holds_a_secret, secrets_among
from hrm2m.exchange.directory.categories import CHILDCARE, NO_CHILDCARE, categories_of, stated
from hrm2m.exchange.directory.entry import LINE_LENGTH, SOURCE_ID_LENGTH, DirectoryEntry, Provenance, Status
from hrm2m.exchange.directory.hsds_places import Site, sites
from hrm2m.exchange.directory.hsds_reach import ways_to_reach
from hrm2m.exchange.directory.hsds_words import labels_of_service, terms, words_of
from hrm2m.exchange.directory.json_shapes import branch, branches, day, moment
from hrm2m.exchange.directory.plain_text import line, text
from hrm2m.exchange.directory.refusals import Found, RecordRefused, Refusal
from hrm2m.exchange.directory.undisclosed import CERTAIN, Why, Words, why_undisclosed
from hrm2m.exchange.directory.ways_to_reach import web_address
from hrm2m.exchange.directory.withholding import reduced_to_district, without_words_that_hold


_STATUSES = {
    "active": Status.ACTIVE,
    "inactive": Status.INACTIVE,
    "defunct": Status.ENDED,
    "temporarily closed": Status.TEMPORARILY_CLOSED,
}


class _Read(msgspec.Struct, kw_only=True):
    """A record on its way: as read, with its places and the reason to hide them, if any."""

    found: Found
    entry: DirectoryEntry
    sites: list[Site]
    words: Words
    why: Why | None
    agency: str | None


def source_id(record: dict[str, object]) -> str:
    """The identifier that makes a service one service."""
    said = line(record.get("id"), SOURCE_ID_LENGTH + 1)
    if said is None:
        raise RecordRefused("no id")
    if len(said) > SOURCE_ID_LENGTH:
        raise RecordRefused(f"its id is longer than {SOURCE_ID_LENGTH} characters")
    return said


def read_records(records: Sequence[Found], provenance: Provenance) -> Iterator[DirectoryEntry | Refusal]:
    """Each record as an entry or as a refusal with its reason.

    All are read before the first is handed on, because one record of an agency may say what hides another.
    """
    read: list[_Read] = []
    for found in records:
        try:
            read.append(_read(found, provenance))
        except RecordRefused as refused:
            yield Refusal(where=found.where, reason=str(refused))
    _hide_what_others_hide(read)
    for one in read:
        try:
            yield _shown(one)
        except RecordRefused as refused:
            yield Refusal(where=one.found.where, reason=str(refused))


def _read(found: Found, provenance: Provenance) -> _Read:
    record = found.record
    places = sites(record)
    words = words_of(record, places)
    agency = branch(record, "organization")
    return _Read(
        found=found,
        entry=_entry(record, places, provenance),
        sites=places,
        words=words,
        why=why_undisclosed(words),
        agency=line(agency.get("id")) or line(record.get("organization_id")) or line(agency.get("name")),
    )


def _hide_what_others_hide(read: list[_Read]) -> None:
    """Hides a record that shows what another one hides: the same location, or its agency's hidden address.

    Only a certain reason travels: if doubt did too, one council's abuse line would hide its town hall.
    """
    certain = [one for one in read if one.why in CERTAIN]
    locations = {site.location_id for one in certain for site in one.sites if site.location_id}
    secrets: dict[str, frozenset[str]] = {}
    for one in certain:
        if one.agency:
            secrets[one.agency] = secrets.get(one.agency, frozenset()) | _address_secrets(one.sites)
    for one in read:
        if one.why is None and _shows(one, locations, secrets.get(one.agency or "", frozenset())):
            one.why = Why.ANOTHER_RECORD


def _shows(one: _Read, locations: set[str], secrets: frozenset[str]) -> bool:
    if any(site.location_id in locations for site in one.sites):
        return True
    sayings = (*one.words.names, *one.words.prose, *one.words.agency)
    return any(holds_a_secret(said, secrets) for said in sayings)


def _shown(one: _Read) -> DirectoryEntry:
    """The entry as it may be kept."""
    hidden = [site for site in one.sites if one.why or not site.visited]
    if not one.why and not hidden:
        return one.entry
    places = tuple(site.reduced if site in hidden else site.place for site in one.sites)
    entry = msgspec.structs.replace(one.entry, places=places)
    secrets = _address_secrets(hidden)
    if one.why:
        own_names = {entry.name, entry.agency_name}
        others = [name for site in hidden if (name := site.place.name) and name not in own_names]
        areas = [area for site in hidden for area in site.area_parts]
        return reduced_to_district(entry, one.why, secrets | secrets_among([*others, *areas]))
    if len(hidden) == len(one.sites):
        return reduced_to_district(entry, Why.NOT_FOR_VISITS, secrets)
    return without_words_that_hold(secrets, entry)


def _address_secrets(places: list[Site]) -> frozenset[str]:
    return secrets_among(part for site in places for part in site.address_parts)


def _entry(record: dict[str, object], places: list[Site], provenance: Provenance) -> DirectoryEntry:
    agency = branch(record, "organization")
    who, notes = hsds_facts.who_for(record)
    phones, emails, left_out = ways_to_reach(record)
    return DirectoryEntry(
        provenance=provenance,
        source_id=source_id(record),
        name=_name(record),
        agency_name=line(agency.get("name")),
        agency_source_id=line(agency.get("id"), SOURCE_ID_LENGTH)
        or line(record.get("organization_id"), SOURCE_ID_LENGTH),
        summary=text(record.get("description")),
        categories=categories_of([_name(record), *terms(record)]),
        who_for=who,
        places=tuple(site.place for site in places),
        areas=tuple(dict.fromkeys(_areas(record))),
        phones=phones,
        emails=emails,
        url=web_address(record.get("url")),
        opening_hours=hsds_facts.opening_hours(record),
        waiting=hsds_facts.waiting(record),
        cost=hsds_facts.cost(record),
        languages=hsds_facts.languages(record),
        interpreting=text(record.get("interpretation_services")),
        childcare=stated(labels_of_service(record), CHILDCARE, NO_CHILDCARE),
        conditions=hsds_facts.conditions(record),
        how_to_ask=text(record.get("application_process")),
        travel=text("\n".join(dict.fromkeys(site.travel for site in places if site.travel))),
        alert=text(record.get("alert")),
        status=_status(record),
        last_modified=moment(record.get("last_modified")),
        last_checked=day(record.get("assured_date")),
        notes=(*notes, *left_out),
    )


def _name(record: dict[str, object]) -> str:
    said = line(record.get("name"), LINE_LENGTH + 1)
    if said is None:
        raise RecordRefused("no name")
    if len(said) > LINE_LENGTH:
        raise RecordRefused(f"its name is longer than {LINE_LENGTH} characters")
    return said


def _status(record: dict[str, object]) -> Status:
    said = line(record.get("status"))
    if said is None:
        raise RecordRefused("no status")
    status = _STATUSES.get(re.sub(r"[\s_-]+", " ", said.casefold()))
    if status is None:
        raise RecordRefused(f"its status is none of {', '.join(_STATUSES)}")
    return status


def _areas(record: dict[str, object]) -> Iterator[str]:
    for area in branches(record, "service_areas"):
        said = line(area.get("name")) or line(area.get("service_area")) or line(area.get("description"))
        if said:
            yield said
