"""Reading about her safety: frozen values, through an open box; who may read it, for whoever writes that down."""

from dataclasses import dataclass
from datetime import datetime

from hrm2m.policy import Actor, Compartment, Ground, Permission
from hrm2m.policy.facts import GROUND_OPENS
from hrm2m.policy.roles import ROLES
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.agencies.queries import WorkerCard
from hrm2m.records.safety.entries import HerSafety, SharedAs, WayOn
from hrm2m.records.safety.models import Agreed
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Entry
from hrm2m.vault.versions import with_earlier_replies


HER_SAFETY = Compartment.HER_SAFETY
MAY_READ = tuple(role for role, card in ROLES.items() if Permission.HER_SAFETY_SEE in card.permissions)
PAGE = "her_safety"


@dataclass(frozen=True)
class Told:
    """One thing about her safety, as it reads now, with the ways on that were offered or taken from it."""

    entry: Entry[HerSafety]
    ways: tuple[Entry[WayOn], ...]


@dataclass(frozen=True)
class AgreedCard:
    """One worker whom she lets read it."""

    ref: str
    worker_ref: str
    first_name: str
    agency: str
    since: datetime


@dataclass(frozen=True)
class LetSee:
    """A mother who lets this worker read about her safety."""

    mother_ref: str
    called: str
    since: datetime


def told_in(box: Box) -> tuple[Told, ...]:
    """Everything about her safety, newest first; a corrected entry stands once, with what she said to each version."""
    found = with_earlier_replies(box.entries(HerSafety, compartment=HER_SAFETY))
    ways = box.entries(WayOn, compartment=HER_SAFETY)
    corrected = {entry.corrects for entry in found}
    before = {entry.ref: entry.corrects for entry in found}
    return tuple(
        Told(entry, tuple(way for way in ways if way.about in _versions(entry.ref, before)))
        for entry in found
        if entry.ref not in corrected
    )


def called_in(box: Box) -> str:
    """What she is called by those she lets read it; empty before she let anybody."""
    found = box.entries(SharedAs, compartment=HER_SAFETY, newest=1)
    return found[0].body.called if found else ""


def agreed_with(mother_id: int) -> tuple[AgreedCard, ...]:
    """Whom she lets read it now, for her bridge builder, who writes it down."""
    rows = list(Agreed.objects.filter(mother=mother_id, until=None).order_by("since", "id"))
    workers = agencies.workers_named(row.worker_id for row in rows)
    named = agencies.agencies_named(row.agency_id for row in rows)
    return tuple(
        AgreedCard(
            row.ref,
            workers[row.worker_id].ref,
            workers[row.worker_id].first_name,
            named[row.agency_id].name,
            row.since,
        )
        for row in rows
        if row.worker_id in workers and row.agency_id in named
    )


def who_could_read(by: Actor) -> tuple[WorkerCard, ...]:
    """The workers of the area whose role can read it once she agrees, without the one who asks; by first name."""
    able = {worker for worker, _ in agencies.who_works_in(MAY_READ, area=by.area)}
    return tuple(
        card for card, _ in agencies.everybody_in(by.area) if card.id in able and card.id != by.worker_id
    )


def lets_see(by: Actor) -> tuple[LetSee, ...]:
    """Who lets this worker read it, for the page from which the worker opens it; one line for each mother."""
    rows = Agreed.objects.filter(worker_id=by.worker_id, agency_id=by.agency_id, until=None).order_by(
        "-since", "id"
    )
    since = dict(rows.values_list("mother", "since"))
    with door.looking_at_many(
        by=by, permission=Permission.HER_SAFETY_SEE, mothers=list(since), page="let_see"
    ) as boxes:
        called = boxes.entries(SharedAs, compartment=HER_SAFETY)
        return tuple(
            LetSee(ref, called[mother][0].body.called if called.get(mother) else "", since[mother])
            for mother, ref in boxes.refs.items()
        )


def mothers_agreed_to(worker_id: int) -> list[int]:
    """The numbers of the mothers who let this worker read it."""
    rows = Agreed.objects.filter(worker_id=worker_id, until=None)
    return sorted(rows.values_list("mother", flat=True))


def standing_due() -> set[tuple[int, str, int | None, int | None, str]]:
    """What should stand by these rows: mother, ground, worker, agency, compartment."""
    return {
        (row.mother, Ground.AGREED.value, row.worker_id, row.agency_id, compartment.value)
        for row in Agreed.objects.filter(until=None).iterator()
        for compartment in GROUND_OPENS[Ground.AGREED]
    }


def _versions(ref: str, before: dict[str, str]) -> set[str]:
    found = {ref}
    while before.get(ref):
        ref = before[ref]
        found.add(ref)
    return found
