"""Writing what was seen, heard or told about a child, and her side of it."""

from datetime import datetime

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Compartment, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.records.children.actions.checking import (
    LINE_LENGTH,
    Known,
    may_have_words,
    must_have_words,
    must_not_be_later_than_now,
    must_say_how_known,
)
from hrm2m.records.children.entries import MedicineKept, Observation, Said
from hrm2m.records.children.holding import Telling, held_until
from hrm2m.records.children.models import ChildRow, Noted
from hrm2m.records.showing.answering import promise_an_answer
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft, Reply


CHILD_SAFETY = Compartment.CHILD_SAFETY
SEEN = Known()
NOT_TOLD_YET = Telling()


def note(
    *,
    by: Actor,
    mother: str,
    seen: Observation,
    at: datetime,
    known: Known = SEEN,
    telling: Telling = NOT_TOLD_YET,
    corrects: str = "",
    plan: str = "",
) -> str:
    """Writes what was noticed about a child of hers, named or not; answers its ref and opens nothing.

    `corrects` is an earlier entry that this one puts right: both stay. `plan` is the ref of the plan that the writer
    is named in, where that is all he or she is to her.
    """
    facts = ActFacts(about=plan)
    with door.acting(by=by, permission=Permission.CHILD_NOTE, mother=mother, act=facts) as box:
        _check(box, seen, at, known, telling)
        draft = Draft(
            seen,
            Category.CHILDREN,
            at,
            CHILD_SAFETY,
            basis="protecting_a_child",
            how_known=known.how,
            from_whom=known.from_whom,
            about=seen.child,
            corrects=corrects,
            held_until=held_until(seen, known.how, telling),
            told_her_at=telling.told_at,
            told_her_how=telling.told_how,
            not_told_why=telling.not_told_why,
        )
        ref = box.write(draft)
        Noted.objects.create(area=box.area, mother=box.mother_id, entry=ref, by_id=box.by_id, at=box.now)
        return ref


def note_medicine_kept(
    *, by: Actor, mother: str, kept: MedicineKept, at: datetime, known: Known = SEEN
) -> str:
    """Writes, in child safety, whether a child stays where medicine is kept: the one of two, each a person's act.

    Whoever treats her writes the other in the treatment record; neither is copied from the other.
    """
    with door.acting(by=by, permission=Permission.CHILD_NOTE, mother=mother) as box:
        must_say_how_known(known)
        must_not_be_later_than_now(box, at)
        must_not_be_later_than_now(box, kept.asked_at, "asked_at")
        draft = Draft(
            kept,
            Category.CHILDREN,
            at,
            CHILD_SAFETY,
            basis="protecting_a_child",
            how_known=known.how,
            from_whom=known.from_whom,
        )
        return box.write(draft)


def mark_read(*, by: Actor, mother: str) -> int:
    """Says that what was written about her children was read; answers how many entries had waited."""
    with door.acting(by=by, permission=Permission.WORRIES_SEE, mother=mother) as box:
        waiting = Noted.objects.filter(mother=box.mother_id, read_at=None, at__lte=box.now)
        count = waiting.update(read_at=box.now, read_by_id=box.by_id)
        box.note(read=count)
        return count


def add_her_side(*, by: Actor, mother: str, entry: str, words: str, not_right: bool, at: datetime) -> str:
    """Puts her side beside an entry about a child, at her word; *that is not right* is answered within a month."""
    must_have_words(words, "words", "Write her side, in her words.")
    facts = ActFacts(her_word=True)
    with door.acting(by=by, permission=Permission.CHILD_REPLY, mother=mother, act=facts) as box:
        must_not_be_later_than_now(box, at)
        if not box.holds(entry, CHILD_SAFETY):
            raise BadInput("entry", "This entry is not in this record. Open the page again.")
        reply = Reply(words.strip(), not_right)
        ref = box.write(Draft(reply, Category.CHILDREN, at, CHILD_SAFETY, about=entry))
        if not_right:
            promise_an_answer(box, CHILD_SAFETY, ref, at)
        return ref


def _check(box: Box, seen: Observation, at: datetime, known: Known, telling: Telling) -> None:
    must_have_words(seen.words, "words", "Write what you saw or heard, as it was.")
    may_have_words(seen.childs_own_words, "childs_own_words")
    may_have_words(seen.about_how_old, "about_how_old", LINE_LENGTH)
    may_have_words(seen.mother_called, "mother_called", LINE_LENGTH)
    may_have_words(telling.told_how, "told_her_how", LINE_LENGTH)
    may_have_words(telling.not_told_why, "not_told_why")
    must_say_how_known(known)
    must_not_be_later_than_now(box, at)
    must_not_be_later_than_now(box, telling.told_at, "told_her_at")
    if telling.adds_danger and not telling.not_told_why.strip():
        raise BadInput("not_told_why", "Write why showing her this would add danger.")
    if known.how == "her_words" and seen.by_whom_said not in {Said.NOBODY, Said.SHE}:
        raise BadInput("by_whom_said", "You chose her words, and somebody else as who said it. Change one.")
    if seen.child and not ChildRow.objects.filter(mother=box.mother_id, child=seen.child).exists():
        raise BadInput("child", "This child is not in her record. Open the page again and choose there.")
