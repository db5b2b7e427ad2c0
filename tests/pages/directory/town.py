"""A small invented town of services for the tests of pages, most of them with something not stated."""

from datetime import date, timedelta

from hrm2m.cadence.local_time import local_day
from hrm2m.exchange.directory.written_here import could_show_a_hidden_place
from hrm2m.foundation import clock
from hrm2m.policy import Actor
from hrm2m.records.agencies.actions import Told, add_service, add_service_fact
from hrm2m.records.agencies.directory.stated import OF_NO_FEED, Place, Provenance, WhoFor
from hrm2m.records.agencies.directory.vocabulary import Field, Takes
from hrm2m.records.agencies.models import Service
from tests.records.agencies.samples import PROVENANCE, a_refuge, a_service, keep
from tests.worlds import Team


WOMEN, MEN, ANYONE = (WhoFor(sex=sex, minimum_age=18) for sex in (Takes.WOMEN, Takes.MEN, Takes.ANYONE))
YARMOUTH = Place(disclosed=True, district="Great Yarmouth", address="The Quay", postcode="NR30 1AA")


def a_town(team: Team) -> dict[str, str]:
    """Keeps the services, with a fact and a service written by Jo; their refs by name."""
    home = frozenset({"home", "children_and_family"})
    keep(
        a_service(
            "Quayside Nursery Rooms",
            agency_name="Wensum Homes",
            agency_source_id="wensum",
            categories=home,
            who_for=WOMEN,
            childcare=True,
            available_from=date(2026, 12, 1),
            summary="A home for two years, with your children.\n\nThere is a nursery on the ground floor.",
            activities=("A home of your own", "Help with rent", "Nursery"),
            conditions="A tenancy is signed. Nobody is asked to stop using drugs.",
            how_to_ask="Ring, or come to the door.",
            phones=("01632 960 111",),
            emails=("info@wensum.example",),
            url="https://wensum.example/rooms",
            opening_hours="Mon, Tue 09:00 to 17:00",
            languages=("English", "Polish"),
        ),
        a_service(
            "Room for a While", categories=home, summary="Help to find a home.", who_for=ANYONE, places=()
        ),
        a_service(
            "Harbour Home Help",
            categories=home,
            places=(YARMOUTH,),
            areas=("Norwich", "Lowestoft", "Cromer", "Diss"),
        ),
        a_service("Men’s Shed Norwich", who_for=MEN, categories=frozenset({"mental_health"})),
        a_service("Old Mill Project", valid_until=clock.now() - timedelta(days=30), categories=home),
        a_refuge(phones=("0808 2000 000",)),
    )
    add_fact(team.jo, ref_of("Room for a While"), Field.CHILDCARE, "there")
    write(team.jo, "The Thursday Table")
    return {row.name: row.ref for row in Service.objects.all()}


def add_fact(by: Actor, ref: str, field: Field, value: str) -> str:
    """A fact as the page adds it."""
    told = Told("the front desk, by telephone", local_day(clock.now()) - timedelta(days=3))
    return add_service_fact(
        by=by,
        service=ref,
        field=field,
        value=value,
        told=told,
        could_show_where=could_show_a_hidden_place,
        at=clock.now(),
    )


def write(by: Actor, name: str) -> str:
    """A service of no feed."""
    here = Provenance(
        source=OF_NO_FEED, source_url=None, licence=None, attribution=None, read_at=PROVENANCE.read_at
    )
    service = a_service(name, provenance=here, agency_source_id=None, summary="A hot meal on Thursdays.")
    told = Told("I go there", local_day(clock.now()) - timedelta(days=3))
    return add_service(by=by, service=service, told=told, at=clock.now())


def ref_of(name: str) -> str:
    """The ref of a service by its name."""
    return Service.objects.get(name=name).ref
