"""The words of every code of a request in."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hrm2m.records.requests.entries import About, Asker, Gave, ToldHer


ASKERS: Mapping[Asker, Promise] = {
    Asker.SOCIAL_WORKER: _("A social worker"),
    Asker.POLICE: _("The police"),
    Asker.COURT: _("A court"),
    Asker.CORONER: _("A coroner"),
    Asker.OTHER: _("Somebody else"),
}
ABOUT: Mapping[About, Promise] = {About.CHILD: _("A child"), About.MOTHER: _("A mother")}
GAVE: Mapping[Gave, Promise] = {
    Gave.NOTHING: _("Nothing"),
    Gave.PART: _("Part of it"),
    Gave.ALL: _("All of it"),
}
TOLD: Mapping[ToldHer, Promise] = {
    ToldHer.BEFORE: _("She was told before"),
    ToldHer.AFTER: _("She was told after"),
    ToldHer.NOT_YET: _("Not yet"),
}
