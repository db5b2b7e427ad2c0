"""What the invented area's directory holds, as workers wrote it down; no agency, street or number is a real one."""

from datetime import timedelta

from hrm2m.cadence.local_time import local_day
from hrm2m.exchange.directory.entry import Category, Sex
from hrm2m.exchange.directory.written_here import Written, entry_written
from hrm2m.foundation import clock, ids
from hrm2m.policy import Actor
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.directory.stated import OF_NO_FEED, StatedService


TOWN = "Harrowmere"

SERVICES = (
    Written(
        name="Harrowmere Drug and Alcohol Team",
        agency_name="Harrowmere Drug and Alcohol Team",
        categories=frozenset({Category.DRUGS_AND_TREATMENT, Category.HEALTH}),
        summary="A prescriber the same day, medication by depot or daily, naloxone without an appointment.",
        district=TOWN,
        address="Mill House, 4 Mill Lane",
        phones=("01632 960110",),
        opening_hours="Monday to Friday, 9:00 to 17:00; Tuesday to 19:30",
        cost="Nothing",
        conditions="None.",
        how_to_ask="Ring, or come with a worker.",
        childcare=False,
    ),
    Written(
        name="Needle exchange at the Quay Pharmacy",
        agency_name="Quay Pharmacy",
        categories=frozenset({Category.DRUGS_AND_TREATMENT, Category.HEALTH}),
        summary="Equipment, naloxone and advice over the counter. No name is asked.",
        district=TOWN,
        address="12 Quayside",
        phones=("01632 960111",),
        opening_hours="Every day, 8:30 to 21:00",
        cost="Nothing",
        conditions="None",
    ),
    Written(
        name="Harrowmere Hospital midwives",
        agency_name="Harrowmere Hospital Maternity",
        categories=frozenset({Category.MATERNITY_AND_BABY, Category.HEALTH}),
        summary="A midwife for women who use drugs, from the first call until eight weeks after.",
        sex=Sex.WOMEN,
        district=TOWN,
        address="Women's outpatients, Harrowmere Hospital",
        phones=("01632 960112",),
        opening_hours="Every day; somebody answers at night",
        cost="Nothing",
        how_to_ask="Ring, text, or let a worker ring without a name.",
        childcare=True,
    ),
    Written(
        name="Harrowmere Housing Rights",
        agency_name="Harrowmere Housing Rights",
        categories=frozenset({Category.HOME, Category.LEGAL}),
        summary="Somebody who goes along to the council, and who reads letters from a landlord.",
        district=TOWN,
        address="The Old Library, Market Square",
        phones=("01632 960113",),
        opening_hours="Monday to Thursday, 10:00 to 16:00",
        cost="Nothing",
        conditions="None",
        childcare=True,
    ),
    Written(
        name="Town Hall housing desk",
        agency_name="Harrowmere Council",
        categories=frozenset({Category.HOME}),
        summary="Applications as homeless.",
        district=TOWN,
        address="Town Hall, Market Square",
        phones=("01632 960114",),
        opening_hours="Monday to Friday; ring at 9:00",
    ),
    Written(
        name="Harrowmere Law Centre",
        agency_name="Harrowmere Law Centre",
        categories=frozenset({Category.LEGAL, Category.CHILDREN_AND_FAMILY}),
        summary="Solicitors for care proceedings, and advice before anything is signed.",
        district=TOWN,
        address="2 Court Street",
        phones=("01632 960115",),
        cost="Legal aid where a child may be taken",
    ),
    Written(
        name="Women's safety workers",
        agency_name="Harrowmere Safe",
        categories=frozenset({Category.SAFETY, Category.WOMEN}),
        summary="An adviser on domestic violence, who meets her where she likes.",
        sex=Sex.WOMEN,
        secret=True,
        district=TOWN,
        phones=("01632 960116",),
        how_to_ask="Ring at any hour.",
        cost="Nothing",
    ),
    Written(
        name="Open Kitchen",
        agency_name="Open Kitchen",
        categories=frozenset({Category.FOOD_AND_EVERYDAY}),
        summary="A hot meal, a washing machine, and a parcel to take away.",
        sex=Sex.ANYONE,
        district=TOWN,
        address="Chapel Hall, Chapel Row",
        opening_hours="Every evening, 17:00 to 20:00",
        cost="Nothing",
        conditions="None",
        childcare=True,
    ),
    Written(
        name="Monday group for mothers",
        agency_name="Harrowmere Drug and Alcohol Team",
        categories=frozenset({Category.WOMEN, Category.DRUGS_AND_TREATMENT}),
        summary="Women who use or used drugs, and tea.",
        sex=Sex.WOMEN,
        district="Fenbridge",
        address="Fenbridge Community Hall",
        opening_hours="Mondays, 10:00 to 12:00",
        childcare=False,
    ),
    Written(
        name="Debt and benefits line",
        agency_name="Harrowmere Advice",
        categories=frozenset({Category.MONEY}),
        summary="Advice by telephone; a worker may be on the line.",
        phones=("01632 960117",),
        opening_hours="Monday to Friday, 9:30 to 16:30",
        cost="The call",
    ),
)


def write_directory(*, by: Actor) -> None:
    """Writes each as this worker was told it, through the same way as any service that no feed has."""
    now = clock.now()
    told = agencies.Told("its own front desk, by telephone", local_day(now - timedelta(days=1)))
    for written in SERVICES:
        entry = entry_written(written, source=OF_NO_FEED, source_id=ids.new_ref(), now=now)
        agencies.add_service(by=by, service=StatedService.of(entry), told=told, at=now)
