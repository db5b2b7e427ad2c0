"""The real contracts, the published example and the published schema, where they are at hand."""

import json
import re
from pathlib import Path

import jsonschema
import msgspec
import pytest

from hrm2m.exchange.directory import hsds, moj_crs
from hrm2m.exchange.directory.entry import Category, Sex, Status
from hrm2m.exchange.directory.feed import Reading, gather, read_path
from hrm2m.exchange.directory.refusals import Found, Refusal
from tests.exchange.directory.samples import PROVENANCE, service


DATA = Path(__file__).parents[4] / "shared" / "data"
CONTRACTS, EXAMPLE, SCHEMAS = DATA / "moj-crs-contracts", DATA / "oruk-example", DATA / "hsds-3.0"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the real feeds are not at hand")


@pytest.fixture(scope="module")
def contracts() -> Reading:
    return gather(
        read_path(CONTRACTS), moj_crs.source_id, lambda found: moj_crs.read_records(found, PROVENANCE)
    )


@pytest.mark.slow
@needs_data
def test_every_real_contract_is_read_and_none_is_refused(contracts: Reading) -> None:
    assert (contracts.read, len(contracts.entries), contracts.refusals, contracts.repeated) == (
        196,
        196,
        (),
        0,
    )
    assert len({entry.source_id for entry in contracts.entries}) == 196


@pytest.mark.slow
@needs_data
def test_the_real_contracts_are_for_whom_and_for_what_they_say(contracts: Reading) -> None:
    sexes = [entry.who_for.sex for entry in contracts.entries]
    assert (sexes.count(Sex.WOMEN), sexes.count(Sex.MEN), sexes.count(Sex.ANYONE)) == (58, 110, 28)
    assert sum(Category.WOMEN in entry.categories for entry in contracts.entries) == 58
    assert all(Category.OTHER not in entry.categories for entry in contracts.entries if entry.activities)
    assert sum(entry.status is Status.ENDED for entry in contracts.entries) == 26


@needs_data
def test_no_mailbox_of_a_real_person_is_kept(contracts: Reading) -> None:
    mailboxes = re.findall(r'"incoming_distribution_email": "([^"]+)"', "".join(
        path.read_text("utf-8") for path in sorted(CONTRACTS.glob("*.json"))
    ))  # fmt: skip
    kept = msgspec.json.encode(contracts.entries).decode().casefold()
    assert len(mailboxes) == 40
    assert not [mailbox for mailbox in mailboxes if mailbox.casefold() in kept]


@needs_data
def test_the_published_example_is_read_whole() -> None:
    read = gather(
        read_path(EXAMPLE / "service_full.json"),
        hsds.source_id,
        lambda found: hsds.read_records(found, PROVENANCE),
    )
    (entry,) = read.entries
    assert (entry.name, entry.agency_name) == ("Community Counselling", "Example Organization Inc.")
    assert entry.categories == {Category.MENTAL_HEALTH}
    assert (entry.who_for.minimum_age, entry.who_for.maximum_age) == (12, 100)
    assert (
        entry.cost
        == "fees_description\nUnder 18s and Over 60s · 35.00 · per 1 hour session · until 2022-12-31"
    )
    assert entry.places[0].address == "1-30 Main Street"
    assert entry.places[0].postcode is None
    assert entry.childcare is None


@needs_data
@pytest.mark.parametrize(
    ("changes", "wrong"), [({}, False), ({"name": None}, True), ({"status": "open"}, True)]
)
def test_our_checks_refuse_what_the_published_schema_refuses(changes: dict[str, object], wrong: bool) -> None:
    schema = json.loads((SCHEMAS / "service.json").read_text("utf-8"))
    plain = {key: value for key, value in schema["properties"].items() if "$ref" not in json.dumps(value)}
    checker = jsonschema.Draft202012Validator({**schema, "properties": plain})
    record = service(**changes)
    (found,) = hsds.read_records([Found(where="x", record=record)], PROVENANCE)
    assert (not checker.is_valid(record)) is wrong
    assert isinstance(found, Refusal) is wrong
