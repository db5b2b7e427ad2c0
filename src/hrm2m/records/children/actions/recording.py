"""Beginning a child's record and putting it right; the child's name; who else is there for the child."""

from datetime import date, datetime, timedelta

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Compartment, Permission
from hrm2m.policy.showing import UNTIL_DECIDED
from hrm2m.records.children.actions.checking import (
    LINE_LENGTH,
    Known,
    may_have_words,
    must_have_words,
    must_not_be_later_than_now,
    must_say_how_known,
    must_say_told,
)
from hrm2m.records.children.entries import Child, ChildAdult, ChildName, Lives
from hrm2m.records.children.holding import Telling
from hrm2m.records.children.models import ChildRow
from hrm2m.records.children.threads import newest_of, threads
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Body, Draft


CHILD_SAFETY = Compartment.CHILD_SAFETY
MOST_AT_ONCE = 8
LONGEST_AHEAD = timedelta(days=310)


def begin_child(*, by: Actor, mother: str, child: Child, at: datetime, known: Known, telling: Telling) -> str:
    """Begins the record of a child, or of a baby expected, of a mother who gave her name; answers the child's ref."""
    with door.acting(by=by, permission=Permission.CHILD_RECORD, mother=mother) as box:
        _check_child(box, child)
        ref = box.write(_draft(box, child, at, known, telling))
        ChildRow.objects.create(area=box.area, mother=box.mother_id, child=ref)
        return ref


def change_child(
    *,
    by: Actor,
    mother: str,
    child: str,
    seen_ref: str,
    now: Child,
    at: datetime,
    known: Known,
    telling: Telling,
) -> str:
    """Writes what is so now, a birth for one; what was written before stays. `seen_ref`: the version a form knew."""
    with door.acting(by=by, permission=Permission.CHILD_RECORD, mother=mother) as box:
        newest = newest_of(box.entries(Child, compartment=CHILD_SAFETY), child)
        if newest is None:
            raise BadInput("child", NO_CHILD)
        box.expect(newest, seen_ref)
        _check_child(box, now)
        return box.write(_draft(box, now, at, known, telling, about=child, corrects=newest.ref))


def name_child(
    *,
    by: Actor,
    mother: str,
    child: str,
    seen_ref: str,
    name: ChildName,
    at: datetime,
    known: Known,
    telling: Telling,
) -> str:
    """Writes the child's name as it stands on papers, apart from all else; `seen_ref` is empty for the first."""
    must_have_words(name.name, "name", "Write the name, or leave this page.", LINE_LENGTH)
    with door.acting(by=by, permission=Permission.CHILD_RECORD, mother=mother) as box:
        _must_be_hers(box, child)
        _must_be_a_birth(box, name.born, "born")
        names = [e for e in box.entries(ChildName, compartment=CHILD_SAFETY) if e.about == child]
        newest = max(names, key=lambda entry: entry.written_at, default=None)
        box.expect(newest, seen_ref)
        return box.write(_draft(box, name, at, known, telling, about=child, corrects=seen_ref))


def write_adult(
    *,
    by: Actor,
    mother: str,
    child: str,
    adult: ChildAdult,
    at: datetime,
    known: Known,
    telling: Telling,
    corrects: str = "",
) -> str:
    """Writes who else is there for the child, named by what he or she does; `corrects`: the version it puts right.

    What somebody else told of an adult, the child above all, is held from her page until somebody has decided. Raises
    StaleVersion where somebody put it right meanwhile.
    """
    must_have_words(adult.called, "called", "Write what the family calls him or her.", LINE_LENGTH)
    may_have_words(adult.what_he_or_she_does, "what_he_or_she_does")
    may_have_words(adult.harms, "harms")
    if not (adult.what_he_or_she_does.strip() or adult.harms.strip()):
        raise BadInput("what_he_or_she_does", "Write what he or she does for the child, or did to the child.")
    with door.acting(by=by, permission=Permission.CHILD_RECORD, mother=mother) as box:
        _must_be_hers(box, child)
        if corrects:
            _expect_adult(box, child, corrects)
        return box.write(_draft(box, adult, at, known, telling, about=child, corrects=corrects))


def _expect_adult(box: Box, child: str, seen: str) -> None:
    """Refuses to put right what is no adult of this child; raises StaleVersion where another version stands now."""
    of_child = [e for e in box.entries(ChildAdult, compartment=CHILD_SAFETY) if e.about == child]
    for thread in threads(of_child):
        if thread.is_known_by([seen]):
            box.expect(thread.newest, seen)
            return
    raise BadInput("called", "This is not in the child's record any more. Open the page again.")


NO_CHILD = "This child is not in her record. Open the page again and choose there."


def _draft(
    box: Box,
    body: Body,
    at: datetime,
    known: Known,
    telling: Telling,
    about: str = "",
    corrects: str = "",
) -> Draft[Body]:
    must_say_how_known(known)
    must_say_told(box, telling)
    must_not_be_later_than_now(box, at)
    held = known.how == "told_by" or telling.adds_danger
    return Draft(
        body,
        Category.CHILDREN,
        at,
        CHILD_SAFETY,
        basis="protecting_a_child",
        how_known=known.how,
        from_whom=known.from_whom,
        about=about,
        corrects=corrects,
        held_until=UNTIL_DECIDED if held else None,
        told_her_at=telling.told_at,
        told_her_how=telling.told_how,
        not_told_why=telling.not_told_why,
    )


def _must_be_hers(box: Box, child: str) -> None:
    if not ChildRow.objects.filter(mother=box.mother_id, child=child).exists():
        raise BadInput("child", NO_CHILD)


def _check_child(box: Box, child: Child) -> None:
    must_have_words(
        child.label, "label", "Write what the family calls the child, or “baby expected”.", LINE_LENGTH
    )
    if not 1 <= child.how_many <= MOST_AT_ONCE:
        raise BadInput("how_many", "Write how many are expected: one, two, three.")
    if child.is_expected and (child.born or child.born_year):
        raise BadInput("born", "A baby who is expected is not born yet. Say which of both it is.")
    if not child.is_expected and child.due_date:
        raise BadInput("due_date", "Only a baby who is expected has a due date. Say which of both it is.")
    if not child.is_expected and child.lives is Lives.NOT_BORN:
        raise BadInput("lives", "Choose where the child lives, or say that the baby is expected.")
    if child.due_date and child.due_date > local_day(box.now + LONGEST_AHEAD):
        raise BadInput("due_date", "This lies more than ten months ahead. Check the year.")
    _must_be_a_birth(box, child.born, "born")
    if child.born_year is not None and not 1900 <= child.born_year <= box.now.year:
        raise BadInput("born_year", "Check the year of birth: it lies ahead or is too long ago.")


def _must_be_a_birth(box: Box, born: date | None, field: str) -> None:
    if born is not None and born > local_day(box.now):
        raise BadInput(field, "That day has not come yet. A baby who is expected has a due date instead.")
