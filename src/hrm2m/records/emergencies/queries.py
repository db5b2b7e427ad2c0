"""Reading emergency looks: what is open to a worker, what waits for a second person; frozen values only."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Compartment, Ground, Permission
from hrm2m.policy.emergencies import READS
from hrm2m.records.emergencies.entries import EmergencyLookedAt, EmergencyOpened
from hrm2m.records.emergencies.finding import the_look
from hrm2m.records.emergencies.models import EmergencyLook
from hrm2m.records.people.queries import mother_in
from hrm2m.vault import door
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.entries import Body, Entry, Reply, every_kind
from hrm2m.vault.errors import NotYours
from hrm2m.vault.open_to import refs_open_to
from hrm2m.vault.versions import with_earlier_replies


PAGE = "emergency"
MOST_SHOWN = 40


@dataclass(frozen=True)
class OpenPart:
    """One part that is open to the worker who asks, and until when."""

    look: str
    part: Compartment
    until: datetime


@dataclass(frozen=True)
class ToLookAt:
    """One look that waits for a second person: what was opened by whom and when; nothing of the record."""

    look: str
    part: Compartment
    opened_by_id: int
    opened_at: datetime


@dataclass(frozen=True)
class LookPage:
    """One look for whoever looks at it: what was said when it was opened, and what was found, if somebody looked."""

    waiting: ToLookAt
    handle: str
    opened: Entry[EmergencyOpened]
    found: Entry[EmergencyLookedAt] | None
    looked_by_id: int | None


def open_to(by: Actor) -> tuple[OpenPart, ...]:
    """What this worker has open now, by the row alone; opening it decides again."""
    rows = _in_force(clock.now()).filter(worker_id=by.worker_id, agency_id=by.agency_id)
    return tuple(
        OpenPart(row.entry, Compartment(row.part), row.until) for row in rows.order_by("until", "id")
    )


def read_part(*, by: Actor, look: str, part: Compartment) -> tuple[OpenPart, tuple[Entry[Any], ...]]:
    """What one part says that the worker opened in an emergency, newest first, each with what she said to it.

    Raises NotYours for a look that is unknown, over, another worker's or of another part, alike.
    """
    with door.unit(by=by) as unit:
        row = the_look(look, by.area, READS[part])
        if (row.worker_id, row.part) != (by.worker_id, part):
            raise NotYours(READS[part], HOUSE)
        mother = unit.lock([row.mother])[row.mother].ref
        with door.looking(by=by, permission=READS[part], mother=mother, page=PAGE, about=look) as box:
            found: tuple[Entry[Any], ...] = with_earlier_replies(box.entries(*_kinds(), compartment=part))
            corrected = {entry.corrects for entry in found}
            standing = tuple(entry for entry in found if entry.ref not in corrected)
            return OpenPart(look, part, row.until), standing


def is_over(*, by: Actor, look: str, part: Compartment) -> bool:
    """Whether this worker opened this part, and its time is over or somebody ended it."""
    mine = EmergencyLook.objects.filter(entry=look, worker_id=by.worker_id, agency_id=by.agency_id, part=part)
    return mine.exists() and not _in_force(clock.now()).filter(entry=look).exists()


def to_look_at(by: Actor) -> tuple[ToLookAt, ...]:
    """What waits for this worker as second person, oldest first; it opens nothing."""
    rows = EmergencyLook.objects.filter(area=by.area, looked_at=None).exclude(worker_id=by.worker_id)
    listed = list(rows.order_by("opened_at", "id"))
    if not listed:
        return ()
    may = refs_open_to(
        by,
        {row.mother for row in listed},
        clock.now(),
        Permission.EMERGENCY_LOOK,
        author_id=listed[0].worker_id,
    )
    return tuple(_waiting(row) for row in listed if row.mother in may)[:MOST_SHOWN]


def look_page(*, by: Actor, look: str) -> LookPage:
    """One look for the second person; raises NotYours as every page does."""
    with door.unit(by=by) as unit:
        row = the_look(look, by.area, Permission.EMERGENCY_LOOK)
        mother = unit.lock([row.mother])[row.mother].ref
        with door.looking(
            by=by,
            permission=Permission.EMERGENCY_LOOK,
            mother=mother,
            page=PAGE,
            about=look,
            author_id=row.worker_id,
        ) as box:
            (opened,) = box.entries(EmergencyOpened, refs=[look])
            found = [one for one in box.entries(EmergencyLookedAt) if one.about == look]
            handle = mother_in(box).handle
            return LookPage(_waiting(row), handle, opened, found[0] if found else None, row.looked_by_id)


def mothers_opened_by(worker_id: int) -> list[int]:
    """The numbers of the mothers of whom this worker has a part open."""
    rows = _in_force(clock.now()).filter(worker_id=worker_id)
    return sorted(set(rows.values_list("mother", flat=True)))


def standing_due() -> set[tuple[int, str, int | None, int | None, str]]:
    """What should stand by these rows: mother, ground, worker, agency, compartment."""
    return {
        (row.mother, Ground.EMERGENCY.value, row.worker_id, row.agency_id, row.part)
        for row in _in_force(clock.now()).iterator()
    }


def _in_force(now: datetime) -> QuerySet[EmergencyLook]:
    return EmergencyLook.objects.filter(ended_at=None, until__gt=now)


def _kinds() -> tuple[type[Body], ...]:
    return tuple(body for body in every_kind() if body is not Reply and not body.OURS)


def _waiting(row: EmergencyLook) -> ToLookAt:
    return ToLookAt(row.entry, Compartment(row.part), row.worker_id, row.opened_at)
