"""Open Referral records: what is read, what is refused, and that nothing is guessed."""

import json
from datetime import UTC, date, datetime

import msgspec
import pytest

from hrm2m.exchange.directory.entry import Category, DirectoryEntry, Sex, Status, WhoFor
from tests.exchange.directory.samples import (
    PROVENANCE,
    address,
    at,
    location,
    new_id,
    read,
    read_all,
    refusal,
    service,
)


OLD_SHAPE: dict[str, object] = {
    "id": "1234",
    "name": "Baby Bank",
    "status": "active",
    "organization": {"id": "77", "name": "Warm Hands"},
    "service_at_locations": [
        {
            "id": "5",
            "location": {
                "id": "6",
                "name": "Chapel Hall",
                "latitude": "52.5",
                "longitude": "1.5",
                "physical_addresses": [
                    {"address_1": "1 Hall Row", "city": "Norwich", "postal_code": "nr14ab"}
                ],
            },
            "regular_schedule": [{"weekday": "TU", "opens_at": "10:00", "closes_at": "12:00"}],
        }
    ],
    "service_areas": [{"service_area": "Norwich"}],
    "service_taxonomys": [{"taxonomy": {"id": "x", "name": "Baby and toddler goods"}}],
    "eligibilitys": [{"eligibility": "Women", "minimum_age": "16", "maximum_age": "55"}],
    "cost_options": [{"option": "Free", "amount": 0}],
    "contacts": [
        {"name": "Ann Persona", "phones": [{"number": "01603 555 010"}, {"number": "07700 900 321"}]}
    ],
    "languages": [{"language": "Polish"}],
}


def test_a_service_that_states_little_has_not_stated_for_the_rest() -> None:
    kept = read(service())
    assert (kept.childcare, kept.waiting, kept.available_from, kept.cost) == (None, None, None, None)
    assert (kept.opening_hours, kept.travel, kept.conditions, kept.how_to_ask) == (None, None, None, None)
    assert (kept.who_for, kept.languages, kept.phones) == (WhoFor(), (), ())
    assert kept.status is Status.ACTIVE


def test_the_older_open_referral_uk_shape_is_read() -> None:
    kept = read(OLD_SHAPE)
    place = kept.places[0]
    assert (place.address, place.district, place.postcode) == ("1 Hall Row", "Norwich", "NR1 4AB")
    assert (place.latitude, place.longitude) == (52.5, 1.5)
    assert kept.who_for == WhoFor(sex=Sex.WOMEN, minimum_age=16, maximum_age=55)
    assert kept.opening_hours == "Chapel Hall: Tue 10:00 to 12:00"
    assert (kept.cost, kept.areas, kept.languages) == ("Free · 0.00", ("Norwich",), ("Polish",))
    assert kept.categories == {Category.MATERNITY_AND_BABY, Category.FOOD_AND_EVERYDAY}


def test_a_named_persons_mobile_and_mailbox_are_left_out_and_said_to_be() -> None:
    kept = read(OLD_SHAPE | {"email": "ann.persona@warm.example"})
    assert kept.phones == ("01603 555 010",)
    assert kept.emails == ()
    assert len(kept.notes) == 2


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"name": None}, "no name"),
        ({"name": "  "}, "no name"),
        ({"name": "x" * 301}, "its name is longer than 300 characters"),
        ({"id": None}, "no id"),
        ({"id": "x" * 161}, "its id is longer than 160 characters"),
        ({"status": None}, "no status"),
        ({"status": "open"}, "its status is none of active, inactive, defunct, temporarily closed"),
        ({"description": "x" * 40_001}, "it holds a text of more than 40000 characters"),
        ({"attributes": [{"value": str(n)} for n in range(20_001)]}, "it holds more than 20000 values"),
    ],
)
def test_a_record_that_lacks_what_every_service_has_is_refused_with_the_reason(
    changes: dict[str, object], reason: str
) -> None:
    assert refusal(service(**changes)) == f"service 1 in x.json: {reason}"


def test_a_record_nested_without_end_is_refused() -> None:
    nested: object = "x"
    for _ in range(40):
        nested = {"metadata": nested}
    assert refusal(service(metadata=nested)) == "service 1 in x.json: it is nested more than 30 deep"


def test_a_refusal_does_not_stop_the_records_beside_it() -> None:
    kept = read_all([service(name=None), service(id=new_id("other"))])
    assert [isinstance(one, DirectoryEntry) for one in kept] == [False, True]


