"""Two people who are helped here, a couple or at home, are kept apart: a lead's act, as nobody else may know of both.

It stands in the chain of the house and in neither's own: a line there would tell the one that the other is here.
"""

from dataclasses import dataclass
from datetime import datetime

from hrm2m.foundation import clock, mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Compartment, Ground, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.lifecycles import OPEN_STAGES
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.people import by_handle
from hrm2m.records.people import queries as people
from hrm2m.records.whole.models import KeptApart
from hrm2m.vault import apart, door, house, standing
from hrm2m.vault.box import Box
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import NotYours
from hrm2m.vault.open_to import refs_open_to


PLACED = "apart_placed"
TABLE, COLUMN = "whole_keptapart", "why"
HER_WORD = ActFacts(her_word=True)
LONGEST = 2000
NOT_FOUND = "One of these handles leads to no open record of your agency. Ask whoever told you."
THE_SAME = "These are one and the same. Write the handle of each."
STILL_BOTH = (
    "Somebody still works with both. Let one of the two choose somebody else; nobody loses help meanwhile."
)


@dataclass(frozen=True)
class Pair:
    """Two who are kept apart, for a lead of both: no handle, refs only where the lead may open the record."""

    ref: str
    since: datetime
    first: str
    second: str
    works_with_both: tuple[str, ...]


def keep_apart(*, by: Actor, first: str, second: str, why: str) -> str:
    """Keeps the two who go by these handles apart, at the word of one of them; answers the ref of the pair.

    From this moment whoever works with one is kept from the other. Whoever works with both goes on until one of the two
    has somebody else: the lead is asked for that, and a promise runs. Raises BadInput, and Missed for a handle that
    leads nowhere: unknown and out of reach are one answer, counted and in the chain of the house.
    """
    if not why.strip():
        field, sentence = "why", "Write who said so and why, in a sentence. Only leads can read it."
        raise BadInput(field, sentence)
    numbers = [number for handle in (first, second) for number in people.mothers_marked(by.area, handle)]
    with door.unit(by=by, mothers={HOUSE, *numbers}) as unit:
        one, other = _found(by, first), _found(by, second)
        if one == other:
            field = "second"
            raise BadInput(field, THE_SAME)
        heads = {head.ref: number for number, head in unit.heads.items()}
        with door.acting(by=by, permission=Permission.KEEP_APART) as box:
            return _kept(box, by, heads[one], heads[other], why.strip())


def write_placed(*, by: Actor, pair: str) -> None:
    """Nobody works with both any more; raises BadInput while somebody does."""
    with door.acting(by=by, permission=Permission.KEEP_APART) as box:
        row, one, other = _led(by, pair)
        if apart.works_with_both(one, other, box.now):
            field = "pair"
            raise BadInput(field, STILL_BOTH)
        row.placed_at = box.now
        row.save(update_fields=["placed_at"])
        clocks.meet(box, PLACED, about=row.ref, at=box.now)
        box.note(pair=row.ref)


def end_apart(*, by: Actor, pair: str) -> None:
    """They need not be kept apart any more, at the word of whoever asked for it. Nobody gets anything back by it."""
    with door.acting(by=by, permission=Permission.KEEP_APART) as box:
        row, _, _ = _led(by, pair)
        apart.end(row.ref, box.now)
        row.ended_at, row.ended_by_id = box.now, by.worker_id
        row.save(update_fields=["ended_at", "ended_by_id"])
        clocks.stop(box, PLACED, about=row.ref)
        box.note(pair=row.ref)


def pairs_kept_apart(by: Actor) -> tuple[Pair, ...]:
    """Those this lead keeps apart, the oldest first; only where the lead stands for both; never a handle."""
    with door.acting(by=by, permission=Permission.KEEP_APART) as box:
        box.note(list="apart")
        mothers = _led_by(by, box.now)
        found = apart.pairs_among(mothers)
        rows = {row.ref: row for row in KeptApart.objects.filter(ref__in=found, ended_at=None)}
        both = {ref: apart.works_with_both(*found[ref], box.now) for ref in rows}
        refs = refs_open_to(by, [number for ref in rows for number in found[ref]], box.now)
    names = agencies.workers_named(number for numbers in both.values() for number in numbers)
    return tuple(
        Pair(
            row.ref,
            row.at,
            refs.get(found[row.ref][0], ""),
            refs.get(found[row.ref][1], ""),
            tuple(names[number].first_name for number in both[row.ref] if number in names),
        )
        for row in sorted(rows.values(), key=lambda row: (row.at, row.ref))
    )


def why_apart(*, by: Actor, pair: str) -> str:
    """Who said so and why, as it was sealed; each look stands in the chain of the house."""
    with door.acting(by=by, permission=Permission.KEEP_APART) as box:
        row, _, _ = _led(by, pair)
        box.note(pair=row.ref, read="why")
        return house.unseal_for_house(TABLE, COLUMN, row.ref, bytes(row.why))


def forget_pairs(mother_id: int, now: datetime) -> None:
    """Somebody is forgotten: nothing says any more that there were two; inside the act that forgets."""
    pairs = apart.forget(mother_id)
    KeptApart.objects.filter(ref__in=pairs).update(why=b"", ended_at=now)


def _kept(box: Box, by: Actor, one: int, other: int, why: str) -> str:
    row = KeptApart(area=by.area, by_id=by.worker_id, at=box.now)
    if not apart.keep(area=by.area, pair=row.ref, one=one, other=other, now=box.now):
        field, sentence = "second", "These two are kept apart already."
        raise BadInput(field, sentence)
    row.why = house.seal_for_house(TABLE, COLUMN, row.ref, why[:LONGEST])
    both = apart.works_with_both(one, other, box.now)
    row.placed_at = None if both else box.now
    row.save()
    box.note(pair=row.ref, works_with_both=len(both))
    if both:
        _ask_to_place(box, by, row)
    return row.ref


def _ask_to_place(box: Box, by: Actor, row: KeptApart) -> None:
    """The lead who wrote it sees to it that one has somebody else; another lead of the agency is behind."""
    others = [number for number in agencies.team_leads(by.agency_id) if number != by.worker_id]
    behind = others[0] if others else by.worker_id
    clocks.start(
        box,
        PLACED,
        about=row.ref,
        owner_id=by.worker_id,
        escalate_to_id=behind,
        started_at=box.now,
        area=by.area,
    )
    if behind != by.worker_id:
        mail.post(mail.Text.SOMETHING_WAITS, to_worker=behind, about=row.ref, at=box.now)


def _found(by: Actor, handle: str) -> str:
    at_stage = dict.fromkeys(OPEN_STAGES, Permission.BAR_SET)
    ref, _ = by_handle.the_one(by, handle, at_stage=at_stage, act=HER_WORD, otherwise=NOT_FOUND)
    return ref


def _led(by: Actor, pair: str) -> tuple[KeptApart, int, int]:
    """The pair and its two, where this lead stands for both; raises NotYours otherwise."""
    found = apart.pairs_among(_led_by(by, clock.now())).get(pair)
    row = KeptApart.objects.filter(ref=pair, area=by.area, ended_at=None).first()
    if found is None or row is None:
        raise NotYours(Permission.KEEP_APART, HOUSE)
    return row, *found


def _led_by(by: Actor, now: datetime) -> set[int]:
    within = standing.mothers_within_reach(by, (Ground.LEAD,), Compartment.GENERAL, now)
    barred = standing.mothers_barred(by, now).numbers()
    return within.numbers() - barred
