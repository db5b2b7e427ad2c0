"""Putting right what we wrote wrongly of a medicine: its beginning, a change, the last dose, a missed collection."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.sheet import Sheet
from hrm2m.pages.today.timing import dated
from hrm2m.pages.treatment.medicine_forms import begun_as_typed
from hrm2m.pages.treatment.opening import TEMPLATE, form_page, treatment_of
from hrm2m.pages.treatment.right_forms import (
    BegunRightForm,
    ChangeRightForm,
    EndRightForm,
    MissRightForm,
    change_as_typed,
    end_as_typed,
    missed_as_typed,
)
from hrm2m.pages.treatment.words import name_of
from hrm2m.policy import Permission
from hrm2m.records.asks.threads import Thread
from hrm2m.records.treatment import actions
from hrm2m.records.treatment.courses import Course
from hrm2m.records.treatment.entries import MedicationChange, MedicationEnded, MissedCollection
from hrm2m.vault.entries import B


STAYS = _("What was written before stays, and can be read. This counts from now on.")
LATER = _(
    "What changed later stands as it was written, with the dose it names. Look at that too: it may be wrong as well."
)
PAPERS = _("Was a sheet made with what was wrong? Tell whoever has it, and make a new one.")
TITLE, BUTTON = _("Put this right"), _("Save it")
SHEET = Sheet(TITLE, BUTTON, (STAYS, PAPERS), template=TEMPLATE)
WITH_LATER = Sheet(TITLE, BUTTON, (STAYS, LATER, PAPERS), template=TEMPLATE)
BEGUN = Sheet(
    TITLE,
    BUTTON,
    (_("If we wrote it wrongly. What the prescriber changed is a change."), STAYS, PAPERS),
    template=TEMPLATE,
)
BEGUN_WITH_LATER = Sheet(TITLE, BUTTON, (*BEGUN.lead[:2], LATER, PAPERS), template=TEMPLATE)


@requires(Permission.MEDICATION_RECORD)
def begun(request: WorkerRequest, mother: str, course: str) -> HttpResponseBase:
    """Puts the beginning of a course right."""
    here = _course(request, mother, course)
    form = BegunRightForm(request.POST or None, initial=begun_as_typed(here))

    def write() -> str:
        return actions.put_medication_right(
            by=request.actor,
            mother=mother,
            course=course,
            seen_ref=request.POST.get("seen", ""),
            medication=form.medication(),
            told=form.told(clock.now()),
            known=form.how_known(),
        )

    there = [(_("The dose"), here.medication.body.prescribed.dose), (_("First dose"), dated(here.started))]
    sheet = BEGUN_WITH_LATER if here.changes else BEGUN
    return _drawn(request, mother, sheet, form, write, here, here.medication.seen_ref, there)


@requires(Permission.MEDICATION_RECORD)
def change(request: WorkerRequest, mother: str, course: str, entry: str) -> HttpResponseBase:
    """Puts a change right."""
    here = _course(request, mother, course)
    wrong = _among((*here.changes, *here.mistaken), entry, MedicationChange)
    form = ChangeRightForm(request.POST or None, initial=change_as_typed(wrong.newest))

    def write() -> str:
        return actions.put_change_right(
            by=request.actor,
            mother=mother,
            course=course,
            entry=entry,
            seen_ref=request.POST.get("seen", ""),
            change=form.change(),
            told=form.told(clock.now()),
        )

    there = [(_("What changed"), wrong.body.what), (_("The dose"), wrong.body.prescribed.dose)]
    sheet = SHEET if wrong in here.changes[:1] else WITH_LATER
    return _drawn(request, mother, sheet, form, write, here, wrong.seen_ref, there)


@requires(Permission.MEDICATION_RECORD)
def end(request: WorkerRequest, mother: str, course: str, entry: str) -> HttpResponseBase:
    """Puts the last dose right, or says that she goes on."""
    here = _course(request, mother, course)
    ends = (here.ended, *here.mistaken) if here.ended else here.mistaken
    wrong = _among(ends, entry, MedicationEnded)
    form = EndRightForm(request.POST or None, initial=end_as_typed(wrong.newest))

    def write() -> str:
        return actions.put_end_right(
            by=request.actor,
            mother=mother,
            course=course,
            entry=entry,
            seen_ref=request.POST.get("seen", ""),
            ended=form.ended(),
            told=form.told(clock.now()),
        )

    there = [(_("Last dose"), dated(wrong.body.last_dose)), (_("Why"), wrong.body.why)]
    return _drawn(request, mother, SHEET, form, write, here, wrong.seen_ref, there)


@requires(Permission.MEDICATION_RECORD)
def missed(request: WorkerRequest, mother: str, course: str, entry: str) -> HttpResponseBase:
    """Puts a missed collection right, or says that it was collected."""
    here = _course(request, mother, course)
    wrong = _among((*here.missed, *here.mistaken), entry, MissedCollection)
    form = MissRightForm(request.POST or None, initial=missed_as_typed(wrong.newest))

    def write() -> str:
        return actions.put_missed_right(
            by=request.actor,
            mother=mother,
            course=course,
            entry=entry,
            seen_ref=request.POST.get("seen", ""),
            missed=form.missed(),
            told=form.told(clock.now()),
            known=form.how_known(),
        )

    there = [(_("Which day?"), dated(wrong.body.day)), (_("In a row"), wrong.body.in_a_row)]
    return _drawn(request, mother, SHEET, form, write, here, wrong.seen_ref, there)


def _course(request: WorkerRequest, mother: str, ref: str) -> Course:
    """The course with this ref, also one that was written by mistake."""
    found = treatment_of(request, mother)
    for course in (*(card.course for card in found.courses), *found.mistaken):
        if course.ref == ref:
            return course
    raise Http404


def _among(found: Iterable[Thread[Any]], entry: str, body: type[B]) -> Thread[B]:
    for thread in found:
        if thread.ref == entry and isinstance(thread.body, body):
            return thread
    raise Http404


def _drawn(
    request: WorkerRequest,
    mother: str,
    sheet: Sheet,
    form: PageForm,
    write: Callable[[], str],
    here: Course,
    seen: str,
    there: Sequence[tuple[Any, object]],
) -> HttpResponseBase:
    about = {"about": name_of(here.medication.body), "about_more": here.prescribed.dose}
    return form_page(request, mother, sheet, form, write, seen=seen, now_there=there, **about)
