"""The words of emergency looks: the parts, who is in danger, and where each part is read."""

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
PAGES: Mapping[Compartment, str] = {
    Compartment.GENERAL: "emergency_general",
    Compartment.HER_SAFETY: "emergency_safety",
    Compartment.TREATMENT: "emergency_treatment",
    Compartment.CHILD_SAFETY: "emergency_children",
}
IN_DANGER: Mapping[InDanger, Promise] = {
    InDanger.HER: _("She herself"),
    InDanger.CHILD: _("A child"),
    InDanger.SOMEBODY_ELSE: _("Somebody else"),
}
VERDICTS: Mapping[Verdict, Promise] = {
    Verdict.RIGHT: _("Right: somebody was in danger, and this part was needed"),
    Verdict.NOT_RIGHT: _("Not right: it ends now, and I speak with the worker today"),
}
