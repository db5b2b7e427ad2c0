"""Opening one part of a record in an emergency: found, counted, given, written down and told in one unit."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hrm2m.foundation import mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Compartment, Ground, Permission
from hrm2m.policy.emergencies import MOST_A_DAY, OPEN_FOR, READS
from hrm2m.policy.facts import GROUND_OPENS, ActFacts
from hrm2m.policy.lifecycles import OPEN_STAGES
from hrm2m.policy.predicates import reads_the_other_side
from hrm2m.policy.showing import UNTIL_DECIDED
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.agencies.area.queries import on_call_now
from hrm2m.records.bridges.queries import bridge_of, kept_by
from hrm2m.records.bridges.there import away_among, stood_down_among
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.emergencies.entries import EmergencyOpened, InDanger
from hrm2m.records.emergencies.models import EmergencyLook
from hrm2m.records.people import by_handle
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.entries import Draft


LOOKED_AT = "emergency_looked_at"
FEWEST_WORDS = 3
NONE_HERE = "No record opens to you by this handle. Press “Danger now”, and ring whoever told you of her."
TOO_MANY = (
    "You have opened two parts in the last 24 hours, and that is all one worker can. Press “Danger now”: whoever is on "
    "call looks with you."
)
ONE_OF_HERS = (
    "You opened one part of this record in the last 24 hours: nobody opens two. Press “Danger now”: whoever is on call "
    "looks with you."
)


STANDS_DOWN = (
    "You were stood down, so no record opens for you. Press “Danger now”, or ring whoever is on call: somebody else "
    "opens it and helps at once."
)
NO_ROLE_LEFT = (
    "You work here no more, so no record opens for you. Ring whoever is on call: somebody else helps at once."
)
OTHER_SIDE = (
    "You read the other of the two records here, and nobody reads both. Choose another part, or press “Danger now”: "
    "somebody else opens this one and tells you what helps now."
)


@dataclass(frozen=True)
class Opening:
    """What is opened and why. `not_told_why`: what danger telling her now would add; empty, she reads it at once."""

    part: Compartment
    in_danger: InDanger
    reason: str
    not_told_why: str = ""


def open_part(*, by: Actor, handle: str, opening: Opening) -> str:
    """Opens one part of the record by this handle for three hours; the ref of what was written about it.

    Raises BadInput beyond the number of looks one worker has and for the other of the two records, before anything is
    looked up, and for a second part of one record; Missed, with one sentence for every reason, where no record of the
    worker's agency opens by the handle.
    """
    _must_say_why(opening)
    _must_keep_sides_apart(by, opening.part)
    act = ActFacts(reason=opening.reason)
    # The house first: looks are counted one after the other, so that two at once are two.
    with door.unit(by=by, mothers=[HOUSE]) as unit:
        _must_not_stand_down(by)
        _must_have_one_left(by, unit.now)
        at_stage = dict.fromkeys(OPEN_STAGES, Permission.EMERGENCY_OPEN)
        mother, _ = by_handle.the_one(by, handle, at_stage=at_stage, act=act, otherwise=NONE_HERE)
        with door.acting(by=by, permission=Permission.EMERGENCY_OPEN, mother=mother, act=act) as box:
            _must_still_work(by)
            _must_be_the_only_one(box)
            return _open(box, by, opening)


def _open(box: Box, by: Actor, opening: Opening) -> str:
    until = box.now + OPEN_FOR
    entry = _write(box, opening, until)
    row = EmergencyLook.objects.create(
        area=box.area,
        mother=box.mother_id,
        worker_id=by.worker_id,
        agency_id=by.agency_id,
        part=opening.part,
        entry=entry,
        opened_at=box.now,
        until=until,
    )
    box.give_standing(
        Ground.EMERGENCY,
        cause=row.cause,
        worker_id=by.worker_id,
        agency_id=by.agency_id,
        until=until,
        purpose=entry,
        but=GROUND_OPENS[Ground.EMERGENCY] - {opening.part},
    )
    box.note(part=opening.part.value)
    _tell(box, entry)
    return entry


def _write(box: Box, opening: Opening, until: datetime) -> str:
    waits = bool(opening.not_told_why.strip())
    return box.write(
        Draft(
            EmergencyOpened(opening.part, opening.in_danger, opening.reason.strip(), until),
            Category.SAFETY,
            box.now,
            basis="emergency",
            how_known="opinion_of",
            from_whom=str(box.by_id),
            held_until=UNTIL_DECIDED if waits else None,
            not_told_why=opening.not_told_why.strip(),
        )
    )


def _tell(box: Box, entry: str) -> None:
    """Her bridge builder and the leads, in this moment; one of them looks within a working day."""
    bridge, agency = bridge_of(box.mother_id), kept_by(box.mother_id)
    leads = agencies.team_leads(agency) if agency else ()
    near = (bridge.builder_id, bridge.cover_id) if bridge else ()
    named = on_call_now(box.area).lead_id
    asked = [number for number in dict.fromkeys((*leads, *near)) if number != box.by_id]
    away = away_among(asked)
    lookers = sorted(asked, key=lambda number: number in away) or [named or box.by_id]
    clocks.start(
        box,
        LOOKED_AT,
        about=entry,
        owner_id=lookers[0],
        escalate_to_id=lookers[1] if len(lookers) > 1 else lookers[0],
        started_at=box.now,
    )
    for number in dict.fromkeys((*asked, *((named,) if named and not asked else ()))):
        mail.post(mail.Text.EMERGENCY_LOOK, to_worker=number, about=entry, at=box.now)


def _must_have_one_left(by: Actor, now: datetime) -> None:
    since = now - timedelta(days=1)
    if EmergencyLook.objects.filter(worker_id=by.worker_id, opened_at__gt=since).count() >= MOST_A_DAY:
        field = "handle"
        raise BadInput(field, TOO_MANY)


def _must_be_the_only_one(box: Box) -> None:
    """One part of one record: what she takes and what is known of her children are not read side by side."""
    since = box.now - timedelta(days=1)
    if EmergencyLook.objects.filter(mother=box.mother_id, worker_id=box.by_id, opened_at__gt=since).exists():
        field = "part"
        raise BadInput(field, ONE_OF_HERS)


def _must_keep_sides_apart(by: Actor, part: Compartment) -> None:
    """By role, before anything is looked up: it says nothing about any woman."""
    if reads_the_other_side(by.roles, part):
        field = "part"
        raise BadInput(field, OTHER_SIDE)


def _must_not_stand_down(by: Actor) -> None:
    """Before anything is looked up, in the lock: whoever was stood down reads nothing by this way either."""
    if stood_down_among([by.worker_id]):
        field = "handle"
        raise BadInput(field, STANDS_DOWN)


def _must_still_work(by: Actor) -> None:
    """Read in the lock: an account or a role that ended in this moment opens nothing for three hours more."""
    if by.agency_id not in agencies.agencies_of_roles(by.worker_id, by.roles):
        field = "handle"
        raise BadInput(field, NO_ROLE_LEFT)


def _must_say_why(opening: Opening) -> None:
    if opening.part not in READS:
        field, sentence = (
            "part",
            "Choose one part. Her name is not opened this way: whoever holds her bridge has it.",
        )
        raise BadInput(field, sentence)
    if len(opening.reason.split()) < FEWEST_WORDS:
        field, sentence = (
            "reason",
            "Write in a sentence what is happening, and what you need to know to help.",
        )
        raise BadInput(field, sentence)
