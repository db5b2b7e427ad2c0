"""Reading what is known of her children: frozen values from a box that was opened for it, and lists for the desk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db.models import Count, F, Max, Min, Q, QuerySet

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Compartment, Ground, Permission
from hrm2m.policy.facts import GROUND_OPENS
from hrm2m.records.children.entries import (
    Child,
    ChildAdult,
    ChildName,
    MedicineKept,
    Observation,
    Plan,
    PlanEnded,
    SafetyAnswer,
)
from hrm2m.records.children.models import ChildRow, Join, Noted, PlanPlace
from hrm2m.records.children.sealing import JOIN, unsealed
from hrm2m.records.children.threads import Thread, threads
from hrm2m.vault import door, standing
from hrm2m.vault.box import Box
from hrm2m.vault.entries import B, Body, Entry, Showing
from hrm2m.vault.hers_to_read import for_her
from hrm2m.vault.open_to import refs_open_to


CHILD_SAFETY = Compartment.CHILD_SAFETY
BODIES: tuple[type[Body], ...] = (
    Child,
    ChildName,
    ChildAdult,
    Observation,
    Plan,
    PlanEnded,
    SafetyAnswer,
    MedicineKept,
)
MOST_SHOWN = 60


@dataclass(frozen=True)
class Noticed:
    """One observation with its earlier versions, what was decided about showing it to her, and whether it is new."""

    thread: Thread[Observation]
    decision: Entry[Showing] | None
    she_may_see: bool
    is_new: bool


@dataclass(frozen=True)
class Joined:
    """That this child has another record, of another mother; nothing of what stands there."""

    ref: str
    other_child: str
    since: datetime
    by_id: int
    why: str


@dataclass(frozen=True)
class PlanCard:
    """A plan as it stands, with its earlier versions and how it ended."""

    thread: Thread[Plan]
    ended: Entry[PlanEnded] | None
    people: tuple[int, ...]


@dataclass(frozen=True)
class ChildCard:
    """A child, or a baby expected: who is there for the child, what was noticed, which plans there are."""

    child: Thread[Child]
    name: Entry[ChildName] | None
    adults: tuple[Thread[ChildAdult], ...]
    noticed: tuple[Noticed, ...]
    plans: tuple[PlanCard, ...]


@dataclass(frozen=True)
class HerChildren:
    """All that is known of the children of one mother, the unnamed among them."""

    children: tuple[ChildCard, ...]
    unnamed: tuple[Noticed, ...]
    plans: tuple[PlanCard, ...]
    """Plans that name no child."""
    answers: tuple[Entry[SafetyAnswer], ...]
    medicine: Entry[MedicineKept] | None
    waiting: int

    @property
    def mother_called(self) -> str:
        """What a writer called her last; empty where nobody said."""
        said = (each.thread.newest.body.mother_called for each in self.everything_noticed)
        return next((words for words in said if words), "")

    @property
    def everything_noticed(self) -> tuple[Noticed, ...]:
        """Of every child and of none, newest first: singly or added up."""
        found = [*self.unnamed, *(each for child in self.children for each in child.noticed)]
        return tuple(sorted(found, key=lambda each: each.thread.newest.happened_at, reverse=True))


@dataclass(frozen=True)
class Waiting:
    """One mother about whose children something was written; the children as they are called, if they are known."""

    mother_id: int
    mother_ref: str
    called: str
    children: tuple[str, ...]
    new: int
    oldest_new: datetime | None
    newest: datetime


@dataclass(frozen=True)
class MyPlan:
    """A plan that the reader is named in: the refs, and since when."""

    mother_ref: str
    plan: str
    since: datetime


def children_in(box: Box) -> HerChildren:
    """What lies in her child-safety drawer, put together."""
    found = box.entries(*BODIES, compartment=CHILD_SAFETY)
    new = set(Noted.objects.filter(mother=box.mother_id, read_at=None).values_list("entry", flat=True))
    noticed = _noticed(found, new, box.now)
    plans = _plans(found)
    cards = tuple(
        ChildCard(
            child,
            _newest_about(_of(found, ChildName), child.ref),
            tuple(t for t in threads(_of(found, ChildAdult)) if t.newest.about == child.ref),
            tuple(each for each in noticed if each.thread.newest.about == child.ref),
            tuple(plan for plan in plans if plan.thread.newest.about == child.ref),
        )
        for child in threads(_of(found, Child))
    )
    of_a_child = {card.child.ref for card in cards}
    return HerChildren(
        cards,
        tuple(each for each in noticed if each.thread.newest.about not in of_a_child),
        tuple(plan for plan in plans if plan.thread.newest.about not in of_a_child),
        _of(found, SafetyAnswer),
        next(iter(_of(found, MedicineKept)), None),
        len(new),
    )


def joins_of(box: Box, child: str) -> tuple[Joined, ...]:
    """The other records of this child, while they are joined."""
    rows = [
        *Join.objects.filter(child=child, mother=box.mother_id, undone_at=None),
        *Join.objects.filter(other_child=child, other_mother=box.mother_id, undone_at=None),
    ]
    return tuple(
        Joined(
            row.ref,
            row.other_child if row.child == child else row.child,
            row.at,
            row.by_id,
            unsealed(JOIN, "why", row.ref, row.why),
        )
        for row in rows
    )


def mother_of(child: str, area: int) -> int | None:
    """The number of the mother in whose drawer this child's record lies."""
    return ChildRow.objects.filter(area=area, child=child).values_list("mother", flat=True).first()


