"""What a worker adds to the directory, with who said so and when: a fact about a service, or a service of no feed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.records.agencies.directory import feed_agencies, rows
from hrm2m.records.agencies.directory.stated import OF_NO_FEED, StatedService
from hrm2m.records.agencies.directory.vocabulary import CHILDCARE_VALUES, Field, Takes
from hrm2m.records.agencies.models import Service, ServiceFact
from hrm2m.vault import door
from hrm2m.vault.box import Box


LONGEST_VALUE = 1000
LONGEST_SOURCE = 300

CouldShowWhere = Callable[[str, bool], bool]
"""Whether words could lead to a place that must not be found; the second says that the service has such a place.

The one choke point for this reads feeds too and lives above this room (exchange/directory), so it is handed in.
"""


@dataclass(frozen=True)
class Told:
    """Who told the worker, in words that name the place and not the person, and on what day."""

    source_words: str
    stated_on: date


def add_service_fact(
    *,
    by: Actor,
    service: str,
    field: Field,
    value: str,
    told: Told,
    could_show_where: CouldShowWhere,
    at: datetime,
) -> str:
    """Keeps what a worker was told about a service beside what its feed says; answers the ref of the fact.

    `value` is a code (childcare: there, none; takes: women, men, anyone), an ISO day (available_from) or words.
    Raises BadInput at value, source_words or stated_on.
    """
    with door.acting(by=by, permission=Permission.DIRECTORY_ADD) as house:
        row = Service.objects.filter(ref=service, area=by.area).first()
        if row is None:
            raise BadInput(
                "service", "There is no such service in this area. Look it up in the directory again."
            )
        _check_time(house, told, at)
        _check_value(field, value)
        _check_words(row, field, (value, told.source_words), could_show_where)
        fact = ServiceFact.objects.create(
            area=by.area,
            service=row,
            field=field,
            value=value,
            source_words=told.source_words,
            stated_on=told.stated_on,
            by_id=house.by_id,
            added_at=at,
        )
        rows.note_newest(row, field)
        house.note(service=service, field=field.value, fact=fact.ref)
        return fact.ref


def add_service(*, by: Actor, service: StatedService, told: Told, at: datetime) -> str:
    """Adds a service that no feed has; answers its ref.

    Made by exchange/directory, which leaves the district alone where the place must not be found; what says more
    of such a place is refused here and by the database. Raises BadInput.
    """
    with door.acting(by=by, permission=Permission.DIRECTORY_ADD) as house:
        _check_time(house, told, at)
        if service.provenance.source != OF_NO_FEED:
            raise BadInput(
                "source", "This comes from a feed. Read the feed again, or add what it does not state."
            )
        if service.leaks:
            raise BadInput("address", "Its place must not be found. Leave out all but the district.")
        row = Service(
            area=by.area,
            source=OF_NO_FEED,
            source_key=service.key,
            written_by_id=house.by_id,
            written_words=told.source_words,
            written_on=told.stated_on,
        )
        row.agency_id = feed_agencies.agency_of_no_feed(by.area, service)
        rows.write_new([(row, service)], at=at)
        house.note(service=row.ref)
        return row.ref


def _check_time(house: Box, told: Told, at: datetime) -> None:
    if at > house.now or told.stated_on > local_day(house.now):
        raise BadInput("stated_on", "This day is still to come. Write the day on which you were told.")
    if not told.source_words.strip() or len(told.source_words) > LONGEST_SOURCE:
        raise BadInput("source_words", f"Write who says so, in {LONGEST_SOURCE} characters at most.")


def _check_value(field: Field, value: str) -> None:
    allowed = {Field.CHILDCARE: set(CHILDCARE_VALUES), Field.TAKES: {takes.value for takes in Takes}}.get(
        field
    )
    if allowed is not None and value not in allowed:
        raise BadInput("value", "Choose one of these.")
    if field is Field.AVAILABLE_FROM:
        _check_day(value)
    if not value.strip() or len(value) > LONGEST_VALUE:
        raise BadInput("value", f"Write what you were told, in {LONGEST_VALUE} characters at most.")


def _check_day(value: str) -> None:
    try:
        is_day = date.fromisoformat(value).isoformat() == value
    except ValueError:
        is_day = False
    if not is_day:
        raise BadInput("value", "Write a real day, such as 27 3 2026.")


def _check_words(
    row: Service, field: Field, sayings: tuple[str, str], could_show_where: CouldShowWhere
) -> None:
    if row.hides_a_place and field is Field.TRAVEL:
        raise BadInput(
            "value", "Where this service is must not be found, so how to get there is not written down."
        )
    for name, said in zip(("value", "source_words"), sayings, strict=True):
        if could_show_where(said, row.hides_a_place):
            sentence = (
                "These words could show where a place is that must not be found. Leave the place out of them."
            )
            raise BadInput(name, sentence)
