"""A question to whoever treats her, from the one side; what waits and the answer, from the other."""

from collections.abc import Sequence

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.saving import Drawn, carry_out, version_to_send
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.connections.adding import Page
from hrm2m.pages.connections.forms import NONE, AnswerForm, QuestionForm
from hrm2m.pages.connections.opening import child_safety, treatment
from hrm2m.pages.today.sides import first_name
from hrm2m.pages.today.timing import clock_state, day_in_words, moment_in_words
from hrm2m.policy import Permission
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.clocks.queries import in_words
from hrm2m.records.connections import actions
from hrm2m.records.connections.both_sides import children_named, drug_use_in
from hrm2m.records.connections.queries import Question, questions_in
from hrm2m.records.treatment.entries import DrugUse
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Entry


ASK = Page(
    _("Ask whoever treats her"),
    _("Ask"),
    (
        _("Treatment stays closed to you. The answer is due the same working day, and is quoted here."),
        _("You are not told whether anybody treats her: if nobody answers, the clock says so."),
        _("Where a child may be hurt now, press “Danger now” or ring; do not wait for an answer."),
    ),
)


@requires(Permission.SAFETY_QUESTION_ASK)
def ask(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Asks what a child's safety needs to know."""
    with child_safety(request, mother) as box:
        children = children_named(box)
    form = QuestionForm(request.POST or None, children=list(children.items()))
    where = reverse("connections", args=[mother])

    def write() -> str:
        typed = form.cleaned_data
        return actions.ask_question(
            by=request.actor, mother=mother, words=typed["words"], child=typed["child"], at=clock.now()
        )

    drawn = carry_out(request, form, write, lambda _ref: where)
    if not isinstance(drawn, Drawn):
        return drawn
    return render(
        request, "connections/sheet.html", {"page": ASK, "form": form, "where": where}, status=drawn
    )


@requires(Permission.SAFETY_QUESTION_ANSWER)
def waiting(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """What was asked of whoever treats her, answered or not."""
    with treatment(request, mother) as box:
        found = questions_shown(questions_in(box), box)
    return render(request, "connections/questions.html", {"ref": mother, "questions": found})


@requires(Permission.SAFETY_QUESTION_ANSWER)
def answer(request: WorkerRequest, mother: str, question: str) -> HttpResponseBase:
    """Answers with an entry of drug use or with none, in the words that cross."""
    with treatment(request, mother) as box:
        asked = next((one for one in questions_in(box) if one.entry.ref == question), None)
        if asked is None:
            raise Http404
        entries = [(entry.ref, _entry_in_words(entry)) for entry in drug_use_in(box)]
        (question_shown,) = questions_shown([asked], box)
    form = AnswerForm(request.POST or None, entries=entries)
    where = reverse("safety_questions", args=[mother])

    def write() -> str:
        now = clock.now()
        return actions.answer_question(
            by=request.actor,
            mother=mother,
            question=question,
            words=form.cleaned_data["words"],
            drug_use=form.chosen,
            told=form.told(now),
            at=now,
            seen=request.POST.get("seen", ""),
        )

    drawn = carry_out(request, form, write, lambda _ref: where)
    if not isinstance(drawn, Drawn):
        return drawn
    newest = asked.answers[0] if asked.answers else None
    now_there = [(form.fields["words"].label, newest.body.words)] if newest and drawn is Drawn.STALE else []
    words = {
        "question": question_shown,
        "form": form,
        "where": where,
        "now_there": now_there,
        "seen": version_to_send(request, drawn, newest.ref if newest else ""),
        "none": NONE,
    }
    return render(request, "connections/answer.html", words, status=drawn)


def questions_shown(found: Sequence[Question], box: Box) -> list[dict[str, object]]:
    """Questions in words, for a page of treatment that lists what waits."""
    wrote = {one.entry.by_id for one in found} | {a.by_id for one in found for a in one.answers}
    names = agencies.workers_named(wrote)
    return [
        {
            "ref": one.entry.ref,
            "words": one.entry.body.words,
            "by": first_name(names, one.entry.by_id),
            "when": moment_in_words(one.entry.happened_at, box.now),
            "clock": "" if one.answers else in_words(one.due_at, box.now),
            "clock_state": clock_state(one.due_at, box.now),
            "answers": [
                {
                    "words": given.body.words,
                    "none": not given.body.drug_use,
                    "by": first_name(names, given.by_id),
                    "when": moment_in_words(given.happened_at, box.now),
                }
                for given in one.answers
            ],
        }
        for one in found
    ]


def _entry_in_words(entry: Entry[DrugUse]) -> str:
    body = entry.body
    parts = (body.what, body.how_often, body.result, day_in_words(entry.happened_at))
    return " · ".join(part for part in parts if part)
