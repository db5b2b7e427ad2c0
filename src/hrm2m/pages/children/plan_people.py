"""Choosing a worker of any agency of the area who is named in a plan."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.base.forms import PageForm
from hrm2m.policy import Actor
from hrm2m.records.agencies.queries import everybody_in, places_of_each


class PersonForm(PageForm):
    """One worker, for one agency."""

    person = forms.ChoiceField(
        label=_("Who is named in it?"), error_messages={"required": _("Choose a worker.")}
    )
    SHOWN_AT: ClassVar = {"worker": "person"}

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cards = [card for card, _agencies in everybody_in(by.area)]
        places = places_of_each(card.id for card in cards)
        named = [
            (f"{card.ref}:{place.agency_ref}", f"{card.first_name}: {card.job_title} ({place.agency_name})")
            for card in cards
            for place in places[card.id]
        ]
        self.fields["person"].choices = [("", _("Choose")), *named]  # type: ignore[attr-defined] # it is a ChoiceField

    def chosen(self) -> tuple[str, str]:
        """The refs of the worker and of the agency."""
        worker, _, agency = self.cleaned_data["person"].partition(":")
        return worker, agency
