"""What was said or seen of harm to her, the ways on with her say first, and her side beside each."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Compartment, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.records.safety.entries import Harm, HerSafety, HerSay, WayOn
from hrm2m.records.showing.answering import promise_an_answer
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import HOW_THEY_KNOW, Draft, Reply


HER_SAFETY = Compartment.HER_SAFETY
NAMES_WHOM = frozenset({"told_by", "read_in", "opinion_of"})
HELD = timedelta(days=14)
"""How long what somebody else told us is held from her page before it is looked at again (3-record.md)."""


@dataclass(frozen=True)
class Telling:
    """Who says so and how they know; when and how she was told of it, or why not yet."""

    how_known: str = "her_words"
    from_whom: str = ""
    told_at: datetime | None = None
    told_how: str = ""
    not_told_why: str = ""


def note(*, by: Actor, mother: str, safety: HerSafety, telling: Telling, at: datetime) -> str:
    """Writes what was said or seen of harm to her; whoever writes opens nothing by it. Answers the ref."""
    with door.acting(by=by, permission=Permission.HER_SAFETY_NOTE, mother=mother) as box:
        return _write(box, safety, telling, at)


def correct(*, by: Actor, mother: str, entry: str, safety: HerSafety, telling: Telling, at: datetime) -> str:
    """Writes a new entry that points at `entry`, which stays; raises StaleVersion if it was corrected before."""
    with door.acting(by=by, permission=Permission.HER_SAFETY_RECORD, mother=mother) as box:
        return _write(box, safety, telling, at, corrects=entry)


def take_way_on(*, by: Actor, mother: str, entry: str, way: WayOn, telling: Telling, at: datetime) -> str:
    """Writes a way on, with what she says to it; taken without her yes only to prevent serious harm, and why.

    Raises BadInput where it was taken without her yes and the reason is missing, or whether she was told.
    """
    with door.acting(by=by, permission=Permission.HER_SAFETY_RECORD, mother=mother) as box:
        must_not_be_later_than_now(box, at)
        _must_have_her_say(way, telling)
        _must_be_there(box, entry)
        _check_told(box, telling)
        return box.write(_draft(way, telling, at, about=entry, basis=_basis(way)))


def reply(*, by: Actor, mother: str, entry: str, words: str, not_right: bool, at: datetime) -> str:
    """Puts her side beside an entry, at her word; *that is not right* is answered within a month."""
    with door.acting(
        by=by, permission=Permission.HER_SAFETY_RECORD, mother=mother, act=ActFacts(her_word=True)
    ) as box:
        must_not_be_later_than_now(box, at)
        if not words.strip():
            field, sentence = "words", "Write her side, in her words."
            raise BadInput(field, sentence)
        _must_be_there(box, entry)
        body = Reply(words.strip(), not_right)
        ref = box.write(Draft(body, Category.SAFETY, at, compartment=HER_SAFETY, about=entry))
        if not_right:
            promise_an_answer(box, HER_SAFETY, ref, at)
        return ref


def _write(box: Box, safety: HerSafety, telling: Telling, at: datetime, *, corrects: str = "") -> str:
    must_not_be_later_than_now(box, at)
    _check(safety)
    _check_how_known(telling)
    _check_told(box, telling)
    return box.write(
        _draft(safety, telling, at, corrects=corrects, held_until=_held(box, telling), basis="her_word")
    )


def _draft(
    body: HerSafety | WayOn,
    telling: Telling,
    at: datetime,
    *,
    basis: str,
    about: str = "",
    corrects: str = "",
    held_until: datetime | None = None,
) -> Draft[HerSafety | WayOn]:
    return Draft(
        body,
        Category.SAFETY,
        at,
        compartment=HER_SAFETY,
        basis=basis,
        how_known=telling.how_known,
        from_whom=telling.from_whom.strip(),
        about=about,
        corrects=corrects,
        held_until=held_until,
        told_her_at=telling.told_at,
        told_her_how=telling.told_how.strip(),
        not_told_why=telling.not_told_why.strip(),
    )


def _held(box: Box, telling: Telling) -> datetime | None:
    """What a partner, a child or anybody else told us waits until somebody decided that showing it is safe."""
    return box.now + HELD if telling.how_known == "told_by" else None


def _check(safety: HerSafety) -> None:
    if not safety.words.strip():
        field, sentence = "words", "Write what she said, or what you saw or heard."
        raise BadInput(field, sentence)
    if safety.who_harms.strip() and not safety.what_was_done.strip():
        field, sentence = (
            "what_was_done",
            "Write what this person did. What was done to her is never her failing.",
        )
        raise BadInput(field, sentence)
    if safety.harm is Harm.SELF_HARM and safety.who_harms.strip():
        field = "who_harms"
        sentence = "Leave it empty for self-harm. If somebody harms her too, write that as a second entry."
        raise BadInput(field, sentence)


def _check_how_known(telling: Telling) -> None:
    if telling.how_known not in HOW_THEY_KNOW:
        field, sentence = (
            "how_known",
            "Say how you know: she said it, seen, heard, told by, read in, opinion of.",
        )
        raise BadInput(field, sentence)
    if telling.how_known in NAMES_WHOM and not telling.from_whom.strip():
        field, sentence = "from_whom", "Write who told it, where it was read, or whose opinion it is."
        raise BadInput(field, sentence)


def _check_told(box: Box, telling: Telling) -> None:
    if telling.told_at is not None and telling.told_at > box.now:
        field, sentence = "told_at", "That time has not come yet. Write when she was told."
        raise BadInput(field, sentence)


def _must_have_her_say(way: WayOn, telling: Telling) -> None:
    """Her say first; without her yes only to prevent serious harm, with the reason, and told her or why not."""
    if not way.taken or way.her_say is HerSay.YES:
        return
    if not way.serious_harm.strip():
        field = "serious_harm"
        sentence = (
            "She has not said yes. Without it only to prevent serious harm: write which harm, and why it cannot wait. "
            "If it can, do not take this way on, and ask her again."
        )
        raise BadInput(field, sentence)
    if telling.told_at is None and not telling.not_told_why.strip():
        field, sentence = "not_told_why", "Write when she was told that you did this, or why not yet."
        raise BadInput(field, sentence)


def _basis(way: WayOn) -> str:
    return "her_word" if way.her_say is HerSay.YES or not way.taken else "serious_harm"


def _must_be_there(box: Box, entry: str) -> None:
    if not box.holds(entry, HER_SAFETY):
        field, sentence = "entry", "This is not there any more. Open the page again."
        raise BadInput(field, sentence)
