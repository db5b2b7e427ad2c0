"""What the list says after something was saved: what changes now, counted from her record as it stands."""

from datetime import datetime

from django.utils.translation import gettext as _

from hrm2m.cadence import Outcome
from hrm2m.pages.today.cards import is_held, method_words
from hrm2m.pages.today.timing import day_in_words, day_words
from hrm2m.pages.today.words import OUTCOMES
from hrm2m.policy import Actor, Permission
from hrm2m.records.outreach.entries import Contact
from hrm2m.records.outreach.queries import Reaching, reaching
from hrm2m.vault import door
from hrm2m.vault.entries import Entry
from hrm2m.vault.errors import Denied


MISSED = frozenset({Outcome.NOT_REACHED, Outcome.STOPPED_NOT_SAFE})


def saved_words(by: Actor, mother: str, now: datetime) -> tuple[str, ...]:
    """Sentences about the newest contact with her and what comes next; none if she is out of reach."""
    try:
        with door.looking(by=by, permission=Permission.TODAY_SEE, mother=mother, page="today") as box:
            line = reaching(by, box)
            contacts = box.entries(Contact)
    except Denied:
        return ()
    if line is None or not contacts:
        return ()
    newest = max(contacts, key=lambda entry: (entry.written_at, entry.happened_at))
    return tuple(words for words in _sentences(newest, line, now) if words)


def _sentences(contact: Entry[Contact], line: Reaching, now: datetime) -> list[str]:
    outcome = contact.body.outcome
    saved = _("Saved for %(handle)s: %(outcome)s.") % {
        "handle": line.handle,
        "outcome": str(OUTCOMES[outcome]).lower(),
    }
    return [saved, _agreed(contact.body, now), _what_next(outcome, line, now), _stays(outcome)]


def _agreed(contact: Contact, now: datetime) -> str:
    if contact.next_at is None:
        return ""
    return _("Agreed next: %(when)s.") % {"when": day_words(contact.next_at, now)}


def _what_next(outcome: Outcome, line: Reaching, now: datetime) -> str:
    if line.left_be or line.due_at is None:
        return _("No contact until she calls.")
    if is_held(line, now):
        words = _("She has had %(made)d of %(most)d contacts this week: no more until %(day)s.")
        day = day_in_words(line.due_at)
        return words % {"made": line.contacts_this_week, "most": line.most_contacts_a_week, "day": day}
    if outcome in MISSED:
        when = day_words(max(line.next_try_at or line.due_at, now), now)
        return _("Next, %(when)s: %(method)s") % {"when": when, "method": _lower_first(method_words(line))}
    return _("By the plan the next contact is due %(when)s.") % {"when": day_words(line.due_at, now)}


def _stays(outcome: Outcome) -> str:
    return _("She stays on the list.") if outcome in MISSED else ""


def _lower_first(words: str) -> str:
    return words[:1].lower() + words[1:]
