"""Which services are hidden, as a table."""

import pytest

from hrm2m.exchange.directory.undisclosed import Why
from tests.exchange.directory.samples import AGENCY_ID, address, at, location, read, service


HIDDEN = [
    ({"name": "Harbour Refuge"}, Why.REFUGE),
    ({"description": "Self-contained refuges across the county"}, Why.REFUGE),
    ({"description": "Lloches i fenywod"}, Why.REFUGE),
    ({"description": "The address is never disclosed."}, Why.SAFE_PLACE),
    ({"description": "We meet at a secret location."}, Why.SAFE_PLACE),
    ({"description": "A place of safety for survivors"}, Why.SAFE_PLACE),
    ({"name": "IDVA service"}, Why.NO_PUBLIC_DOOR),
    ({"name": "Rape support", "description": "Come and see us any time."}, Why.NO_PUBLIC_DOOR),
    ({"description": "For women fleeing a partner."}, Why.NO_PUBLIC_DOOR),
    ({"description": "No drop-in. We help with domestic abuse."}, Why.NO_PUBLIC_DOOR),
    ({"organization": {"id": AGENCY_ID, "name": "Cymorth i Ferched"}}, Why.NO_PUBLIC_DOOR),
    (
        {"organization": {"id": AGENCY_ID, "name": "Harbour", "description": "We run three refuges."}},
        Why.NO_PUBLIC_DOOR,
    ),
    ({"confidential": True}, Why.MARKED),
    ({"isConfidential": "yes"}, Why.MARKED),
    ({"attributes": [{"taxonomy_term": {"name": "Confidential"}}]}, Why.MARKED),
    ({"attributes": [{"label": "do not publish", "value": "true"}]}, Why.MARKED),
    ({"service_at_locations": at(location(name="Undisclosed"))}, Why.MARKED),
    (
        {"service_at_locations": at(location(addresses=[address(address_1="Address confidential")]))},
        Why.MARKED,
    ),
]
SHOWN: list[dict[str, object]] = [
    {},
    {"name": "Confidential counselling"},
    {"description": "Free, confidential and impartial advice for refugees."},
    {"confidential": False},
    {"confidential": "no"},
    {"attributes": [{"label": "Confidential", "value": "No"}]},
    {"name": "Domestic abuse drop-in"},
    {"description": "Help with debt, domestic abuse and school places. Drop in any weekday."},
]


@pytest.mark.parametrize(("changes", "why"), HIDDEN)
def test_a_service_is_hidden_and_its_entry_says_why(changes: dict[str, object], why: Why) -> None:
    kept = read(service(**changes))
    assert kept.undisclosed
    assert any(why in note for note in kept.notes)
    assert all(place.address is None and place.postcode is None for place in kept.places)


@pytest.mark.parametrize("changes", SHOWN)
def test_a_public_service_keeps_its_address(changes: dict[str, object]) -> None:
    kept = read(service(**changes))
    assert not kept.undisclosed
    assert (kept.places[0].address, kept.places[0].postcode) == ("3 Market Row", "NR1 4AB")


def test_hours_at_a_place_open_the_door_of_a_service_that_only_speaks_of_abuse() -> None:
    words = "Debt, housing and domestic abuse."
    open_place = location(schedules=[{"id": "1", "byday": "MO", "opens_at": "09:00", "closes_at": "12:00"}])
    assert read(service(description=words)).undisclosed
    assert not read(service(description=words, service_at_locations=at(open_place))).undisclosed


def test_beds_close_a_door_that_hours_would_open() -> None:
    open_place = location(schedules=[{"id": "1", "byday": "MO"}])
    words = "Emergency accommodation and help with domestic abuse. Drop-in on Mondays."
    assert read(service(description=words, service_at_locations=at(open_place))).undisclosed
