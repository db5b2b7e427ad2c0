"""She says on her own page that help should end: contact stops at once, and a person asks her once; nothing ends here.

Whoever holds her phone can press it, so it is a wish. Ending is her word to a person (`whole/actions.py`).
"""

from datetime import datetime

from hrm2m.foundation import mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Permission
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.hers.actions.freezing import freeze_hers
from hrm2m.records.hers.entries import EndWish, EndWishAnswer, ToEnding
from hrm2m.records.hers.looked_after import who_reads
from hrm2m.records.hers.wishes import ASKED, Wish, wish_in
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft


NOTHING_TO_TAKE_BACK = "There is nothing to take back."
NO_WISH = "She said nothing of ending on her page, or took it back. Open her page again."
ASKED_ONCE = "She was asked once, and that is enough. When she says something herself, write that."


def wish_to_end(*, by: Actor, mother: str, at: datetime) -> None:
    """She wants help to end: from this moment nobody contacts her, but for one who asks her once whether it was she.

    Twice is once.
    """
    with door.unit(by=by):
        with door.acting(by=by, permission=Permission.OWN_SAY, mother=mother) as box:
            must_not_be_later_than_now(box, at)
            if wish_in(box) is not None:
                return
            ref = box.write(Draft(EndWish(on=True), Category.MY_WORDS, at))
            owner, above = who_reads(box.mother_id, by.area)
            clocks.start(box, ASKED, about=ref, owner_id=owner, escalate_to_id=above, started_at=box.now)
            mail.post(mail.Text.SOMETHING_WAITS, to_worker=owner, about=ref, at=box.now)
        outreach.leave_her_be(by=by, mother=mother, at=at)


def take_wish_back(*, by: Actor, mother: str, at: datetime) -> None:
    """She takes it back on her own page: all is as it was before."""
    with door.unit(by=by):
        with door.acting(by=by, permission=Permission.OWN_SAY, mother=mother) as box:
            wish = _standing(box, NOTHING_TO_TAKE_BACK)
            _over(box, wish, at)
        _as_before(by, mother, wish, at)


def may_be_reached_again(*, by: Actor, mother: str, at: datetime) -> None:
    """She may be reached again, she says on her own page: so she does not want it to end either."""
    with door.unit(by=by):
        with door.acting(by=by, permission=Permission.OWN_SAY, mother=mother) as box:
            wish = wish_in(box)
            if wish is not None:
                _over(box, wish, at)
        outreach.she_called(by=by, mother=mother, at=at)


def write_what_she_says_of_ending(
    *, by: Actor, mother: str, says: ToEnding, words: str, at: datetime
) -> None:
    """What came of asking her once. That she wants it to end is written as an ending, and not here.

    It was not she: her page is shut in the same act, and opens again only beside her.
    """
    with door.unit(by=by):
        with door.acting(by=by, permission=Permission.CONTACT_LOG, mother=mother) as box:
            must_not_be_later_than_now(box, at)
            wish = _standing(box, NO_WISH)
            if says is ToEnding.NOT_REACHED and wish.was_asked:
                field = "says"
                raise BadInput(field, ASKED_ONCE)
            how = "seen" if says is ToEnding.NOT_REACHED else "her_words"
            answer = EndWishAnswer(says, words.strip())
            box.write(Draft(answer, Category.MY_WORDS, at, about=wish.ref, how_known=how))
            clocks.meet(box, ASKED, about=wish.ref, at=at)
            if says is ToEnding.NOT_REACHED:
                return
            _over(box, wish, at)
        _as_before(by, mother, wish, at)
        if says is ToEnding.NOT_HER:
            freeze_hers(by, mother)


def _standing(box: Box, sentence: str) -> Wish:
    wish = wish_in(box)
    if wish is None:
        field = "wish"
        raise BadInput(field, sentence)
    return wish


def _over(box: Box, wish: Wish, at: datetime) -> None:
    must_not_be_later_than_now(box, at)
    box.write(Draft(EndWish(on=False), Category.MY_WORDS, at, about=wish.ref))
    clocks.stop(box, ASKED, about=wish.ref)


def _as_before(by: Actor, mother: str, wish: Wish, at: datetime) -> None:
    if not wish.left_be_before:
        outreach.she_called(by=by, mother=mother, at=at)
