"""Writing about her safety: a note by anybody near her, a correction, a way on, and her side."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.replies import ReplyForm
from hrm2m.pages.mother.sheet import Sheet
from hrm2m.pages.safety.forms import NoteForm, WayForm
from hrm2m.pages.safety.opening import form_page, opened
from hrm2m.policy import Actor, Permission
from hrm2m.policy.roles import permissions_of
from hrm2m.records.safety import actions
from hrm2m.records.safety.queries import Told, told_in


NOTE = Sheet(
    _("Harm to her"),
    _("Write it down"),
    (
        _("Her bridge builder reads it, and whom she lets read it; you do not, unless you are one of them."),
        _("It never goes into a child’s record. If a child is in danger, press “Danger now”."),
    ),
)
CORRECT = Sheet(
    _("Write it again, put right"),
    _("Write it down"),
    (_("What was written stays; this stands in its place."),),
)
WAY = Sheet(
    _("A way on"),
    _("Write it down"),
    (
        _("Her say first. Say what would happen, who would know, and that she can say no."),
        _("Without her yes only to prevent serious harm: then tell her, or write why not yet."),
    ),
)
REPLY = Sheet(
    _("Add her side"), _("Put her side beside it"), (_("In her words. It stands beside the entry at once."),)
)


@requires(Permission.HER_SAFETY_NOTE)
def note(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """The form; drawn alike for every ref, because it opens nothing. The action says whether it may be written."""
    form = NoteForm(request.POST or None)

    def write() -> str:
        now = clock.now()
        ref = actions.note(
            by=request.actor, mother=mother, safety=form.safety(), telling=form.telling(now), at=form.at(now)
        )
        messages.success(request, gettext("Saved. Her bridge builder reads it."))
        return ref

    return form_page(request, mother, NOTE, form, write, where=_after(request.actor, mother))


@requires(Permission.HER_SAFETY_RECORD)
def correct(request: WorkerRequest, mother: str, entry: str) -> HttpResponseBase:
    """What was written, to be put right as a new entry."""
    before = _one(request, mother, entry).entry
    initial = {
        "harm": before.body.harm,
        "words": before.body.words,
        "who_harms": before.body.who_harms,
        "what_was_done": before.body.what_was_done,
        "now": before.body.now,
        "how_known": before.how_known,
        "from_whom": before.from_whom,
    }
    form = NoteForm(request.POST or None, initial=initial)

    def write() -> str:
        now = clock.now()
        return actions.correct(
            by=request.actor,
            mother=mother,
            entry=entry,
            safety=form.safety(),
            telling=form.telling(now),
            at=form.at(now),
        )

    return form_page(request, mother, CORRECT, form, write)


@requires(Permission.HER_SAFETY_RECORD)
def way_on(request: WorkerRequest, mother: str, entry: str) -> HttpResponseBase:
    """A way on from what was said."""
    about = _one(request, mother, entry)
    form = WayForm(request.POST or None)

    def write() -> str:
        now = clock.now()
        return actions.take_way_on(
            by=request.actor, mother=mother, entry=entry, way=form.way_on(), telling=form.telling(now), at=now
        )

    return form_page(request, mother, WAY, form, write, about=about.entry.body.words)


@requires(Permission.HER_SAFETY_RECORD)
def reply(request: WorkerRequest, mother: str, entry: str) -> HttpResponseBase:
    """Her side of what was written."""
    about = _one(request, mother, entry)
    form = ReplyForm(request.POST or None)

    def write() -> str:
        return actions.reply(
            by=request.actor, mother=mother, entry=entry, at=clock.now(), **form.cleaned_data
        )

    return form_page(request, mother, REPLY, form, write, about=about.entry.body.words)


def _one(request: WorkerRequest, mother: str, ref: str) -> Told:
    with opened(request, mother) as box:
        found = next((one for one in told_in(box) if one.entry.ref == ref), None)
    if found is None:
        raise Http404
    return found


def _after(actor: Actor, mother: str) -> str:
    """Where this worker can go on to, by role alone: it must not say whether there is anything to read."""
    may = permissions_of(actor.roles)
    if Permission.HER_SAFETY_SHARE in may:
        return reverse("her_safety", args=[mother])
    return reverse("mother", args=[mother]) if Permission.MOTHER_SEE in may else reverse("home")
