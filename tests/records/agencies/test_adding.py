"""What workers add: kept beside the feed's words with who, source and date; never a way to a hidden place."""

import json
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from hrm2m.cadence.local_time import local_day
from hrm2m.exchange.directory.written_here import could_show_a_hidden_place
from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Role
from hrm2m.records.agencies.actions import Told, add_service, add_service_fact
from hrm2m.records.agencies.directory.cards import Added, ServiceCard
from hrm2m.records.agencies.directory.queries import search, service_of
from hrm2m.records.agencies.directory.sought import Sought
from hrm2m.records.agencies.directory.stated import OF_NO_FEED, Place
from hrm2m.records.agencies.directory.vocabulary import ChildcareSought, Field, Takes
from hrm2m.records.agencies.models import Agency, Service, ServiceFact
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import Denied
from hrm2m.vault.models import Line
from tests import worlds
from tests.records.agencies.samples import PROVENANCE, a_refuge, a_service, keep


pytestmark = pytest.mark.django_db

HERE = msgspec.structs.replace(PROVENANCE, source=OF_NO_FEED)


@pytest.fixture
def jo() -> Actor:
    return worlds.make_team().jo


def told(days_ago: int = 1, source_words: str = "the front desk") -> Told:
    return Told(source_words, local_day(clock.now()) - timedelta(days=days_ago))


def add(by: Actor, field: Field, value: str, of: Told | None = None, name: str = "Morning Kitchen") -> str:
    return add_service_fact(
        by=by,
        service=Service.objects.get(name=name).ref,
        field=field,
        value=value,
        told=of or told(),
        could_show_where=could_show_a_hidden_place,
        at=clock.now(),
    )


def card(by: Actor, name: str = "Morning Kitchen") -> ServiceCard:
    found = service_of(by, Service.objects.get(name=name).ref)
    assert found is not None
    return found


def test_a_fact_is_kept_with_who_source_and_day_beside_what_the_feed_says(jo: Actor) -> None:
    keep(a_service(cost="Free"))
    ref = add(jo, Field.COST, "Two pounds", told(3))
    shown = card(jo)
    day = local_day(clock.now()) - timedelta(days=3)
    assert shown.added == (Added(ref, Field.COST, "Two pounds", "the front desk", day, "Jo", False),)
    assert shown.shown.cost == "Free"


def test_a_later_statement_of_the_feed_does_not_take_a_fact_away(jo: Actor) -> None:
    keep(a_service())
    add(jo, Field.CHILDCARE, "there")
    add(jo, Field.WAITING, "two weeks")
    keep(a_service(childcare=False, waiting="None"))
    shown = card(jo)
    assert (shown.line.childcare, shown.line.added_childcare, shown.shown.waiting) == (False, True, "None")
    assert [(fact.field, fact.value) for fact in shown.added] == [
        (Field.WAITING, "two weeks"),
        (Field.CHILDCARE, "there"),
    ]


def test_the_newest_day_counts_in_the_search_whatever_was_typed_last(jo: Actor) -> None:
    keep(a_service())
    add(jo, Field.CHILDCARE, "there", told(1))
    add(jo, Field.CHILDCARE, "none", told(9))
    add(jo, Field.AVAILABLE_FROM, "2026-12-01", told(1))
    add(jo, Field.TAKES, "women", told(1))
    line = card(jo).line
    assert (line.added_childcare, line.added_available_from, line.added_takes) == (
        True,
        date(2026, 12, 1),
        Takes.WOMEN,
    )
    assert len(search(jo, Sought(childcare=ChildcareSought.THERE)).items) == 1


def test_it_leaves_a_line_that_names_the_service_and_not_the_words(jo: Actor) -> None:
    keep(a_service())
    add(jo, Field.COST, "Two pounds")
    line = json.loads(
        Line.objects.filter(chain=HOUSE).order_by("seq").values_list("body", flat=True)[::-1][0]
    )
    assert (line["act"], line["by"], line["field"]) == ("directory_add", jo.worker_ref, "cost")
    assert "pounds" not in json.dumps(line)


REFUSED = [
    (Field.CHILDCARE, "maybe", {}, "value"),
    (Field.TAKES, "", {}, "value"),
    (Field.AVAILABLE_FROM, "20261201", {}, "value"),
    (Field.AVAILABLE_FROM, "soon", {}, "value"),
    (Field.COST, " ", {}, "value"),
    (Field.COST, "x" * 1001, {}, "value"),
    (Field.COST, "Free", {"source_words": " "}, "source_words"),
    (Field.COST, "Free", {"source_words": "x" * 301}, "source_words"),
    (Field.COST, "Free", {"days_ago": -1}, "stated_on"),
]


@pytest.mark.parametrize(("field", "value", "of", "at_field"), REFUSED)
def test_what_cannot_be_kept_is_refused_at_its_field(
    jo: Actor, field: Field, value: str, of: dict[str, Any], at_field: str
) -> None:
    keep(a_service())
    with pytest.raises(BadInput) as refused:
        add(jo, field, value, told(**of))
    assert refused.value.field == at_field
    assert not ServiceFact.objects.exists()


def test_an_unknown_service_and_one_of_another_area_are_refused_alike(jo: Actor) -> None:
    keep(a_service(), area=2)
    said = set()
    for ref in (Service.objects.get().ref, "a" * 26):
        with pytest.raises(BadInput) as refused:
            add_service_fact(
                by=jo, service=ref, field=Field.COST, value="Free", told=told(),
                could_show_where=could_show_a_hidden_place, at=clock.now(),
            )  # fmt: skip
        said.add((refused.value.field, refused.value.sentence))
    assert len(said) == 1


