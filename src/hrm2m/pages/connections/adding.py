"""What is added to a connection from the children's side: a second reader, evidence, her reply."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.connections.forms import MoreForm, ReaderForm, ReplyForm
from hrm2m.pages.connections.opening import card_in, child_safety
from hrm2m.pages.mother.sheet import Words
from hrm2m.policy import Permission
from hrm2m.records.connections import actions
from hrm2m.records.connections.readers import readers_to_choose_from


@dataclass(frozen=True)
class Page:
    """A title, a few sentences and a button."""

    title: Words
    button: Words
    lead: tuple[Words, ...] = ()


READER = Page(
    _("Ask a second reader"),
    _("Ask this person"),
    (
        _("He or she opens both sides of this one connection, for fourteen days or until the look is done."),
        _("Nobody else ever does, and neither do you. Whoever was asked before opens it no more."),
    ),
)
MORE = Page(
    _("Add evidence"),
    _("Add it"),
    (_("What was written before stays as it is. A second reader sees both."),),
)
HER_SIDE = Page(
    _("Her side of it"),
    _("Save her side"),
    (_("It stands beside the connection from now on, and goes wherever the connection goes."),),
)


@requires(Permission.CONNECTION_PROPOSE)
def reader(request: WorkerRequest, mother: str, connection: str) -> HttpResponseBase:
    """Asks somebody else to look at both sides."""
    with child_safety(request, mother) as box:
        candidates = readers_to_choose_from(box, card_in(box, connection).entry)
    people = [(one.worker_ref, f"{one.first_name}, {one.job_title}, {one.agency_name}") for one in candidates]
    form = ReaderForm(request.POST or None, readers=people)

    def write() -> str:
        chosen = form.cleaned_data["reader"]
        actions.ask_second_reader(by=request.actor, mother=mother, connection=connection, reader=chosen)
        return connection

    return _drawn(request, READER, form, write, mother, connection)


@requires(Permission.CONNECTION_PROPOSE)
def more(request: WorkerRequest, mother: str, connection: str) -> HttpResponseBase:
    """Adds evidence for or against."""
    with child_safety(request, mother) as box:
        card_in(box, connection)
    form = MoreForm(request.POST or None)

    def write() -> str:
        actions.add_more(
            by=request.actor, mother=mother, connection=connection, more=form.more(), at=clock.now()
        )
        return connection

    return _drawn(request, MORE, form, write, mother, connection)


@requires(Permission.CHILD_REPLY)
def her_side(request: WorkerRequest, mother: str, connection: str) -> HttpResponseBase:
    """Puts her side beside it, at her word."""
    with child_safety(request, mother) as box:
        card_in(box, connection)
    form = ReplyForm(request.POST or None)

    def write() -> str:
        typed = form.cleaned_data
        actions.reply(
            by=request.actor,
            mother=mother,
            connection=connection,
            words=typed["words"],
            not_right=typed["not_right"],
            at=clock.now(),
        )
        return connection

    return _drawn(request, HER_SIDE, form, write, mother, connection)


def _drawn(
    request: WorkerRequest, page: Page, form: PageForm, write: Callable[[], str], mother: str, connection: str
) -> HttpResponseBase:
    where = reverse("connection", args=[mother, connection])
    drawn = carry_out(request, form, write, lambda _ref: where)
    if not isinstance(drawn, Drawn):
        return drawn
    words = {"page": page, "form": form, "where": where}
    return render(request, "connections/sheet.html", words, status=drawn)
