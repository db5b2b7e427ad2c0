"""What a search finds and in which order: said yes, then not stated, never said no; nothing is guessed."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock, ids
from hrm2m.policy import Actor, Role
from hrm2m.policy.facts import machine_actor
from hrm2m.records.agencies.directory.cards import ServiceLine, state_of
from hrm2m.records.agencies.directory.queries import Page, search, service_of
from hrm2m.records.agencies.directory.sought import Sought, active_at
from hrm2m.records.agencies.directory.stated import Place, StatedService, WhoFor
from hrm2m.records.agencies.directory.vocabulary import ChildcareSought, ForWhom, State, Takes, Unsure
from hrm2m.records.agencies.models import Service
from hrm2m.vault.errors import Denied
from tests.records.agencies.samples import NORWICH, a_refuge, a_service, keep, keep_all


pytestmark = pytest.mark.django_db

JO = Actor(7, "j" * 26, 1, "a" * 26, 1, frozenset({Role.BRIDGE_BUILDER}))
THERE, NONE = ChildcareSought.THERE, ChildcareSought.NONE
DAY = date(2026, 12, 1)
WOMEN, MEN, ANYONE = (WhoFor(sex=takes) for takes in Takes)
DISS, YARMOUTH = (Place(disclosed=True, district=name) for name in ("Diss", "Great Yarmouth"))


def names(sought: Sought, by: Actor = JO) -> list[str]:
    return [line.name for line in search(by, sought).items]


def added(name: str, **columns: Any) -> None:
    """As though a worker had been told."""
    Service.objects.filter(name=name).update(**columns)


def found(sought: Sought) -> dict[str, ServiceLine]:
    return {line.name: line for line in search(JO, sought).items}


WORDS = [
    ("naloxone", ["Kit"]),
    ("NALOX", ["Kit"]),
    ("naloxone kits", ["Kit"]),
    ("kit", ["Kit"]),
    ("men", []),
    ("women", ["Rooms"]),
    ("creche", ["Rooms"]),
    ("open table", ["Kit", "Rooms"]),
    ("partner project", ["Rooms"]),
    ("kings lynn", []),
    ("100%", []),
    ("_", ["Kit", "Rooms"]),
    ("", ["Kit", "Rooms"]),
    ("kit kit kit zeppelin", []),
]


@pytest.mark.parametrize(("words", "expected"), WORDS)
def test_words_are_found_by_their_beginnings_in_any_spelling(words: str, expected: list[str]) -> None:
    keep(
        a_service("Kit", summary="Naloxone, taken home."),
        a_service("Rooms", activities=("Crèche for women’s groups",), partner_agencies=("Partner Project",)),
    )
    assert names(Sought(words=words)) == expected


def test_a_category_is_whole_and_one_of_several() -> None:
    keep(
        a_service("A", categories=frozenset({"mental_health", "home"})),
        a_service("B", categories=frozenset({"health"})),
    )
    assert names(Sought(category="health")) == ["B"]
    assert names(Sought(category="home")) == ["A"]


PLACES = [
    ("Norwich", ["A", "Nation", "Unstated"]),
    ("norw", ["A", "Nation", "Unstated"]),
    ("NR1", ["A", "Nation", "Unstated"]),
    ("Great Yarmouth", ["B", "Nation", "Unstated"]),
    ("Yarmouth", ["B", "Nation", "Unstated"]),
    ("Yarmouth Diss", ["Nation", "Unstated"]),
    ("King’s Lynn", ["C", "Nation", "Unstated"]),
    ("Lynn Cromer", ["Nation", "Unstated"]),
    ("", ["A", "B", "C", "Nation", "Unstated"]),
]


@pytest.mark.parametrize(("place", "expected"), PLACES)
def test_a_place_is_found_by_its_words_and_what_states_none_comes_last(
    place: str, expected: list[str]
) -> None:
    keep(
        a_service("A", places=(NORWICH,)),
        a_service("B", places=(YARMOUTH, DISS)),
        a_service("C", places=(), areas=("Kings Lynn", "Cromer")),
        a_service("Unstated", places=(Place(disclosed=True),)),
        a_service("Nation", places=(), areas=("England",)),
    )
    lines = search(JO, Sought(place=place)).items
    assert [line.name for line in lines] == expected
    unsure = {line.name for line in lines if Unsure.PLACE in line.unsure}
    assert unsure == ({"Nation", "Unstated"} if place else set())


def test_an_undisclosed_service_is_found_by_its_district_and_no_other_word() -> None:
    keep(a_refuge())
    assert names(Sought(place="norwich")) == ["Lantern House"]
    assert names(Sought(place="market row")) == []
    assert found(Sought())["Lantern House"].where == ("Norwich",)


FOR_WHOM = [
    (ForWhom.WOMAN, ["Anyone", "Women", "Both ways", "Unstated"]),
    (ForWhom.WOMEN_ONLY, ["Women", "Both ways", "Unstated"]),
    (ForWhom.MAN, ["Anyone", "Men", "Both ways", "Unstated"]),
    (ForWhom.ANYONE, ["Anyone", "Unstated"]),
    (ForWhom.NOT_STATED, ["Unstated"]),
    (ForWhom.ALL, ["Anyone", "Both ways", "Men", "Unstated", "Women"]),
]


@pytest.mark.parametrize(("for_whom", "expected"), FOR_WHOM)
def test_men_s_services_are_found_when_sought_and_silence_is_no_answer(
    for_whom: ForWhom, expected: list[str]
) -> None:
    keep(
        a_service("Women", who_for=WOMEN),
        a_service("Men", who_for=MEN),
        a_service("Anyone", who_for=ANYONE),
        a_service("Unstated"),
        a_service("Both ways", who_for=MEN),
    )
    added("Both ways", added_takes=Takes.WOMEN)
    lines = search(JO, Sought(for_whom=for_whom)).items
    assert [line.name for line in lines] == expected
    unsure = {line.name for line in lines if Unsure.FOR_WHOM in line.unsure}
    asked = for_whom not in {ForWhom.ALL, ForWhom.NOT_STATED}
    assert unsure == ({"Unstated", "Both ways"} & set(expected) if asked else set())


AGES = [
    (17, ["Any to 20", "Unstated"]),
    (18, ["18 and over", "Any to 20", "Unstated"]),
    (20, ["18 and over", "Any to 20", "Unstated"]),
    (21, ["18 and over", "Unstated"]),
    (66, ["Unstated"]),
]


@pytest.mark.parametrize(("age", "expected"), AGES)
def test_ages_include_both_ends(age: int, expected: list[str]) -> None:
    keep(
        a_service("18 and over", who_for=WhoFor(minimum_age=18, maximum_age=65)),
        a_service("Any to 20", who_for=WhoFor(maximum_age=20)),
        a_service("Unstated"),
    )
    assert names(Sought(age=age)) == expected


CHILDCARE = [
    (THERE, ["Added there", "Stated there", "Both ways", "Unstated"], {"Both ways", "Unstated"}),
    (NONE, ["Stated none", "Both ways", "Unstated"], {"Both ways", "Unstated"}),
    (ChildcareSought.NOT_STATED, ["Unstated"], set()),
    (None, ["Added there", "Both ways", "Stated none", "Stated there", "Unstated"], set()),
]


@pytest.mark.parametrize(("sought", "expected", "unsure"), CHILDCARE)
def test_childcare_is_there_where_it_is_said_and_never_guessed(
    sought: ChildcareSought | None, expected: list[str], unsure: set[str]
) -> None:
    keep(
        a_service("Stated there", childcare=True),
        a_service("Stated none", childcare=False),
        a_service("Unstated"),
        a_service("Added there"),
        a_service("Both ways", childcare=False),
    )
    added("Added there", added_childcare=True)
    added("Both ways", added_childcare=True)
    lines = search(JO, Sought(childcare=sought)).items
    assert [line.name for line in lines] == expected
    assert {line.name for line in lines if Unsure.CHILDCARE in line.unsure} == unsure


def test_from_when_takes_the_day_itself_and_leaves_out_what_begins_later() -> None:
    keep(
        a_service("On the day", available_from=DAY),
        a_service("Later", available_from=DAY + timedelta(days=1)),
        a_service("Unstated"),
        a_service("Added"),
        a_service("Later, a worker was told", available_from=DAY),
    )
    added("Added", added_available_from=DAY)
    added("Later, a worker was told", added_available_from=DAY + timedelta(days=9))
    assert names(Sought(by_day=DAY)) == ["Added", "On the day", "Later, a worker was told", "Unstated"]


def test_what_leaves_most_open_comes_last_and_an_open_place_after_all_else() -> None:
    keep(
        a_service("Z says all", childcare=True, who_for=WOMEN),
        a_service("Y no childcare said", who_for=WOMEN),
        a_service("B nothing said"),
        a_service("A no place said", places=(), childcare=True, who_for=WOMEN),
    )
    sought = Sought(childcare=THERE, for_whom=ForWhom.WOMAN, place="norwich")
    assert names(sought) == ["Z says all", "Y no childcare said", "B nothing said", "A no place said"]


def test_closed_services_are_found_only_when_asked_for() -> None:
    keep(
        a_service("Open"),
        a_service("Ended", status=State.ENDED),
        a_service("Over", valid_until=clock.now() - timedelta(seconds=1)),
        a_service("Soon", valid_from=local_day(clock.now() + timedelta(days=2))),
    )
    assert names(Sought()) == ["Open"]
    lines = found(Sought(closed_too=True))
    assert {name: line.state for name, line in lines.items()} == {
        "Open": State.ACTIVE,
        "Ended": State.ENDED,
        "Over": State.ENDED,
        "Soon": State.NOT_YET,
    }


def test_a_status_is_of_today_and_not_of_the_day_it_was_read() -> None:
    keep(
        a_service("Begun since", status=State.NOT_YET, valid_from=local_day(clock.now() + timedelta(days=5))),
        a_service("Ended since", valid_until=clock.now() + timedelta(days=5)),
    )
    assert names(Sought()) == ["Ended since"]
    with clock.at(clock.now() + timedelta(days=6)):
        assert names(Sought()) == ["Begun since"]


NOW = datetime(2026, 3, 12, 10, tzinfo=UTC)
days = st.none() | st.integers(-2, 2).map(lambda number: local_day(NOW + timedelta(days=number)))
times = st.none() | st.integers(-2, 2).map(lambda number: NOW + timedelta(days=number))
dated = st.builds(
    a_service,
    name=st.integers(0, 10**9).map(str),
    status=st.sampled_from([state for state in State if state is not State.WITHDRAWN]),
    valid_from=days,
    valid_until=times,
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(feed=st.lists(dated, max_size=6))
def test_the_search_and_the_page_agree_about_who_takes_people_now(feed: list[StatedService]) -> None:
    savepoint = transaction.savepoint()
    try:
        keep_all(feed)
        by_page = {row.id for row in Service.objects.all() if state_of(row, NOW) is State.ACTIVE}
        assert set(Service.objects.filter(active_at(NOW)).values_list("id", flat=True)) == by_page
    finally:
        transaction.savepoint_rollback(savepoint)


def pages(sought: Sought, size: int) -> list[Page]:
    met, after = [], ""
    while True:
        met.append(search(JO, sought, after=after, size=size))
        after = met[-1].next
        if not after:
            return met


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8])
def test_pages_show_everyone_once_in_one_order(size: int) -> None:
    keep_all(
        a_service(
            "Same name",
            source_id=str(number),
            childcare=[None, True][number % 2],
            places=[(), (NORWICH,)][number % 3 > 0],
        )
        for number in range(7)
    )
    sought = Sought(childcare=THERE, place="norwich")
    whole = [line.ref for line in search(JO, sought, size=100).items]
    assert [line.ref for page in pages(sought, size) for line in page.items] == whole
    assert len(set(whole)) == 7


@pytest.mark.parametrize(
    "after", ["x", "0.", "0." + "a" * 26, "99999999999999999999." + "a" * 26, "²." + "a" * 26, "0.\x00"]
)
def test_a_place_in_the_list_that_is_none_begins_again_from_the_top(after: str) -> None:
    keep(a_service())
    assert len(search(JO, Sought(), after=after).items) == 1


def test_a_place_in_the_list_of_another_area_begins_again_from_the_top() -> None:
    keep(a_service("Zebra"), area=2)
    foreign = Service.objects.get().ref
    keep(a_service("Ant"))
    assert len(search(JO, Sought(), after=f"0.{foreign}").items) == 1


def test_a_long_page_costs_as_many_statements_as_a_short_one() -> None:
    keep(a_service("First", places=(NORWICH, DISS)), a_refuge())
    few = _statements()
    keep_all(
        a_service(f"S{number}", places=(NORWICH, DISS), agency_source_id=str(number)) for number in range(40)
    )
    assert _statements() == few <= 3


def _statements() -> int:
    with CaptureQueriesContext(
        connection,
    ) as met:
        search(JO, Sought(childcare=THERE, place="norwich", age=30), after="0." + ids.new_ref(), size=40)
    return len(met)


def test_a_service_of_another_area_is_neither_found_nor_shown() -> None:
    keep(a_service(), area=2)
    assert names(Sought()) == []
    ref = Service.objects.get().ref
    assert service_of(JO, ref) is None
    assert service_of(Actor(7, "j" * 26, 1, "a" * 26, 2, JO.roles), ref) is not None


@pytest.mark.parametrize("ref", ["", "x", "a" * 26, "\x00" * 26, "é" * 26, "a" * 27])
def test_an_unknown_ref_is_no_service(ref: str) -> None:
    keep(a_service())
    assert service_of(JO, ref) is None


def test_the_worker_process_and_whoever_has_no_role_see_no_directory() -> None:
    for nobody in (machine_actor(1), Actor(7, "j" * 26, 1, "a" * 26, 1, frozenset())):
        with pytest.raises(Denied):
            search(nobody, Sought())
        with pytest.raises(Denied):
            service_of(nobody, "a" * 26)
