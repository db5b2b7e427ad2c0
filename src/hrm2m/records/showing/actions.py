"""Deciding whether she may read what was written, one or many; signing what is withheld; the promise of a look."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

from hrm2m.foundation import jobs
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Compartment, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.records.clocks.queries import compartment_about, running_about
from hrm2m.records.showing import answering, catching_up, inside
from hrm2m.records.showing.inside import LOOKED_AT
from hrm2m.records.showing.queries import DECIDES, PURPOSE, the_unshown
from hrm2m.vault import catching_up as missing
from hrm2m.vault import door, to_show
from hrm2m.vault.box import Box
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import NotYours
from hrm2m.vault.to_show import Unshown


NOT_ALONE = "Whoever wrote it does not decide alone: ask somebody else to look at it."
ONE_BY_ONE = (
    "Somebody else told us one of these, or it quotes others. Decide on it by itself, with the reason."
)
LOOKED = "Looked at: nothing in it speaks against her reading it."


def let_her_read(*, by: Actor, entry: str, why: str, at: datetime, told_her_how: str = "") -> str:
    """Decides that she may read it, and why; answers the ref of the decision. A later decision is a new one."""
    with _opened(by, entry) as (box, row):
        if row.compartment is Compartment.CHILD_SAFETY and row.by_others and row.by_id == by.worker_id:
            field = "entry"
            raise BadInput(field, NOT_ALONE)
        return inside.show(box, row, why=why, at=at, told_her_how=told_her_how)


def withhold(*, by: Actor, entry: str, why: str, until: datetime, at: datetime) -> str:
    """Withholds it from her with a reason and until a day within a fortnight; a second person signs. Danger counts."""
    with _opened(by, entry) as (box, row):
        return inside.withhold(box, row, why=why, until=until, at=at)


def let_her_read_these(*, by: Actor, entries: Sequence[str], at: datetime) -> int:
    """Decides in one go that she may read several ordinary entries, each looked at; answers how many.

    Raises BadInput where somebody else told us one of them, or one quotes others: that one is decided by itself.
    """
    with door.unit(by=by) as unit:
        rows = [the_unshown(by, entry, unit.now) for entry in dict.fromkeys(entries)]
        if any(row.is_decided_by_itself for row in rows):
            field = "entries"
            raise BadInput(field, ONE_BY_ONE)
        unit.lock({row.mother for row in rows})
        for waiting in rows:
            with _opened(by, waiting.entry) as (box, row):
                inside.show(box, row, why=LOOKED, at=at)
        return len(rows)


def sign(*, by: Actor, entry: str, words: str, agrees: bool, at: datetime) -> str:
    """A second person says yes or no to what is withheld from her; with a no she may read it from now on."""
    with _opened(by, entry) as (box, row):
        return inside.sign(box, row, words=words, agrees=agrees, at=at)


def answer_her_reply(
    *, by: Actor, reply: str, is_corrected: bool, why: str, told_her_how: str, at: datetime
) -> str:
    """Answers her *that is not right*: put right, or not and why, and how she was told. It ends the lawful month.

    Raises BadInput where nothing puts it right though that is said, and where she was not told.
    """
    with door.unit(by=by) as unit:
        where = compartment_about(answering.ANSWERED, reply, by.area)
        if where is None or where[1] not in DECIDES:
            raise NotYours(Permission.ASKED_SEE, HOUSE)
        number, compartment = where
        mother = unit.lock([number])[number].ref
        act = ActFacts(purpose=PURPOSE, about=reply)
        with door.acting(by=by, permission=DECIDES[compartment], mother=mother, act=act) as box:
            return answering.answer(
                box,
                compartment,
                reply,
                is_corrected=is_corrected,
                why=why,
                told_her_how=told_her_how,
                at=at,
            )


def keep_promises(*, by: Actor) -> int:
    """Starts the promise that somebody looks, wherever something waits and none runs; as the worker process."""
    waiting = to_show.undecided(by.area)
    running = running_about(LOOKED_AT, by.area)
    missing = [(key, since) for key, since in waiting.items() if (key[0], key[1].value) not in running]
    return jobs.do_each(missing, lambda one: _promised(by, *one[0], one[1]))


def catch_up(*, by: Actor, batch: int = 50) -> int:
    """Puts on somebody's list what she does not read and nobody was asked about; as the worker process, how many."""
    return sum(catching_up.in_every_part(by, missing.give_rows, batch).values())


def left_to_catch_up(*, by: Actor) -> Mapping[Compartment, int]:
    """How many entries of each compartment she does not read and nobody is asked about; changes nothing."""
    return catching_up.in_every_part(by, missing.count_missing)


@contextmanager
def _opened(by: Actor, entry: str) -> Iterator[tuple[Box, Unshown]]:
    """Her record, open for deciding in the compartment where this entry lies; what waits, as it stands under the lock.

    Raises NotYours for a ref that is unknown and for a record out of reach alike.
    """
    with door.unit(by=by) as unit:
        row = the_unshown(by, entry, unit.now)
        mother = unit.lock([row.mother])[row.mother].ref
        act = ActFacts(purpose=PURPOSE, about=entry)
        with door.acting(by=by, permission=DECIDES[row.compartment], mother=mother, act=act) as box:
            yield box, inside.the_row(box, entry)


def _promised(by: Actor, mother: int, compartment: Compartment, since: datetime) -> bool:
    with door.unit(by=by, mothers=[mother]) as unit:
        ref = unit.heads[mother].ref
        with door.acting(by=by, permission=Permission.CLOCK_ESCALATE, mother=ref) as box:
            inside.promise_a_look(box, compartment, since)
            box.note(looks=1)
    return True
