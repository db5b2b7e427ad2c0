"""Tries hard to get the address of an undisclosed place out of what is kept."""

import copy
import html
import string
from collections.abc import Callable, Iterator

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hrm2m.exchange.directory.address_signs import names_an_address
from hrm2m.exchange.directory.entry import DirectoryEntry
from hrm2m.exchange.directory.plain_text import squeezed
from hrm2m.exchange.directory.refusals import Refusal
from tests.exchange.directory.samples import (
    AGENCY_ID,
    SERVICE_ID,
    address,
    at,
    location,
    new_id,
    read,
    read_all,
    service,
)


Record = dict[str, object]

HOUSE, STREET, VILLAGE, POSTCODE = "Larkspur House", "417 Thistledown Lane", "Little Wimbling", "SY25 6QX"
LATITUDE, LONGITUDE, LANDLINE, UPRN = 52.345678, -3.876543, "01974 555123", "100110123456"
# What must not stand in anything that is kept, letters and digits alone.
TRACES = (
    "larkspur",
    "thistledown",
    "wimbling",
    "sy256qx",
    "sy25",
    "52345",
    "387654",
    "1974555",
    "1001101234",
)


def secret_place(**changes: object) -> Record:
    made: Record = {
        "id": new_id("secret location"),
        "name": HOUSE,
        "latitude": LATITUDE,
        "longitude": LONGITUDE,
        "external_identifier": UPRN,
        "transportation": "Bus 4 stops outside",
        "phones": [{"id": new_id("phone"), "number": LANDLINE}],
        "addresses": [
            address(
                address_1=HOUSE,
                address_2=STREET,
                city=VILLAGE,
                state_province="Ceredigion",
                postal_code=POSTCODE,
            )
        ],
    }
    return location(**(made | changes))


def secret_service() -> Record:
    """A record with every field that is read, and a place that must stay secret."""
    schedule = {
        "id": new_id("s"),
        "byday": "MO",
        "opens_at": "09:00",
        "closes_at": "17:00",
        "description": "Ring.",
    }
    return service(
        alternate_name="Harbour",
        url="https://harbour.example.org/stay",
        email="info@harbour.example.org",
        application_process="Ring us.",
        fees_description="Free.",
        wait_time="None today.",
        alert="One room is free.",
        eligibility_description="Women with children.",
        interpretation_services="By telephone.",
        phones=[{"id": new_id("p"), "number": "0808 157 0000", "description": "Day and night"}],
        contacts=[{"id": new_id("c"), "title": "Duty worker", "email": "duty@harbour.example.org"}],
        schedules=[schedule],
        languages=[{"id": new_id("l"), "name": "Welsh", "code": "cy"}],
        cost_options=[{"id": new_id("o"), "option": "Rent", "amount": 90, "amount_description": "a week"}],
        required_documents=[{"id": new_id("d"), "document": "None"}],
        service_areas=[{"id": new_id("a"), "name": "Ceredigion"}],
        attributes=[
            {"id": new_id("t"), "taxonomy_term": {"id": new_id("tt"), "name": "Advice", "description": "x"}}
        ],
        service_at_locations=[
            {
                "id": new_id("at"),
                "description": "Where we are",
                "location": secret_place(),
                "phones": [{"id": new_id("q"), "number": LANDLINE}],
                "schedules": [schedule],
            }
        ],
    )


def mark_by_key(record: Record) -> None:
    record["confidential"] = True


def mark_by_attribute(record: Record) -> None:
    record["attributes"] = [{"id": new_id("m"), "label": "Confidential address", "value": "Yes"}]


def mark_by_agency_attribute(record: Record) -> None:
    term = {"id": new_id("n"), "name": "Address not public", "description": ""}
    record["organization"] = {"id": AGENCY_ID, "name": "Open Table", "attributes": [{"taxonomy_term": term}]}


def mark_by_address_line(record: Record) -> None:
    record["locations"] = [location(id=new_id("blank"), addresses=[address(address_1="Address withheld")])]


def refuge_in_name(record: Record) -> None:
    record["name"] = "Harbour Refuge"


def refuge_in_words(record: Record) -> None:
    record["description"] = "Ref\u00aduge for women and children."


