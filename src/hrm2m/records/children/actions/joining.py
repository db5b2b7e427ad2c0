"""Joining two records of one child, of two mothers, and undoing it: a row of refs, in the chains of both."""

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.records.children.actions.checking import must_have_words
from hrm2m.records.children.models import ChildRow, Join
from hrm2m.records.children.sealing import JOIN, sealed
from hrm2m.vault import door, sleepers


NOT_THERE = "This child has no record that you may open. Choose it from the list."


def join(*, by: Actor, child: str, other_child: str, why: str) -> str:
    """Says that two records are of one child; needs both mothers' records open to the actor. Answers the join's ref.

    It writes nothing into either drawer: neither mother's own page can ever follow it.
    """
    must_have_words(why, "why", "Write how you know that both are one child.")
    rows = {row.child: row for row in ChildRow.objects.filter(area=by.area, child__in=[child, other_child])}
    if len(rows) != 2 or rows[child].mother == rows[other_child].mother:
        raise BadInput("other_child", NOT_THERE)
    first, second = sorted((child, other_child))
    mothers = [rows[first].mother, rows[second].mother]
    facts = ActFacts(reason=why)
    with door.unit(by=by, mothers=mothers) as unit:
        refs = [unit.heads[number].ref for number in mothers]
        found = Join.objects.filter(child=first, other_child=second, undone_at=None).first()
        row = found or Join(
            area=by.area, child=first, other_child=second, mother=mothers[0], other_mother=mothers[1]
        )
        for ref in refs:
            with door.acting(by=by, permission=Permission.CHILD_JOIN, mother=ref, act=facts) as box:
                box.note(join=row.ref)
                row.by_id, row.at = box.by_id, box.now
        if found is None:
            row.why = sealed(JOIN, "why", row.ref, why)
            row.save(force_insert=True)
        return row.ref


def undo_join(*, by: Actor, join: str, why: str) -> None:
    """They are two children after all: both records stand alone again, and the row stays with both reasons."""
    must_have_words(why, "why", "Write why they are two children after all.")
    row = Join.objects.filter(area=by.area, ref=join, undone_at=None).first()
    if row is None:
        raise BadInput("join", "These two are not joined now. Open the page again.")
    mothers = [row.mother, row.other_mother]
    facts = ActFacts(reason=why)
    with door.unit(by=by, mothers=mothers) as unit:
        for number in mothers:
            ref = sleepers.ref_of(number)
            with door.acting(by=by, permission=Permission.CHILD_JOIN, mother=ref, act=facts) as box:
                box.note(join=row.ref)
        undone = {"undone_at": unit.now, "undone_by_id": by.worker_id}
        Join.objects.filter(id=row.id, undone_at=None).update(
            **undone, undone_why=sealed(JOIN, "undone_why", row.ref, why)
        )
