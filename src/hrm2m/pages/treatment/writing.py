"""Goals, what she uses, where medicine is kept, naloxone, conditions, windows, her side: each one plain form."""

from datetime import date

from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hrm2m.cadence import WindowKind, load_rules
from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.sheet import Sheet
from hrm2m.pages.mother.windows import length_from
from hrm2m.pages.today.timing import date_in_words
from hrm2m.pages.treatment.forms import (
    CalledForm,
    ConditionEndForm,
    ConditionForm,
    GoalEndForm,
    GoalForm,
    KeepingForm,
    NaloxoneForm,
    SideForm,
    TellForm,
    UseForm,
    use_as_typed,
)
from hrm2m.pages.treatment.opening import TEMPLATE, form_page, treatment_of
from hrm2m.policy import Permission
from hrm2m.records.treatment import actions
from hrm2m.records.treatment.entries import SafeKeeping, WindowAnswer, YesNo


CALLED = Sheet(_("What she is called here"), _("Save it"), template=TEMPLATE)
GOAL = Sheet(_("What she wants"), _("Save it"), template=TEMPLATE)
GOAL_END = Sheet(_("What she says of it now"), _("Take it off the list"), template=TEMPLATE)
USE = Sheet(
    _("What she uses"),
    _("Save it"),
    (_("No entry here says anything about a child. That would need a connection, with evidence."),),
    template=TEMPLATE,
)
USE_RIGHT = Sheet(_("Put this right"), _("Save it"), (_("If we wrote it wrongly."),), template=TEMPLATE)
KEEPING = Sheet(_("Where her medicine is kept"), _("Save it"), template=TEMPLATE)
NALOXONE = Sheet(_("Naloxone"), _("Save it"), template=TEMPLATE)
CONDITION = Sheet(
    _("A condition attached to her help"),
    _("Put it on her list"),
    (
        _(
            "It goes on her own list of what is demanded of her, ours too. Where two clash, that is ours to solve."
        ),
        _("Her bridge builder sees that list."),
    ),
    template=TEMPLATE,
)
CONDITION_END = Sheet(
    _("A condition is over"),
    _("Take it off her list"),
    (_("It stays readable here, with how it ended, and goes off her own list of what is demanded of her."),),
    template=TEMPLATE,
)
TELL = Sheet(_("May her bridge builder know?"), _("Save her answer"), template=TEMPLATE)
SIDE = Sheet(
    _("Add her side"),
    _("Put her side beside it"),
    (_("In her words. It stands beside the entry at once, and goes wherever the entry goes."),),
    template=TEMPLATE,
)


