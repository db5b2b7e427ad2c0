"""A baby's death: one person writes it and every word about a baby stops in that minute; a second one signs later."""

from dataclasses import dataclass
from datetime import datetime

from hrm2m.foundation import mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.bridges.queries import bridge_of, kept_by
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks.after_a_death import write_baby_died, write_baby_lives
from hrm2m.records.outreach.actions import keep_due_right
from hrm2m.records.whole.models import BabyDeath
from hrm2m.vault import door
from hrm2m.vault.box import Box


SIGNED = "baby_death_signed"


@dataclass(frozen=True)
class ToSign:
    """A death that was written down and that a second person has not signed."""

    ref: str
    by_id: int
    at: datetime


def baby_died(*, by: Actor, mother: str, at: datetime, died: datetime | None = None) -> str:
    """One person writes it, whoever told us: nothing waits for the second signature. Answers its ref."""
    with door.acting(by=by, permission=Permission.WINDOW_CLOSE, mother=mother) as box:
        entry = write_baby_died(box, died=died or at, at=at)
        row = BabyDeath.objects.create(
            area=box.area, mother=box.mother_id, entry=entry, by_id=box.by_id, at=box.now
        )
        _ask_to_sign(box, row)
        keep_due_right(box)
        box.note(baby_death=row.ref)
        return row.ref


def sign_baby_death(*, by: Actor, mother: str, death: str, at: datetime) -> None:
    """A second person signs, once he or she knows it; nothing changes for her by it."""
    with door.acting(by=by, permission=Permission.WINDOW_CLOSE, mother=mother) as box:
        row = _the_death(box, death)
        if row.by_id == box.by_id:
            field, sentence = "death", "You wrote it. A second person signs."
            raise BadInput(field, sentence)
        row.signed_by_id, row.signed_at = box.by_id, box.now
        row.save(update_fields=["signed_by_id", "signed_at"])
        clocks.meet(box, SIGNED, about=row.entry, at=at)
        box.note(baby_death=row.ref)


def it_was_a_mistake(*, by: Actor, mother: str, death: str, at: datetime) -> None:
    """The baby lives. Windows are opened again with her; that it was written stays written."""
    with door.acting(by=by, permission=Permission.WINDOW_CLOSE, mother=mother) as box:
        row = _the_death(box, death)
        write_baby_lives(box, about=row.entry, at=at)
        row.mistaken_by_id, row.mistaken_at = box.by_id, box.now
        row.save(update_fields=["mistaken_by_id", "mistaken_at"])
        clocks.stop(box, SIGNED, about=row.entry)
        keep_due_right(box)
        box.note(baby_death=row.ref)


def death_to_sign(mother_id: int) -> ToSign | None:
    """The newest death of a baby of hers that waits for a second signature."""
    rows = BabyDeath.objects.filter(mother=mother_id, signed_at=None, mistaken_at=None)
    row = rows.order_by("-id").first()
    return ToSign(row.ref, row.by_id, row.at) if row else None


def _the_death(box: Box, ref: str) -> BabyDeath:
    rows = BabyDeath.objects.select_for_update().filter(
        mother=box.mother_id, signed_at=None, mistaken_at=None
    )
    row = rows.filter(ref=ref).first()
    if row is None:
        field, sentence = "death", "This was signed or taken back already. Open her page again."
        raise BadInput(field, sentence)
    return row


def _ask_to_sign(box: Box, row: BabyDeath) -> None:
    """Cover, or her bridge builder where cover wrote it, is to sign; the lead of the agency is told when it is late."""
    bridge = bridge_of(box.mother_id)
    agency = kept_by(box.mother_id)
    lead = next(iter(agencies.team_leads(agency)), box.by_id) if agency else box.by_id
    near = (bridge.cover_id, bridge.builder_id) if bridge else ()
    signs = next((number for number in near if number != box.by_id), lead)
    clocks.start(box, SIGNED, about=row.entry, owner_id=signs, escalate_to_id=lead, started_at=box.now)
    if signs != box.by_id:
        mail.post(mail.Text.SOMETHING_WAITS, to_worker=signs, about=row.ref, at=box.now)
