"""The forms of keeping accounts; shape only."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.accounts.words import ROLE_TITLES
from hrm2m.pages.base.forms import DayField, PageForm
from hrm2m.records.agencies.queries import AgencyCard, WorkerCard


CHOOSE_AGENCY = {"required": _("Choose the agency.")}
CHOOSE_ROLE = {"required": _("Choose the role.")}
WRONG_ADDRESS = {
    "required": _("Write the worker’s own e-mail address."),
    "invalid": _("Write an e-mail address such as asha@example.org."),
}


class RoleForm(PageForm):
    """A role in an agency."""

    agency = forms.ChoiceField(label=_("In which agency?"), error_messages=CHOOSE_AGENCY)
    role = forms.ChoiceField(
        label=_("Which role?"),
        widget=forms.RadioSelect,
        choices=[(role.value, title) for role, title in ROLE_TITLES.items()],
        error_messages=CHOOSE_ROLE,
        help_text=_(
            "A role that can open records, or hear of danger, waits until a team lead there says yes."
        ),
    )

    def __init__(self, *args: Any, agencies: Sequence[AgencyCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(card.ref, card.name) for card in agencies]
        self.fields["agency"].choices = [("", _("Choose")), *named]  # type: ignore[attr-defined] # it is a ChoiceField


class InviteForm(RoleForm):
    """A new worker, and the first role."""

    field_order = ("first_name", "job_title", "email", "agency", "role")

    first_name = forms.CharField(
        label=_("First name, as mothers and colleagues see it"),
        max_length=60,
        error_messages={"required": _("Write the first name.")},
    )
    job_title = forms.CharField(label=_("Job title"), max_length=80, required=False)
    email = forms.EmailField(
        label=_("The worker’s own e-mail address at work"),
        error_messages=WRONG_ADDRESS,
        help_text=_("The link to begin with goes there, and to nobody else."),
    )


class AddressForm(PageForm):
    """A new address."""

    new_email = forms.EmailField(label=_("The new e-mail address"), error_messages=WRONG_ADDRESS)


class AnswerForm(PageForm):
    """Yes or no to one thing that waits."""

    SHOWN_AT: ClassVar = {"waiting": "", "role": ""}

    waiting = forms.CharField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")], widget=forms.HiddenInput)


class AgencyForm(PageForm):
    """The name of an agency."""

    name = forms.CharField(
        label=_("Name of the agency"), max_length=300, error_messages={"required": _("Write the name.")}
    )


class AwayForm(PageForm):
    """Who is away, from when, until when."""

    worker = forms.ChoiceField(label=_("Who is away?"), error_messages={"required": _("Choose a worker.")})
    begins = DayField(label=_("First day away"))
    ends = DayField(
        label=_("Day back, if it is known"),
        required=False,
        help_text=_(
            "On that day the bridges come back by themselves. Left empty: until somebody says so here."
        ),
    )

    def __init__(self, *args: Any, workers: Sequence[WorkerCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(card.ref, card.first_name) for card in workers]
        field = self.fields["worker"]
        if len(choices) == 1:
            field.widget, field.initial = forms.HiddenInput(), choices[0][0]
        field.choices = choices  # type: ignore[attr-defined] # it is a ChoiceField
