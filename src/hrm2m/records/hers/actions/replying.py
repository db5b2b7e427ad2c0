"""Her side of an entry, put there by herself; *that is not right* starts the lawful month to answer."""

from datetime import datetime

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Compartment, Permission
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.records.showing.answering import promise_an_answer
from hrm2m.vault import door
from hrm2m.vault.entries import Draft, Reply


SEES = {
    Compartment.GENERAL: Permission.OWN_SEE,
    Compartment.HER_SAFETY: Permission.OWN_SAFETY_SEE,
    Compartment.TREATMENT: Permission.OWN_TREATMENT_SEE,
    Compartment.CHILD_SAFETY: Permission.OWN_CHILDREN_SEE,
}
PAGE = "own_reply"
LONGEST = 2000


def reply(
    *,
    by: Actor,
    mother: str,
    compartment: Compartment,
    about: str,
    words: str,
    not_right: bool,
    at: datetime,
) -> str:
    """Puts her side beside an entry that she may read, at once; answers the ref.

    An entry that is held back, one that is not there and one of another drawer are refused in the same words.
    """
    if not words.strip() or len(words) > LONGEST:
        raise BadInput("words", "Write your side, in at most 2000 letters.")
    if compartment not in SEES:
        raise BadInput("about", "This note is not here. Go back and open it again.")
    with door.unit(by=by):
        with door.looking(by=by, permission=SEES[compartment], mother=mother, page=PAGE) as seen:
            if not seen.holds(about, compartment):
                raise BadInput("about", "This note is not here. Go back and open it again.")
        with door.acting(by=by, permission=Permission.OWN_REPLY, mother=mother) as box:
            must_not_be_later_than_now(box, at)
            draft = Draft(Reply(words.strip(), not_right), Category.MY_WORDS, at, compartment, about=about)
            ref = box.write(draft)
            if not_right:
                promise_an_answer(box, compartment, ref, box.now)
            return ref
