"""The one table of what can be asked of a door; a further kind is a module beside these and a line here."""

from collections.abc import Mapping

from hrm2m.pages.partner import enquiry, referral, stop
from hrm2m.pages.partner.kinds import Kind


KINDS: Mapping[str, Kind] = {
    "enquiry": Kind(enquiry.stands, enquiry.show, enquiry.answer, enquiry.event),
    "referral": Kind(referral.stands, referral.show, referral.answer, referral.event),
    "stop": Kind(stop.stands, stop.show, stop.answer),
}
"""By the word before the colon of what a mail is about."""
