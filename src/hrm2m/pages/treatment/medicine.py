"""What she is prescribed: a beginning, a change, the last dose, a missed collection."""

from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.sheet import Sheet
from hrm2m.pages.treatment.medicine_forms import (
    ChangeForm,
    EndForm,
    MedicationForm,
    MissForm,
    PastForm,
    as_typed,
)
from hrm2m.pages.treatment.opening import TEMPLATE, form_page, treatment_of
from hrm2m.pages.treatment.words import name_of
from hrm2m.policy import Permission
from hrm2m.records.treatment import actions
from hrm2m.records.treatment.courses import Course


BEGIN = Sheet(_("She takes a medicine"), _("Save it"), template=TEMPLATE)
PAST = Sheet(
    _("A medicine she took before"),
    _("Save it"),
    (
        _("For a course that is over, here or elsewhere, and was not written down at the time."),
        _(
            "If she still takes it, go back and choose “She takes a medicine”, with the day of the first dose."
        ),
    ),
    template=TEMPLATE,
)
CHANGE = Sheet(
    _("Something changed"),
    _("Save it"),
    (_("Below is the prescription as it stands. Write it as it is now."),),
    template=TEMPLATE,
)
END = Sheet(_("The last dose"), _("Save it"), template=TEMPLATE)
MISSED = Sheet(
    _("A collection did not happen"),
    _("Save it"),
    (_("It stops nothing. Whom to ring, and where that was read, shows on her page."),),
    template=TEMPLATE,
)


@requires(Permission.MEDICATION_RECORD)
def begin(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Writes that she takes a medicine."""
    form = MedicationForm(request.POST or None)

    def write() -> str:
        return actions.begin_medication(
            by=request.actor,
            mother=mother,
            medication=form.medication(),
            told=form.told(clock.now()),
            known=form.how_known(),
        )

    return form_page(request, mother, BEGIN, form, write)


@requires(Permission.MEDICATION_RECORD)
def past(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Writes a medicine that she took until a day."""
    form = PastForm(request.POST or None)

    def write() -> str:
        return actions.write_past_course(
            by=request.actor,
            mother=mother,
            medication=form.medication(),
            ended=form.ended(),
            told=form.told(clock.now()),
            known=form.how_known(),
        )

    return form_page(request, mother, PAST, form, write)


@requires(Permission.MEDICATION_RECORD)
def change(request: WorkerRequest, mother: str, course: str) -> HttpResponseBase:
    """Writes what changed and who asked for it."""
    here = _course(request, mother, course)
    form = ChangeForm(request.POST or None, initial=as_typed(here.prescribed))

    def write() -> str:
        return actions.change_medication(
            by=request.actor,
            mother=mother,
            course=course,
            change=form.change(),
            told=form.told(clock.now()),
        )

    return form_page(request, mother, CHANGE, form, write, **_named(here))


@requires(Permission.MEDICATION_RECORD)
def end(request: WorkerRequest, mother: str, course: str) -> HttpResponseBase:
    """Writes the last dose."""
    here = _course(request, mother, course)
    form = EndForm(request.POST or None)

    def write() -> str:
        return actions.end_medication(
            by=request.actor, mother=mother, course=course, ended=form.ended(), told=form.told(clock.now())
        )

    return form_page(request, mother, END, form, write, **_named(here))


@requires(Permission.MEDICATION_RECORD)
def missed(request: WorkerRequest, mother: str, course: str) -> HttpResponseBase:
    """Writes that a collection did not happen."""
    here = _course(request, mother, course)
    form = MissForm(request.POST or None)

    def write() -> str:
        return actions.write_missed_collection(
            by=request.actor,
            mother=mother,
            course=course,
            missed=form.missed(),
            told=form.told(clock.now()),
            known=form.how_known(),
        )

    return form_page(request, mother, MISSED, form, write, **_named(here))


def _course(request: WorkerRequest, mother: str, ref: str) -> Course:
    for card in treatment_of(request, mother).courses:
        if card.course.ref == ref:
            return card.course
    raise Http404


def _named(course: Course) -> dict[str, str]:
    return {"about": name_of(course.medication.body), "about_more": course.prescribed.dose}
