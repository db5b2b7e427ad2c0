"""Her death: one person writes it and everything to her stops in that minute; a second one signs later, or says no.

What only comes later waits for the signature: that her bridge is closed, that no press undoes it, that time counts
until her record is destroyed. Who signs does so at a sign-in of his or her own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from hrm2m.foundation import clock, mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Compartment, Ground, Permission, Role
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.lifecycles import RecordEvent, Stage
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.agencies.queries import WorkerCard
from hrm2m.records.bridges.queries import kept_by
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks import of_the_house
from hrm2m.records.people import by_handle
from hrm2m.records.people.actions import move_stage, must_not_be_later_than_now
from hrm2m.records.whole.closing import close_down
from hrm2m.records.whole.models import HerDeath
from hrm2m.vault import door, ledger, standing
from hrm2m.vault.box import Box
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.open_to import refs_open_to


SIGNED = "death_signed"
NEAR = (Ground.BRIDGE, Ground.COVER, Ground.TEAM)
CHOOSE = "Choose the second person who signs."
NOT_NEAR = "Choose somebody who holds or covers her bridge, is on her team, or leads it: whoever signs must know her."
NOTHING_WAITS = "This was signed or taken back already. Open the list again."


@dataclass(frozen=True)
class DeathToSign:
    """A death that one person wrote and a second one is to sign: for whom, by whom, whom that person asked."""

    ref: str
    mother_ref: str
    by_id: int
    asked_id: int | None
    at: datetime
    slept: bool


def she_died(*, by: Actor, mother: str, second: str, at: datetime) -> None:
    """Writes that she died: every reminder, text and visit stops in this minute. The second person is asked to sign."""
    second_id = agencies.worker_id_of(second, area=by.area)
    if second_id is None:
        raise BadInput("second", CHOOSE)
    facts = ActFacts(event=RecordEvent.SHE_DIED, second_signer_id=second_id)
    with door.acting(by=by, permission=Permission.RECORD_END, mother=mother, act=facts) as box:
        must_not_be_later_than_now(box, at)
        slept = box.stage is Stage.ASLEEP
        may = _may_be_asked(box.mother_id, box.now, asleep=slept) - {box.by_id}
        # Where nobody near her is left it stops all the same, and waits until somebody is.
        if may and second_id not in may:
            raise BadInput("second", NOT_NEAR)
        close_down(box, RecordEvent.SHE_DIED)
        box.note(second=second)
        _ask(box, second_id if second_id in may else None, tell=may, slept=slept)


def she_died_while_asleep(*, by: Actor, handle: str, second: str, at: datetime) -> str:
    """She died and her record sleeps, so a lead finds it by the handle she had; her ref. Nothing is read."""
    second_id = agencies.worker_id_of(second, area=by.area)
    if second_id in {None, by.worker_id}:
        raise BadInput("second", CHOOSE)
    facts = ActFacts(event=RecordEvent.SHE_DIED, second_signer_id=second_id)
    asleep = {Stage.ASLEEP: Permission.RECORD_END}
    with door.unit(by=by):
        mother, _ = by_handle.the_one(by, handle, at_stage=asleep, act=facts, otherwise=by_handle.NONE_ASLEEP)
        she_died(by=by, mother=mother, second=second, at=at)
    return mother


def sign_death(*, by: Actor, mother: str, at: datetime) -> None:
    """A second person signs that she died, at his or her own sign-in. From now on it can be undone for 14 days."""
    with door.unit(by=by) as unit:
        head = unit.lock_ref(mother)
        row = _waits(head.id) if head else None
        # Nobody's number where nothing waits: whoever is near her is told so.
        act = ActFacts(author_id=row.by_id, second_signer_id=_asked(row)) if row else ActFacts(author_id=0)
        with door.acting(by=by, permission=Permission.DEATH_SIGN, mother=mother, act=act) as box:
            must_not_be_later_than_now(box, at)
            if row is None:
                raise BadInput("what", NOTHING_WAITS)
            move_stage(box, RecordEvent.A_SECOND_SIGNS)
            row.signed_by_id, row.signed_at = box.by_id, box.now
            row.save(update_fields=["signed_by_id", "signed_at"])
            of_the_house.meet(box, SIGNED, about=row.ref)
            box.note(death=row.ref)


def take_back(box: Box) -> None:
    """She lives: nobody is asked to sign any more, and whoever wrote it hears of it; inside that act."""
    row = HerDeath.objects.filter(mother=box.mother_id, mistaken_at=None).order_by("-id").first()
    if row is None:
        return
    row.mistaken_by_id, row.mistaken_at = box.by_id, box.now
    row.save(update_fields=["mistaken_by_id", "mistaken_at"])
    of_the_house.stop(box, SIGNED, about=row.ref)
    tell = _near_her(box.mother_id, box.now) | {row.by_id}
    _tell(box, row, tell - {box.by_id, 0}, "lives")


def ask_again_after_a_copy(box: Box) -> None:
    """A copy was put back that is older than her death: whoever is near her signs it again, or says that she lives."""
    _ask(box, None, tell=_near_her(box.mother_id, box.now))


def who_may_sign(*, by: Actor, mother: str) -> tuple[WorkerCard, ...]:
    """Who can be asked to sign, by name: whoever is near her and is not the one who writes it."""
    near = _may_be_asked(ledger.chain_of(mother) or HOUSE, clock.now()) - {by.worker_id}
    return tuple(sorted(agencies.workers_named(near).values(), key=lambda card: (card.first_name, card.id)))


def death_to_sign(*, by: Actor, mother: str) -> DeathToSign | None:
    """The death of hers that waits for a second signature, for whoever may sign it; None for everybody else."""
    return next((one for one in deaths_to_sign(by) if one.mother_ref == mother), None)


def deaths_to_sign(by: Actor) -> tuple[DeathToSign, ...]:
    """Every death that waits for a signature this worker may give, oldest first; one statement where none does."""
    grounds = (*NEAR, Ground.LEAD) if Role.TEAM_LEAD in by.roles else NEAR
    now = clock.now()
    near = standing.mothers_within_reach(by, grounds, Compartment.GENERAL, now)
    may = Q(mother__in=near) | Q(asked_id=by.worker_id, slept=True)
    rows = HerDeath.objects.filter(may, signed_at=None, mistaken_at=None)
    found = list(rows.exclude(by_id=by.worker_id).order_by("at", "id"))
    if not found:
        return ()
    refs: dict[int, str] = {}
    for second in {_asked(row) for row in found}:
        mothers = {row.mother for row in found if _asked(row) == second}
        # Nobody's number: each of these was written by somebody else.
        refs |= refs_open_to(by, mothers, now, Permission.DEATH_SIGN, author_id=0, second_id=second)
    return tuple(
        DeathToSign(row.ref, refs[row.mother], row.by_id, row.asked_id, row.at, row.slept)
        for row in found
        if row.mother in refs
    )


def _waits(mother_id: int) -> HerDeath | None:
    rows = HerDeath.objects.select_for_update().filter(mother=mother_id, signed_at=None, mistaken_at=None)
    return rows.first()


def _asked(row: HerDeath) -> int | None:
    """Who signs because he or she was asked: only where her record slept, and nobody was near her."""
    return row.asked_id if row.slept else None


def _near_her(mother_id: int, now: datetime) -> frozenset[int]:
    """Whoever holds or covers her bridge, is on her team, or leads the agency that keeps it; nobody whom she barred."""
    near = {number for ground in NEAR for number in standing.who_stands(mother_id, ground, now)}
    agency = kept_by(mother_id)
    leads = set(agencies.team_leads(agency)) if agency else set()
    return frozenset((near | leads) - standing.who_stands(mother_id, Ground.BLOCK, now))


def _may_be_asked(mother_id: int, now: datetime, *, asleep: bool = False) -> frozenset[int]:
    """Whoever is near her; where her record slept, whoever builds bridges or leads in the agency that kept it."""
    agency = kept_by(mother_id)
    if not (asleep and agency):
        return _near_her(mother_id, now)
    builders = {card.id for card in agencies.workers_with(Role.BRIDGE_BUILDER, agency_id=agency)}
    builders -= standing.who_stands(mother_id, Ground.BLOCK, now)
    return _near_her(mother_id, now) | builders


def _ask(box: Box, asked: int | None, *, tell: Iterable[int], slept: bool = False) -> None:
    """The one who was asked owes an answer; everybody near her hears that something waits: a mistake is seen so."""
    row = HerDeath.objects.create(
        area=box.area, mother=box.mother_id, by_id=box.by_id, asked_id=asked, slept=slept, at=box.now
    )
    agency = kept_by(box.mother_id)
    leads = [number for number in (agencies.team_leads(agency) if agency else ()) if number != box.by_id]
    owner = asked or next(iter(leads), box.by_id)
    behind = next((number for number in leads if number != owner), owner)
    clocks.start(
        box,
        SIGNED,
        about=row.ref,
        owner_id=owner,
        escalate_to_id=behind,
        started_at=box.now,
        area=box.area,
        mother=HOUSE,
    )
    box.note(death=row.ref)
    _tell(box, row, tell, "died")


def _tell(box: Box, row: HerDeath, workers: Iterable[int], what: str) -> None:
    for worker in sorted(workers):
        mail.post(mail.Text.SOMETHING_WAITS, to_worker=worker, about=f"{row.ref}:{what}", at=box.now)
