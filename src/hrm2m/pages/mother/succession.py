"""Her bridge builder does not come back: she is asked whom she wants next, and what she says is written down."""

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
from hrm2m.pages.today.cards import card_of
from hrm2m.policy import Permission
from hrm2m.policy.roles import permissions_of
from hrm2m.records.bridges.queries import bridge_of
from hrm2m.records.bridges.yeses import Wants
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.queries import reaching
from hrm2m.records.people.queries import mother_in


ASKED = Sheet(
    _("Whom does she want next?"),
    _("Write it down"),
    (
        _("Ask her when she has time for it, in the way she chose. Show her who is there to choose from."),
        _("Every answer is a good one. Nobody asks her why, and until she chooses cover is there for her."),
    ),
    template="mother/whom_next.html",
)
WANTS = [
    (Wants.COVER.value, _("She wants to keep cover as it is. Somebody else asks her once more")),
    (Wants.NOT_NOW.value, _("Not now: ask her again in four weeks")),
    (Wants.LEFT_BE.value, _("She asked to be left be: she is asked when she calls")),
]


class WhomNextForm(PageForm):
    """What she says, where she chooses nobody else."""

    wants = forms.ChoiceField(
        label=_("What does she say?"),
        widget=forms.RadioSelect,
        choices=WANTS,
        error_messages={"required": _("Choose what she said.")},
    )


@requires(Permission.CONTACT_LOG)
@about_her
def whom_next(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """What she says; where she chooses somebody, a link leads to the form for that."""
    form = WhomNextForm(request.POST or None)

    def write() -> str:
        wants = Wants(form.cleaned_data["wants"])
        outreach.she_said_whom_next(by=request.actor, mother=mother, wants=wants, at=clock.now())
        return mother

    drawn = carry_out(request, form, write, lambda ref: reverse("mother", args=[ref]))
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who, bridge, line, now = (
            mother_in(box),
            bridge_of(box.mother_id),
            reaching(request.actor, box),
            box.now,
        )
    card = card_of(line, now) if line else None
    changes = Permission.BRIDGE_CHANGE in permissions_of(request.actor.roles)
    return draw(
        request, ASKED, Her(mother, who.handle), form, drawn, bridge=bridge, card=card, changes=changes
    )
