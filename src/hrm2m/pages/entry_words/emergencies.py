"""The words of what an emergency look says: which part, who was in danger, what a second person found."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hrm2m.policy import Compartment
from hrm2m.records.emergencies.entries import InDanger, Verdict


PARTS: Mapping[Compartment, Promise] = {
    Compartment.GENERAL: _("How to reach her, contacts, what she asks for"),
    Compartment.HER_SAFETY: _("What is said of her own safety"),
    Compartment.TREATMENT: _("What she takes and uses"),
    Compartment.CHILD_SAFETY: _("What is known of her children"),
}
IN_DANGER: Mapping[InDanger, Promise] = {
    InDanger.HER: _("She herself"),
    InDanger.CHILD: _("A child"),
    InDanger.SOMEBODY_ELSE: _("Somebody else"),
}
FOUND: Mapping[Verdict, Promise] = {
    Verdict.RIGHT: _("It was right"),
    Verdict.NOT_RIGHT: _("It was not right"),
}
"""What a second person found, as it is read afterwards."""
