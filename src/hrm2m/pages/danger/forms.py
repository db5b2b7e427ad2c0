"""The one form of danger now beyond the press: who looked at it together."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.base.forms import PageForm
from hrm2m.policy import Actor
from hrm2m.records.agencies.queries import colleagues_of


class TogetherForm(PageForm):
    """The second person who looked at it."""

    second = forms.ChoiceField(label=_("Who looked at it with you?"))

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(worker.ref, f"{worker.first_name}, {worker.job_title}") for worker in colleagues_of(by)]
        field = self.fields["second"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Choose a colleague")), *choices]
