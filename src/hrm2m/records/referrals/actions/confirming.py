"""Whoever was told to stop confirms it, and says honestly what is still held; she sees what was confirmed."""

from datetime import datetime

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Permission
from hrm2m.policy.showing import UNTIL_DECIDED
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.referrals.actions.ending import CONFIRMED
from hrm2m.records.referrals.entries import Basis, Held, StopAnswer
from hrm2m.records.referrals.models import SharedWrongly, StopNotice
from hrm2m.vault import door, sleepers
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.entries import Draft
from hrm2m.vault.errors import NotYours


def confirm_stop(*, by: Actor, notice: str, held: Held, because: str = "") -> None:
    """Confirms one notice; what is kept is kept for a reason that is said. Raises NotYours for anybody else's."""
    row = StopNotice.objects.filter(ref=notice, worker_id=by.worker_id, confirmed_at=None).first()
    if row is None:
        with door.unit(by=by):
            raise NotYours(Permission.STOP_CONFIRM, HOUSE)
    if held is Held.KEPT and not because.strip():
        field, sentence = "because", "Write what is kept and why: she reads it."
        raise BadInput(field, sentence)
    mother = sleepers.ref_of(row.mother)
    with door.acting(by=by, permission=Permission.STOP_CONFIRM, mother=mother) as box:
        row = StopNotice.objects.select_for_update().get(id=row.id)
        if row.confirmed_at is not None:
            return
        row.confirmed_at, row.confirmed_by_id, row.what_they_hold = box.now, by.worker_id, held
        words = StopAnswer(held, because.strip())
        row.entry = box.write(
            Draft(
                words,
                Category.MY_WORDS,
                box.now,
                how_known="read_in",
                from_whom="their answer",
                about=row.ref,
                held_until=_held_until(row),
            )
        )
        row.save()
        clocks.meet(box, CONFIRMED, about=row.ref, at=box.now)


def _held_until(row: StopNotice) -> datetime | None:
    """What is said to a stop she may not know of would tell her of it: it waits until somebody decides."""
    by_mistake = SharedWrongly.objects.filter(referral=row.referral_id, noted_at=row.told_at).exists()
    return None if row.referral.basis == Basis.CONSENT and not by_mistake else UNTIL_DECIDED
