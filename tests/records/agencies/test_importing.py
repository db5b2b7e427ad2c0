"""What an import leaves in the directory: each service whole or not at all, twice the same as once."""

import json
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Role
from hrm2m.policy.facts import machine_actor
from hrm2m.records.agencies.actions import ImportCounts, import_directory_entries
from hrm2m.records.agencies.directory.stated import OF_NO_FEED, Place, StatedService, WhoFor
from hrm2m.records.agencies.models import Agency, Service, ServicePlace
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import Denied
from hrm2m.vault.models import Line
from tests.records.agencies.samples import NORWICH, PROVENANCE, READ_AT, a_refuge, a_service, keep, keep_all


pytestmark = pytest.mark.django_db

NEVER_THE_SAME = {"id", "ref", "kept_at", "service_id", "agency_id"}
LATER = msgspec.structs.replace(PROVENANCE, read_at=READ_AT + timedelta(days=1))


def everything() -> list[dict[str, Any]]:
    """All that is kept, without numbers, refs and the time of keeping."""
    services = Service.objects.order_by("area", "source", "source_key").select_related("agency")
    return [
        {
            **_plain(service.__dict__),
            "agency": service.agency.name if service.agency else None,
            "places": [_plain(place.__dict__) for place in service.places.order_by("address", "district")],
        }
        for service in services
    ]


def _plain(columns: dict[str, Any]) -> dict[str, Any]:
    return {key: said for key, said in columns.items() if key not in NEVER_THE_SAME and key[0] != "_"}


def counted(counts: ImportCounts) -> tuple[int, int, int]:
    return counts.new, counts.changed, len(counts.not_kept)


def lines() -> list[dict[str, Any]]:
    return [json.loads(body) for body in Line.objects.filter(chain=HOUSE).values_list("body", flat=True)]


def test_importing_again_keeps_nothing_twice_and_notes_when_it_was_read() -> None:
    assert keep(a_service(), a_refuge()) == ImportCounts(new=2)
    before = Service.objects.get(name="Morning Kitchen")
    assert keep(a_service(provenance=LATER), a_refuge()) == ImportCounts(same=2)
    after = Service.objects.get(name="Morning Kitchen")
    assert (after.ref, after.kept_at, after.read_at) == (before.ref, before.kept_at, LATER.read_at)
    assert Service.objects.get(name="Lantern House").read_at == READ_AT
    assert (Service.objects.count(), ServicePlace.objects.count()) == (2, 2)


def test_what_a_service_says_now_replaces_all_it_said_before() -> None:
    keep(a_service(childcare=True, summary="Soup.", places=(NORWICH, Place(disclosed=True, district="Diss"))))
    assert keep(a_service(who_for=WhoFor(minimum_age=18))) == ImportCounts(changed=1)
    row = Service.objects.get()
    assert (row.childcare, row.minimum_age, row.stated) == (None, 18, {})
    assert [place.district for place in row.places.all()] == ["Norwich"]
    assert " soup " not in row.words


def test_provenance_and_licence_are_kept_with_each_service() -> None:
    keep(a_service(provenance=msgspec.structs.replace(PROVENANCE, source_url="https://feed.example/")))
    row = Service.objects.get()
    assert (row.source, row.source_url, row.licence, row.attribution, row.read_at) == (
        "testmere",
        "https://feed.example/",
        "OGL-UK-3.0",
        "Testmere Council",
        READ_AT,
    )


def test_one_that_the_database_refuses_leaves_the_others_whole_and_itself_not_at_all() -> None:
    impossible = a_service("Impossible", who_for=WhoFor(minimum_age=-1), places=(NORWICH, NORWICH))
    assert counted(keep(a_service(), impossible, a_service("Third"))) == (2, 0, 1)
    assert sorted(Service.objects.values_list("name", flat=True)) == ["Morning Kitchen", "Third"]
    assert ServicePlace.objects.count() == 2


def test_one_refused_over_what_was_kept_leaves_that_as_it_was() -> None:
    keep(a_service(summary="Soup."))
    before = everything()
    assert counted(keep(a_service(summary="Tea.", who_for=WhoFor(minimum_age=-1)))) == (0, 0, 1)
    assert everything() == before


