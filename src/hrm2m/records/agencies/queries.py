"""Reading agencies: workers, the roles they hold, the area; frozen values only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Count, Q

from hrm2m.policy import Actor, Role
from hrm2m.records.agencies.area import values
from hrm2m.records.agencies.area.queries import on_call_now
from hrm2m.records.agencies.models import Agency, Area, Membership, RoleWaiting, Worker


# Past the ORM: every request of a worker begins so.
HELD = """SELECT w.ref, m.agency_id, w.area, m.role FROM agencies_membership m
  JOIN agencies_agency a ON a.id = m.agency_id JOIN agencies_worker w ON w.id = m.worker_id
  WHERE m.worker_id = %s AND a.ref = %s AND m.until IS NULL AND w.is_active"""


@dataclass(frozen=True)
class Place:
    """One agency in which a worker holds roles."""

    agency_ref: str
    agency_name: str
    roles: tuple[Role, ...]


@dataclass(frozen=True)
class WorkerCard:
    """How a worker is shown to others."""

    id: int
    ref: str
    first_name: str
    job_title: str


@dataclass(frozen=True)
class AgencyCard:
    """One agency of the area that workers act for."""

    id: int
    ref: str
    name: str
    kind: str


@dataclass(frozen=True)
class WaitingRole:
    """A role that waits for a lead to say yes: who asked for it, for whom."""

    ref: str
    worker: WorkerCard
    role: Role
    asked_by: WorkerCard
    asked_at: datetime


@dataclass(frozen=True)
class AreaCard:
    """What every page may need of an area."""

    number: int
    name: str
    nation: str
    lines: Mapping[str, Any]
    choices: Mapping[str, int]
    hours: values.SaidHours | None


def actor_for(worker_id: int, agency_ref: str) -> Actor | None:
    """The worker acting for this agency, with the roles held there now; None without any."""
    with connection.cursor() as cursor:
        cursor.execute(HELD, [worker_id, agency_ref])
        rows = cursor.fetchall()
    if not rows:
        return None
    worker_ref, agency_id, area, _ = rows[0]
    roles = frozenset(Role(role) for *_, role in rows)
    return Actor(worker_id, worker_ref, agency_id, agency_ref, area, roles)


def actors_of(worker_ids: Iterable[int]) -> tuple[Actor, ...]:
    """These workers, each once for every agency in which he or she holds roles now; nobody whose account ended."""
    rows = Membership.objects.filter(worker_id__in=set(worker_ids), until=None, worker__is_active=True)
    held: dict[tuple[int, int], list[Membership]] = {}
    for row in rows.select_related("worker", "agency").order_by("worker_id", "agency_id"):
        held.setdefault((row.worker_id, row.agency_id), []).append(row)
    return tuple(_as_actor(rows[0], frozenset(Role(row.role) for row in rows)) for rows in held.values())


def _as_actor(row: Membership, roles: frozenset[Role]) -> Actor:
    worker, agency = row.worker, row.agency
    return Actor(worker.id, worker.ref, agency.id, agency.ref, worker.area, roles)


def places_of(worker_id: int) -> tuple[Place, ...]:
    """The agencies in which the worker holds roles now, by name."""
    return places_of_each([worker_id]).get(worker_id, ())


def places_of_each(worker_ids: Iterable[int]) -> dict[int, tuple[Place, ...]]:
    """The agencies in which each of these workers holds roles now, by name."""
    rows = Membership.objects.filter(worker_id__in=set(worker_ids), until=None).select_related("agency")
    found: dict[int, dict[str, tuple[str, list[Role]]]] = {}
    for row in rows.order_by("agency__name", "role"):
        held = found.setdefault(row.worker_id, {})
        held.setdefault(row.agency.ref, (row.agency.name, []))[1].append(Role(row.role))
    return {
        worker: tuple(Place(ref, name, tuple(roles)) for ref, (name, roles) in held.items())
        for worker, held in found.items()
    }


def workers_named(worker_ids: Iterable[int]) -> dict[int, WorkerCard]:
    """The cards of these workers, by number."""
    wanted = set(worker_ids)
    if not wanted:
        return {}
    rows = Worker.objects.filter(id__in=wanted)
    cards = (WorkerCard(*row) for row in rows.values_list("id", "ref", "first_name", "job_title"))
    return {card.id: card for card in cards}


def workers_with(role: Role, *, agency_id: int) -> tuple[WorkerCard, ...]:
    """The workers who hold this role in this agency now, by first name."""
    rows = Worker.objects.filter(
        memberships__role=role, memberships__agency_id=agency_id, memberships__until=None, is_active=True
    )
    return tuple(_card(row) for row in rows.order_by("first_name", "id").distinct())


def everybody_in(area: int) -> tuple[tuple[WorkerCard, str], ...]:
    """Every worker of the area with a role now, and the agencies he or she works for, in words; by first name."""
    rows = Membership.objects.filter(area=area, until=None, worker__is_active=True)
    found: dict[int, tuple[WorkerCard, set[str]]] = {}
    for row in rows.select_related("worker", "agency").order_by("worker__first_name", "worker_id"):
        found.setdefault(row.worker_id, (_card(row.worker), set()))[1].add(row.agency.name)
    return tuple((card, ", ".join(sorted(names))) for card, names in found.values())


def colleagues_of(by: Actor, roles: Iterable[Role] = tuple(Role)) -> tuple[WorkerCard, ...]:
    """Whoever holds one of these roles in the agency now, without the one who asks, by first name."""
    rows = Worker.objects.filter(
        memberships__agency_id=by.agency_id,
        memberships__until=None,
        memberships__role__in=list(roles),
        is_active=True,
    )
    others = rows.exclude(id=by.worker_id).order_by("first_name", "id").distinct()
    return tuple(_card(row) for row in others)


def agency_of_role(worker_id: int, roles: Iterable[Role], *, area: int, rather: int) -> int | None:
    """The agency of the area in which the active worker holds one of these roles now; None without any.

    `rather` if it is among them, else the one in which the worker has held it longest.
    """
    rows = Membership.objects.filter(
        worker_id=worker_id, role__in=list(roles), until=None, area=area, worker__is_active=True
    )
    found = list(rows.order_by("since", "id").values_list("agency_id", flat=True))
    return rather if rather in found else next(iter(found), None)


def agencies_of_roles(worker_id: int, roles: Iterable[Role]) -> frozenset[int]:
    """The numbers of the agencies in which the active worker holds one of these roles now."""
    rows = Membership.objects.filter(
        worker_id=worker_id, role__in=list(roles), until=None, worker__is_active=True
    )
    return frozenset(rows.values_list("agency_id", flat=True))


def who_works_in(
    roles: Iterable[Role], *, area: int, among: Iterable[int] | None = None
) -> frozenset[tuple[int, int]]:
    """Worker and agency, as numbers, of everybody who holds one of these roles in the area now; `among` these only."""
    rows = Membership.objects.filter(role__in=list(roles), until=None, area=area, worker__is_active=True)
    if among is not None:
        rows = rows.filter(worker_id__in=set(among))
    return frozenset(rows.values_list("worker_id", "agency_id"))


def workers_of_agency(agency_id: int) -> frozenset[int]:
    """The numbers of everybody who holds a role in this agency now."""
    rows = Membership.objects.filter(agency_id=agency_id, until=None, worker__is_active=True)
    return frozenset(rows.values_list("worker_id", flat=True))


def work_for_several() -> frozenset[int]:
    """The numbers of the workers who hold roles in more than one agency now."""
    rows = Membership.objects.filter(until=None, worker__is_active=True).values("worker_id").order_by()
    several = rows.annotate(agencies=Count("agency_id", distinct=True)).filter(agencies__gt=1)
    return frozenset(several.values_list("worker_id", flat=True))


def leads_in_area(role: Role, *, area: int) -> tuple[int, ...]:
    """The numbers of the workers who hold this leading role in the area now."""
    rows = Membership.objects.filter(role=role, until=None, area=area, worker__is_active=True)
    return tuple(rows.order_by("worker_id").values_list("worker_id", flat=True).distinct())


def team_leads(agency_id: int) -> tuple[int, ...]:
    """The numbers of the workers who lead this agency's team now."""
    return tuple(card.id for card in workers_with(Role.TEAM_LEAD, agency_id=agency_id))


