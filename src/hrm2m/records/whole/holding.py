"""Holding a record back for a court, an inquiry or a complaint, and what they asked for from being forgotten.

Forgetting is hers: her page is empty at once all the same, nobody reads anything, and what nobody asked for is
destroyed. Only what a court or an inquiry asked for lies sealed until the hold is lifted; then it goes too.
"""

from collections.abc import Collection, Mapping

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Compartment, Ground, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.holds import LOOKED_AT_AFTER
from hrm2m.policy.lifecycles import Stage
from hrm2m.policy.retention import OUTLIVES_FORGETTING, HoldFor
from hrm2m.records.people import by_handle
from hrm2m.records.whole import holds_looked_at
from hrm2m.records.whole.holds import HoldCard, NotTold, card_of, parts_of
from hrm2m.records.whole.holds_opening import acting_on
from hrm2m.records.whole.models import Hold
from hrm2m.vault import door, forgetting, ledger, sleepers, standing
from hrm2m.vault.chains import HOUSE


KEPT_SEALED = frozenset({Compartment.CHILD_SAFETY})
PARTS = (Compartment.GENERAL, Compartment.HER_SAFETY, Compartment.TREATMENT)
"""What a hold can name. Child safety is sealed in any case, and who can be forgotten has given no name."""
WHICH = "Choose what was asked for: what nobody asked for is not kept from being forgotten."
NONE_HELD = "No record of your agency goes by this handle. Ask whoever told you how she is known."
ANY_STAGE: Mapping[Stage, Permission] = {
    stage: Permission.RECORD_HOLD for stage in Stage if stage is not Stage.FORGOTTEN
}


def hold(
    *,
    by: Actor,
    mother: str,
    why: HoldFor,
    parts: Collection[Compartment] = PARTS,
    not_told: NotTold | None = None,
) -> None:
    """Holds a record back from being destroyed; twice for the same reason is once, for what was asked for last.

    `parts` are those that the court or inquiry named. She is told of it, unless `not_told`. Raises BadInput.
    """
    named = [part.value for part in PARTS if part in parts]
    if not named:
        raise BadInput("parts", WHICH)
    with door.acting(by=by, permission=Permission.RECORD_HOLD, mother=mother) as box:
        row, _ = Hold.objects.update_or_create(
            mother=box.mother_id,
            why=why,
            lifted_at=None,
            defaults={"parts": " ".join(named)},
            create_defaults={
                "area": box.area,
                "by_id": by.worker_id,
                "at": box.now,
                "parts": " ".join(named),
            },
        )
        holds_looked_at.promise_a_look(box, by, row, box.now + LOOKED_AT_AFTER)
        if not_told is not None:
            holds_looked_at.keep_from_her(box, by, row, not_told)
        box.note(hold=why.value)


def hold_by_handle(
    *,
    by: Actor,
    handle: str,
    why: HoldFor,
    parts: Collection[Compartment],
    not_told: NotTold | None = None,
) -> str:
    """The same of the one record by this handle, whatever became of it; its ref. Nothing of it is read."""
    with door.unit(by=by):
        mother, _ = by_handle.the_one(by, handle, at_stage=ANY_STAGE, act=ActFacts(), otherwise=NONE_HELD)
        hold(by=by, mother=mother, why=why, parts=parts, not_told=not_told)
    return mother


def lift_hold(*, by: Actor, mother: str) -> int:
    """Lifts every hold on a record: its own time counts again; answers how many."""
    with door.acting(by=by, permission=Permission.RECORD_HOLD, mother=mother) as box:
        standing_now = Hold.objects.filter(mother=box.mother_id, lifted_at=None)
        holds_looked_at.no_more_looks(box, standing_now.values_list("ref", flat=True))
        count = standing_now.update(lifted_by_id=by.worker_id, lifted_at=box.now)
        box.note(lifted=count)
        return count


def lift(*, by: Actor, hold: str) -> None:
    """Lifts one hold from the list. Where she was forgotten meanwhile, what was sealed for it is destroyed now."""
    with acting_on(hold, by=by) as (box, row, mother, is_forgotten):
        row.lifted_by_id, row.lifted_at = by.worker_id, box.now
        row.save(update_fields=["lifted_by_id", "lifted_at"])
        holds_looked_at.no_more_looks(box, [row.ref])
        box.note(lifted=1)
        if is_forgotten and not kept_for_court(mother):
            sleepers.keys_wait_again(mother, box.now)


def kept_for_court(mother: str) -> frozenset[Compartment]:
    """What a court or an inquiry has asked for of this record, while a hold of theirs stands."""
    number = ledger.chain_of(mother) or HOUSE
    rows = Hold.objects.filter(mother=number, lifted_at=None, why__in=list(OUTLIVES_FORGETTING))
    return frozenset(part for row in rows for part in parts_of(row))


def destroy_keys() -> None:
    """Of every record that was ended for ever: whoever was killed in between is finished by the next."""
    for mother in sleepers.forgotten_with_keys():
        forgetting.shred(mother, KEPT_SEALED | kept_for_court(mother))
        sleepers.keys_are_gone(mother)


def holds_standing(by: Actor) -> tuple[HoldCard, ...]:
    """Every hold on a record that the agency keeps or kept, and of the area on one that is forgotten; oldest first."""
    with door.unit(by=by) as unit:
        near = standing.mothers_within_reach(by, (Ground.LEAD,), Compartment.GENERAL, unit.now).numbers()
    rows = list(Hold.objects.filter(area=by.area, lifted_at=None).order_by("at", "id"))
    forgotten = sleepers.forgotten_among({row.mother for row in rows} - near)
    return tuple(
        card_of(row, is_forgotten=row.mother in forgotten)
        for row in rows
        if row.mother in near or row.mother in forgotten
    )
