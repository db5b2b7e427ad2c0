"""What the agency says to a referral: it came, yes or no and why, when to meet, what came of it; or a colleague does.

By the person it was sent to, or written down by her bridge builder where it came by telephone, with who said it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hrm2m.foundation import mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.referral_lifecycle import ReferralEvent
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.bridges import chosen, there
from hrm2m.records.bridges.there import Chosen
from hrm2m.records.clocks.passing_on import pass_on_about
from hrm2m.records.consent.entries import Purpose
from hrm2m.records.enquiries.actions.answering import must_name_a_person
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.records.referrals import places
from hrm2m.records.referrals.actions.drafting import hers
from hrm2m.records.referrals.entries import Came, Declined, PassedOn, TheyAnswered
from hrm2m.records.referrals.models import Referral
from hrm2m.records.referrals.moving import (
    CHASE,
    DECLINED,
    keep_promises,
    move,
    ours,
    stop_promises,
    tell_builder,
)
from hrm2m.records.referrals.sent import mother_of, who_may_read
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Body, Draft


E = ReferralEvent
THEIRS = frozenset({E.IT_CAME, E.THEY_SAY_YES, E.THEY_SAY_NO, E.A_MEETING_IS_SET, E.AN_OUTCOME})
HELD = timedelta(days=14)
"""What somebody else says of her is held from her page until it was looked at (3-record.md)."""
SHARED_AS = {
    Purpose.BABY_AND_BIRTH: Category.BABY_AND_BIRTH,
    Purpose.HEALTH: Category.HEALTH,
    Purpose.TREATMENT: Category.DRUGS_AND_TREATMENT,
    Purpose.HOME: Category.HOME,
    Purpose.MONEY: Category.MONEY,
    Purpose.PAPERS: Category.PAPERS_AND_STATUS,
    Purpose.HER_SAFETY: Category.SAFETY,
    Purpose.CHILDREN: Category.CHILDREN,
    Purpose.SOMEONE_BESIDE_HER: Category.MY_WORDS,
}


WHO_TAKES_IT = "Write the name of whoever takes it: a team or an inbox does not count."


@dataclass(frozen=True)
class Said:
    """What they said: which step, in whose name, in their words; why if it is a no, when if it is a meeting."""

    step: ReferralEvent
    said_by: str
    words: str = ""
    declined: Declined | None = None
    came: Came | None = None
    meeting_at: datetime | None = None


def answer(*, by: Actor, referral: str, said: Said) -> None:
    """Takes down an answer from whoever it was sent to; a no ends the access in this moment."""
    act = ActFacts(about=referral)
    mother = mother_of(by, referral)
    with door.acting(by=by, permission=Permission.REFERRAL_ANSWER, mother=mother, act=act) as box:
        _answered(box, hers(box.mother_id, referral), said, box.now)
        tell_builder(box, hers(box.mother_id, referral))


def take_down(*, by: Actor, mother: str, referral: str, said: Said, at: datetime) -> None:
    """Takes down an answer that came by telephone, with the name of whoever gave it."""
    with door.acting(by=by, permission=Permission.REFERRAL_CHASE, mother=mother) as box:
        must_not_be_later_than_now(box, at)
        _answered(box, hers(box.mother_id, referral), said, at)


def pass_on(*, by: Actor, referral: str, colleague: str, takes: str, said_by: str) -> None:
    """Passes it to a colleague of the same agency, who reads it in one's place and owes what was promised.

    `takes` is the name of whoever takes it there, `said_by` of whoever passes it on: an address may be shared.
    """
    act = ActFacts(about=referral)
    mother = mother_of(by, referral)
    with door.acting(by=by, permission=Permission.REFERRAL_ANSWER, mother=mother, act=act) as box:
        row = hers(box.mother_id, referral)
        number = _colleague(box, by, row, colleague)
        must_name_a_person(said_by, "said_by")
        must_name_a_person(takes, "takes", WHO_TAKES_IT)
        mine = [place for place in places.in_force(row, box.now) if place.worker_id == by.worker_id]
        until = max(place.until for place in mine)
        places.give(box, row, worker_id=number, until=until)
        places.end(box, mine)
        pass_on_about(box, about=row.ref, from_id=row.worker_id, owner_id=number)
        row.worker_id = number
        row.save(update_fields=["worker_id"])
        box.note(referral=row.ref, passed_to=colleague)
        passed = PassedOn(" ".join(said_by.split()), " ".join(takes.split()))
        box.write(_their_word(row, passed, passed.said_by, box.now, box.now + HELD))
        mail.post(mail.Text.REQUEST, to_worker=number, about=f"referral:{row.ref}", at=box.now)


def _answered(box: Box, row: Referral, said: Said, at: datetime) -> None:
    _check(box, said)
    if said.meeting_at is not None:
        row.meeting_at = said.meeting_at
    move(box, row, said.step, why=said.declined or said.came or "")
    body = TheyAnswered(said.words.strip(), said.said_by.strip(), said.declined, said.came, said.meeting_at)
    box.write(_their_word(row, body, said.said_by.strip(), at, box.now + HELD))
    keep_promises(box, row, said.step)
    if said.step is E.THEY_SAY_NO:
        stop_promises(box, row)
        places.end(box, places.not_ended(row))
        ours(box, row, DECLINED)
    elif said.step is E.AN_OUTCOME:
        ours(box, row, CHASE)


def _their_word(row: Referral, body: Body, who: str, at: datetime, held_until: datetime) -> Draft[Body]:
    """What somebody there said: held from her page until somebody has looked."""
    return Draft(
        body,
        SHARED_AS[Purpose(row.purpose)],
        at,
        basis=row.basis,
        how_known="told_by",
        from_whom=who,
        about=row.ref,
        held_until=held_until,
    )


def _colleague(box: Box, by: Actor, row: Referral, colleague: str) -> int:
    field = "colleague"
    number = agencies.worker_id_of(colleague, area=by.area)
    if number is None or number not in {card.id for card in who_may_read(by)}:
        sentence = "Choose a colleague of your agency from the list."
        raise BadInput(field, sentence)
    chosen.must_not_stand_down(box, number, field)
    if there.is_barred(box.mother_id, Chosen(number, by.agency_id), box.now):
        sentence = "This cannot be passed to that colleague. Choose another one."
        raise BadInput(field, sentence)
    return number


def _check(box: Box, said: Said) -> None:
    field, sentence = "", ""
    if said.step not in THEIRS:
        field, sentence = "step", "Choose one of the answers."
    elif said.step is E.THEY_SAY_NO and said.declined is None:
        field, sentence = "declined", "Say why not: it is looked at again, and never held against her."
    elif said.step is E.A_MEETING_IS_SET and (said.meeting_at is None or said.meeting_at <= box.now):
        field, sentence = "meeting_at", "Write the day and time of the meeting; it lies ahead."
    elif said.step is E.AN_OUTCOME and (said.came is None or not said.words.strip()):
        field, sentence = "words", "Say what came of it, and write it in a sentence or two."
    if field:
        raise BadInput(field, sentence)
    must_name_a_person(said.said_by, "said_by")
