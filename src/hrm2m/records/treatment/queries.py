"""Reading her treatment from an open box, and who treats whom; frozen values only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hrm2m.cadence.local_time import local_day
from hrm2m.policy import Actor, Compartment, Ground, Permission, Role
from hrm2m.policy.facts import GROUND_OPENS
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.asks.threads import Thread, threads
from hrm2m.records.clocks.queries import nation_of
from hrm2m.records.treatment.collecting import Collections, collections_from
from hrm2m.records.treatment.conditions import CONDITION_BODIES, ConditionCard, conditions_among
from hrm2m.records.treatment.courses import COURSE_BODIES, Course, all_courses_among, courses_among
from hrm2m.records.treatment.entries import (
    DrugUse,
    Goal,
    GoalEnded,
    Naloxone,
    Outcomes,
    SafeKeeping,
    TreatedAs,
    WindowAnswer,
)
from hrm2m.records.treatment.models import Treating
from hrm2m.records.treatment.prompts import Prompt, load_prompts, prompts_for
from hrm2m.records.treatment.proposing import Proposal, proposals_among
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import B, Body, Entry


LIST_PAGE = 40
EVERYTHING: tuple[type[Body], ...] = (
    *COURSE_BODIES,
    *CONDITION_BODIES,
    DrugUse,
    Goal,
    GoalEnded,
    Naloxone,
    Outcomes,
    SafeKeeping,
    TreatedAs,
    WindowAnswer,
)
ON_THE_LIST: tuple[type[Body], ...] = (*COURSE_BODIES, TreatedAs, WindowAnswer)


@dataclass(frozen=True)
class CourseCard:
    """A course with what lies ahead of it: the next collection, closed days, and advice for what was missed."""

    course: Course
    collections: Collections
    prompts: tuple[Prompt, ...]


@dataclass(frozen=True)
class GoalCard:
    """A goal, and her word that it is reached or no longer hers."""

    goal: Thread[Goal]
    ended: Thread[GoalEnded] | None


@dataclass(frozen=True)
class Treatment:
    """Everything a treatment worker's page shows of one mother."""

    called: str
    goals: tuple[GoalCard, ...]
    courses: tuple[CourseCard, ...]
    proposals: tuple[Proposal, ...]
    answers: tuple[Entry[WindowAnswer], ...]
    keeping: Thread[SafeKeeping] | None
    naloxone: Thread[Naloxone] | None
    uses: tuple[Thread[DrugUse], ...]
    conditions: tuple[ConditionCard, ...]
    outcomes: tuple[Thread[Outcomes], ...]
    mistaken: tuple[Course, ...] = ()
    """Courses that were written by mistake: nothing counts them, and they can be read."""

    @property
    def running(self) -> tuple[CourseCard, ...]:
        """What she takes now."""
        return tuple(card for card in self.courses if card.course.ended is None)


@dataclass(frozen=True)
class Treated:
    """One line of the list of whom a worker treats."""

    ref: str
    called: str
    courses: tuple[CourseCard, ...]
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True)
class Page:
    """Lines of a list, and the ref after which the next ones begin."""

    items: tuple[Treated, ...]
    next: str


@dataclass(frozen=True)
class TreatsHer:
    """A worker who treats her."""

    ref: str
    worker_ref: str
    first_name: str
    agency_name: str
    since: datetime


def treatment_in(box: Box) -> Treatment:
    """Her treatment, from her open treatment drawer; two statements, however much is written."""
    entries = box.entries(*EVERYTHING, compartment=Compartment.TREATMENT)
    courses = courses_among(entries)
    answers = tuple(_of(entries, WindowAnswer))
    ended = {thread.newest.about: thread for thread in threads(entries, GoalEnded)}
    return Treatment(
        called=_called(entries),
        goals=tuple(GoalCard(goal, ended.get(goal.ref)) for goal in threads(entries, Goal)),
        courses=_cards(courses, box.area, local_day(box.now)),
        proposals=proposals_among(courses, answers, nation=nation_of(box.area), now=box.now),
        answers=answers,
        keeping=next(iter(threads(entries, SafeKeeping)), None),
        naloxone=next(iter(threads(entries, Naloxone)), None),
        uses=threads(entries, DrugUse),
        conditions=conditions_among(entries),
        outcomes=threads(entries, Outcomes),
        mistaken=tuple(course for course in all_courses_among(entries) if course.never_was),
    )


