"""Reading doors and declared terms: frozen values only; nothing here knows a mother."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from hrm2m.policy import Permission
from hrm2m.records.agencies.doors.values import REVIEWED_AFTER, Authority, Reached, SaidHow
from hrm2m.records.agencies.models import Agency, Door, DoorState, Membership, Terms
from hrm2m.records.agencies.queries import AgencyCard
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import NotYours


@dataclass(frozen=True)
class DoorCard:
    """Who answers for an agency, or for one service of it (`service_ref`, empty for the whole agency).

    `email` is the work address of the worker, to which links and codes go; `answers_within` is a kind of promise for
    `clocks.promises.due_of`. The clock of such a promise belongs to the door's worker (`owner_id=worker_id`).
    """

    ref: str
    agency_id: int
    agency_name: str
    service_ref: str
    worker_id: int
    called: str
    reached_by: Reached
    phone: str
    email: str
    is_shared: bool
    answers_within: str
    what_for: str
    since: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class TermsCard:
    """What an agency declared through one door; an authority that is not in `tells` was not spoken of."""

    ref: str
    door_ref: str
    agency_id: int
    does: str
    from_when: str
    for_whom: str
    tells: Mapping[Authority, str]
    declared_at: datetime
    declared_by: str
    said_how: SaidHow
    due_again_at: datetime

    def is_old(self, now: datetime) -> bool:
        """Past its year: it is shown as old, never hidden."""
        return self.due_again_at <= now


@dataclass(frozen=True)
class Worked:
    """A worker held a role in an agency that has, or had, a door: from when, until when (None: still)."""

    worker_id: int
    agency_id: int
    since: datetime
    until: datetime | None

    def at(self, moment: datetime) -> bool:
        """Whether it was so at this moment."""
        return self.since <= moment and (self.until is None or moment < self.until)


def who_answered(area: int) -> tuple[Worked, ...]:
    """Everybody who works, or worked, for an agency with a door, colleagues to whom a request was passed too."""
    agencies = Door.objects.filter(area=area).values("agency_id")
    rows = Membership.objects.filter(area=area, agency__in=agencies)
    return tuple(Worked(*row) for row in rows.values_list("worker_id", "agency_id", "since", "until"))


def doors_in(area: int, agency_id: int | None = None) -> tuple[DoorCard, ...]:
    """The open doors of the area, or of one agency, by the name of the agency; two statements."""
    rows = Door.objects.filter(area=area, ended_at=None)
    if agency_id is not None:
        rows = rows.filter(agency_id=agency_id)
    return _cards(rows.select_related("agency", "service", "worker").order_by("agency__name", "id"))


def door(area: int, ref: str) -> DoorCard:
    """The door with this ref, also one that has ended; raises NotYours without one."""
    rows = Door.objects.filter(area=area, ref=ref).select_related("agency", "service", "worker")
    found = _cards(rows)
    if not found:
        raise NotYours(Permission.DOOR_SEE, HOUSE)
    return found[0]


def terms_of(door_ref: str) -> TermsCard | None:
    """What was declared last through this door, old or not; None where nothing ever was."""
    return next(iter(terms_told(door_ref)), None)


def is_open(area: int, ref: str) -> bool:
    """Whether somebody still answers at this door."""
    return Door.objects.filter(area=area, ref=ref, ended_at=None).exists()


def open_doors_of(worker_id: int) -> tuple[str, ...]:
    """The refs of the doors at which this worker answers."""
    return tuple(Door.objects.filter(worker_id=worker_id, ended_at=None).values_list("ref", flat=True))


def other_doors(area: int, ref: str) -> tuple[DoorCard, ...]:
    """The open doors of the agency of this one: the same person first, then those of the same service."""
    old = door(area, ref)
    cards = [card for card in doors_in(area, old.agency_id) if card.ref != ref]
    cards.sort(key=lambda card: (card.worker_id != old.worker_id, card.service_ref != old.service_ref))
    return tuple(cards)


def terms_told(door_ref: str) -> tuple[TermsCard, ...]:
    """Everything that was declared through this door, newest first."""
    rows = Terms.objects.filter(door__ref=door_ref).select_related("door")
    return tuple(_terms(row) for row in rows.order_by("-declared_at", "-id"))


def terms_of_doors(door_refs: Iterable[str]) -> dict[str, TermsCard]:
    """What was declared last through each of these doors; one statement."""
    rows = Terms.objects.filter(door__ref__in=list(door_refs)).select_related("door")
    return {row.door.ref: _terms(row) for row in rows.order_by("declared_at", "id")}


def doors_to_ask_again(area: int, now: datetime) -> tuple[str, ...]:
    """The refs of the open doors whose newest terms are past their year; two statements."""
    refs = Door.objects.filter(area=area, ended_at=None).values_list("ref", flat=True)
    return tuple(sorted(ref for ref, terms in terms_of_doors(refs).items() if terms.is_old(now)))


def _cards(rows: Iterable[Door]) -> tuple[DoorCard, ...]:
    found = list(rows)
    states = DoorState.objects.filter(door__in=[row.id for row in found]).order_by("id")
    newest = {state.door_id: state for state in states}
    return tuple(_card(row, newest[row.id]) for row in found)


def _card(row: Door, state: DoorState) -> DoorCard:
    return DoorCard(
        ref=row.ref,
        agency_id=row.agency_id,
        agency_name=row.agency.name,
        service_ref=row.service.ref if row.service else "",
        worker_id=row.worker_id,
        called=state.called,
        reached_by=Reached(state.reached_by),
        phone=state.phone,
        email=row.worker.email,
        is_shared=row.is_shared,
        answers_within=state.answers_within,
        what_for=state.what_for,
        since=row.since,
        ended_at=row.ended_at,
    )


def _terms(row: Terms) -> TermsCard:
    return TermsCard(
        ref=row.ref,
        door_ref=row.door.ref,
        agency_id=row.door.agency_id,
        does=row.does,
        from_when=row.from_when,
        for_whom=row.for_whom,
        tells={Authority(key): words for key, words in row.tells.items()},
        declared_at=row.declared_at,
        declared_by=row.declared_by,
        said_how=SaidHow(row.said_how),
        due_again_at=row.declared_at + REVIEWED_AFTER,
    )


def agencies_we_work_with(area: int) -> tuple[AgencyCard, ...]:
    """The agencies that somebody here wrote down, and those of the directory at which somebody ever answered, by name.

    Of these she is asked, says yes to one, stops it, or bars it; one that has ended is not among them.
    """
    there = Q(source="") | Exists(Door.objects.filter(agency=OuterRef("id")))
    rows = Agency.objects.filter(there, area=area, ended_at=None).order_by("name", "id")
    return tuple(AgencyCard(row.id, row.ref, row.name, row.kind) for row in rows)