def refuge_in_joined_letters(record: Record) -> None:
    record["description"] = "A re\u200dfuge for women"


def refuge_in_markup(record: Record) -> None:
    record["description"] = "<p>A re<b></b>fuge for women</p>"


def safe_house(record: Record) -> None:
    record["description"] = "A safe house. We never say where."


def abuse_in_name(record: Record) -> None:
    record["name"] = "Domestic abuse support"


def abuse_agency(record: Record) -> None:
    record["organization"] = {"id": AGENCY_ID, "name": "Harbour Women's Aid"}


def abuse_with_beds(record: Record) -> None:
    record["description"] = "Emergency accommodation for women fleeing violence. Drop-in welcome."


MARKS: tuple[Callable[[Record], None], ...] = (
    mark_by_key,
    mark_by_attribute,
    mark_by_agency_attribute,
    mark_by_address_line,
    refuge_in_name,
    refuge_in_words,
    refuge_in_joined_letters,
    refuge_in_markup,
    safe_house,
    abuse_in_name,
    abuse_agency,
    abuse_with_beds,
)


def fullwidth(said: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c in string.ascii_letters + string.digits else c for c in said)


SPELLINGS: tuple[Callable[[str], str], ...] = (
    str,
    str.upper,
    str.lower,
    fullwidth,
    html.escape,
    lambda said: "".join(f"&#{ord(c)};" for c in said),
    lambda said: "\u200b".join(said),
    lambda said: "\u00ad".join(said),
    lambda said: said.replace(" ", ""),
    lambda said: said.replace(" ", "\u00a0 "),
    lambda said: said.replace(" ", "\n"),
    lambda said: said.replace(" ", "-"),
    lambda said: said[:4] + "<br/>" + said[4:],
    lambda said: f"<i>{said[:3]}</i>{said[3:]}",
)
SECRETS = (
    HOUSE,
    STREET,
    f"{HOUSE}, {STREET}",
    POSTCODE,
    f"{STREET}, {POSTCODE}",
    f"{LATITUDE},{LONGITUDE}",
    LANDLINE,
    f"https://maps.example.org/?q={LATITUDE},{LONGITUDE}",
    f"https://www.google.com/maps/place/{POSTCODE.replace(' ', '+')}",
    f"https://example.org/{STREET.replace(' ', '-')}",
    f"{STREET.replace(' ', '.')}@example.org",
    f"We are at {HOUSE} in {VILLAGE}",
)


