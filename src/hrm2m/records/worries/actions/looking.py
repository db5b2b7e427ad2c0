"""The second look: at a referral that was sent, and at what is held back from her; never by whoever wrote it."""

from datetime import datetime

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.records.worries.actions.withholding import end
from hrm2m.records.worries.entries import SecondLook
from hrm2m.records.worries.models import ReferralRow, WithheldRow
from hrm2m.records.worries.opening import acting_on, author_of, draft


def look_at_referral(*, by: Actor, referral: str, look: SecondLook, at: datetime) -> str:
    """A second person has read what was sent. It changes nothing of what was sent: corrections are sent anew.

    Raises Denied, in words, for whoever sent it, in whatever role.
    """
    act = ActFacts(about=referral, author_id=author_of(ReferralRow, referral))
    with acting_on(ReferralRow, referral, by=by, permission=Permission.SECOND_LOOK, act=act) as (box, row):
        must_not_be_later_than_now(box, at)
        _must_say_something(look)
        ref = box.write(draft(look, at, about=referral))
        if row.looked_at is None:
            row.looked_at, row.looked_by_id = at, box.by_id
            row.save(update_fields=["looked_at", "looked_by_id"])
        clocks.meet(box, "second_look", about=referral, at=at)
        return ref


def sign_withholding(*, by: Actor, withheld: str, look: SecondLook, at: datetime) -> str:
    """A second person says yes or no to what is held back; with a no it is held back no longer, and she is told."""
    act = ActFacts(about=withheld, author_id=author_of(WithheldRow, withheld))
    with acting_on(WithheldRow, withheld, by=by, permission=Permission.SECOND_LOOK, act=act) as (box, row):
        must_not_be_later_than_now(box, at)
        _must_say_something(look)
        if row.over_at is not None or row.signed_at is not None:
            field, sentence = "withheld", "Somebody has answered this meanwhile. Open the page again."
            raise BadInput(field, sentence)
        ref = box.write(draft(look, at, about=withheld))
        clocks.meet(box, "withheld_signed", about=withheld, at=at)
        row.signed_at, row.signed_by_id = at, box.by_id
        row.save(update_fields=["signed_at", "signed_by_id"])
        if not look.agrees:
            end(box, row.about, at)
        return ref


def _must_say_something(look: SecondLook) -> None:
    if not look.words.strip():
        field, sentence = "words", "Write in a sentence what you looked at and what you think."
        raise BadInput(field, sentence)
