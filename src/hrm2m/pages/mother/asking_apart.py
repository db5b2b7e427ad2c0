"""She must not meet somebody here: her worker asks the lead, and learns nothing by it."""

from django import forms
from django.contrib import messages
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.pages.mother.sheet import Her, Sheet, draw
from hrm2m.policy import Permission
from hrm2m.records.people.queries import mother_in
from hrm2m.records.whole import asking_apart
from hrm2m.records.whole.keeping_apart import LONGEST


ASK = Sheet(
    _("Somebody she must not meet here"),
    _("Ask the lead"),
    (
        _("A partner, an ex, somebody of the family: the lead alone can know who is helped here too."),
        _("You are not told. From then on other workers, lists, times and places keep them apart."),
    ),
)


class AskForm(PageForm):
    """Whom she means, and her word for it."""

    words = forms.CharField(
        label=_("Whom does she mean?"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Sealed for the leads of your agency, and destroyed once they have spoken with you."),
        error_messages={"required": asking_apart.SAY_WHOM},
    )
    her_word = forms.BooleanField(
        label=_("She said so herself"),
        error_messages={"required": _("Only her own word does this. Ask her first.")},
    )


@requires(Permission.BAR_SET)
@about_her
def ask(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Asks; the page looks the same whoever is helped here."""
    form = AskForm(request.POST or None)
    where = reverse("barred", args=[mother])

    def write() -> str:
        words = form.cleaned_data["words"]
        return asking_apart.ask_to_keep_apart(by=request.actor, mother=mother, words=words)

    drawn = carry_out(request, form, write, lambda _ref: where)
    if not isinstance(drawn, Drawn):
        messages.success(request, gettext("The lead is asked and speaks with you within five working days."))
        return drawn
    with opened(request, mother) as box:
        who = mother_in(box)
    return draw(request, ASK, Her(mother, who.handle), form, drawn, where=where)
