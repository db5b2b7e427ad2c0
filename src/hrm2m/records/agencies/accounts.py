"""Reading accounts for whoever keeps them, and what waits for a second person; nothing about a mother is known here."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from hrm2m.policy import Actor, Permission, Role
from hrm2m.records.agencies.models import ChangeWaiting, Membership, RoleWaiting, Worker
from hrm2m.records.agencies.queries import WorkerCard, workers_named
from hrm2m.vault import door


PAGE_SIZE = 50


@dataclass(frozen=True)
class HeldRole:
    """A role held, or waiting for a second person, in one agency."""

    agency_ref: str
    agency_name: str
    role: Role


@dataclass(frozen=True)
class Account:
    """One account as whoever keeps accounts sees it."""

    id: int
    ref: str
    first_name: str
    job_title: str
    email: str
    is_active: bool
    last_sign_in: datetime | None
    ended_at: datetime | None
    roles: tuple[HeldRole, ...]
    waiting: tuple[HeldRole, ...]
    changes: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """Some accounts, and where the next ones begin (empty at the end)."""

    items: tuple[Account, ...]
    next: str


@dataclass(frozen=True)
class WaitingChange:
    """A new second step or address that waits; `is_mine`: somebody else has to look at it."""

    ref: str
    worker: WorkerCard
    kind: str
    asked_by: WorkerCard
    asked_at: datetime
    is_mine: bool


def accounts(by: Actor, *, after: str = "", size: int = PAGE_SIZE) -> Page:
    """The accounts of the area, by first name, those that ended last."""
    with door.acting(by=by, permission=Permission.ACCOUNT_INVITE) as house:
        house.note(list="accounts")
        rows = Worker.objects.filter(area=by.area).order_by("-is_active", "first_name", "id")
        found = list(_after(rows, after)[: size + 1])
    return Page(_accounts(found[:size]), found[size - 1].ref if len(found) > size else "")


def account(by: Actor, worker: str) -> Account | None:
    """One account of the area."""
    with door.acting(by=by, permission=Permission.ACCOUNT_INVITE) as house:
        house.note(list="account")
        found = Worker.objects.filter(ref=worker, area=by.area).first()
    return _accounts([found])[0] if found else None


def changes_waiting(by: Actor) -> tuple[WaitingChange, ...]:
    """What waits for this person's yes or no as second person, oldest first; nothing for anyone else."""
    rows = ChangeWaiting.objects.filter(area=by.area, decided_at=None)
    if Role.ADMINISTRATOR not in by.roles:
        if Role.TEAM_LEAD not in by.roles:
            return ()
        rows = rows.filter(worker__memberships__agency_id=by.agency_id, worker__memberships__until=None)
    found = list(rows.order_by("asked_at", "id").distinct())
    cards = workers_named(number for row in found for number in (row.worker_id, row.asked_by_id))
    return tuple(
        WaitingChange(
            row.ref,
            cards[row.worker_id],
            row.kind,
            cards[row.asked_by_id],
            row.asked_at,
            by.worker_id in {row.worker_id, row.asked_by_id},
        )
        for row in found
    )


def _accounts(rows: list[Worker]) -> tuple[Account, ...]:
    of_these = {"worker_id__in": [row.id for row in rows]}
    held = _by_worker(Membership.objects.filter(until=None, **of_these))
    waiting = _by_worker(RoleWaiting.objects.filter(decided_at=None, **of_these))
    changes: dict[int, list[str]] = {}
    for change in ChangeWaiting.objects.filter(decided_at=None, **of_these).order_by("id"):
        changes.setdefault(change.worker_id, []).append(change.kind)
    return tuple(
        Account(
            row.id,
            row.ref,
            row.first_name,
            row.job_title,
            row.email,
            row.is_active,
            row.last_login,
            row.ended_at,
            held.get(row.id, ()),
            waiting.get(row.id, ()),
            tuple(changes.get(row.id, ())),
        )
        for row in rows
    )


def _by_worker(
    rows: QuerySet[Membership] | QuerySet[RoleWaiting],
) -> dict[int, tuple[HeldRole, ...]]:
    found: dict[int, list[HeldRole]] = {}
    for row in rows.select_related("agency").order_by("agency__name", "role"):
        held = HeldRole(row.agency.ref, row.agency.name, Role(row.role))
        found.setdefault(row.worker_id, []).append(held)
    return {number: tuple(roles) for number, roles in found.items()}


def _after(rows: QuerySet[Worker], cursor: str) -> QuerySet[Worker]:
    last = Worker.objects.filter(ref=cursor).first() if cursor else None
    if last is None:
        return rows
    further = Q(first_name__gt=last.first_name) | Q(first_name=last.first_name, id__gt=last.id)
    in_this_part = Q(is_active=last.is_active) & further
    return rows.filter(in_this_part | Q(is_active=False) if last.is_active else in_this_part)