LEAKING = {
    "an address": {"places": (Place(disclosed=False, district="Norwich", address="9 Mill Lane"),)},
    "a postcode": {"places": (Place(disclosed=False, postcode="NR1 4AB"),)},
    "coordinates": {"places": (Place(disclosed=False, latitude=52.6, longitude=1.3),)},
    "a place that is disclosed": {"places": (NORWICH,)},
    "a way there": {"travel": "Bus 4"},
}


@pytest.mark.parametrize("more", LEAKING.values(), ids=LEAKING.keys())
def test_an_undisclosed_service_that_says_more_than_its_district_is_never_kept(more: dict[str, Any]) -> None:
    assert counted(keep(a_refuge(**more), a_service())) == (1, 0, 1)
    assert not Service.objects.filter(undisclosed=True).exists()


def test_the_database_itself_refuses_more_than_the_district_of_an_undisclosed_place() -> None:
    keep(a_refuge())
    row = Service.objects.get()
    for more in (
        {"address": "9 Mill Lane"},
        {"postcode": "NR1 4AB"},
        {"latitude": 52.6},
        {"name": "Larkspur"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            ServicePlace.objects.create(service=row, disclosed=False, district="Norwich", **more)
    with pytest.raises(IntegrityError), transaction.atomic():
        Service.objects.update(hides_a_place=False)


def test_what_is_refused_because_it_hides_takes_what_was_shown_with_it() -> None:
    keep(a_service("Lantern House", travel="Bus 4"))
    assert counted(keep(a_refuge(travel="Bus 4"))) == (0, 0, 1)
    row = Service.objects.get()
    assert (row.withdrawn_at is not None, row.stated, row.place_words, row.places.count()) == (
        True,
        {},
        "",
        0,
    )


def test_what_a_source_no_longer_lists_is_withdrawn_only_when_it_lists_all() -> None:
    keep(a_service(), a_service("Gone", summary="Soup."))
    assert keep(a_service(provenance=LATER, content_hash="x")) == ImportCounts(changed=1)
    assert not Service.objects.filter(withdrawn_at__isnull=False).exists()
    assert keep(a_service(provenance=LATER, content_hash="x"), whole=True) == ImportCounts(
        same=1, withdrawn=1
    )
    gone = Service.objects.get(name="Gone")
    assert (gone.withdrawn_at is not None, gone.stated, gone.words, gone.places.count()) == (True, {}, "", 0)
    assert keep(a_service("Gone", summary="Soup.", provenance=LATER)) == ImportCounts(changed=1)
    assert Service.objects.get(name="Gone").withdrawn_at is None


def test_another_source_and_another_area_are_not_touched() -> None:
    elsewhere = msgspec.structs.replace(PROVENANCE, source="elsewhere")
    keep(a_service(), a_service(provenance=elsewhere))
    keep(a_service(), area=2)
    assert keep(a_service(provenance=LATER, content_hash="x"), whole=True) == ImportCounts(changed=1)
    assert Service.objects.filter(withdrawn_at=None).count() == 3


def test_an_agency_is_one_row_by_its_id_in_the_source_or_else_by_its_name() -> None:
    nameless = a_service("Lunch", agency_name=None)
    by_name = (a_service(name, agency_source_id=None, agency_name="No Id") for name in ("Supper", "Tea"))
    unnamed = a_service("Breakfast", agency_name=None, agency_source_id=None)
    keep(a_service(), nameless, *by_name, unnamed)
    named = {
        row.name: row.agency.name if row.agency else None for row in Service.objects.select_related("agency")
    }
    assert named == {
        "Morning Kitchen": "Open Table",
        "Lunch": "Open Table",
        "Supper": "No Id",
        "Tea": "No Id",
        "Breakfast": None,
    }
    assert Agency.objects.count() == 2
    keep(a_service(agency_name="Open Table Trust"))
    assert set(Agency.objects.values_list("name", flat=True)) == {"Open Table Trust", "No Id"}


@pytest.mark.parametrize("names", [["Zebra", "Ant", "Zebra"], ["Ant", "Zebra", "Zebra"], ["Bee", "Ant"]])
def test_an_agency_that_a_feed_names_in_two_ways_has_the_name_used_most(names: list[str]) -> None:
    keep_all(a_service(f"Service {number}", agency_name=name) for number, name in enumerate(names))
    assert Agency.objects.get().name == ("Zebra" if len(names) > 2 else "Ant")


def test_an_agency_of_ours_of_the_same_name_is_left_alone() -> None:
    ours = Agency.objects.create(name="Open Table")
    keep(a_service())
    assert Agency.objects.exclude(id=ours.id).get().source == "testmere"


@pytest.mark.slow
def test_each_batch_leaves_one_line_with_its_source_and_its_counts() -> None:
    keep(a_service(), a_refuge(), a_service("Bad", who_for=WhoFor(maximum_age=-1)))
    (line,) = lines()
    assert {key: line[key] for key in ("act", "by", "source", "new", "changed", "same", "refused")} == {
        "act": "directory_import",
        "by": "machine",
        "source": "testmere",
        "new": 2,
        "changed": 0,
        "same": 0,
        "refused": 1,
    }
    keep_all(a_service(f"Service {number}") for number in range(251))
    assert [line["new"] for line in lines()] == [2, 250, 1]


def test_who_may_not_import_is_refused_even_with_nothing_to_keep() -> None:
    stranger = Actor(9, "w" * 26, 1, "a" * 26, 1, frozenset({Role.OUTREACH_WORKER}))
    for entries in ([], [a_service()]):
        with pytest.raises(Denied):
            import_directory_entries(by=stranger, entries=entries, at=clock.now())
    assert not Service.objects.exists()
    assert {line["result"] for line in lines()} == {"deny"}


@pytest.mark.parametrize(
    ("entry", "later", "field"),
    [
        (a_service(), timedelta(minutes=1), "at"),
        (a_service(provenance=msgspec.structs.replace(PROVENANCE, source="")), timedelta(0), "source"),
        (
            a_service(provenance=msgspec.structs.replace(PROVENANCE, source=OF_NO_FEED)),
            timedelta(0),
            "source",
        ),
    ],
)
def test_a_time_to_come_and_a_feed_without_a_name_are_refused(
    entry: StatedService, later: timedelta, field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        import_directory_entries(by=machine_actor(1), entries=[entry], at=clock.now() + later)
    assert refused.value.field == field
    assert not Service.objects.exists()


def test_with_nothing_to_keep_the_import_still_stands_in_the_ledger() -> None:
    assert keep() == ImportCounts()
    assert [line["act"] for line in lines()] == ["directory_import"]


services = st.builds(
    a_service,
    name=st.sampled_from(["Kitchen", "Nursery", "Clinic", "Shed"]),
    summary=st.sampled_from([None, "Soup.", "Tea & cake."]),
    agency_name=st.sampled_from([None, "Open Table", "Open Table Trust"]),
    childcare=st.sampled_from([None, True, False]),
    who_for=st.sampled_from([WhoFor(), WhoFor(minimum_age=18), WhoFor(minimum_age=-1)]),
    places=st.sampled_from([(), (NORWICH,), (NORWICH, Place(disclosed=False, district="Diss"))]),
    provenance=st.sampled_from([PROVENANCE, LATER, msgspec.structs.replace(PROVENANCE, source="other")]),
)
refuges = st.builds(
    a_refuge, name=st.sampled_from(["Kitchen", "Lantern"]), provenance=st.sampled_from([PROVENANCE, LATER])
)
feeds = st.lists(services | refuges, max_size=7)
in_the_database = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.mark.slow
@in_the_database
@given(feed=feeds)
def test_twice_is_the_same_as_once(feed: list[StatedService]) -> None:
    savepoint = transaction.savepoint()
    try:
        first = keep_all(feed)
        once = everything()
        second = keep_all(feed)
        assert everything() == once
        assert counted(second) == (0, 0, len(first.not_kept))
    finally:
        transaction.savepoint_rollback(savepoint)


@pytest.mark.slow
@in_the_database
@given(feed=feeds, data=st.data())
def test_the_order_of_a_feed_decides_nothing(feed: list[StatedService], data: st.DataObject) -> None:
    left = []
    for order in (feed, data.draw(st.permutations(feed))):
        savepoint = transaction.savepoint()
        try:
            left.append((keep_all(order), everything()))
        finally:
            transaction.savepoint_rollback(savepoint)
    assert left[0] == left[1]
