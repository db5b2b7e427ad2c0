"""Opening the record a worry or a referral belongs to, by the ref that stands in its address."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TypeVar

from django.db.models import Exists, OuterRef, Q

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Compartment, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.lifecycles import NoSuchStep
from hrm2m.policy.roles import permissions_of
from hrm2m.policy.worry_lifecycle import WorryEvent, WorryStatus, next_worry_status
from hrm2m.records.worries.entries import (
    DecisionAsked,
    OurView,
    Referral,
    TheirDecision,
    Worry,
    WorryOutcome,
    WorryRead,
)
from hrm2m.records.worries.models import ReferralRow, SecondAsked, WorryRow
from hrm2m.vault import door, to_show
from hrm2m.vault.box import Box
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.entries import Body, Draft, Entry
from hrm2m.vault.errors import NotYours
from hrm2m.vault.to_show import Unshown


SAFE = Compartment.CHILD_SAFETY
STEPS: tuple[type[Body], ...] = (WorryRead, DecisionAsked, Referral, TheirDecision, OurView, WorryOutcome)
Found = TypeVar("Found", WorryRow, ReferralRow)


@contextmanager
def acting_on(
    kind: type[Found], ref: str, *, by: Actor, permission: Permission, act: ActFacts | None = None
) -> Iterator[tuple[Box, Found]]:
    """The record that this row belongs to, open for one act, and the row as it stands under its lock.

    Raises NotYours for a ref that is unknown and for a record out of reach alike.
    """
    with door.unit(by=by, mothers=[HOUSE]) as unit:
        number = _mother_of(kind, ref, by, permission)
        head = unit.lock([number])[number]
        row = kind.objects.get(entry=ref)
        with door.acting(by=by, permission=permission, mother=head.ref, act=act) as box:
            box.note(about=ref)
            yield box, row


def mother_ref_of(kind: type[Found], ref: str, *, by: Actor, permission: Permission) -> str:
    """The ref of the mother whose record this row belongs to; inside a unit, and it opens nothing."""
    with door.unit(by=by) as unit:
        number = _mother_of(kind, ref, by, permission)
        return unit.lock([number])[number].ref


def author_of(referral: str) -> int | None:
    """Who sent what a second person looks at; None for a ref that is unknown."""
    return ReferralRow.objects.filter(entry=referral).values_list("sent_by_id", flat=True).first()


@contextmanager
def withheld_for(entry: str, *, by: Actor) -> Iterator[tuple[Box, Unshown]]:
    """What is withheld about a child, open to a second person who did not decide it; raises NotYours, or Denied."""
    with door.unit(by=by) as unit:
        reached = to_show.reached(by, entry, [SAFE], unit.now)
        asked = _was_asked(by, entry, unit.now)
        row = to_show.whose(entry, by.area) if asked else reached
        if row is None or not (asked or _keeps_children_safe(by) or row.decided_by_id == by.worker_id):
            raise NotYours(Permission.SECOND_LOOK, HOUSE)
        mother = unit.lock([row.mother])[row.mother].ref
        act = ActFacts(about=entry, author_id=row.decided_by_id)
        with door.acting(by=by, permission=Permission.SECOND_LOOK, mother=mother, act=act) as box:
            box.note(about=entry)
            yield box, to_show.of_entry(box.mother_id, entry) or row


def steps_in(box: Box, worry: str) -> tuple[Entry[Body], ...]:
    """The steps of one worry, newest first."""
    return tuple(entry for entry in box.entries(*STEPS, compartment=SAFE) if entry.about == worry)


def must_be_seen(box: Box, worry: str, seen: str) -> None:
    """Raises StaleVersion where somebody took a step since the page was opened; both are then shown."""
    box.expect(next(iter(steps_in(box, worry)), None), seen)


def worry_in(box: Box, ref: str) -> Entry[Worry]:
    """The entry of this worry."""
    (entry,) = box.entries(Worry, compartment=SAFE, refs=[ref])
    return entry


def moved(row: WorryRow, event: WorryEvent) -> None:
    """Moves the worry along its lifecycle; raises BadInput for a step that does not come now."""
    try:
        row.status = next_worry_status(WorryStatus(row.status), event)
    except NoSuchStep as refusal:
        field, sentence = "event", "This step does not come now. Open the page of the worry again."
        raise BadInput(field, sentence) from refusal
    row.save(update_fields=["status"])


def draft(body: Body, at: datetime, *, about: str = "", **more: object) -> Draft[Body]:
    """An entry of child safety, as its writer's own account."""
    facts = {"how_known": "opinion_of", "basis": "child_safety", **more}
    return Draft(body, Category.CHILDREN, at, compartment=SAFE, about=about, **facts)  # type: ignore[arg-type] # words of the envelope


def _mother_of(kind: type[Found], ref: str, by: Actor, permission: Permission) -> int:
    found = kind.objects.filter(entry=ref, area=by.area)
    if permission is Permission.SECOND_LOOK and not _keeps_children_safe(by):
        # Every lead may be asked to look, so the door lets every lead in: that there is something to look at, nobody
        # learns who was not asked. Whoever sent it knows, and is told why not.
        asked = SecondAsked.objects.filter(_asks(by, clock.now()), about=OuterRef("entry"))
        found = found.filter(Exists(asked) | Q(sent_by_id=by.worker_id))
    mother = found.values_list("mother", flat=True).first()
    if mother is None:
        raise NotYours(permission, HOUSE)
    return mother


def _keeps_children_safe(by: Actor) -> bool:
    return Permission.WORRIES_SEE in permissions_of(by.roles)


def _was_asked(by: Actor, about: str, now: datetime) -> bool:
    return SecondAsked.objects.filter(_asks(by, now), about=about).exists()


def _asks(by: Actor, now: datetime) -> Q:
    return Q(area=by.area, worker_id=by.worker_id, agency_id=by.agency_id, ended_at=None, until__gt=now)
