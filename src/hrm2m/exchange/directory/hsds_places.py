"""Where a service of an Open Referral record is, as the record states it; hiding is done elsewhere."""

import re
from collections.abc import Iterator

import msgspec

from hrm2m.exchange.directory.address_signs import POSTCODE
from hrm2m.exchange.directory.districts import district_named
from hrm2m.exchange.directory.entry import Place
from hrm2m.exchange.directory.json_shapes import branch, branches, number
from hrm2m.exchange.directory.plain_text import line, text


ADDRESS_LINES = ("address_1", "address_2", "attention")
ADDRESS_AREAS = ("city", "region", "state_province")
NOT_VISITED = frozenset({"postal", "virtual"})


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """One place as read, before anyone decides whether it may be shown.

    `address_parts` are the words that lead to it, `area_parts` the names around it that are on no list, and
    `reduced` is the place as its listed district.
    """

    place: Place
    reduced: Place
    location_id: str | None
    visited: bool
    has_hours: bool
    address_parts: tuple[str, ...]
    area_parts: tuple[str, ...]
    travel: str | None


def sites(record: dict[str, object]) -> list[Site]:
    """Every place of a service. A location that does not say it is physical is not taken to be one."""
    joined = [(at, branch(at, "location")) for at in branches(record, "service_at_locations")]
    alone = branches(record, "locations")
    return [_site(at, location) for at, location in joined if location] + [_site({}, one) for one in alone]


def is_visited(location: dict[str, object]) -> bool:
    """Whether a location is one to go to: it says so, or (Open Referral UK 1.0) it has a physical address."""
    kind = location.get("location_type")
    return kind == "physical" or (
        "location_type" not in location and bool(branches(location, "physical_addresses"))
    )


def addresses_in(record: dict[str, object]) -> Iterator[dict[str, object]]:
    """The addresses of one location, in the words of HSDS 3.0 and of the older Open Referral UK."""
    yield from branches(record, "addresses", "physical_addresses", "postal_addresses")


def _site(at: dict[str, object], location: dict[str, object]) -> Site:
    visited = is_visited(location)
    address = next(_visited_first(location), {})
    latitude, longitude = _coordinates(location)
    lines = tuple(filter(None, (line(address.get(key)) for key in ADDRESS_LINES[:2])))
    areas = tuple(filter(None, (line(address.get(key)) for key in ADDRESS_AREAS)))
    place = Place(
        disclosed=visited,
        district=next(iter(areas), None),
        name=line(location.get("name")),
        address=", ".join(lines) or None,
        postcode=_postcode(address.get("postal_code")),
        latitude=latitude,
        longitude=longitude,
    )
    return Site(
        place=place,
        reduced=Place(
            disclosed=False, district=next(filter(None, map(district_named, _areas(location))), None)
        ),
        location_id=line(location.get("id")),
        visited=visited,
        has_hours=visited and _has_hours(at, location),
        address_parts=_address_parts(location),
        area_parts=tuple(area for area in _areas(location) if district_named(area) is None),
        travel=text(location.get("transportation")),
    )


def _visited_first(location: dict[str, object]) -> Iterator[dict[str, object]]:
    yield from sorted(addresses_in(location), key=lambda address: address.get("address_type") in NOT_VISITED)


def _coordinates(location: dict[str, object]) -> tuple[float | None, float | None]:
    """Latitude and longitude in degrees, both or neither; feeds put what they do not know at 0,0."""
    latitude, longitude = number(location.get("latitude")), number(location.get("longitude"))
    if latitude is None or longitude is None or (latitude, longitude) == (0, 0):
        return None, None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else (None, None)


def _postcode(value: object) -> str | None:
    found = POSTCODE.fullmatch(line(value) or "")
    return f"{found[1]} {found[2]}".upper() if found else None


def _has_hours(at: dict[str, object], location: dict[str, object]) -> bool:
    keys = ("schedules", "regular_schedules", "regular_schedule")
    return bool(branches(at, *keys) or branches(location, *keys))


def _address_parts(location: dict[str, object]) -> tuple[str, ...]:
    """Words that lead to the door: lines, postcode, property number, coordinates at two grains."""
    found = [
        address.get(key) for address in addresses_in(location) for key in (*ADDRESS_LINES, "postal_code")
    ]
    found.append(location.get("external_identifier"))
    for key in ("latitude", "longitude"):
        degrees = str(location.get(key) or "")
        found += [degrees, re.sub(r"(\.\d{3})\d+$", r"\1", degrees)]
    return tuple(filter(None, map(line, found)))


def _areas(location: dict[str, object]) -> Iterator[str]:
    for address in addresses_in(location):
        yield from filter(None, (line(address.get(key)) for key in ADDRESS_AREAS))