def written_about(by: Actor, *, page: str) -> tuple[Waiting, ...]:
    """Mothers about whose children something was written: what is new first, oldest first; then the newest.

    Whatever is written later, of whomever, what nobody has read keeps its place. Whoever is out of the reader's reach
    is simply not among them.
    """
    rows = {row["mother"]: row for row in _noted_near(by)[:MOST_SHOWN]}
    with door.looking_at_many(
        by=by, permission=Permission.WORRIES_SEE, mothers=sorted(rows), page=page
    ) as boxes:
        found = boxes.entries(Child, Observation, compartment=CHILD_SAFETY)
        refs = boxes.refs
    return tuple(
        _waiting(mother, refs[mother], found[mother], row) for mother, row in rows.items() if mother in found
    )


def _noted_near(by: Actor) -> QuerySet[Noted, dict[str, Any]]:
    """One row for each mother within reach: how many are not read, since when, and when the last was written."""
    now = clock.now()
    near = standing.mothers_within_reach(by, (Ground.LEAD,), CHILD_SAFETY, now)
    rows = Noted.objects.filter(area=by.area, mother__in=near)
    unread = Q(read_at=None)
    return (
        rows.exclude(mother__in=standing.mothers_barred(by, now))
        .values("mother")
        .annotate(new=Count("id", filter=unread), oldest=Min("at", filter=unread), newest=Max("at"))
        .order_by(F("oldest").asc(nulls_last=True), "-newest", "mother")
    )


def children_open_to(by: Actor, *, page: str) -> tuple[tuple[str, str, str], ...]:
    """Every child whose record the reader may open, for a list to choose from: child, mother, what it is called."""
    mothers = list(ChildRow.objects.filter(area=by.area).values_list("mother", flat=True).distinct())
    with door.looking_at_many(by=by, permission=Permission.WORRIES_SEE, mothers=mothers, page=page) as boxes:
        found, refs = boxes.entries(Child, compartment=CHILD_SAFETY), boxes.refs
    return tuple(
        (thread.ref, refs[mother], thread.newest.body.label)
        for mother, entries in found.items()
        for thread in threads(entries)
    )


def my_plans(by: Actor) -> tuple[MyPlan, ...]:
    """The plans that the reader is named in now, in the agency chosen; nothing that stands in them."""
    rows = PlanPlace.objects.filter(worker_id=by.worker_id, agency_id=by.agency_id, until=None)
    found = []
    for row in rows.order_by("-since", "-id")[:MOST_SHOWN]:
        refs = refs_open_to(by, [row.mother], clock.now(), permission=Permission.PLAN_SEE, about=row.plan)
        found += [MyPlan(ref, row.plan, row.since) for ref in refs.values()]
    return tuple(found)


def is_in_a_plan_of(by: Actor, mother: int) -> bool:
    """Whether the reader is named now in a plan of this mother's children: that one exists, and nothing of it."""
    rows = PlanPlace.objects.filter(mother=mother, worker_id=by.worker_id, agency_id=by.agency_id, until=None)
    return rows.exists()


def mothers_in_plans_of(worker_id: int) -> list[int]:
    """The numbers of the mothers in whose children's plans this worker is named now."""
    rows = PlanPlace.objects.filter(worker_id=worker_id, until=None)
    return sorted(set(rows.values_list("mother", flat=True)))


def plan_in(box: Box, plan: str) -> PlanCard | None:
    """One plan, from a box that was opened for this plan: nothing else of the drawer is put together."""
    found = box.entries(Plan, PlanEnded, compartment=CHILD_SAFETY)
    return next((card for card in _plans(found) if card.thread.ref == plan), None)


def standing_due() -> set[tuple[int, str, int | None, int | None, str]]:
    """Who should stand near whom by the places in plans: mother, ground, worker, agency, compartment."""
    return {
        (place.mother, Ground.PLAN.value, place.worker_id, place.agency_id, compartment.value)
        for place in PlanPlace.objects.filter(until=None).iterator()
        for compartment in GROUND_OPENS[Ground.PLAN]
    }


def _of(found: Iterable[Entry[Any]], body: type[B]) -> tuple[Entry[B], ...]:
    return tuple(cast("Entry[B]", entry) for entry in found if isinstance(entry.body, body))


def _newest_about(found: Sequence[Entry[B]], ref: str) -> Entry[B] | None:
    about = [entry for entry in found if entry.about == ref]
    return max(about, key=lambda entry: entry.written_at, default=None)


def _noticed(found: Sequence[Entry[Body]], new: set[str], now: datetime) -> list[Noticed]:
    observations = _of(found, Observation)
    hers = {entry.ref for entry in for_her(observations, now)}
    return [
        Noticed(thread, thread.newest.showing, thread.newest.ref in hers, thread.newest.ref in new)
        for thread in threads(observations)
    ]


def _plans(found: Sequence[Entry[Body]]) -> list[PlanCard]:
    ended = _of(found, PlanEnded)
    cards = [(thread, _newest_about(ended, thread.ref)) for thread in threads(_of(found, Plan))]
    places = PlanPlace.objects.filter(plan__in=[thread.ref for thread, _ in cards], until=None)
    named: dict[str, list[int]] = {}
    for place in places.order_by("since", "id"):
        named.setdefault(place.plan, []).append(place.worker_id)
    return [PlanCard(thread, over, tuple(named.get(thread.ref, ()))) for thread, over in cards]


def _waiting(mother: int, ref: str, entries: Sequence[Entry[Body]], noted: Mapping[str, Any]) -> Waiting:
    called = next((e.body.mother_called for e in _of(entries, Observation) if e.body.mother_called), "")
    children = tuple(thread.newest.body.label for thread in threads(_of(entries, Child)))
    return Waiting(mother, ref, called, children, noted["new"], noted["oldest"], noted["newest"])
