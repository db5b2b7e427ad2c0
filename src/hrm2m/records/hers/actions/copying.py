"""A copy of her record: asked for, checked where it is about somebody else, in her hands, or no longer wanted."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Compartment, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.lifecycles import OPEN_STAGES
from hrm2m.policy.roles import permissions_of
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.hers.copies import CHECKED, CLOCK, PURPOSE, PartOfCopy, part_in, reached
from hrm2m.records.hers.entries import CopyChecked
from hrm2m.records.hers.kinds import CopyWay
from hrm2m.records.hers.models import Copy, CopyCheck, CopyHanded, open_copies
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.records.showing.inside import CATEGORIES
from hrm2m.records.showing.queries import DECIDES
from hrm2m.records.showing.whom import desk_in
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft


SAY_WHY = "Write why, in a sentence: whom you thought of, and what could come of it."
NOT_THERE = "This is not among what waits for a check. Open the list again."
NOT_READY = "Something in this part is still to be checked. Give it to her after that."
NOT_OPEN = (
    "Her record is not open now: it sleeps or has ended. Write under “She came back” that she wants a copy: her word "
    "opens it for that alone."
)
BRING_NEAR = (
    Permission.OWN_SAY,
    Permission.ASK_RECORD,
    Permission.SHOW_TREATMENT,
    Permission.SHOW_CHILD_SAFETY,
)
NO_COPY = "No copy is open. She can ask for one at any time."


def ask_for_copy(*, by: Actor, mother: str, way: CopyWay, at: datetime) -> str:
    """She asks for a copy of her record, on her own page or by a word to whoever works with her; answers its ref.

    Asked again while one is open it is the same copy, in the way said last: the first month goes on.
    """
    with _hers_or_near(by, mother) as box:
        must_not_be_later_than_now(box, at)
        if box.stage not in OPEN_STAGES:
            raise BadInput("way", NOT_OPEN)
        return begin_copy(box, way=way, at=at)


def begin_copy(box: Box, *, way: CopyWay, at: datetime) -> str:
    """The same inside an act on her open record, such as the one that opens it for her copy alone."""
    row = _open(box)
    if row is None:
        row = Copy(area=box.area, mother=box.mother_id, asked_at=at, asked_by_id=box.by_id)
    row.way = way
    row.save()
    box.note(copy=row.ref, way=way.value)
    if row.given_at is None:
        _promise(box, row)
    return row.ref


def take_copy_back(*, by: Actor, mother: str) -> None:
    """She no longer wants it: nobody checks it any more, and nothing is owed. Twice is once."""
    with _hers_or_near(by, mother) as box:
        row = _open(box)
        if row is None:
            return
        row.taken_back_at = box.now
        row.save(update_fields=["taken_back_at"])
        clocks.stop(box, CLOCK, about=row.ref)
        clocks.stop_kind(box, CHECKED)
        box.note(copy=row.ref)


def check_for_copy(
    *, by: Actor, copy: str, compartment: Compartment, entry: str, gives: bool, why: str, at: datetime
) -> str:
    """Says of one entry about somebody else whether it goes into this copy, and why; answers the ref of the reason."""
    with _part(by, copy, compartment) as (box, row, part):
        must_not_be_later_than_now(box, at)
        if not why.strip():
            raise BadInput("why", SAY_WHY)
        if entry not in {one.ref for one in part.to_check}:
            raise BadInput("entry", NOT_THERE)
        body = CopyChecked(copy, gives, why.strip())
        ref = box.write(
            Draft(
                body,
                CATEGORIES[compartment],
                at,
                compartment,
                basis="showing",
                how_known="opinion_of",
                from_whom=str(by.worker_id),
                about=entry,
            )
        )
        CopyCheck.objects.create(
            area=box.area,
            copy=row,
            compartment=compartment,
            entry=entry,
            gives=gives,
            at=at,
            by_id=by.worker_id,
        )
        if {one.ref for one in part.to_check} == {entry}:
            # The last of this part: whoever was to check it kept that.
            clocks.meet(box, CHECKED, about=compartment.value, at=box.now)
        return ref


def hand_over_part(*, by: Actor, copy: str, compartment: Compartment, is_all: bool, at: datetime) -> None:
    """A worker put one part of the copy into her hand, on paper. `is_all`: she says that she has what she asked for.

    Raises BadInput while something in that part is still to be checked.
    """
    with _part(by, copy, compartment) as (box, row, part):
        must_not_be_later_than_now(box, at)
        if not part.is_ready:
            raise BadInput("is_all", NOT_READY)
        known = {"area": box.area, "at": at, "by_id": by.worker_id}
        CopyHanded.objects.get_or_create(copy=row, compartment=compartment, defaults=known)
        box.note(copy=row.ref, handed=compartment.value)
        if is_all:
            _given(box, row, at)


def she_has_copy(*, by: Actor, mother: str) -> None:
    """Every part of it lies open to her on her own page: what was promised is kept. Twice is once."""
    with door.acting(by=by, permission=Permission.OWN_SAY, mother=mother) as box:
        row = _open(box)
        if row is None:
            raise BadInput("copy", NO_COPY)
        box.note(copy=row.ref)
        _given(box, row, box.now)


@contextmanager
def _hers_or_near(by: Actor, mother: str) -> Iterator[Box]:
    """By whatever brings this person near her: her own page, her bridge, treating her, or keeping her children safe."""
    may = permissions_of(by.roles)
    permission = next((one for one in BRING_NEAR if one in may), Permission.ASK_RECORD)
    with door.acting(by=by, permission=permission, mother=mother) as box:
        yield box


@contextmanager
def _part(by: Actor, copy: str, compartment: Compartment) -> Iterator[tuple[Box, Copy, PartOfCopy]]:
    """Her record, open in one compartment, with the copy and what that part holds, as they stand under the lock."""
    with door.unit(by=by) as unit:
        number, _ = reached(by, copy, compartment, unit.now)
        mother = unit.lock([number])[number].ref
        act = ActFacts(purpose=PURPOSE, about=copy)
        with door.acting(by=by, permission=DECIDES[compartment], mother=mother, act=act) as box:
            _, card = reached(by, copy, compartment, box.now)
            yield box, Copy.objects.get(ref=copy), part_in(box, card, compartment)


def _open(box: Box) -> Copy | None:
    return open_copies(box.now).filter(mother=box.mother_id).order_by("-asked_at", "-id").first()


def _given(box: Box, row: Copy, at: datetime) -> None:
    if row.given_at is None:
        row.given_at = at
        row.save(update_fields=["given_at"])
        clocks.meet(box, CLOCK, about=row.ref, at=at)
        clocks.stop_kind(box, CHECKED)


def _promise(box: Box, row: Copy) -> None:
    desk = desk_in(box, Compartment.GENERAL)
    clocks.start(
        box,
        CLOCK,
        about=row.ref,
        owner_id=desk.owner_id,
        escalate_to_id=desk.named_id,
        started_at=row.asked_at,
    )
