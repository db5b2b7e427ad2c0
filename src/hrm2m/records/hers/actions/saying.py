"""What she says on her own page, and that somebody read it."""

from datetime import datetime

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Permission
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.hers.entries import TO_BE_READ, HerWords, Moment
from hrm2m.records.hers.looked_after import who_reads
from hrm2m.records.hers.queries import READ_CLOCK
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.vault import door
from hrm2m.vault.entries import Draft


LONGEST = 2000
WITHOUT_WORDS = frozenset({Moment.NEXT_OK, Moment.NEXT_CHANGE})


def say(*, by: Actor, mother: str, said: HerWords, about: str = "", at: datetime) -> str:
    """Writes what she said, `about` the ref of a promise, if it is about one; what wants an answer is promised one."""
    if not said.words.strip() and said.moment not in WITHOUT_WORDS:
        raise BadInput("words", "Write what you want to say.")
    if len(said.words) > LONGEST:
        raise BadInput("words", "This is too long. Send it in two parts.")
    with door.acting(by=by, permission=Permission.OWN_SAY, mother=mother) as box:
        must_not_be_later_than_now(box, at)
        ref = box.write(Draft(said, Category.MY_WORDS, at, about=about))
        if said.moment in TO_BE_READ:
            owner, above = who_reads(box.mother_id, by.area)
            clocks.start(box, READ_CLOCK, about=ref, owner_id=owner, escalate_to_id=above, started_at=box.now)
        return ref


def mark_read(*, by: Actor, mother: str, said: str) -> None:
    """A worker near her read what she wrote: she sees when. Twice is once."""
    with door.acting(by=by, permission=Permission.CONTACT_LOG, mother=mother) as box:
        if not box.entries(HerWords, refs=[said]):
            raise BadInput("said", "This is not in her record. Open the page again.")
        clocks.meet(box, READ_CLOCK, about=said, at=box.now)
