"""*We shared this wrongly*: contained at once, told to the lead, decided within 72 hours, and told to her safely."""

from datetime import datetime

from hrm2m.foundation import mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.referral_lifecycle import LIVE, ReferralEvent, ReferralStatus
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.agencies.area.queries import on_call_now
from hrm2m.records.bridges.queries import kept_by
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.records.referrals import places
from hrm2m.records.referrals.actions.drafting import hers
from hrm2m.records.referrals.actions.ending import end, tell_all
from hrm2m.records.referrals.entries import OURS_TO_SAY, Regulator, WronglyDecided, WronglyShared
from hrm2m.records.referrals.models import Referral, SharedWrongly
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft


DECIDED = "shared_wrongly"


def note_wrong(
    *, by: Actor, mother: str, referral: str, what: str, done: str, at: datetime, heard_in: str = ""
) -> str:
    """Somebody noticed: access ends in this moment, whoever had it is told, and the lead has 72 hours; the ref.

    `heard_in` is the referral through which somebody outside noticed it.
    """
    act = ActFacts(about=heard_in)
    with door.acting(by=by, permission=Permission.SHARED_WRONGLY_NOTE, mother=mother, act=act) as box:
        must_not_be_later_than_now(box, at)
        if not what.strip():
            field, sentence = "what", "Write what was shared, with whom, and how you noticed."
            raise BadInput(field, sentence)
        row = hers(box.mother_id, referral)
        if ReferralStatus(row.status) in LIVE:
            end(box, row, ReferralEvent.SHARED_WRONGLY, tell=row.sent_at is not None)
        else:
            # Over by now, and somebody has read it.
            tell_all(box, row)
        places.end(box, places.not_ended(row))
        said = WronglyShared(what.strip(), done.strip())
        return _told_lead(box, row, Draft(said, Category.MY_WORDS, at, how_known="seen", about=row.entry))


def decide_wrong(
    *, by: Actor, mother: str, wrong: str, regulator: Regulator, why: str, telling_her: str, at: datetime
) -> None:
    """The lead decides about the regulator, and how and when she is told safely."""
    with door.acting(by=by, permission=Permission.SHARED_WRONGLY_DECIDE, mother=mother) as box:
        must_not_be_later_than_now(box, at)
        row = SharedWrongly.objects.filter(mother=box.mother_id, ref=wrong, decided_at=None).first()
        field, sentence = "", ""
        if row is None:
            field, sentence = "wrong", "This was decided already. Open the page again."
        elif not why.strip():
            field, sentence = "why", "Write why the regulator is told, or why not."
        elif not telling_her.strip():
            field, sentence = "telling_her", "Write when and how she is told so that it is safe for her."
        if field or row is None:
            raise BadInput(field, sentence)
        body = WronglyDecided(regulator, why.strip(), telling_her.strip())
        row.decision = box.write(Draft(body, Category.MY_WORDS, at, how_known=OURS_TO_SAY, about=row.entry))
        row.regulator, row.decided_by_id, row.decided_at = regulator, by.worker_id, box.now
        row.save()
        clocks.meet(box, DECIDED, about=row.ref, at=box.now)


def _told_lead(box: Box, row: Referral, said: Draft[WronglyShared]) -> str:
    """Writes it down, and gives the lead 72 hours."""
    lead = _lead(box)
    wrong = SharedWrongly.objects.create(
        area=box.area,
        mother=box.mother_id,
        referral=row,
        entry=box.write(said),
        noted_by_id=box.by_id,
        noted_at=box.now,
        lead_id=lead,
    )
    behind = _behind(box, lead)
    clocks.start(box, DECIDED, about=wrong.ref, owner_id=lead, escalate_to_id=behind, started_at=box.now)
    mail.post(mail.Text.SOMETHING_WAITS, to_worker=lead, about=wrong.ref, at=box.now)
    return wrong.ref


def _lead(box: Box) -> int:
    agency = kept_by(box.mother_id)
    leads = agencies.team_leads(agency) if agency else ()
    on_call = on_call_now(box.area)
    return next((number for number in (*leads, on_call.lead_id, on_call.on_call_id) if number), box.by_id)


def _behind(box: Box, lead: int) -> int:
    return next((n for n in (on_call_now(box.area).lead_id, on_call_now(box.area).on_call_id) if n), lead)
