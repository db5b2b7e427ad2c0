"""A worker asks the lead to keep her apart from somebody, at her word; nobody is looked up, and nothing comes back.

What is asked lies in no drawer of hers and under no pair: whoever asks does not learn whether the other is here.
"""

from dataclasses import dataclass
from datetime import datetime

from hrm2m.foundation import mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.agencies.area.queries import on_call_now
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.whole.keeping_apart import COLUMN, LONGEST, PLACED, TABLE
from hrm2m.records.whole.models import KeptApart
from hrm2m.vault import apart, door, house
from hrm2m.vault.box import Box
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import NotYours


SAY_WHOM = "Write whom she means, as far as the lead has to know. Only leads of your agency can read it."


@dataclass(frozen=True)
class AskedApart:
    """What a worker of the agency asks a lead for: who asks and since when; what was said is behind a look."""

    ref: str
    by: str
    since: datetime


def ask_to_keep_apart(*, by: Actor, mother: str, words: str) -> str:
    """Asks the leads of the agency, at her word; a promise of theirs runs. Raises BadInput for no words."""
    if not words.strip():
        field = "words"
        raise BadInput(field, SAY_WHOM)
    her_word = ActFacts(her_word=True)
    with door.acting(by=by, permission=Permission.BAR_SET, mother=mother, act=her_word) as box:
        row = KeptApart(area=by.area, by_id=by.worker_id, at=box.now)
        # Of which agency it is asked is sealed with it: whoever asks may work for two, or leave.
        row.why = house.seal_for_house(TABLE, COLUMN, row.ref, f"{by.agency_id}\n{words.strip()[:LONGEST]}")
        row.save()
        _promise(box, by, row)
        return row.ref


def asked_of_leads(by: Actor) -> tuple[AskedApart, ...]:
    """What workers of the lead's agency ask for, the oldest first; never of whom."""
    with door.acting(by=by, permission=Permission.KEEP_APART) as box:
        box.note(list="asked_apart")
        rows = [row for row, _ in _asked(by)]
    names = agencies.workers_named(row.by_id for row in rows)
    return tuple(AskedApart(row.ref, names[row.by_id].first_name, row.at) for row in rows)


def what_was_asked(*, by: Actor, asked: str) -> tuple[AskedApart, str]:
    """One of them with what was said; each look stands in the chain of the house."""
    with door.acting(by=by, permission=Permission.KEEP_APART) as box:
        row, words = _one(by, asked)
        box.note(asked_apart=row.ref, read="why")
    names = agencies.workers_named([row.by_id])
    return AskedApart(row.ref, names[row.by_id].first_name, row.at), words


def write_seen_to(*, by: Actor, asked: str) -> None:
    """The lead spoke with whoever asked, and kept two apart or found no need: what was said is destroyed."""
    with door.acting(by=by, permission=Permission.KEEP_APART) as box:
        row, _ = _one(by, asked)
        row.why, row.ended_at, row.ended_by_id = b"", box.now, by.worker_id
        row.save(update_fields=["why", "ended_at", "ended_by_id"])
        clocks.meet(box, PLACED, about=row.ref, at=box.now)
        box.note(asked_apart=row.ref)


def _promise(box: Box, by: Actor, row: KeptApart) -> None:
    leads = [number for number in agencies.team_leads(by.agency_id) if number != by.worker_id]
    on_call = on_call_now(by.area).lead_id
    leads += [on_call] if on_call else []
    owner = leads[0] if leads else by.worker_id
    named = next((number for number in leads if number != owner), owner)
    clocks.start(
        box,
        PLACED,
        about=row.ref,
        owner_id=owner,
        escalate_to_id=named,
        started_at=box.now,
        area=by.area,
        mother=HOUSE,
    )
    mail.post(mail.Text.SOMETHING_WAITS, to_worker=owner, about=row.ref, at=box.now)


def _asked(by: Actor) -> list[tuple[KeptApart, str]]:
    """What was asked for in the lead's agency and nobody saw to yet, with what was said; inside an act.

    A pair that is kept apart is none of these. Where an agency has no lead left, the lead on call sees to it.
    """
    rows = list(KeptApart.objects.filter(area=by.area, ended_at=None).order_by("at", "id"))
    pairs = apart.are_pairs(row.ref for row in rows)
    said = [(row, *_said(row)) for row in rows if row.ref not in pairs]
    return [(row, words) for row, agency_id, words in said if _is_for(by, agency_id)]


def _said(row: KeptApart) -> tuple[int, str]:
    agency_id, _, words = house.unseal_for_house(TABLE, COLUMN, row.ref, bytes(row.why)).partition("\n")
    return int(agency_id), words


def _is_for(by: Actor, agency_id: int) -> bool:
    if agency_id == by.agency_id:
        return True
    return not agencies.team_leads(agency_id) and on_call_now(by.area).lead_id == by.worker_id


def _one(by: Actor, ref: str) -> tuple[KeptApart, str]:
    found = next(((row, words) for row, words in _asked(by) if row.ref == ref), None)
    if found is None:
        raise NotYours(Permission.KEEP_APART, HOUSE)
    return found
