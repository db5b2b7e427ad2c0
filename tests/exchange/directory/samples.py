"""Invented records in the shapes of real feeds; every name, number and address is made up."""

import copy
import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from hrm2m.exchange.directory import hsds, moj_crs
from hrm2m.exchange.directory.entry import DirectoryEntry, Provenance
from hrm2m.exchange.directory.refusals import Found, Refusal


NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PROVENANCE = Provenance(source="test", source_url=None, licence=None, attribution=None, read_at=NOW)
SERVICE_ID = "5b0d7a3e-6c0f-4a64-9f6d-0c7a4f2f9a01"
AGENCY_ID = "0f7d0e0e-15a1-4d43-8a44-3f9f7b7f6a02"


def new_id(words: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, words))


def address(**changes: object) -> dict[str, object]:
    made: dict[str, object] = {
        "id": new_id("address"),
        "address_1": "3 Market Row",
        "city": "Norwich",
        "state_province": "Norfolk",
        "postal_code": "NR1 4AB",
        "country": "GB",
        "address_type": "physical",
    }
    return made | changes


def location(**changes: object) -> dict[str, object]:
    made: dict[str, object] = {
        "id": new_id("location"),
        "location_type": "physical",
        "name": "The Corn Exchange",
        "latitude": 52.6293,
        "longitude": 1.2979,
        "addresses": [address()],
    }
    return made | changes


def service(**changes: object) -> dict[str, object]:
    """A small HSDS 3.0 service with a public place."""
    made: dict[str, object] = {
        "id": SERVICE_ID,
        "name": "Morning Kitchen",
        "description": "A hot breakfast, no questions asked.",
        "status": "active",
        "organization": {"id": AGENCY_ID, "name": "Open Table", "description": "A charity."},
        "service_at_locations": [{"id": new_id("at"), "location": location()}],
    }
    return copy.deepcopy(made | changes)


def at(*places: dict[str, object]) -> list[dict[str, object]]:
    return [{"id": new_id(f"at {number}"), "location": place} for number, place in enumerate(places)]


def contract(**changes: object) -> dict[str, object]:
    """A Ministry of Justice contract."""
    made: dict[str, object] = {
        "internal_contract_id": new_id("contract"),
        "contract_reference": "PRJ_0000",
        "contract_type_id": "WOS",
        "region": {"nps_region_code": "J", "pcc_region_code": None},
        "eligibility": {"allows_female": True, "allows_male": False, "minimum_age": 18, "maximum_age": None},
        "scheduling": {"hide_before": "2021-01-01", "hide_after": None},
        "providers": {"prime_provider_code": "THE_OPEN_DOOR_TRUST", "subcontractor_codes": ["A_B_C"]},
        "intervention_title": "Women's Services in Norfolk",
        "short_description": "For women on probation.",
        "activities": [
            {
                "need_area": "Dependency & Recovery",
                "activity": "Naloxone training",
                "delivery_method": "1-2-1",
                "delivery_location": "Norwich, Great Yarmouth",
            }
        ],
    }
    return copy.deepcopy(made | changes)


def read_all(records: Sequence[dict[str, object]]) -> list[DirectoryEntry | Refusal]:
    found = [Found(where=f"service {n} in x.json", record=one) for n, one in enumerate(records, start=1)]
    return list(hsds.read_records(found, PROVENANCE))


def read(record: dict[str, object]) -> DirectoryEntry:
    return _one_entry(read_all([record]))


def read_contract(record: dict[str, object]) -> DirectoryEntry:
    return _one_entry(moj_crs.read_records([Found(where="x.json", record=record)], PROVENANCE))


def refusal(record: dict[str, object]) -> str:
    (only,) = read_all([record])
    assert isinstance(only, Refusal)
    return str(only)


def _one_entry(read_out: Iterable[DirectoryEntry | Refusal]) -> DirectoryEntry:
    (only,) = read_out
    assert isinstance(only, DirectoryEntry), only
    return only