def mothers_of(by: Actor, *, after: str = "") -> Page:
    """Whom this worker treats for the agency chosen now, those begun first first; a page at a time."""
    rows = Treating.objects.filter(worker_id=by.worker_id, agency_id=by.agency_id, area=by.area, until=None)
    start = rows.filter(ref=after).values_list("id", flat=True).first() if after else None
    found = list(rows.filter(id__gt=start or 0).order_by("id")[: LIST_PAGE + 1])
    shown = found[:LIST_PAGE]
    numbers = [row.mother for row in shown]
    with door.looking_at_many(
        by=by, permission=Permission.TREATMENT_SEE, mothers=numbers, page="treated"
    ) as boxes:
        read = boxes.entries(*ON_THE_LIST, compartment=Compartment.TREATMENT)
        items = tuple(
            _line(boxes.refs[number], read[number], by.area, boxes.now)
            for number in numbers
            if number in read
        )
    return Page(items, shown[-1].ref if len(found) > LIST_PAGE else "")


def who_treats(mother_id: int) -> tuple[TreatsHer, ...]:
    """Who treats her now, in the order in which she said yes to them."""
    rows = list(Treating.objects.filter(mother=mother_id, until=None).order_by("since", "id"))
    workers = agencies.workers_named(row.worker_id for row in rows)
    names = agencies.agencies_named(row.agency_id for row in rows)
    return tuple(
        TreatsHer(
            row.ref,
            workers[row.worker_id].ref,
            workers[row.worker_id].first_name,
            names[row.agency_id].name,
            row.since,
        )
        for row in rows
    )


def treatment_workers(area: int) -> tuple[tuple[agencies.WorkerCard, str], ...]:
    """Everybody who treats for an agency of the area, with the name of that agency, by first name."""
    found = agencies.who_works_in([Role.TREATMENT_WORKER], area=area)
    workers = agencies.workers_named(worker for worker, _ in found)
    names = agencies.agencies_named(agency for _, agency in found)
    pairs = [(workers[worker], names[agency].name) for worker, agency in found if worker in workers]
    return tuple(sorted(pairs, key=lambda pair: (pair[0].first_name, pair[0].id)))


def mothers_treated_by(worker_id: int) -> list[int]:
    """The numbers of everybody this worker treats, for whichever agency."""
    rows = Treating.objects.filter(worker_id=worker_id, until=None)
    return sorted(set(rows.values_list("mother", flat=True)))


def standing_due() -> set[tuple[int, str, int | None, int | None, str]]:
    """Who should stand near whom by treating her: mother, ground, worker, agency, compartment."""
    rows = Treating.objects.filter(until=None).values_list("mother", "worker_id", "agency_id")
    ground = Ground.TREATING
    return {
        (mother, ground.value, worker, agency, compartment.value)
        for mother, worker, agency in rows.iterator()
        for compartment in GROUND_OPENS[ground]
    }


def _line(ref: str, entries: Sequence[Entry[Any]], area: int, now: datetime) -> Treated:
    courses = courses_among(entries)
    answers = tuple(_of(entries, WindowAnswer))
    running = [course for course in courses if course.ended is None]
    return Treated(
        ref,
        _called(entries),
        _cards(running, area, local_day(now)),
        proposals_among(courses, answers, nation=nation_of(area), now=now),
    )


def _cards(courses: Iterable[Course], area: int, today: date) -> tuple[CourseCard, ...]:
    nation, prompts = nation_of(area), load_prompts().prompts
    return tuple(
        CourseCard(
            course,
            collections_from(today, () if course.ended else course.prescribed.collection_days, nation),
            prompts_for(course, today, [one for one in prompts if one.nation == nation]),
        )
        for course in courses
    )


def _called(entries: Sequence[Entry[Any]]) -> str:
    """What she wants to be called here: as she said last, by when it was written."""
    said = sorted(_of(entries, TreatedAs), key=lambda entry: (entry.happened_at, entry.written_at))
    return said[-1].body.called if said else ""


def _of(entries: Iterable[Entry[Any]], body: type[B]) -> list[Entry[B]]:
    return [entry for entry in entries if isinstance(entry.body, body)]
