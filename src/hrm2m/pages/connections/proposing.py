"""Proposing a connection: the form, with the entries of the children's side to choose from."""

from collections.abc import Sequence

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.connections.forms import ProposeForm
from hrm2m.pages.connections.opening import child_safety
from hrm2m.pages.today.timing import day_in_words
from hrm2m.policy import Permission
from hrm2m.records.connections import actions
from hrm2m.records.connections.both_sides import children_named, observations_in
from hrm2m.records.connections.queries import Asked, asked_in


LABEL_LENGTH = 160


@requires(Permission.CONNECTION_PROPOSE)
def new(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Proposes a connection."""
    with child_safety(request, mother) as box:
        children, seen, asked = children_named(box), observations_in(box), asked_in(box)
    child_of = {entry.ref: entry.body.child for entry in seen}
    entries = [(entry.ref, _line(entry.body.words, children.get(entry.body.child, ""))) for entry in seen]
    form = ProposeForm(request.POST or None, entries=entries, questions=_questions(asked))

    def write() -> str:
        chosen = form.cleaned_data["observations"]
        now = clock.now()
        return actions.propose(
            by=request.actor,
            mother=mother,
            connection=form.connection(child_of[chosen[0]]),
            told=form.told(now),
            at=now,
        )

    drawn = carry_out(request, form, write, lambda ref: reverse("connection", args=[mother, ref]))
    if not isinstance(drawn, Drawn):
        return drawn
    words = {"ref": mother, "form": form, "nothing_seen": not entries}
    return render(request, "connections/propose.html", words, status=drawn)


def _questions(asked: Sequence[Asked]) -> list[tuple[str, str | Promise]]:
    return [(one.ref, _answered(one)) for one in asked]


def _answered(asked: Asked) -> str:
    day = day_in_words(asked.entry.happened_at)
    if not asked.answers:
        return gettext("Asked on %(day)s, not answered yet: %(words)s") % {
            "day": day,
            "words": asked.entry.body.words,
        }
    answer = asked.answers[0].body
    if answer.nothing_on_record:
        return gettext("None on record: %(words)s") % {"words": answer.words}
    return gettext("An entry is quoted: %(words)s") % {"words": answer.words}


def _line(words: str, child: str) -> str:
    short = words if len(words) <= LABEL_LENGTH else f"{words[:LABEL_LENGTH]} …"
    return f"{child or _('A child without a record')}: {short}"
