"""Keeps which entries wait for somebody to decide whether she may read them: plain rows, in step with what is written.

What is written by an act that cannot read it waits all the same. Nothing here shows or hides an entry. Whoever lists
these rows asks the door first: they say that something lies in a compartment.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import Min, Q, QuerySet

from hrm2m.policy import Actor, Compartment, Ground
from hrm2m.policy.lifecycles import OPEN_STAGES
from hrm2m.policy.showing import is_hers, said_by_others
from hrm2m.vault import standing
from hrm2m.vault.entries import Draft, Reply, Showing, Subject, every_kind
from hrm2m.vault.hers_to_read import facts_of_draft
from hrm2m.vault.models import Head, ToShow


class Asks(StrEnum):
    """What an entry that she does not read asks of somebody."""

    DECIDE = "decide"
    SIGN = "sign"
    LOOK_AGAIN = "look_again"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Unshown:
    """One entry that she does not read by itself, and how far the decision on it is."""

    mother: int
    compartment: Compartment
    entry: str
    kind: str
    by_id: int
    at: datetime
    by_others: bool
    decision: str
    decided_by_id: int | None
    decided_at: datetime | None
    shown: bool | None
    until: datetime | None
    signed_by_id: int | None

    @property
    def is_decided_by_itself(self) -> bool:
        """Whether nobody decides on it in passing: somebody else told it, or it quotes other entries."""
        return self.by_others or self.kind in {kind.KIND for kind in every_kind() if kind.QUOTES}

    def asks(self, now: datetime) -> Asks:
        """What is to be done about it at `now`."""
        if self.shown is None:
            return Asks.DECIDE
        if self.shown:
            return Asks.NOTHING
        if self.until is None or self.until <= now:
            return Asks.LOOK_AGAIN
        return Asks.SIGN if self.signed_by_id is None else Asks.NOTHING


NOT_FOR_WHAT_WAITS = {Ground.BLOCK, Ground.SECOND_READER, Ground.PLAN, Ground.EMERGENCY}
FIELDS = (
    *("mother", "compartment", "entry", "kind", "by_id", "at", "by_others", "decision"),
    *("decided_by_id", "decided_at", "shown", "until", "signed_by_id"),
)


def of_entry(mother: int, entry: str) -> Unshown | None:
    """How far the decision on one entry of hers is; None where she reads it by itself, or it is not hers."""
    return next(iter(_read(ToShow.objects.filter(mother=mother, entry=entry))), None)


def whose(entry: str, area: int) -> Unshown | None:
    """The same by the ref that stands in an address; whoever asks is decided upon by the door."""
    return next(iter(_read(ToShow.objects.filter(area=area, entry=entry))), None)


def reached(by: Actor, entry: str, compartments: Iterable[Compartment], now: datetime) -> Unshown | None:
    """The same where the actor stands, not for one matter only, in the compartment it lies in, if that is one of these.

    One statement, whether there is such an entry or not: nobody learns by it that something lies where he may not look.
    Who reads one connection second, stands in a plan or opened one part in an emergency reads that and nothing beside.
    """
    grounds = [ground for ground in Ground if ground not in NOT_FOR_WHAT_WAITS]
    there = Q(pk=None)
    for compartment in compartments:
        mothers = standing.mothers_within_reach(by, grounds, compartment, now)
        there |= Q(compartment=compartment, mother__in=mothers)
    return next(iter(_read(ToShow.objects.filter(there, area=by.area, entry=entry))), None)


def of_mother(mother: int, compartment: Compartment) -> tuple[Unshown, ...]:
    """Every entry of one drawer that she does not read by itself, the one written first first."""
    return _read(ToShow.objects.filter(mother=mother, compartment=compartment))


def within_reach(
    by: Actor, grounds: Iterable[Ground], compartment: Compartment, now: datetime, most: int
) -> tuple[Unshown, ...]:
    """What asks for something among those near whom the actor stands on these grounds; oldest first, one statement."""
    mothers = standing.mothers_within_reach(by, grounds, compartment, now)
    signed = Q(shown=False, signed_by_id__isnull=False, until__gt=now)
    rows = (
        ToShow.objects.filter(compartment=compartment, mother__in=mothers).exclude(shown=True).exclude(signed)
    )
    return _read(rows, most)


def undecided(area: int) -> dict[tuple[int, Compartment], datetime]:
    """Since when somebody has to look, by mother and compartment.

    Of records that are open; what is known of a child is looked at whatever became of the record.
    """
    is_open = Head.objects.filter(stage__in=OPEN_STAGES).values("id")
    goes_on = Q(mother__in=is_open) | Q(compartment=Compartment.CHILD_SAFETY)
    rows = ToShow.objects.filter(goes_on, area=area, shown=None).values("mother", "compartment")
    found = rows.annotate(oldest=Min("at")).order_by("mother", "compartment")
    return {(row["mother"], Compartment(row["compartment"])): row["oldest"] for row in found}


def _read(rows: QuerySet[ToShow], most: int | None = None) -> tuple[Unshown, ...]:
    found = rows.order_by("at", "id").values_list(*FIELDS)
    return tuple(
        Unshown(mother, Compartment(compartment), *rest)
        for mother, compartment, *rest in (found[:most] if most else found)
    )


def keep_in_step(subject: Subject, draft: Draft[Any], ref: str, by_id: int, now: datetime) -> None:
    """Writes down what the entry that was just written means for what waits."""
    if isinstance(draft.body, Showing):
        _decided(subject, draft, ref, by_id, now)
    elif not isinstance(draft.body, Reply):
        _waits(subject, draft, ref, by_id, now)


def forget(mother: int) -> None:
    """Nothing of hers waits any more: her record is over for ever."""
    ToShow.objects.filter(mother=mother).delete()


def _waits(subject: Subject, draft: Draft[Any], ref: str, by_id: int, now: datetime) -> None:
    before = _taken_over(subject, draft.corrects)
    facts = facts_of_draft(draft, corrects_hidden=before is not None and before.shown is not True)
    if draft.body.OURS or is_hers(facts):
        return
    ToShow.objects.create(
        area=subject.area,
        mother=subject.id,
        compartment=draft.compartment,
        entry=ref,
        kind=draft.body.KIND,
        by_id=by_id,
        at=now,
        by_others=said_by_others(facts) or (before is not None and before.by_others),
    )


def _taken_over(subject: Subject, corrected: str) -> ToShow | None:
    """The row of the version that is corrected: from now on the newer one is decided on."""
    before = ToShow.objects.filter(mother=subject.id, entry=corrected).first() if corrected else None
    if before is not None:
        before.delete()
    return before


def _decided(subject: Subject, draft: Draft[Showing], ref: str, by_id: int, now: datetime) -> None:
    row = ToShow.objects.filter(mother=subject.id, entry=draft.about)
    if draft.body.seconds and not draft.body.she_may_see:
        row.update(signed_by_id=by_id, signed_at=now)
        return
    row.update(
        decision=ref,
        decided_by_id=by_id,
        decided_at=now,
        shown=draft.body.she_may_see,
        until=draft.held_until,
        signed_by_id=None,
        signed_at=None,
    )
