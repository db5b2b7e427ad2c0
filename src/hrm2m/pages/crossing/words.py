"""The words of the crossing: where a question stands, and what was found in its words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hrm2m.policy.enquiry_lifecycle import EnquiryStatus as S
from hrm2m.records.enquiries.nameless.patterns import Trace


STANDS: Mapping[S, Promise] = {
    S.DRAFTED: _("Not sent yet"),
    S.SENT: _("Waits for the agency"),
    S.LAPSED: _("The agency is late, and somebody was told by name"),
    S.ANSWERED: _("They gave their terms: to show her"),
    S.DECLINED: _("They said no or not now: to tell her"),
    S.CHILD_AT_RISK: _("They fear for a child: with the lead today"),
    S.TO_BE_NAMED: _("The lead decided to name her: to tell her"),
    S.STAYS_NAMELESS: _("The lead decided not to name her: to tell her"),
    S.YES: _("She said yes"),
    S.NOT_NOW: _("She said not now"),
    S.NO: _("She said no"),
    S.OVER: _("Over"),
}
TRACES: Mapping[Trace, Promise] = {
    Trace.HER_NAME: _("a name of hers"),
    Trace.KNOWN_PERSON: _("somebody or some place her record names"),
    Trace.NAME: _("looks like a name"),
    Trace.POSTCODE: _("looks like a postcode"),
    Trace.NUMBER: _("a number"),
    Trace.DATE: _("a date, or a birthday"),
    Trace.AGE: _("an age"),
    Trace.EMAIL: _("looks like an e-mail address"),
    Trace.WEB: _("looks like a web address"),
    Trace.STREET: _("looks like an address"),
}
