"""Who she is to us: another handle, and her name, which she alone gives and which cannot be taken back."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import DayField, PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.pages.mother.sheet import Her, Sheet, draw
from hrm2m.policy import Permission
from hrm2m.policy.lifecycles import Stage
from hrm2m.records.people import actions as people
from hrm2m.records.people.queries import Name, mother_in, name_in
from hrm2m.vault import door


HANDLE = Sheet(
    _("Another handle"),
    _("Use this handle"),
    (_("The name she wants to be known by. It need not be her own."),),
)
NAME = Sheet(
    _("She gives her name"),
    _("Write her name down"),
    (
        _("Only she can give it. Help does not wait for it, and nobody may press her."),
        _("Tell her what it means before you write it:"),
    ),
    grave=True,
    template="mother/name.html",
)


class HandleForm(PageForm):
    """The handle she wants."""

    handle = forms.CharField(
        label=_("What does she want to be called?"),
        max_length=people.HANDLE_LENGTH,
        error_messages={"required": _("Write the name she wants to be known by.")},
    )


class NameForm(PageForm):
    """Her name, and what else she chooses to give with it."""

    SHOWN_AT: ClassVar = {"at": "full_name"}

    full_name = forms.CharField(
        label=_("The name she gives"),
        max_length=people.NAME_LENGTH,
        error_messages={"required": _("Write the name she gives.")},
    )
    date_of_birth = DayField(label=_("Date of birth, if she gives it"), required=False)
    address = forms.CharField(label=_("Address, if she gives it"), required=False, max_length=300)
    phone = forms.CharField(label=_("Telephone, if she gives it"), required=False, max_length=40)
    her_word = forms.BooleanField(
        label=_("She gives it herself, and knows that there is no way back"),
        error_messages={"required": _("Her name is written down only because she gives it. Ask her.")},
    )


@requires(Permission.SAFE_CONTACT_SET)
@about_her
def handle(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Writes another handle."""
    form = HandleForm(request.POST or None)

    def write() -> str:
        wanted = form.cleaned_data["handle"]
        people.change_handle(by=request.actor, mother=mother, handle=wanted, at=clock.now())
        return mother

    drawn = carry_out(request, form, write, lambda ref: reverse("mother", args=[ref]))
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who = mother_in(box)
    form.initial = {"handle": who.handle}
    return draw(request, HANDLE, Her(mother, who.handle), form, drawn)


@requires(Permission.IDENTITY_GIVE)
@about_her
def name(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Her name: what it means to give it, and the form; once given, what she gave."""
    form = NameForm(request.POST or None)

    def write() -> str:
        typed = {key: value for key, value in form.cleaned_data.items() if key != "her_word"}
        people.give_name(by=request.actor, mother=mother, at=clock.now(), **typed)
        return mother

    drawn = carry_out(request, form, write, lambda ref: reverse("her_name", args=[ref]))
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who = mother_in(box)
    known = _name_she_gave(request, mother) if who.stage is Stage.NAMED else None
    form.initial = _typed(known) if known else {}
    return draw(request, NAME, Her(mother, who.handle), form, drawn, known=known)


def _name_she_gave(request: WorkerRequest, mother: str) -> Name | None:
    with door.looking(
        by=request.actor, permission=Permission.IDENTITY_SEE, mother=mother, page="name"
    ) as box:
        return name_in(box)


def _typed(known: Name) -> dict[str, Any]:
    return {
        "full_name": known.full_name,
        "date_of_birth": known.date_of_birth,
        "address": known.address,
        "phone": known.phone,
    }
