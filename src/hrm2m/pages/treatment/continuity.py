"""The continuity sheet: what a ward, a prison or a new area needs so that her medicine goes on, as a tagged PDF."""

from collections.abc import Iterator
from datetime import timedelta

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hrm2m.cadence.local_time import local, local_day
from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.pages.asking.fields import LINE_LENGTH
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import DayField, PageForm
from hrm2m.pages.base.saving import Drawn, put_mistake
from hrm2m.pages.base.visit import WorkerRequest, visit_of
from hrm2m.pages.mother.choosing import TilesField, choices
from hrm2m.pages.mother.sheet import Her, Sheet, draw
from hrm2m.pages.paper.answering import answer
from hrm2m.pages.paper.paper import Block, Facts, Grid, Marked, Paper, Part, Words
from hrm2m.pages.today.sides import Names, writers_in
from hrm2m.pages.treatment.course_rows import facts_of, threads_of, who_asked
from hrm2m.pages.treatment.opening import TEMPLATE, treatment_of
from hrm2m.pages.treatment.words import YES_NO, name_of
from hrm2m.pages.treatment.written import put_right_words, versions_of
from hrm2m.policy import Permission
from hrm2m.records.agencies.queries import workers_named
from hrm2m.records.asks.threads import Thread
from hrm2m.records.treatment.actions import GoesTo, Printed, SheetFor, print_continuity
from hrm2m.records.treatment.courses import Course
from hrm2m.records.treatment.entries import MedicationChange, MedicationEnded, MissedCollection
from hrm2m.records.treatment.queries import Treatment
from hrm2m.vault.entries import Body


GOOD_FOR_DAYS = 3
"""How long the form suggests to rely on a sheet (policy_choice)."""
MOST_CHANGES = 5
GOES_TO = {
    GoesTo.HOSPITAL: _("Hospital"),
    GoesTo.PRISON: _("Prison"),
    GoesTo.ANOTHER_AREA: _("Another area"),
    GoesTo.SHE_CARRIES_IT: _("She carries it herself"),
}
PURPOSES = {
    GoesTo.HOSPITAL: _("So that her medicine goes on while she is in hospital."),
    GoesTo.PRISON: _("So that her medicine goes on in prison, and after it."),
    GoesTo.ANOTHER_AREA: _("So that her medicine goes on where she moves."),
    GoesTo.SHE_CARRIES_IT: _("She carries it, and shows it to whom she wants."),
}
SHEET = Sheet(
    _("A sheet that goes on with her"),
    _("Make the sheet"),
    (
        _(
            "It says what she takes, where she collects it, what changed, and what she wants. Nothing of what she uses,"
            " nothing about a child, no form she filled in."
        ),
        _(
            "Read it with her before it leaves. That it was made, and for whom, is written down; she can ask to see it."
        ),
    ),
    template=TEMPLATE,
)


class ContinuityForm(PageForm):
    """For whom, and until when to rely on it."""

    goes_to = TilesField(
        label=_("Where does it go?"),
        choices=choices(GOES_TO),
        error_messages={"required": _("Choose where it goes.")},
    )
    recipient = forms.CharField(
        label=_("Who gets it?"),
        max_length=LINE_LENGTH,
        help_text=_(
            "The ward and hospital, the prison, the service; or her own name. It stands on every page."
        ),
        error_messages={"required": _("Write who gets it.")},
    )
    until = DayField(
        label=_("Until which day may it be relied on?"),
        error_messages={"required": _("Choose the last day.")},
    )
    she_knows = forms.BooleanField(
        label=_("She knows what stands on it, and wants it to go there"),
        error_messages={"required": _("It goes nowhere without her. Read it with her first.")},
    )