@pytest.mark.parametrize("value", [7, True, [], {}, [[]], "x", [None], {"a": {"b": []}}])
@pytest.mark.parametrize(
    "key",
    [
        "organization", "service_at_locations", "phones", "contacts", "schedules", "attributes", "cost_options",
        "languages", "service_areas", "description", "url", "email", "minimum_age", "last_modified", "eligibilitys",
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_shape_is_as_if_it_were_not_there(key: str, value: object) -> None:
    (kept,) = read_all([service(**{key: value})])
    assert isinstance(kept, DirectoryEntry)
    assert kept.name == "Morning Kitchen"


def test_ages_that_contradict_each_other_are_left_out() -> None:
    kept = read(service(minimum_age=30, maximum_age=18))
    assert kept.who_for == WhoFor()
    assert kept.notes == ("Its ages contradict each other and are left out.",)


@pytest.mark.parametrize("value", [-1, 121, 16.5, "sixteen", float("nan"), 10**400, True])
def test_an_age_that_is_none_is_not_stated(value: object) -> None:
    assert read(service(minimum_age=value)).who_for.minimum_age is None


@pytest.mark.parametrize(("latitude", "longitude"), [(100, 101), (0, 0), ("north", 1), (52.1, None)])
def test_coordinates_that_are_none_are_left_out(latitude: object, longitude: object) -> None:
    place = read(service(service_at_locations=at(location(latitude=latitude, longitude=longitude)))).places[0]
    assert (place.latitude, place.longitude) == (None, None)


def test_childcare_and_pregnancy_are_read_from_whole_labels_only() -> None:
    def labelled(*names: str) -> DirectoryEntry:
        return read(service(attributes=[{"taxonomy_term": {"name": name}} for name in names]))

    assert labelled("Crèche available", "Pregnant women").childcare is True
    assert labelled("Pregnant women").who_for.pregnant is True
    assert labelled("No creche").childcare is False
    assert labelled("No creche", "Crèche available").childcare is None
    assert labelled("Childcare costs advice").childcare is None
    assert labelled("Not suitable for pregnant women").who_for.pregnant is None


def test_whom_a_service_takes_is_not_read_from_a_sentence() -> None:
    assert read(service(eligibility_description="Women only")).who_for.sex is Sex.WOMEN
    assert read(service(eligibility_description="Not suitable for men")).who_for.sex is None
    assert read(service(attributes=[{"value": "Women"}, {"value": "Men"}])).who_for.sex is Sex.ANYONE
    assert read(service(attributes=[{"value": "Women"}, {"value": "Everyone"}])).who_for.sex is None


def test_times_and_dates_are_read_with_their_offset_or_not_at_all() -> None:
    kept = read(service(last_modified="2023-03-15T10:30:45.123Z", assured_date="2024-02-30"))
    assert kept.last_modified == datetime(2023, 3, 15, 10, 30, 45, 123000, tzinfo=UTC)
    assert kept.last_checked is None
    assert read(service(last_modified="2023-03-15T10:30:45")).last_modified is None
    assert read(service(assured_date="2024-02-29T00:00:00")).last_checked == date(2024, 2, 29)


def test_hours_cost_and_waiting_are_given_in_words() -> None:
    kept = read(
        service(
            schedules=[
                {
                    "byday": "TH,FR",
                    "opens_at": "10:00:00",
                    "closes_at": "18:00:00",
                    "description": "Not in August",
                }
            ],
            cost_options=[{"option": "Rent", "amount": 35, "currency": "GBP", "valid_to": "2026-12-31"}],
            service_capacity=[
                {"available": 2, "maximum": 10, "unit": {"name": "beds"}, "updated": "2026-11-20T08:00:00Z"}
            ],
        )
    )
    assert kept.opening_hours == "Thu, Fri 10:00 to 18:00: Not in August"
    assert kept.cost == "Rent · £35.00 · until 2026-12-31"
    assert kept.waiting == "2 of 10 beds free, as of 2026-11-20"


def test_markup_and_control_characters_become_plain_words() -> None:
    said = "<script>steal()</script><p>Warm\x00 <b>food</b></p><p>&lt;i&gt;daily&lt;/i&gt; \u202ereversed</p>"
    assert read(service(description=said)).summary == "Warm food\n\ndaily reversed"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "https://me:pw@example.org", "not one", "//"]
)
def test_an_address_on_the_web_that_is_not_one_is_left_out(url: str) -> None:
    assert read(service(url=url)).url is None


def test_reading_again_gives_the_same_hash_and_a_change_another() -> None:
    first, second = read(service()), read(json.loads(json.dumps(service())))
    assert first.content_hash == second.content_hash
    later = msgspec.structs.replace(PROVENANCE, read_at=datetime(2027, 1, 1, tzinfo=UTC))
    assert msgspec.structs.replace(first, provenance=later).content_hash == first.content_hash
    assert read(service(description="Supper.")).content_hash != first.content_hash


def test_an_address_is_the_one_to_visit_and_not_the_one_for_letters() -> None:
    letters = address(address_1="PO Box 1", address_type="postal")
    place = read(service(service_at_locations=at(location(addresses=[letters, address()])))).places[0]
    assert place.address == "3 Market Row"
