"""Invented services as feeds state them, for the tests of the directory; every name and number is made up."""

from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import msgspec

from hrm2m.foundation import clock
from hrm2m.policy.facts import machine_actor
from hrm2m.records.agencies.actions import ImportCounts, import_directory_entries
from hrm2m.records.agencies.directory.stated import Place, Provenance, StatedService, WhoFor
from hrm2m.records.agencies.directory.vocabulary import State


READ_AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
PROVENANCE = Provenance(
    source="testmere", source_url=None, licence="OGL-UK-3.0", attribution="Testmere Council", read_at=READ_AT
)
NORWICH = Place(disclosed=True, district="Norwich", address="3 Market Row", postcode="NR1 4AB")


def a_service(name: str = "Morning Kitchen", **changes: Any) -> StatedService:
    """A service for anyone that states little; its hash is of what it says."""
    said: dict[str, Any] = {
        "provenance": PROVENANCE,
        "source_id": name.casefold().replace(" ", "-"),
        "content_hash": "",
        "name": name,
        "agency_name": "Open Table",
        "agency_source_id": "open-table",
        "categories": frozenset({"food_and_everyday"}),
        "who_for": WhoFor(),
        "places": (NORWICH,),
        "childcare": None,
        "available_from": None,
        "status": State.ACTIVE,
        "valid_from": None,
        "valid_until": None,
        "undisclosed": False,
    }
    made = StatedService(**(said | changes))
    if "content_hash" in changes:
        return made
    # As feeds take it: over all but the time of reading.
    hashed = msgspec.structs.replace(
        made, provenance=msgspec.structs.replace(made.provenance, read_at=READ_AT)
    )
    return msgspec.structs.replace(
        made, content_hash=sha256(msgspec.json.encode(hashed, order="sorted")).hexdigest()
    )


def a_refuge(name: str = "Lantern House", **changes: Any) -> StatedService:
    """A service whose place must not be found, as the choke point leaves it."""
    hidden = {"undisclosed": True, "places": (Place(disclosed=False, district="Norwich"),)}
    notes = ("Where it is, is shown by district only: it is a refuge, or speaks of one.",)
    return a_service(name, **({"notes": notes, "categories": frozenset({"safety"})} | hidden | changes))


def keep(*services: StatedService, area: int = 1, whole: bool = False) -> ImportCounts:
    """Imports them as the command does."""
    return import_directory_entries(by=machine_actor(area), entries=services, at=clock.now(), whole=whole)


def keep_all(services: Iterable[StatedService]) -> ImportCounts:
    """Imports them as the command does."""
    return keep(*services)
