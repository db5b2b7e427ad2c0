"""Her stop, as one act: her yes, what was sent on it, access, promises and notices end in one transaction."""

from datetime import datetime

from hrm2m.cadence import Outcome
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.consent import actions as consent
from hrm2m.records.handovers import actions as handovers
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.entries import Contact
from hrm2m.records.referrals import actions as referrals
from hrm2m.vault import door


def stop_sharing(*, by: Actor, mother: str, agency: str = "", her_words: str = "", heard_in: str = "") -> int:
    """She no longer shares with this agency (by ref), or with any; how many referrals ended by it.

    By whichever worker hears it, or by herself on her page; `heard_in` is the referral through which somebody of the
    agency itself heard it. Whoever had something is told and must confirm; nothing is asked of her.
    """
    act = ActFacts(her_word=True, about=heard_in)
    with door.acting(by=by, permission=Permission.CONSENT_STOP, mother=mother, act=act) as box:
        agency_id = agencies.any_agency_id_of(agency, area=box.area) if agency else None
        if agency and agency_id is None:
            field, sentence = "agency", "Choose the agency from the list."
            raise BadInput(field, sentence)
        consent.stop(box, agency_id=agency_id, her_words=her_words)
        handovers.stop_with(box, agency_id=agency_id)
        return referrals.stop_with(box, agency_id=agency_id)


def log_contact(*, by: Actor, mother: str, contact: Contact, at: datetime, corrects: str = "") -> str:
    """Logs a contact; if somebody was listening, what she said yes to then is void, and whatever rests on it ends."""
    with door.unit(by=by):
        ref = outreach.log_contact(by=by, mother=mother, contact=contact, at=at, corrects=corrects)
        if contact.outcome is Outcome.STOPPED_NOT_SAFE:
            with door.acting(by=by, permission=Permission.CONTACT_LOG, mother=mother) as box:
                voided = consent.void_what_was_heard(box, at=at)
                for referral in referrals.stop_what_rests_on(box, voided):
                    handovers.stop_of_referral(box, referral)
                handovers.stop_what_rests_on(box, voided)
                handovers.ask_anew_what_was_heard(box)
        return ref
