"""Where each part is read that was opened in an emergency, and what a second person can say of it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hrm2m.policy import Compartment
from hrm2m.records.emergencies.entries import Verdict


PAGES: Mapping[Compartment, str] = {
    Compartment.GENERAL: "emergency_general",
    Compartment.HER_SAFETY: "emergency_safety",
    Compartment.TREATMENT: "emergency_treatment",
    Compartment.CHILD_SAFETY: "emergency_children",
}
VERDICTS: Mapping[Verdict, Promise] = {
    Verdict.RIGHT: _("Right: somebody was in danger, and this part was needed"),
    Verdict.NOT_RIGHT: _("Not right: it ends now, and I speak with the worker today"),
}