def leaves(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every text and number in a record."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from leaves(below, (*path, key))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from leaves(below, (*path, index))
    else:
        yield path


def put(record: Record, path: tuple[str | int, ...], change: Callable[[str], str]) -> None:
    holder: object = record
    for step in path[:-1]:
        holder = holder[step]  # type: ignore[index]  # the path was made from this very record
    holder[path[-1]] = change(str(holder[path[-1]]))  # type: ignore[index]  # as above


def traces_in(kept: DirectoryEntry | Refusal) -> list[str]:
    tight = squeezed(msgspec.json.encode(kept).decode() + repr(kept))
    return [trace for trace in TRACES if trace in tight]


PLACES = tuple(leaves(secret_service()))


@pytest.mark.parametrize("mark", MARKS)
def test_a_hidden_service_keeps_its_district_and_nothing_nearer(mark: Callable[[Record], None]) -> None:
    record = secret_service()
    mark(record)
    kept = read(record)
    assert traces_in(kept) == []
    assert kept.undisclosed
    assert {place.district for place in kept.places} <= {"Ceredigion", "Norwich"}
    assert all(not place.disclosed for place in kept.places)
    assert kept.phones == ("0808 157 0000",)


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(
    mark=st.sampled_from(MARKS),
    path=st.sampled_from(PLACES),
    secret=st.sampled_from(SECRETS),
    spelling=st.sampled_from(SPELLINGS),
    beside=st.booleans(),
)
@example(refuge_in_name, ("id",), STREET, str, False)
@example(refuge_in_name, ("organization", "name"), STREET, str, False)
@example(mark_by_key, ("name",), f"{HOUSE}, {STREET}", str.lower, False)
@example(mark_by_key, ("url",), f"https://example.org/{STREET.replace(' ', '-')}", str, False)
@example(mark_by_key, ("service_areas", 0, "name"), POSTCODE, str, False)
@example(abuse_with_beds, ("languages", 0, "name"), HOUSE, str, False)
def test_no_field_and_no_spelling_gets_an_address_out(
    mark: Callable[[Record], None],
    path: tuple[str | int, ...],
    secret: str,
    spelling: Callable[[str], str],
    beside: bool,
) -> None:
    record = secret_service()
    put(record, path, lambda was: f"{was} {spelling(secret)}" if beside else spelling(secret))
    mark(record)
    for kept in read_all([record]):
        assert traces_in(kept) == []


BLIND = (STREET, f"{STREET}, {POSTCODE}", POSTCODE, f"{LATITUDE}, {LONGITUDE}", LANDLINE, "SY25")


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(
    path=st.sampled_from([path for path in PLACES if path[0] != "service_at_locations"]),
    secret=st.sampled_from(BLIND),
    spelling=st.sampled_from(SPELLINGS[:8]),
)
def test_words_alone_get_no_address_out_when_the_record_gives_no_address_to_compare(
    path: tuple[str | int, ...], secret: str, spelling: Callable[[str], str]
) -> None:
    record = secret_service() | {"service_at_locations": []}
    put(record, path, lambda was: f"{was} {spelling(secret)}")
    refuge_in_words(record) if path != ("description",) else mark_by_key(record)
    for kept in read_all([record]):
        assert traces_in(kept) == []


@pytest.mark.parametrize(
    "words",
    [
        "You will find us opposite the town hall.",
        "Two minutes' walk from the station.",
        "In the old vicarage, formerly St Anne's.",
        "Rose Cottage is a quiet place.",
        "Find us at ///tulip.apple.river",
        "Grid reference SN 5874 7295",
        "Park at the back, turn left at the roundabout.",
        "Ring (01974) 555-123 and ask for the house.",
        "PO Box 12, Aberystwyth",
        "See www.harbour.example for a map",
    ],
)
def test_words_that_lead_to_a_refuge_are_left_out_and_said_to_be(words: str) -> None:
    kept = read(service(name="Harbour Refuge", description=words))
    assert kept.summary is None
    assert any("own words are left out" in note for note in kept.notes)


def test_words_that_lead_nowhere_stay() -> None:
    words = "A safe stay for women and up to 4 children, 24/7. Women who use drugs are welcome. Ring 0808 157 0000."
    assert read(service(name="Harbour Refuge", description=words)).summary == words


def test_a_district_is_a_listed_name_and_a_village_is_not() -> None:
    place = secret_place(
        addresses=[address(city=VILLAGE, state_province="Shire of Nowhere", postal_code=POSTCODE)]
    )
    kept = read(service(name="Harbour Refuge", service_at_locations=at(place)))
    assert [place.district for place in kept.places] == [None]


def test_a_city_that_holds_an_address_is_no_district() -> None:
    place = secret_place(addresses=[address(city=f"{STREET}, Bristol", address_1="")])
    kept = read(service(name="Harbour Refuge", service_at_locations=at(place)))
    assert traces_in(kept) == []


def test_a_service_whose_every_name_is_its_address_is_refused() -> None:
    record = secret_service() | {"name": f"{HOUSE} refuge", "organization": {"id": AGENCY_ID, "name": HOUSE}}
    (only,) = read_all([record])
    assert isinstance(only, Refusal)
    assert traces_in(only) == []


def test_another_record_of_the_agency_does_not_give_the_place_away() -> None:
    hidden = secret_service() | {"name": "Harbour Refuge"}
    same_location = service(id=new_id("b"), name="Helpline", service_at_locations=at(secret_place()))
    other_id = secret_place(id=new_id("c location"), name="Office", latitude=None, longitude=None)
    same_address = service(id=new_id("c"), name="Letters", service_at_locations=at(other_id))
    in_words = service(
        id=new_id("d"), name="Coffee morning", description=f"Meet at {STREET}.", service_at_locations=[]
    )
    kept = read_all([same_location, hidden, same_address, in_words])
    assert [traces_in(one) for one in kept] == [[], [], [], []]


def test_another_agency_in_another_street_keeps_its_address() -> None:
    hidden = secret_service() | {"name": "Harbour Refuge"}
    bakery = service(id=new_id("e"), organization={"id": new_id("bakers"), "name": "Bakers"})
    _, kept = read_all([hidden, bakery])
    assert isinstance(kept, DirectoryEntry)
    assert kept.places[0].address == "3 Market Row"


def test_a_mailbox_or_a_web_name_made_of_the_address_is_left_out() -> None:
    kept = read(
        secret_service()
        | {
            "name": "Harbour Refuge",
            "email": "info@thistledown-lane.example",
            "url": "https://larkspurhouse.example",
            "contacts": [{"email": "417.thistledown.lane.office@x.example"}, {"email": "duty@x.example"}],
        }
    )
    assert (kept.emails, kept.url) == (("duty@x.example",), None)
    assert "A mailbox is left out: its name could show where it is." in kept.notes


@pytest.mark.parametrize(
    "words", ["Ask for Larkspur.", f"A quiet house in {VILLAGE}.", "By the LARK-SPUR sign"]
)
def test_the_name_of_the_place_and_of_its_village_are_not_told_in_words(words: str) -> None:
    place = secret_place(
        name="Larkspur", addresses=[address(address_1="9 High Row", city=VILLAGE, postal_code="")]
    )
    kept = read(service(name="Harbour Refuge", description=words, service_at_locations=at(place)))
    assert kept.summary is None


@pytest.mark.parametrize(
    "words",
    [
        "S Y 2 5 6 Q X",
        "sy2 5qx",
        "SY25.6QX",
        "s-y-2-5 6-q-x",
        fullwidth(POSTCODE),
        "S\u200dY25\u200d 6QX",
        "EC1A 1BB",
        "M1 1AE",
    ],
)
def test_a_postcode_is_known_however_it_is_written(words: str) -> None:
    assert names_an_address(f"We are at {words}, come in")


def test_words_of_a_service_without_a_place_to_visit_give_no_other_address() -> None:
    place = location(location_type="virtual", addresses=[])
    kept = read(
        service(
            description="Write to 9 Elm Street.",
            service_at_locations=at(place),
            phones=[{"number": LANDLINE}],
        )
    )
    assert (kept.summary, kept.undisclosed) == (None, True)
    assert kept.phones == (LANDLINE,)


@pytest.mark.parametrize("kind", ["virtual", "postal", None, "somewhere"])
def test_a_place_that_is_not_for_visits_shows_its_district_only(kind: str | None) -> None:
    place = secret_place(location_type=kind)
    kept = read(service(description=f"Write to {STREET}", service_at_locations=at(place)))
    assert traces_in(kept) == []
    assert [place.district for place in kept.places] == ["Ceredigion"]


def test_a_public_place_beside_one_that_is_not_for_visits_keeps_its_address() -> None:
    kept = read(service(service_at_locations=at(location(), secret_place(location_type="virtual"))))
    assert traces_in(kept) == []
    assert [place.address for place in kept.places] == ["3 Market Row", None]


def test_equal_hashes_do_not_let_anyone_try_addresses() -> None:
    here = secret_service() | {"name": "Harbour Refuge"}
    there = copy.deepcopy(here)
    place = secret_place(
        addresses=[address(address_1="9 Other Row", city=VILLAGE, state_province="Ceredigion")]
    )
    there["service_at_locations"] = at(place | {"name": "Other House", "latitude": 1.5, "longitude": 2.5})
    here["service_at_locations"] = at(secret_place())
    assert read(here).content_hash == read(there).content_hash


def test_an_undisclosed_service_keeps_what_a_mother_needs_to_choose() -> None:
    kept = read(secret_service() | {"name": "Harbour Refuge"})
    assert kept.source_id == SERVICE_ID
    assert (kept.agency_name, kept.cost, kept.languages) == (
        "Open Table",
        "Free.\nRent · 90.00 · a week",
        ("Welsh",),
    )
    assert (kept.conditions, kept.how_to_ask) == ("Women with children.\nDocuments: None", "Ring us.")
    assert kept.url == "https://harbour.example.org/"
    assert kept.areas == ("Ceredigion",)