def lead_behind(worker_id: int, *, area: int) -> int | None:
    """Who takes over what a worker leaves: a lead of the same agency, else the lead on call, else any; None without."""
    own = [
        lead for number in sorted(agencies_of_roles(worker_id, Role)) for lead in sorted(team_leads(number))
    ]
    anyone = leads_in_area(Role.TEAM_LEAD, area=area)
    on_call = [number for number in anyone if number == on_call_now(area).lead_id]
    return next((number for number in (*own, *on_call, *anyone) if number != worker_id), None)


def roles_waiting(by: Actor) -> tuple[WaitingRole, ...]:
    """What waits for a lead of the actor's agency to say yes or no, oldest first; nothing for anyone else."""
    if Role.TEAM_LEAD not in by.roles:
        return ()
    rows = list(
        RoleWaiting.objects.filter(agency_id=by.agency_id, decided_at=None).order_by("asked_at", "id")
    )
    cards = workers_named(number for row in rows for number in (row.worker_id, row.asked_by_id))
    return tuple(
        WaitingRole(row.ref, cards[row.worker_id], Role(row.role), cards[row.asked_by_id], row.asked_at)
        for row in rows
    )


def worker_id_of(ref: str, *, area: int) -> int | None:
    """The number of the active worker with this ref; None if there is none."""
    return Worker.objects.filter(ref=ref, area=area, is_active=True).values_list("id", flat=True).first()