def test_who_may_not_add_is_refused(jo: Actor) -> None:
    keep(a_service())
    commissioner = Actor(99, "w" * 26, jo.agency_id, jo.agency_ref, 1, frozenset({Role.COMMISSIONER}))
    with pytest.raises(Denied):
        add(commissioner, Field.COST, "Free")
    with pytest.raises(Denied):
        add_service(by=commissioner, service=a_service(provenance=HERE), told=told(), at=clock.now())


WAYS_TO_A_HIDDEN_PLACE = [
    (Field.COST, "Free. It is at 9 Mill Lane."),
    (Field.OPENING_HOURS, "Ring the bell opposite the church"),
    (Field.CONDITIONS, "Come to NR1 4AB"),
    (Field.WAITING, "See https://maps.example/x"),
    (Field.TRAVEL, "None"),
    (Field.PHONE, "01632 960144"),
    (Field.WEBSITE, "lantern-house.org.uk"),
    (Field.EMAIL, "desk@lantern-house.org.uk"),
]


@pytest.mark.parametrize(("field", "value"), WAYS_TO_A_HIDDEN_PLACE)
def test_no_words_that_could_show_where_are_added_to_a_hidden_service(
    jo: Actor, field: Field, value: str
) -> None:
    keep(a_refuge())
    with pytest.raises(BadInput) as refused:
        add(jo, field, value, name="Lantern House")
    assert refused.value.field == "value"
    with pytest.raises(BadInput) as refused:
        add(jo, Field.COST, "Free", told(source_words="the desk at 9 Mill Lane"), name="Lantern House")
    assert refused.value.field == "source_words"
    assert not ServiceFact.objects.exists()


def test_plain_words_are_added_to_a_hidden_service_and_a_way_to_an_open_one(jo: Actor) -> None:
    keep(a_refuge(), a_service())
    add(jo, Field.COST, "Housing benefit pays", name="Lantern House")
    add(jo, Field.TRAVEL, "Bus 4 to Market Row")
    with pytest.raises(BadInput):
        add(jo, Field.TRAVEL, "The women’s refuge is at 9 Mill Lane, next to us")
    assert ServiceFact.objects.count() == 2


def test_words_added_before_a_place_was_hidden_are_taken_out_and_choices_stay(jo: Actor) -> None:
    keep(a_service("Lantern House"))
    add(jo, Field.TRAVEL, "Bus 4 to Mill Lane", name="Lantern House")
    add(jo, Field.CHILDCARE, "there", told(source_words="the desk in Mill Lane"), name="Lantern House")
    keep(a_refuge())
    shown = {fact.field: fact for fact in card(jo, "Lantern House").added}
    assert (shown[Field.TRAVEL].value, shown[Field.TRAVEL].source_words, shown[Field.TRAVEL].withheld) == (
        "",
        "",
        True,
    )
    assert (shown[Field.CHILDCARE].value, shown[Field.CHILDCARE].source_words) == ("there", "")
    assert not ServiceFact.objects.filter(value__contains="Mill Lane").exists()
    keep(a_service("Lantern House", summary="Open again."))
    assert {fact.withheld for fact in card(jo, "Lantern House").added} == {True, False}


def test_a_service_of_no_feed_is_shown_as_written_by_whom_and_is_no_feed_s_to_change(jo: Actor) -> None:
    ref = add_service(
        by=jo, service=a_service("Thursday Table", provenance=HERE), told=told(), at=clock.now()
    )
    shown = service_of(jo, ref)
    assert shown is not None
    origin = shown.origin
    assert (origin.is_written_here, origin.written_by, origin.written_words) == (True, "Jo", "the front desk")
    assert shown.line.agency_name == "Open Table"
    assert [line.name for line in search(jo, Sought(words="thursday")).items] == ["Thursday Table"]
    keep(a_service("Thursday Table"))
    assert Service.objects.count() == 2


def test_a_service_of_no_feed_belongs_to_the_agency_that_is_here_already(jo: Actor) -> None:
    ours = Agency.objects.get(ref=jo.agency_ref)
    service = a_service("Thursday Table", provenance=HERE, agency_name=ours.name.upper())
    ref = add_service(by=jo, service=service, told=told(), at=clock.now())
    assert Service.objects.get(ref=ref).agency_id == ours.id
    assert not Agency.objects.exclude(source="").exists()


def test_a_service_of_no_feed_that_is_hidden_has_a_district_or_is_refused(jo: Actor) -> None:
    hidden = a_refuge(provenance=HERE)
    shown = service_of(jo, add_service(by=jo, service=hidden, told=told(), at=clock.now()))
    assert shown is not None
    assert [(place.disclosed, place.district, place.address) for place in shown.places] == [
        (False, "Norwich", "")
    ]
    too_much = a_refuge("Other", provenance=HERE, places=(Place(disclosed=False, address="9 Mill Lane"),))
    with pytest.raises(BadInput) as refused:
        add_service(by=jo, service=too_much, told=told(), at=clock.now())
    assert refused.value.field == "address"
    with pytest.raises(BadInput) as refused:
        add_service(by=jo, service=a_service(), told=told(), at=clock.now())
    assert refused.value.field == "source"
    assert Service.objects.count() == 1
