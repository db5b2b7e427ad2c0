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
from hrm2m.records.bridges.queries import kept_by
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
    """Two who are kept apart, for a lead of one or both: no handle, refs only where the lead may open the record."""

    ref: str
    since: datetime
    first: str
    second: str
    works_with_both: tuple[str, ...]
    is_elsewhere: bool = False
    """The other is led elsewhere: a lead there sees this too, and neither ends it alone."""
    end_is_asked: bool = False
    """The lead of the other side says that they need not be kept apart."""


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
        row, one, other, _ = _led(by, pair)
        if apart.works_with_both(one, other, box.now):
            field = "pair"
            raise BadInput(field, STILL_BOTH)
        row.placed_at = box.now
        row.save(update_fields=["placed_at"])
        clocks.meet(box, PLACED, about=row.ref, at=box.now)
        box.note(pair=row.ref)


def end_apart(*, by: Actor, pair: str) -> bool:
    """They need not be kept apart any more, at the word of whoever asked for it. Nobody gets anything back by it.

    Where the two are led in two places nobody ends it alone: a lead of the one asks, and a lead of the other says yes.
    Answers whether it is over.
    """
    with door.acting(by=by, permission=Permission.KEEP_APART) as box:
        row, one, other, is_elsewhere = _led(by, pair)
        box.note(pair=row.ref)
        if is_elsewhere and row.end_asked_for in {None, one}:
            row.end_asked_for, row.end_asked_by_id = one, by.worker_id
            row.save(update_fields=["end_asked_for", "end_asked_by_id"])
            _tell_leads(box, row, other, "end")
            return False
        apart.end(row.ref, box.now)
        row.ended_at, row.ended_by_id = box.now, by.worker_id
        row.save(update_fields=["ended_at", "ended_by_id"])
        clocks.stop(box, PLACED, about=row.ref)
        return True


def tell_leads_there(box: Box) -> None:
    """She is led in another place from this moment: the leads there hear that something waits; inside that act."""
    for pair in apart.pairs_of_any([box.mother_id]):
        row = KeptApart.objects.filter(ref=pair, ended_at=None).first()
        if row is not None:
            _tell_leads(box, row, box.mother_id, "there")


def pairs_kept_apart(by: Actor) -> tuple[Pair, ...]:
    """Those this lead keeps apart, the oldest first; only where the lead stands for one or both; never a handle."""
    with door.acting(by=by, permission=Permission.KEEP_APART) as box:
        box.note(list="apart")
        found = _pairs_led(by, box.now)
        rows = {row.ref: row for row in KeptApart.objects.filter(ref__in=found, ended_at=None)}
        both = {ref: apart.works_with_both(*found[ref][:2], box.now) for ref in rows}
        refs = refs_open_to(by, [number for ref in rows for number in found[ref][:2]], box.now)
    names = agencies.workers_named(number for numbers in both.values() for number in numbers)
    return tuple(
        Pair(
            row.ref,
            row.at,
            refs.get(found[row.ref][0], ""),
            refs.get(found[row.ref][1], ""),
            tuple(names[number].first_name for number in both[row.ref] if number in names),
            found[row.ref][2],
            row.end_asked_for == found[row.ref][1],
        )
        for row in sorted(rows.values(), key=lambda row: (row.at, row.ref))
    )


def why_apart(*, by: Actor, pair: str) -> str:
    """Who said so and why, as it was sealed; each look stands in the chain of the house."""
    with door.acting(by=by, permission=Permission.KEEP_APART) as box:
        row, *_ = _led(by, pair)
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


def _tell_leads(box: Box, row: KeptApart, mother_id: int, what: str) -> None:
    agency = kept_by(mother_id)
    for lead in agencies.team_leads(agency) if agency else ():
        about = f"{row.ref}:{what}:{lead}"
        mail.post(mail.Text.SOMETHING_WAITS, to_worker=lead, about=about, at=box.now)


def _led(by: Actor, pair: str) -> tuple[KeptApart, int, int, bool]:
    """The pair, its two with one of this lead's first, and whether the other is led elsewhere; raises NotYours."""
    found = _pairs_led(by, clock.now()).get(pair)
    row = KeptApart.objects.filter(ref=pair, ended_at=None).first()
    if found is None or row is None:
        raise NotYours(Permission.KEEP_APART, HOUSE)
    return row, *found


def _pairs_led(by: Actor, now: datetime) -> dict[str, tuple[int, int, bool]]:
    """Pairs of whom this lead stands for both; or for one, where the other is led in another place.

    A lead who is kept from the other of two here does not see that there is one.
    """
    within = standing.mothers_within_reach(by, (Ground.LEAD,), Compartment.GENERAL, now).numbers()
    led = within - standing.mothers_barred(by, now).numbers()
    here = {pair: (*two, False) for pair, two in apart.pairs_among(led).items()}
    of_any = apart.pairs_of_any(led).items()
    return here | {pair: (*two, True) for pair, two in of_any if two[1] not in within}
