"""Deciding on what she may read, inside an act that is open for it: checked, written beside the entry, clocks kept."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Category, Compartment
from hrm2m.policy.showing import LONGEST_WITHHELD
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks.queries import owed_since
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.records.showing.whom import desk_in
from hrm2m.vault import to_show
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft, Entry, Showing, every_kind
from hrm2m.vault.to_show import Asks, Unshown


LOOKED_AT, SIGNED, REVIEWED = "shown_or_held", "withheld_signed", "withheld_review"
SHE_READS_IT = (
    "She told us this herself, and reads it at once: there is nothing to decide. Open the list again."
)
NOT_YOUR_OWN = (
    "It tells what you did, or what you found of it: that she does not read it is decided and signed by somebody else. "
    "That she reads it you can say."
)
SECOND_SAID_NO = (
    "The second person said that she may read this, so whoever withheld it does not do so again: ask somebody else "
    "to look at it."
)
QUOTES_WITHHELD = (
    "It quotes what is withheld from her. Decide on that first: look at it again, and then at this."
)
CATEGORIES = {
    Compartment.GENERAL: Category.MY_WORDS,
    Compartment.HER_SAFETY: Category.SAFETY,
    Compartment.TREATMENT: Category.DRUGS_AND_TREATMENT,
    Compartment.CHILD_SAFETY: Category.CHILDREN,
}


def the_row(box: Box, entry: str) -> Unshown:
    """How far the decision on this entry of hers is; raises BadInput where there is none to take."""
    row = to_show.of_entry(box.mother_id, entry)
    if row is None:
        field = "entry"
        raise BadInput(field, SHE_READS_IT)
    return row


def show(box: Box, row: Unshown, *, why: str, at: datetime, told_her_how: str = "", seconds: str = "") -> str:
    """Writes that she may read it, and why; answers the ref of the decision.

    Raises BadInput for what quotes an entry that is withheld from her.
    """
    _must_say_why(why)
    must_not_be_later_than_now(box, at)
    _must_quote_nothing_withheld(box, row)
    decided = Showing(True, why.strip(), told_her_how.strip(), seconds)
    ref = _write(box, row, decided, at)
    clocks.stop(box, SIGNED, about=row.entry)
    clocks.meet(box, REVIEWED, about=row.entry, at=at)
    _keep_promise(box, row, at)
    return ref


def withhold(box: Box, row: Unshown, *, why: str, until: datetime, at: datetime) -> str:
    """Writes that it is withheld, why and until when; a second person signs, and it is looked at again by that day."""
    _must_say_why(why)
    must_not_be_later_than_now(box, at)
    if not box.now < until <= box.now + LONGEST_WITHHELD:
        field, sentence = "until", "Choose a day within 14 days: it is looked at again then."
        raise BadInput(field, sentence)
    _must_be_somebody_else(box, row)
    _must_not_have_had_a_no(box, row)
    ref = _write(box, row, Showing(False, why.strip()), at, until)
    # Withheld again before anybody signed, the second person is as late as before, also if it was shown for a moment.
    waits_since = owed_since(box, SIGNED, row.entry, lately=LONGEST_WITHHELD)
    clocks.stop(box, SIGNED, about=row.entry)
    clocks.meet(box, REVIEWED, about=row.entry, at=at)
    _promise(box, SIGNED, row, without=box.by_id, started_at=waits_since)
    _promise(box, REVIEWED, row, due_at=until)
    _keep_promise(box, row, at)
    return ref


def sign(box: Box, row: Unshown, *, words: str, agrees: bool, at: datetime) -> str:
    """The second person's word to a withholding: with a no she may read it from this moment."""
    must_not_be_later_than_now(box, at)
    if not words.strip():
        field, sentence = "words", "Write in a sentence what you looked at and what you think."
        raise BadInput(field, sentence)
    if row.asks(box.now) is not Asks.SIGN or row.until is None:
        field, sentence = "entry", "Somebody has answered this meanwhile. Open the page again."
        raise BadInput(field, sentence)
    if row.decided_by_id == box.by_id:
        field, sentence = "entry", "Whoever withholds it cannot sign as second person: ask somebody else."
        raise BadInput(field, sentence)
    if agrees:
        _must_be_somebody_else(box, row)
    clocks.meet(box, SIGNED, about=row.entry, at=at)
    if not agrees:
        return show(box, row, why=words, at=at, seconds=row.decision)
    return _write(box, row, Showing(False, words.strip(), seconds=row.decision), at, row.until)


