"""Forgetting her because she asks: what goes, what stays sealed, the 72 hours, and the undo."""

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.pages.mother.sheet import Her, Sheet, draw
from hrm2m.pages.today.timing import moment_in_words
from hrm2m.policy import Permission
from hrm2m.policy.lifecycles import Stage
from hrm2m.records.people.queries import mother_in
from hrm2m.records.whole import actions as whole
from hrm2m.vault import door


FORGET = Sheet(
    _("Forget her"),
    _("Forget her because she asks"),
    (
        _("Tell her this before she decides:"),
        _("Her page is empty at once, for everyone. After 72 hours nothing can bring it back."),
        _("Until then she can undo it, because somebody may have made her ask."),
        _(whole.WHAT_STAYS),
    ),
    grave=True,
    template="mother/forget.html",
)
FORGOTTEN = Sheet(
    _("Her record is empty"),
    _("She undoes it: bring it back"),
    (_("She asked to be forgotten. Nobody can open her record now."),),
    template="mother/forgotten.html",
)


class ForgetForm(PageForm):
    """That she asks, and was told."""

    told = forms.BooleanField(
        label=_("I told her what goes and what stays sealed"),
        error_messages={"required": _("Tell her first what goes and what stays sealed.")},
    )
    her_word = forms.BooleanField(
        label=_("She asks for it herself, and nobody else is with us"),
        error_messages={"required": _("Only she can ask for this, and only when she is alone with you.")},
    )


@requires(Permission.RECORD_FORGET)
@about_her
def forget(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Forgets her; can be undone for 72 hours."""
    form = ForgetForm(request.POST or None)

    def write() -> str:
        whole.forget(by=request.actor, mother=mother)
        return mother

    drawn = carry_out(request, form, write, lambda ref: reverse("forgotten", args=[ref]))
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who = mother_in(box)
    return draw(request, FORGET, Her(mother, who.handle), form, drawn, named=who.stage is Stage.NAMED)


@requires(Permission.RECORD_FORGET)
@about_her
def forgotten(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """What is left for 72 hours: the undo."""
    form = PageForm(request.POST or None)

    def write() -> str:
        whole.undo_forgetting(by=request.actor, mother=mother)
        return mother

    drawn = carry_out(request, form, write, lambda ref: reverse("mother", args=[ref]))
    if not isinstance(drawn, Drawn):
        return drawn
    with door.looking(
        by=request.actor, permission=Permission.RECORD_FORGET, mother=mother, page="forgotten"
    ) as box:
        until = moment_in_words(box.forget_at, box.now) if box.forget_at else ""
    return draw(request, FORGOTTEN, Her(mother, ""), form, drawn, closed=True, until=until)