@requires(Permission.CONTINUITY_PRINT)
def continuity(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """The form, and the paper it makes."""
    usual = local_day(clock.now()) + timedelta(days=GOOD_FOR_DAYS)
    form = ContinuityForm(request.POST or None, initial={"until": usual})
    drawn = Drawn.FRESH
    if request.method == "POST":
        drawn = Drawn.MISTAKES
        if form.is_valid():
            typed = form.cleaned_data
            sheet = SheetFor(GoesTo(typed["goes_to"]), typed["recipient"], typed["until"])
            try:
                printed = print_continuity(by=request.actor, mother=mother, sheet=sheet)
                return answer(
                    paper_of(printed, by=visit_of(request).first_name), file_name="continuity-sheet"
                )
            except BadInput as mistake:
                put_mistake(form, mistake)
    called = treatment_of(request, mother).called
    where = reverse("treatment", args=[mother])
    return draw(request, SHEET, Her(mother, called), form, drawn, where=where)


def paper_of(printed: Printed, *, by: str) -> Paper:
    """The sheet as a paper."""
    made = gettext("Made by %(by)s on %(when)s. Number %(number)s in our ledger.") % {
        "by": by,
        "when": date_format(local(printed.made_at), "j F Y, H:i"),
        "number": printed.number,
    }
    until = gettext(
        "Do not rely on this sheet after %(day)s. Before any dose ring the pharmacy or the prescriber."
    )
    return Paper(
        title=gettext("Continuity sheet: %(called)s") % {"called": printed.treatment.called},
        made=made,
        purpose=str(PURPOSES[printed.sheet.goes_to]),
        recipient=gettext("Copy for %(whom)s") % {"whom": printed.sheet.recipient},
        until=until % {"day": date_format(printed.sheet.until, "j F Y")},
        parts=tuple(_parts(printed)),
        not_known=gettext("not known"),
    )


def _parts(printed: Printed) -> list[Part]:
    found = printed.treatment
    names = _who_wrote(found)
    hers = [Words(card.goal.body.words, are_hers=True) for card in found.goals if card.ended is None]
    parts = [Part(gettext("What she wants"), tuple(hers) or (Words(gettext("Ask her.")),))]
    running = [card.course for card in found.courses if card.course.ended is None]
    over = [card.course for card in found.courses if card.course.ended is not None]
    parts += [Part(name_of(course.medication.body), tuple(_course(course, names))) for course in running]
    if not running:
        parts.append(Part(gettext("What she takes"), (Words(gettext("No medicine is written down.")),)))
    if over:
        rows = tuple(_over(course, names) for course in over)
        head = (gettext("Medicine"), gettext("Last dose"), gettext("Why it ended"))
        about = gettext("Medicines that ended, the latest first.")
        parts.append(Part(gettext("What she took before"), (Grid(about, head, rows),)))
    mistaken = tuple(_by_mistake(found, names))
    if mistaken:
        parts.append(Part(gettext("Put right: an earlier sheet may say otherwise"), mistaken))
    parts.append(Part(gettext("Safe at home"), (Facts(_at_home(printed)),)))
    return parts


def _course(course: Course, names: Names) -> list[Block]:
    replies = [*course.medication.newest.replies, *(r for c in course.changes for r in c.newest.replies)]
    blocks: list[Block] = [
        Marked(gettext("As prescribed: %(dose)s") % {"dose": course.prescribed.dose}),
        Facts(facts_of(course)),
    ]
    if begun := put_right_words(course.medication, names):
        blocks.append(Words(begun, label=gettext("How it began")))
    if course.changes:
        head = (gettext("Since"), gettext("What changed"), gettext("Who asked"), gettext("Why"))
        rows = tuple(_change(change, names) for change in course.changes[:MOST_CHANGES])
        blocks.append(Grid(gettext("The latest changes, the newest first."), head, rows))
    missed = max(course.missed, key=lambda thread: thread.body.day, default=None)
    if missed is not None:
        words = gettext("The last collection that did not happen: %(day)s.")
        said = words % {"day": date_format(missed.body.day, "j F Y")}
        blocks.append(Words(f"{said} {put_right_words(missed, names)}".strip()))
    # What she says travels with what it is about.
    blocks += [Words(reply.body.words, label=gettext("Her side"), are_hers=True) for reply in replies]
    return blocks


def _change(thread: Thread[MedicationChange], names: Names) -> tuple[str, str, str, str]:
    body = thread.body
    what = f"{body.what} {put_right_words(thread, names)}".strip()
    return date_format(body.changed, "j F Y"), what, who_asked(body.who_asked, body.whose), body.why


def _over(course: Course, names: Names) -> tuple[str, str, str]:
    ended = course.ended
    if ended is None:
        return name_of(course.medication.body), "", ""
    day = date_format(ended.body.last_dose, "j F Y")
    right = put_right_words(ended, names)
    return name_of(course.medication.body), f"{day}. {right}" if right else day, ended.body.why


def _by_mistake(found: Treatment, names: Names) -> Iterator[Block]:
    """What we wrote by mistake and was not so: whoever holds an earlier sheet reads it there."""
    for course in found.mistaken:
        never = gettext("%(medicine)s since %(day)s: never taken.") % {
            "medicine": name_of(course.medication.body),
            "day": date_format(course.started, "j F Y"),
        }
        yield Words(f"{never} {put_right_words(course.medication, names)}")
    for card in found.courses:
        for thread in card.course.mistaken:
            words = f"{name_of(card.course.medication.body)}: {_what_was_not_so(thread.body)}"
            yield Words(f"{words} {put_right_words(thread, names)}")


def _what_was_not_so(body: Body) -> str:
    if isinstance(body, MedicationEnded):
        return gettext("a last dose on %(day)s.") % {"day": date_format(body.last_dose, "j F Y")}
    if isinstance(body, MissedCollection):
        return gettext("a collection that did not happen on %(day)s.") % {
            "day": date_format(body.day, "j F Y")
        }
    if isinstance(body, MedicationChange):
        return gettext("a change on %(day)s.") % {"day": date_format(body.changed, "j F Y")}
    return ""


def _who_wrote(found: Treatment) -> Names:
    courses = (*(card.course for card in found.courses), *found.mistaken)
    return workers_named(writers_in(entry for course in courses for entry in versions_of(threads_of(course))))


def _at_home(printed: Printed) -> tuple[tuple[str, str], ...]:
    naloxone, keeping = printed.treatment.naloxone, printed.treatment.keeping
    return (
        (gettext("Has naloxone"), str(YES_NO[naloxone.body.has_it]) if naloxone else ""),
        (gettext("Was shown how to use it"), str(YES_NO[naloxone.body.shown_how]) if naloxone else ""),
        (gettext("Medicine in a locked box"), str(YES_NO[keeping.body.locked_box]) if keeping else ""),
    )
