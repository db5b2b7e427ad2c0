"""Texts to her phone in words: what waits, what went, what did not and why."""

from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.today.timing import moment_in_words
from hrm2m.policy.lifecycles import TextStatus
from hrm2m.records.outreach.actions import COPY, NOW_NOT
from hrm2m.records.outreach.queries import Reaching
from hrm2m.records.outreach.texts import TextLine


SAID_STOP = _("Her phone said stop. No text goes to it.")
AFTER_A_COPY = _("An older copy was put back, in which a stop may be missing. No text goes to her phone.")
STANDS: dict[TextStatus, Promise] = {
    TextStatus.WAITING: _("A text waits to go, %(planned)s."),
    TextStatus.HANDING: _("A text is being handed to the carrier."),
    TextStatus.HANDED: _("A text was handed to the carrier, %(when)s."),
    TextStatus.DELIVERED: _("A text arrived on her phone, %(when)s. Who read it is not known."),
    TextStatus.UNCLEAR: _("A text may or may not have gone, %(when)s. No second one is sent."),
    TextStatus.FAILED: _("A text did not go: the carrier did not take it, %(when)s. Go another way."),
    TextStatus.HELD_BACK: _("A text was held back, %(when)s."),
}
DID_NOT_ARRIVE = _("A text did not arrive on her phone, %(when)s. Go another way.")
TELLS_WHAT_TO_DO = frozenset(
    {
        TextStatus.WAITING,
        TextStatus.HANDING,
        TextStatus.UNCLEAR,
        TextStatus.FAILED,
        TextStatus.HELD_BACK,
    }
)


def text_in_words(line: TextLine, now: datetime) -> str:
    """Where a text stands, and why."""
    words: str | Promise = STANDS[line.status]
    if line.status is TextStatus.FAILED and line.contact_ref:
        words = DID_NOT_ARRIVE
    told = str(words) % {
        "planned": planned_words(line.planned_at, now),
        "when": moment_in_words(line.status_at, now),
    }
    why = next((sentence for code, sentence in NOW_NOT.items() if code == line.why), "")
    return f"{told} {gettext(why)}" if why else told


def planned_words(at: datetime, now: datetime) -> str:
    """When it goes: as soon as the worker process comes to it, or at a time to come."""
    return moment_in_words(at, now) if at > now else gettext("within a minute or two")


def silent_in_words(line: Reaching) -> str:
    """Why no text goes to her phone; empty where one may."""
    phone = line.phone
    if phone is None or phone.silenced_at is None:
        return ""
    return str(AFTER_A_COPY if phone.because == COPY else SAID_STOP)


def text_to_mind(line: Reaching, now: datetime) -> str:
    """What whoever goes to her next should know of the newest text; nothing where she was in touch since."""
    text = line.text
    if text is None or text.status not in TELLS_WHAT_TO_DO:
        return ""
    since = any(
        contact.happened_at > text.status_at and contact.ref != text.contact_ref for contact in line.contacts
    )
    return "" if since else text_in_words(text, now)
