"""Her side of an entry, put beside it at once."""

from django import forms
from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.pages.mother.replyable import place_of, replyable_among, told_of
from hrm2m.pages.mother.sheet import Her, Sheet, draw
from hrm2m.policy import Permission
from hrm2m.records.people.queries import mother_in
from hrm2m.records.whole import actions as whole


SHEET = Sheet(
    _("Add her side"),
    _("Put her side beside it"),
    (_("In her words. It stands beside the entry at once, and goes wherever the entry goes."),),
    template="mother/reply.html",
)


class ReplyForm(PageForm):
    """Her side."""

    words = forms.CharField(
        label=_("Her side, in her words"),
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Write her side, in her words.")},
    )
    not_right = forms.BooleanField(
        label=_("She says: that is not right (then we must answer her within a month)"), required=False
    )


@requires(Permission.REPLY_ADD)
@about_her
def reply(request: WorkerRequest, mother: str, entry: str) -> HttpResponseBase:
    """Puts her side beside an entry, and goes back to the page it stands on."""
    with opened(request, mother) as box:
        who, about = mother_in(box), replyable_among(box, entry)
        where = place_of(box, about)
    form = ReplyForm(request.POST or None)

    def write() -> str:
        return whole.reply(by=request.actor, mother=mother, about=entry, at=clock.now(), **form.cleaned_data)

    drawn = carry_out(request, form, write, lambda _ref: where)
    if not isinstance(drawn, Drawn):
        return drawn
    return draw(request, SHEET, Her(mother, who.handle), form, drawn, about=told_of(about), where=where)