@requires(Permission.GOAL_RECORD)
def called(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Writes what she wants to be called here."""
    form = CalledForm(request.POST or None)

    def write() -> str:
        words = form.cleaned_data["called"]
        return actions.call_her(by=request.actor, mother=mother, called=words, at=clock.now())

    return form_page(request, mother, CALLED, form, write)


@requires(Permission.GOAL_RECORD)
def goal(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Writes what she wants."""
    form = GoalForm(request.POST or None)

    def write() -> str:
        at = form.at(clock.now())
        return actions.set_goal(by=request.actor, mother=mother, goal=form.goal(), at=at)

    return form_page(request, mother, GOAL, form, write)


@requires(Permission.GOAL_RECORD)
def goal_end(request: WorkerRequest, mother: str, goal: str) -> HttpResponseBase:
    """Takes a goal off the list, at her word."""
    form = GoalEndForm(request.POST or None)
    words = next((c.goal.body.words for c in treatment_of(request, mother).goals if c.goal.ref == goal), "")
    if not words:
        raise Http404

    def write() -> str:
        at = form.at(clock.now())
        return actions.end_goal(by=request.actor, mother=mother, goal=goal, ended=form.ended(), at=at)

    return form_page(request, mother, GOAL_END, form, write, about=words)


@requires(Permission.DRUG_USE_RECORD)
def use(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Writes what she uses and how that is known."""
    form = UseForm(request.POST or None)

    def write() -> str:
        now = clock.now()
        return actions.write_drug_use(
            by=request.actor,
            mother=mother,
            use=form.use(),
            at=form.at(now),
            told_by=form.cleaned_data["told_by"],
            told=form.told(now),
        )

    return form_page(request, mother, USE, form, write)


@requires(Permission.DRUG_USE_RECORD)
def use_right(request: WorkerRequest, mother: str, use: str) -> HttpResponseBase:
    """Puts right what we wrote wrongly of what she uses; the wrong version stays behind the right one."""
    here = next((thread for thread in treatment_of(request, mother).uses if thread.ref == use), None)
    if here is None:
        raise Http404
    form = UseForm(request.POST or None, initial=use_as_typed(here.newest))
    form.keeps_its_time()

    def write() -> str:
        return actions.write_drug_use(
            by=request.actor,
            mother=mother,
            use=form.use(),
            at=form.at(here.newest.happened_at),
            told_by=form.cleaned_data["told_by"],
            told=form.told(clock.now()),
            corrects=request.POST.get("seen", "") or here.seen_ref,
        )

    there = [(_("What?"), here.body.what), (_("What did it say?"), here.body.result)]
    return form_page(request, mother, USE_RIGHT, form, write, seen=here.seen_ref, now_there=there)


@requires(Permission.MEDICATION_RECORD)
def keeping(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Writes where her medicine is kept."""
    form = KeepingForm(request.POST or None)

    def write() -> str:
        now = clock.now()
        answers = {name: YesNo(value) for name, value in form.cleaned_data.items()}
        kept = SafeKeeping(asked_at=local_day(now), **answers)
        return actions.write_safe_keeping(by=request.actor, mother=mother, keeping=kept, at=now)

    return form_page(request, mother, KEEPING, form, write)


@requires(Permission.MEDICATION_RECORD)
def naloxone(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Writes whether she has naloxone."""
    form = NaloxoneForm(request.POST or None)

    def write() -> str:
        return actions.write_naloxone(
            by=request.actor, mother=mother, naloxone=form.naloxone(), at=clock.now()
        )

    return form_page(request, mother, NALOXONE, form, write)


@requires(Permission.DEMAND_ADD)
def condition(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Puts a condition on her own list."""
    form = ConditionForm(request.POST or None)

    def write() -> str:
        return actions.attach_condition(
            by=request.actor,
            mother=mother,
            condition=form.condition(),
            at=form.at(clock.now()),
            known=form.how_known(),
        )

    return form_page(request, mother, CONDITION, form, write)


@requires(Permission.DEMAND_ADD)
def condition_end(request: WorkerRequest, mother: str, condition: str) -> HttpResponseBase:
    """Writes how a condition ended, and takes it off her own list."""
    form = ConditionEndForm(request.POST or None)
    cards = treatment_of(request, mother).conditions
    here = next((card.condition for card in cards if card.condition.ref == condition), None)
    if here is None:
        raise Http404

    def write() -> str:
        return actions.end_condition(
            by=request.actor,
            mother=mother,
            condition=condition,
            ended=form.end(),
            known=form.how_known(),
            told=form.told(clock.now()),
        )

    named = {"about": here.body.words, "about_more": here.body.agency}
    return form_page(request, mother, CONDITION_END, form, write, **named)


@requires(Permission.TREATMENT_TELL)
def tell(request: WorkerRequest, mother: str, course: str) -> HttpResponseBase:
    """Writes her yes or no to the window that this course proposes."""
    form = TellForm(request.POST or None)
    window, opened = _proposed(request, mother, course)

    def write() -> str:
        answer = WindowAnswer(window, opened, she_said_yes=form.cleaned_data["answer"] == "yes")
        return actions.answer_proposal(
            by=request.actor, mother=mother, about=course, answer=answer, at=clock.now()
        )

    told = gettext(
        "Only this is told: “%(window)s”, since %(day)s. Not what she takes, not how much, not why."
    )
    words = {"window": gettext(load_rules().windows[window].name), "day": date_in_words(opened)}
    sheet = Sheet(TELL.title, TELL.button, (told % words, length_from(window)), template=TEMPLATE)
    return form_page(request, mother, sheet, form, write, seen=f"{window} {opened}")


@requires(Permission.TREATMENT_REPLY)
def side(request: WorkerRequest, mother: str, entry: str) -> HttpResponseBase:
    """Puts her side beside an entry of her treatment."""
    form = SideForm(request.POST or None)

    def write() -> str:
        return actions.reply(
            by=request.actor, mother=mother, about=entry, at=clock.now(), **form.cleaned_data
        )

    return form_page(request, mother, SIDE, form, write)


def _proposed(request: WorkerRequest, mother: str, course: str) -> tuple[WindowKind, date]:
    """Which window the form is about: as it was drawn, or the newest that this course proposes."""
    if request.method == "POST":
        kind, _space, day = request.POST.get("seen", "").partition(" ")
        try:
            return WindowKind(kind), date.fromisoformat(day)
        except ValueError as error:
            raise Http404 from error
    for proposal in treatment_of(request, mother).proposals:
        if proposal.about == course:
            return proposal.kind, proposal.opened
    raise Http404
