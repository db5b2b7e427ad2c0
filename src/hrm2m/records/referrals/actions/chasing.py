"""What her bridge builder does about a referral: asks again, looks twice at a no, says that they met, closes it."""

from datetime import datetime

from hrm2m.foundation import mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.referral_lifecycle import READ_BY_THEM, ReferralEvent, ReferralStatus
from hrm2m.records.bridges.asked_again import promise_to_ask_again
from hrm2m.records.bridges.yeses import YesTo
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.records.referrals import places
from hrm2m.records.referrals.actions.drafting import hers
from hrm2m.records.referrals.actions.ending import end
from hrm2m.records.referrals.entries import OURS_TO_SAY, LookedAgain
from hrm2m.records.referrals.models import Referral
from hrm2m.records.referrals.moving import CHASE, DECLINED, MEETING, move, ours, theirs
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft


HER_WORD = ActFacts(her_word=True)


def chase(*, by: Actor, mother: str, referral: str, words: str, at: datetime) -> None:
    """Asks the agency again and writes down what was said; the same link goes to the person at the door once more."""
    with door.acting(by=by, permission=Permission.REFERRAL_CHASE, mother=mother) as box:
        row = hers(box.mother_id, referral)
        if ReferralStatus(row.status) not in READ_BY_THEM or not places.in_force(row, box.now):
            field, sentence = "referral", "Nobody there can read it any more. Send a new one if she wants it."
            raise BadInput(field, sentence)
        _write(box, row, words, "", at)
        clocks.meet(box, CHASE, about=row.ref, at=box.now)
        ours(box, row, CHASE)
        again = f"referral:{row.ref}:{box.now:%Y%m%dT%H%M%S}"
        mail.post(mail.Text.REQUEST, to_worker=row.worker_id, about=again, at=box.now)


def she_met(*, by: Actor, mother: str, referral: str, they_met: bool, her_words: str, at: datetime) -> None:
    """She says that they met; where they did not, the bridge holds and a new meeting is promised."""
    with door.acting(by=by, permission=Permission.REFERRAL_CHASE, mother=mother, act=HER_WORD) as box:
        row = hers(box.mother_id, referral)
        if they_met:
            move(box, row, ReferralEvent.SHE_SAYS_THEY_MET)
            # She said it, and whoever sent it wrote it: somebody else asks her whether it was so.
            sender = row.sent_by_id or box.by_id
            promise_to_ask_again(box, YesTo.MEETING, about=row.ref, gains=sender, with_id=row.worker_id)
        else:
            theirs(box, row, MEETING)
        _write(box, row, "", her_words, at)


def close(*, by: Actor, mother: str, referral: str, words: str, her_words: str, at: datetime) -> None:
    """Closes it: what came of it is written, or a no was looked at a second time. Access ends with it."""
    with door.acting(by=by, permission=Permission.REFERRAL_CHASE, mother=mother) as box:
        row = hers(box.mother_id, referral)
        if not words.strip():
            field, sentence = "words", "Write what you found, and what she wants now."
            raise BadInput(field, sentence)
        clocks.meet(box, DECLINED, about=row.ref, at=box.now)
        _write(box, row, words, her_words, at)
        end(box, row, ReferralEvent.IT_IS_DONE)


def _write(box: Box, row: Referral, words: str, her_words: str, at: datetime) -> None:
    """Beside the draft, so that whoever it was sent to does not read it."""
    must_not_be_later_than_now(box, at)
    body = LookedAgain(words.strip(), her_words.strip())
    box.write(Draft(body, Category.MY_WORDS, at, how_known=OURS_TO_SAY, about=row.entry))
