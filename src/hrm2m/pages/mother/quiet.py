"""What she wants when she goes quiet, and *leave me be until I call*."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out, version_to_send
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.pages.mother.sheet import Her, Sheet, Words, draw
from hrm2m.policy import Permission
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.entries import IfIGoQuiet
from hrm2m.records.outreach.queries import being_in
from hrm2m.records.people.queries import mother_in


QUIET = Sheet(
    _("If I go quiet"),
    _("Save her wish"),
    (
        _(
            "Ask her, and look at it with her each month. Nothing here lets us contact her more than she wants."
        ),
    ),
)
LEAVE = Sheet(
    _("Leave me be until I call"),
    _("She asks us to leave her be"),
    (
        _("All calls, texts and visits stop now. Reminders stop too."),
        _(
            "She keeps her place, her bridge builder and everything promised to her. When she calls, we are here."
        ),
    ),
)
CALLED = Sheet(
    _("She called"),
    _("She called: begin contact again"),
    (_("Contact begins again the way she likes it. Ask her whether her safe-contact card still holds."),),
)


class QuietForm(PageForm):
    """How long is normal, whom to ask, when to worry."""

    number: ClassVar = {"inputmode": "numeric"}

    normal_days = forms.IntegerField(
        label=_("How many days of quiet are normal for her?"),
        required=False,
        widget=forms.NumberInput(number),
    )
    whom_to_ask = forms.CharField(label=_("Whom may we ask?"), required=False, max_length=200)
    worry_after_days = forms.IntegerField(
        label=_("After how many days should we send someone?"),
        required=False,
        widget=forms.NumberInput(number),
        help_text=_("Counted from her last word to us. It then stands first on the list."),
    )

    def wish(self) -> IfIGoQuiet:
        """The wish as it was typed."""
        return IfIGoQuiet(**self.cleaned_data)


@requires(Permission.QUIET_SET)
@about_her
def if_i_go_quiet(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Writes what she wants when she goes quiet."""
    form = QuietForm(request.POST or None)

    def write() -> str:
        return outreach.set_if_i_go_quiet(
            by=request.actor,
            mother=mother,
            wish=form.wish(),
            seen=request.POST.get("seen", ""),
            at=clock.now(),
        )

    drawn = carry_out(request, form, write, lambda _ref: reverse("mother", args=[mother]))
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who, quiet = mother_in(box), being_in(box).quiet
    form.initial = _typed(quiet.body) if quiet else {}
    seen = version_to_send(request, drawn, quiet.ref if quiet else "")
    there = _pairs(form, quiet.body) if quiet else ()
    return draw(request, QUIET, Her(mother, who.handle), form, drawn, seen=seen, now_there=there)


@requires(Permission.QUIET_SET)
@about_her
def leave_me_be(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Stops all contact because she says so; or, once she called, begins it again."""
    form = PageForm(request.POST or None)
    called = request.POST.get("called") == "yes"

    def write() -> str:
        act = outreach.she_called if called else outreach.leave_her_be
        act(by=request.actor, mother=mother, at=clock.now())
        return mother

    drawn = carry_out(request, form, write, lambda ref: reverse("mother", args=[ref]))
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who, left = mother_in(box), being_in(box).left_be_since
    return draw(request, CALLED if left else LEAVE, Her(mother, who.handle), form, drawn, called=bool(left))


def _typed(wish: IfIGoQuiet) -> dict[str, Any]:
    return {name: getattr(wish, name) for name in QuietForm.base_fields}


def _pairs(form: QuietForm, wish: IfIGoQuiet) -> list[tuple[Words, object]]:
    return [(form.fields[name].label or name, value) for name, value in _typed(wish).items() if value]
