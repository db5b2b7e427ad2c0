"""She asks something of an agency: her record moves to crossing because she says so; her name stays unasked."""

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.pages.mother.sheet import Her, Sheet, draw
from hrm2m.policy import Permission
from hrm2m.records.people import actions as people
from hrm2m.records.people.queries import mother_in


SHEET = Sheet(
    _("She asks something of an agency"),
    _("She wants us to ask: crossing"),
    (
        _("From now on we may ask agencies for her, without her name and without her handle."),
        _("They say first what they would do and what they would want. Then she says yes, not now or no."),
        _("She need not give her name for this, and nobody may press her."),
    ),
    template="asking/sheet.html",
)


class CrossingForm(PageForm):
    """That she said so."""

    her_word = forms.BooleanField(
        label=_("She asked for this herself"),
        error_messages={"required": _("We ask an agency only because she wants it. Ask her first.")},
    )


@requires(Permission.STAGE_MOVE)
@about_her
def crossing(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Moves her record to crossing."""
    form = CrossingForm(request.POST or None)

    def write() -> str:
        people.she_asks_an_agency(by=request.actor, mother=mother, at=clock.now())
        return mother

    drawn = carry_out(request, form, write, lambda ref: reverse("asks", args=[ref]))
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who = mother_in(box)
    return draw(request, SHEET, Her(mother, who.handle), form, drawn)
