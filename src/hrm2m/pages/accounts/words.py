"""The words of accounts: what roles and changes are called, when somebody last signed in."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hrm2m.policy import Role
from hrm2m.records.agencies.actions.changes import ChangeKind


ROLE_TITLES: Mapping[Role, Promise] = {
    Role.BRIDGE_BUILDER: _("Bridge builder"),
    Role.OUTREACH_WORKER: _("Outreach worker"),
    Role.TREATMENT_WORKER: _("Treatment worker"),
    Role.SAFEGUARDING_LEAD: _("Safeguarding lead"),
    Role.TEAM_LEAD: _("Team lead"),
    Role.PARTNER: _("Partner practitioner"),
    Role.COMMISSIONER: _("Commissioner"),
    Role.ADMINISTRATOR: _("Administrator"),
}
CHANGES: Mapping[str, Promise] = {
    ChangeKind.SECOND_FACTOR: _("a new second step, because the old one is lost"),
    ChangeKind.ADDRESS: _("a new e-mail address"),
}
