"""She moves to another area: what she is told first, what was heard from there, and what she says."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.moving_forms import TAKES, HeardForm, OtherwiseForm, PlanForm, SaidForm
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.pages.mother.sheet import Her, Sheet, draw
from hrm2m.pages.today.timing import day_in_words
from hrm2m.policy import Permission
from hrm2m.policy.moving_lifecycle import MoveStatus
from hrm2m.records.bridges.elsewhere import builders_elsewhere
from hrm2m.records.people.queries import mother_in
from hrm2m.records.whole import moving
from hrm2m.records.whole.entries import HeardFromThere, SaidToMove
from hrm2m.records.whole.moves import move_in
from hrm2m.vault.entries import Body, Entry


SHE_IS_TOLD = (
    _("Nobody in another area can open your record if you do not choose that. Nothing goes there by itself."),
    _(
        "If you say yes, we ring one person there, by name, and say that you are coming. No more than you let us."
    ),
    _("What you want to take along goes on paper. You can carry it yourself."),
    _("We stay here for you until you say that the new person is there."),
    _("When you say so, your record here shuts. Your team can not open it. Your word opens it again."),
    _("What you share with others here ends then, too."),
    _("What we know of a child stays with those who keep children safe."),
    _("If you want nobody told, nobody is. You keep your place here."),
)
"""Said to her before anything is done (reading age as on her own pages); a new wording gets a new date in the room."""

IF_THEY_WORK_WITH_THIS = (
    _(
        "If the new worker works with this system too, you can choose that they read your main notes from now on."
    ),
    _(
        "Then two of us are there for you. Your name, your safety and your drug notes stay shut to the new one."
    ),
    _(
        "When you say that the new one is there, your record goes to them. Your old team can not open it then."
    ),
    _("What we know of a child goes then to those who keep children safe there."),
    _("What you share with others here ends then. You can say “not yet”, and you can stay."),
)
"""Said besides, where another area of this installation has a bridge builder with a place."""

STANDS = {
    MoveStatus.NOBODY_TOLD: _("She moves, and nobody elsewhere is told. She keeps her place here."),
    MoveStatus.WAITING: _("We have not heard from there yet. Her bridge holds."),
    MoveStatus.HEARD: _(
        "They say that they are there for her. It is done when she says so; until then her bridge holds."
    ),
    MoveStatus.NOT_YET: _("She says not yet. Her bridge holds, and we speak with them again."),
    MoveStatus.MOVED: _("She said that the new one is there for her."),
    MoveStatus.LEFT: _("Nothing is under way."),
}
PLAN = Sheet(_("She moves to another area"), _("Write it down"), template="mother/moving_plan.html")
HEARD = Sheet(
    _("Heard from there"), _("Write it down"), (_("Not reached is no answer: it stays on your list."),)
)
SAID = Sheet(
    _("What she says"),
    _("Write it down"),
    (
        _("Ask her face to face, in her own words: is the new one there for you?"),
        _("With a yes her record here shuts at once. It opens again at her word. Not yet is a whole answer."),
        _(
            "If the new one works with this system, her record goes to him or her at once, and nobody here opens it."
        ),
    ),
    grave=True,
)
OTHERWISE = Sheet(
    _("She stays, or wants it otherwise"),
    _("Write it down"),
    (
        _(
            "Her bridge stays as it is. Whoever was told there can be told that she does not come, if she wants that."
        ),
    ),
)


@requires(Permission.MOTHER_SEE)
@about_her
def move(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Where her move stands, with whom, and what comes next."""
    with opened(request, mother) as box:
        who, card, now = mother_in(box), move_in(box), box.now
    words: dict[str, Any] = {"ref": mother, "handle": who.handle, "card": card}
    if card is not None:
        words |= {
            "stands": STANDS[card.status],
            "since": day_in_words(card.planned_at),
            "takes": [TAKES[one] for one in card.said.takes],
            "steps": [_step_in_words(step) for step in card.steps],
            "promised": [(line.name, line.words(now), line.due_at < now) for line in card.clocks],
            "is_told": card.said.told,
            "gains": request.actor.worker_id in {card.planned_by_id, card.beside_id},
        }
    return render(request, "mother/moving.html", words)


@requires(Permission.CONSENT_ASK)
@about_her
def plan(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """What she is told, and then what she wants."""
    elsewhere = builders_elsewhere(request.actor.area)
    form = PlanForm(request.POST or None, elsewhere=elsewhere)

    def write() -> str:
        words = form.cleaned_data["words"]
        return moving.plan(
            by=request.actor, mother=mother, told=form.is_told, to=form.to(), words=words, at=clock.now()
        )

    told = (*SHE_IS_TOLD, *(IF_THEY_WORK_WITH_THIS if elsewhere else ()))
    return _carried(request, mother, PLAN, form, write, told=told)


@requires(Permission.HANDOVER_SET)
@about_her
def heard(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Whether the new one was reached."""
    form = HeardForm(request.POST or None)

    def write() -> str:
        typed = form.cleaned_data
        return moving.write_heard(
            by=request.actor,
            mother=mother,
            are_there=typed["are_there"] == "yes",
            words=typed["words"],
            at=clock.now(),
        )

    return _carried(request, mother, HEARD, form, write)


@requires(Permission.HANDOVER_CONFIRM)
@about_her
def said(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """What she says, heard face to face by somebody who gains nothing by it."""
    form = SaidForm(request.POST or None)

    def write() -> str:
        typed = form.cleaned_data
        return moving.write_what_she_said(
            by=request.actor, mother=mother, yes=typed["said"] == "yes", words=typed["words"], at=clock.now()
        )

    yes = form.is_bound and request.POST.get("said") == "yes"
    return _carried(request, mother, SAID, form, write, to="today" if yes else "")


@requires(Permission.CONSENT_STOP)
@about_her
def otherwise(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """She stays after all, or wants it done in another way."""
    form = OtherwiseForm(request.POST or None)

    def write() -> str:
        words = form.cleaned_data["words"]
        return moving.she_wants_it_otherwise(by=request.actor, mother=mother, words=words, at=clock.now())

    return _carried(request, mother, OTHERWISE, form, write)


def _carried(
    request: WorkerRequest,
    mother: str,
    sheet: Sheet,
    form: PageForm,
    write: Callable[[], str],
    to: str = "",
    **more: Any,
) -> HttpResponseBase:
    where = reverse("moving", args=[mother])
    drawn = carry_out(request, form, write, lambda _ref: reverse(to) if to else where)
    if not isinstance(drawn, Drawn):
        messages.success(request, gettext("It is written down."))
        return drawn
    with opened(request, mother) as box:
        who = mother_in(box)
    return draw(request, sheet, Her(mother, who.handle), form, drawn, where=where, **more)


def _step_in_words(step: Entry[Body]) -> tuple[str, str, str]:
    """When, what, and in whose words."""
    return day_in_words(step.happened_at), _what(step.body), getattr(step.body, "words", "")


def _what(body: Body) -> str:
    if isinstance(body, HeardFromThere):
        if body.are_there:
            return gettext("They will be there for her.")
        return gettext("Not reached yet, or not sure.")
    if isinstance(body, SaidToMove):
        if body.said_yes:
            return gettext("She says: the new one is there for me.")
        return gettext("She says: not yet.")
    return gettext("She wants it otherwise.")
