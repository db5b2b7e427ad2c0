"""Whom one treats, and the one page for each: what she wants, what she takes, what changed, the next collection."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.connections.opening import treatment as asked_across
from hrm2m.pages.connections.questions import questions_shown
from hrm2m.pages.today.timing import date_in_words
from hrm2m.pages.treatment.opening import treatment_of
from hrm2m.pages.treatment.told import told_of
from hrm2m.pages.treatment.words import name_of
from hrm2m.policy import Permission
from hrm2m.records.children.queries import is_in_a_plan_of
from hrm2m.records.connections.queries import questions_waiting
from hrm2m.records.treatment.queries import CourseCard, Treated, mothers_of


@dataclass(frozen=True)
class TakenRow:
    """One medicine on the list."""

    name: str
    dose: str
    next_day: str
    is_closed: bool
    has_prompts: bool


@dataclass(frozen=True)
class TreatedRow:
    """One mother on the list."""

    ref: str
    called: str
    courses: tuple[TakenRow, ...]
    to_ask: int


@requires(Permission.TREATMENT_SEE)
def mothers(request: WorkerRequest) -> HttpResponse:
    """Whom this worker treats, in the order in which they said yes."""
    page = mothers_of(request.actor, after=request.GET.get("after", ""))
    rows = [_row(treated) for treated in page.items]
    return render(request, "treatment/mothers.html", {"mothers": rows, "next": page.next})


@requires(Permission.TREATMENT_SEE)
def treatment(request: WorkerRequest, mother: str) -> HttpResponse:
    """Her page."""
    found = treatment_of(request, mother)
    told = told_of(found, clock.now())
    with asked_across(request, mother) as box:
        questions = questions_shown(questions_waiting(box), box)
        is_in_a_plan = is_in_a_plan_of(request.actor, box.mother_id)
    words = {
        "ref": mother,
        "called": found.called,
        "told": told,
        "outcomes": len(found.outcomes),
        "questions": questions,
        "is_in_a_plan": is_in_a_plan,
    }
    return render(request, "treatment/treatment.html", words)


def _row(treated: Treated) -> TreatedRow:
    courses = tuple(_taken(card) for card in treated.courses)
    return TreatedRow(treated.ref, treated.called, courses, len(treated.proposals))


def _taken(card: CourseCard) -> TakenRow:
    day = card.collections.next_day
    return TakenRow(
        name_of(card.course.medication.body),
        card.course.prescribed.dose,
        date_in_words(day) if day else "",
        card.collections.next_is_closed,
        bool(card.prompts),
    )
