"""Joining two records of one child, undoing it, and going on to the other record."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.children.forms import JoinForm, WhyForm
from hrm2m.pages.children.opening import says_why
from hrm2m.pages.children.sheet import Sheet, Way, draw
from hrm2m.policy import Permission
from hrm2m.records.children import actions
from hrm2m.records.children.queries import children_open_to


JOIN = Sheet(
    _("Another record of the same child"),
    _("They are one child"),
    (
        _("Two mothers can each have a record of one child. You see that they belong together."),
        _("Nothing is copied, and neither mother is ever shown the other."),
    ),
)
UNDO = Sheet(
    _("They are two children after all"),
    _("Undo it"),
    (_("Both records stand alone again. That they were joined, and why, stays written."),),
)


@requires(Permission.CHILD_JOIN)
@says_why
def join(request: WorkerRequest, mother: str, child: str) -> HttpResponseBase:
    """Says that two records are of one child."""
    others = [
        (other, label)
        for other, whose, label in children_open_to(request.actor, page="join")
        if whose != mother
    ]
    form = JoinForm(request.POST or None, others=others)

    def write() -> str:
        return actions.join(
            by=request.actor,
            child=child,
            other_child=form.cleaned_data["other_child"],
            why=form.cleaned_data["why"],
        )

    return _drawn(request, JOIN, form, write, mother, child)


@requires(Permission.CHILD_JOIN)
@says_why
def undo(request: WorkerRequest, mother: str, child: str, join: str) -> HttpResponseBase:
    """They are two children after all."""
    form = WhyForm(request.POST or None)

    def write() -> str:
        actions.undo_join(by=request.actor, join=join, why=form.cleaned_data["why"])
        return join

    return _drawn(request, UNDO, form, write, mother, child)


def _drawn(
    request: WorkerRequest, sheet: Sheet, form: PageForm, write: Callable[[], str], mother: str, child: str
) -> HttpResponseBase:
    where = reverse("child", args=[mother, child])
    drawn = carry_out(request, form, write, lambda _ref: where)
    if not isinstance(drawn, Drawn):
        return drawn
    return draw(request, sheet, form, drawn, Way(where, _("The child")))
