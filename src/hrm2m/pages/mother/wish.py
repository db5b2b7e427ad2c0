"""She said on her own page that help should end: she is asked once, in her safe way, and what came of it is written."""

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
from hrm2m.pages.today.timing import day_in_words
from hrm2m.policy import Permission
from hrm2m.records.hers import actions
from hrm2m.records.hers.entries import ToEnding
from hrm2m.records.hers.wishes import wish_in
from hrm2m.records.outreach.queries import reaching
from hrm2m.records.people.queries import mother_in


ASKED = Sheet(
    _("Does she want help to end?"),
    _("Write it down"),
    (
        _("She, or somebody with her phone, pressed it on her own page. Contact has stopped since."),
        _("Ask her once, in her safe way, alone: face to face, or a voice you know. A text is not enough."),
        _("Ask it plainly, and do not persuade her. Nobody asks a second time."),
    ),
    template="mother/end_wish.html",
)
SAYS = [
    (ToEnding.STAYS.value, _("She wants it to go on: we may reach her as before")),
    (
        ToEnding.NOT_HER.value,
        _(
            "She did not press it: we may reach her as before, and her page is shut at once, for it is not safe"
        ),
    ),
    (
        ToEnding.NOT_REACHED.value,
        _("Not reached, or she was not alone: nothing ends, she is left be, and nobody asks again"),
    ),
]


class WishForm(PageForm):
    """What came of asking her."""

    says = forms.ChoiceField(
        label=_("What came of asking her?"),
        widget=forms.RadioSelect,
        choices=SAYS,
        error_messages={"required": _("Choose what came of it.")},
    )
    words = forms.CharField(
        label=_("Her words, if she wants them kept"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
    )


@requires(Permission.CONTACT_LOG)
@about_her
def wish(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """What she says; where she wants it to end, a link leads to the form for that."""
    form = WishForm(request.POST or None)

    def write() -> str:
        actions.write_what_she_says_of_ending(
            by=request.actor,
            mother=mother,
            says=ToEnding(form.cleaned_data["says"]),
            words=form.cleaned_data["words"],
            at=clock.now(),
        )
        return mother

    drawn = carry_out(request, form, write, lambda ref: reverse("mother", args=[ref]))
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who, standing, line, now = mother_in(box), wish_in(box), reaching(request.actor, box), box.now
    card = card_of(line, now) if line else None
    since = day_in_words(standing.since) if standing else ""
    return draw(
        request, ASKED, Her(mother, who.handle), form, drawn, standing=standing, since=since, card=card
    )
