"""A baby's death: one person writes it and every word about a baby stops in that minute; a second one signs later."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from hrm2m.foundation import clock, mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Compartment, Ground, Permission
from hrm2m.policy.predicates import MISTAKE_DAYS
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.bridges.queries import bridge_of, kept_by
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks.after_a_death import write_baby_died, write_baby_lives
from hrm2m.records.outreach.actions import keep_due_right
from hrm2m.records.whole.models import BabyDeath
from hrm2m.vault import door, standing
from hrm2m.vault.box import Box
from hrm2m.vault.open_to import refs_open_to


SIGNED = "baby_death_signed"
NEAR = (Ground.BRIDGE, Ground.COVER, Ground.TEAM)


@dataclass(frozen=True)
class ToSign:
    """A death that was written down: to be signed by a second person, or signed and still to be taken back."""

    ref: str
    by_id: int
    at: datetime
    is_signed: bool = False
    mother_ref: str = ""


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
        row = _the_death(box, death, signed_too=True)
        write_baby_lives(box, about=row.entry, at=at)
        row.mistaken_by_id, row.mistaken_at = box.by_id, box.now
        row.save(update_fields=["mistaken_by_id", "mistaken_at"])
        clocks.stop(box, SIGNED, about=row.entry)
        keep_due_right(box)
        box.note(baby_death=row.ref)


def death_to_sign(mother_id: int) -> ToSign | None:
    """The newest death of a baby of hers that waits for a second signature, or was signed within a fortnight."""
    lately = Q(signed_at=None) | Q(signed_at__gt=clock.now() - timedelta(days=MISTAKE_DAYS))
    rows = BabyDeath.objects.filter(lately, mother=mother_id, mistaken_at=None)
    row = rows.order_by("-id").first()
    return ToSign(row.ref, row.by_id, row.at, row.signed_at is not None) if row else None


def is_signed(death: str) -> bool:
    """Whether a second person signed the death with this ref; that it is hers is asked by the act."""
    return BabyDeath.objects.filter(ref=death).exclude(signed_at=None).exists()


def baby_deaths_to_sign(by: Actor) -> tuple[ToSign, ...]:
    """Every death of a baby that waits for a signature this worker may give, oldest first; one statement for none."""
    now = clock.now()
    near = standing.mothers_within_reach(by, NEAR, Compartment.GENERAL, now)
    rows = BabyDeath.objects.filter(mother__in=near, signed_at=None, mistaken_at=None)
    found = list(rows.exclude(by_id=by.worker_id).order_by("at", "id"))
    if not found:
        return ()
    refs = refs_open_to(by, {row.mother for row in found}, now, Permission.WINDOW_CLOSE)
    return tuple(
        ToSign(row.ref, row.by_id, row.at, mother_ref=refs[row.mother]) for row in found if row.mother in refs
    )


def _the_death(box: Box, ref: str, *, signed_too: bool = False) -> BabyDeath:
    """The row to sign; `signed_too`: to take it back, which no signature stands against."""
    rows = BabyDeath.objects.select_for_update().filter(mother=box.mother_id, mistaken_at=None)
    row = rows.filter(ref=ref).first()
    if row is None or (row.signed_at is not None and not signed_too):
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
