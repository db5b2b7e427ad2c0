"""Her death: one person writes it, a second one signs at a sign-in of his or her own, or says that she lives."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.colleagues import as_choices, colleagues_of
from hrm2m.pages.mother.ending import ended
from hrm2m.pages.mother.opening import about_her
from hrm2m.pages.mother.sheet import Her, Sheet, draw
from hrm2m.pages.today.sides import first_name
from hrm2m.pages.today.timing import moment_in_words
from hrm2m.policy import Permission
from hrm2m.records.agencies.queries import WorkerCard, workers_named
from hrm2m.records.people.queries import mother_in
from hrm2m.records.whole import actions as whole
from hrm2m.records.whole.death import death_to_sign, who_may_sign
from hrm2m.vault import door
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import NotYours


DIED = Sheet(
    _("She died"),
    _("Write that she died"),
    (
        _("Every reminder, text and visit stops in this minute, at your word alone."),
        _(
            "Her own page shuts, and what she shared ends. If it is a mistake, these begin again only with her."
        ),
        _("The second person is asked now, and signs at a sign-in of their own. Until then it is not final."),
    ),
    grave=True,
)
SIGN = Sheet(_("Did she die?"), _("Save"), template="mother/death_sign.html")


class DiedForm(PageForm):
    """Who is asked to sign."""

    second = forms.ChoiceField(
        label=_("Who is asked to sign it?"),
        help_text=_("Somebody who knows her: who holds or covers her bridge, is on her team, or leads it."),
        error_messages={"required": _("Choose the second person who signs.")},
    )

    def __init__(self, *args: Any, workers: Sequence[WorkerCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["second"].choices = as_choices(workers)  # type: ignore[attr-defined] # it is a ChoiceField


class SignForm(PageForm):
    """Signed, or she lives."""

    what = forms.ChoiceField(
        label=_("What do you know?"),
        choices=[
            ("sign", _("It is so. I know it, and I sign")),
            ("lives", _("It is not so: she lives. Open her record again")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the two. If you do not know, ask, and leave it as it is.")
        },
    )


@requires(Permission.RECORD_END)
@about_her
def she_died(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """One person writes that she died, and says who is asked to sign."""
    near = who_may_sign(by=request.actor, mother=mother)
    form = DiedForm(request.POST or None, workers=near or colleagues_of(request.actor))

    def act() -> None:
        second = form.cleaned_data["second"]
        whole.she_died(by=request.actor, mother=mother, second=second, at=clock.now())

    return ended(request, mother, DIED, form, act)


@requires(Permission.DEATH_SIGN)
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """The second person signs, or says that she lives: then her record is open again at once."""
    form = SignForm(request.POST or None)

    def write() -> str:
        if form.cleaned_data["what"] == "sign":
            whole.sign_death(by=request.actor, mother=mother, at=clock.now())
            return reverse("asked_of_you")
        whole.reopen(by=request.actor, mother=mother, her_word=False)
        return reverse("mother", args=[mother])

    drawn = carry_out(request, form, write, lambda where: where)
    if not isinstance(drawn, Drawn):
        return drawn
    found = death_to_sign(by=request.actor, mother=mother)
    if found is None:
        raise NotYours(Permission.DEATH_SIGN, HOUSE)
    with door.looking(
        by=request.actor,
        permission=Permission.DEATH_SIGN,
        mother=mother,
        page="death",
        author_id=found.by_id,
        second_id=found.asked_id if found.slept else None,
    ) as box:
        handle, when = mother_in(box).handle, moment_in_words(found.at, box.now)
    by = first_name(workers_named([found.by_id]), found.by_id)
    return draw(request, SIGN, Her(mother, handle), form, drawn, by=by, when=when, closed=True)