def promise_a_look(box: Box, compartment: Compartment, since: datetime) -> None:
    """Starts the promise that somebody looks at what waits in this drawer since then; one for all of it."""
    desk = desk_in(box, compartment)
    clocks.start(
        box,
        LOOKED_AT,
        about=compartment.value,
        owner_id=desk.owner_id,
        escalate_to_id=desk.named_id,
        # A clock that was put back must not keep somebody from deciding.
        started_at=min(since, box.now),
        compartment=compartment,
    )


def _must_quote_nothing_withheld(box: Box, row: Unshown) -> None:
    """What one decision keeps from her, no other shows her by the way: a paper may have gone before it was withheld."""
    if row.kind not in {kind.KIND for kind in every_kind() if kind.QUOTES}:
        return
    there = box.entries(*every_kind(), compartment=row.compartment)
    by_ref = {each.ref: each for each in there}
    body = by_ref[row.entry].body
    quoted, rests_on = body.quoted(), {_first_of(ref, by_ref) for ref in body.rests_on()}
    for each in there:
        is_withheld = each.showing is not None and not each.showing.body.she_may_see
        says_it_again = getattr(each.body, "words", None) in quoted or _first_of(each.ref, by_ref) in rests_on
        if is_withheld and says_it_again:
            field = "entry"
            raise BadInput(field, QUOTES_WITHHELD)


def _first_of(ref: str, by_ref: Mapping[str, Entry[Any]]) -> str:
    """The ref of the first version of an entry: what was put into other words is the same source."""
    while ref in by_ref and by_ref[ref].corrects:
        ref = by_ref[ref].corrects
    return ref


def _must_be_somebody_else(box: Box, row: Unshown) -> None:
    """What tells of an act is not withheld, nor the withholding signed, by whoever carried that act out."""
    kinds = [kind for kind in every_kind() if kind.IS_OF_AN_ACT]
    if row.kind not in {kind.KIND for kind in kinds}:
        return
    by_ref = {each.ref: each for each in box.entries(*kinds, compartment=row.compartment)}
    told = by_ref[row.entry]
    if box.by_id in {told.by_id, by_ref[told.about].by_id if told.about in by_ref else told.by_id}:
        field = "entry"
        raise BadInput(field, NOT_YOUR_OWN)


def _must_not_have_had_a_no(box: Box, row: Unshown) -> None:
    if row.shown is None:
        # Nobody decided yet: also an act that writes and does not read may withhold what it has just written.
        return
    decided = {e.ref: e for e in box.entries(Showing, compartment=row.compartment) if e.about == row.entry}
    noes = (e.body.seconds for e in decided.values() if e.body.she_may_see)
    if any(decided[ref].by_id == box.by_id for ref in noes if ref in decided):
        field = "entry"
        raise BadInput(field, SECOND_SAID_NO)


def _write(box: Box, row: Unshown, decided: Showing, at: datetime, until: datetime | None = None) -> str:
    told = at if decided.told_her_how else None
    return box.write(
        Draft(
            decided,
            CATEGORIES[row.compartment],
            at,
            row.compartment,
            basis="showing",
            how_known="opinion_of",
            from_whom=str(box.by_id),
            about=row.entry,
            held_until=until,
            told_her_at=told,
            told_her_how=decided.told_her_how,
        )
    )


def _keep_promise(box: Box, decided: Unshown, at: datetime) -> None:
    """The promise for this drawer is kept once nothing waits; else it runs on from what waits longest now."""
    if decided.shown is not None:
        return
    left = [row.at for row in to_show.of_mother(box.mother_id, decided.compartment) if row.shown is None]
    if left and left[0] <= decided.at:
        return
    clocks.meet(box, LOOKED_AT, about=decided.compartment.value, at=at)
    if left:
        promise_a_look(box, decided.compartment, left[0])


def _promise(
    box: Box,
    kind: str,
    row: Unshown,
    *,
    without: int | None = None,
    started_at: datetime | None = None,
    due_at: datetime | None = None,
) -> None:
    desk = desk_in(box, row.compartment, without=without)
    clocks.start(
        box,
        kind,
        about=row.entry,
        owner_id=desk.owner_id,
        escalate_to_id=desk.named_id,
        started_at=started_at or box.now,
        due_at=due_at,
        compartment=row.compartment,
    )


def _must_say_why(why: str) -> None:
    if not why.strip():
        field, sentence = "why", "Write why, in a sentence: it can be read with the decision."
        raise BadInput(field, sentence)