def anybody_id_of(ref: str, *, area: int) -> int | None:
    """The number of the worker with this ref, also of one whose account ended; None if there is none."""
    return Worker.objects.filter(ref=ref, area=area).values_list("id", flat=True).first()


def any_agency_id_of(ref: str, *, area: int) -> int | None:
    """The number of the agency with this ref, also of one that has ended; None if there is none."""
    return Agency.objects.filter(ref=ref, area=area).values_list("id", flat=True).first()


def agencies_named(numbers: Iterable[int]) -> dict[int, AgencyCard]:
    """The cards of these agencies, by number."""
    rows = Agency.objects.filter(id__in=set(numbers))
    return {row.id: AgencyCard(row.id, row.ref, row.name, row.kind) for row in rows}


def agencies_of_area(area: int) -> tuple[AgencyCard, ...]:
    """The agencies of the area that somebody here wrote down and that have not ended, by name."""
    rows = Agency.objects.filter(area=area, source="", ended_at=None).order_by("name", "id")
    return tuple(AgencyCard(row.id, row.ref, row.name, row.kind) for row in rows)


def agency_id_of(ref: str, *, area: int) -> int | None:
    """The number of the agency with this ref that has not ended; None if there is none."""
    return Agency.objects.filter(ref=ref, area=area, ended_at=None).values_list("id", flat=True).first()


def area_of(number: int) -> AreaCard:
    """The area with this number: what its lead agreed, and what it was set up with where nothing was agreed."""
    row = Area.objects.get(number=number)
    nation = values.said(row.agreed, values.NATION, values.SaidNation)
    return AreaCard(
        row.number,
        row.name,
        nation.nation.value if nation else row.nation,
        values.lines_in(row.agreed, row.lines),
        values.choices_in(row.agreed),
        values.said(row.agreed, values.HOURS, values.SaidHours),
    )


def is_on_call(ref: str, *, area: int) -> bool:
    """Whether this worker is on call in the area, or the lead behind."""
    on_call = Area.objects.filter(number=area)
    return on_call.filter(Q(on_call__ref=ref) | Q(on_call_lead__ref=ref)).exists()


def actor_by_email(email: str) -> Actor | None:
    """The worker with this address acting for the first agency in which he or she holds a role."""
    found = Worker.objects.filter(email__iexact=email, is_active=True).first()
    places = places_of(found.id) if found else ()
    return actor_for(found.id, places[0].agency_ref) if found and places else None


def _card(row: Worker) -> WorkerCard:
    return WorkerCard(row.id, row.ref, row.first_name, row.job_title)
