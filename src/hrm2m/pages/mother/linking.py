"""Two records of one woman: linked with her yes by somebody who may open both, and undone at her word."""

from typing import Any, ClassVar

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
from hrm2m.records.people.queries import mother_in
from hrm2m.records.whole import linking


LINK = Sheet(
    _("She has another record here"),
    _("Link the two records"),
    (
        _("Only because she says so and wants it. Each record stays as it is, with its own readers."),
        _("Nobody sees the link but those who may open both. It can be undone at any time."),
    ),
)
UNLINK = Sheet(
    _("Undo the link"),
    _("Undo it"),
    (_("At her word, or because they are two women after all. Nothing in either record changes."),),
)


class LinkForm(PageForm):
    """Which other record, and her yes."""

    other = forms.ChoiceField(
        label=_("Which other record is hers?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the other record.")},
    )
    her_yes = forms.BooleanField(
        label=_("She says that both are hers, and wants them linked"),
        error_messages={"required": _("They are linked with her yes only. Ask her first.")},
    )

    def __init__(self, *args: Any, others: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["other"]
        if isinstance(field, forms.ChoiceField):
            field.choices = others


class UnlinkForm(PageForm):
    """Her word, or a mistake."""

    SHOWN_AT: ClassVar = {"link": "so"}

    so = forms.BooleanField(
        label=_("She wants it undone, or they are two women"),
        error_messages={"required": _("Say so first.")},
    )


@requires(Permission.RECORD_LINK)
@about_her
def link_records(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Chooses the other record among those whose bridge this worker holds or covers."""
    with opened(request, mother) as box:
        who = mother_in(box)
    others = [(card.mother_ref, card.handle) for card in linking.could_be(request.actor, mother)]
    form = LinkForm(request.POST or None, others=others)
    drawn = carry_out(
        request,
        form,
        lambda: linking.link(
            by=request.actor, mother=mother, other=form.cleaned_data["other"], at=clock.now()
        ),
        lambda _ref: reverse("mother", args=[mother]),
    )
    if not isinstance(drawn, Drawn):
        return drawn
    return draw(request, LINK, Her(mother, who.handle), form, drawn)


@requires(Permission.RECORD_LINK)
@about_her
def unlink_records(request: WorkerRequest, mother: str, link: str) -> HttpResponseBase:
    """Undoes it."""
    form = UnlinkForm(request.POST or None)

    def write() -> str:
        linking.unlink(by=request.actor, mother=mother, link=link)
        return mother

    drawn = carry_out(request, form, write, lambda ref: reverse("mother", args=[ref]))
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who = mother_in(box)
    return draw(request, UNLINK, Her(mother, who.handle), form, drawn)
