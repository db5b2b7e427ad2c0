"""Whose promise it is that a part of a copy is checked: named by the worker process, part by part; nobody sees it."""

from collections.abc import Sequence
from functools import partial

from hrm2m.foundation import clock, jobs
from hrm2m.policy import Actor, Compartment, Permission
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks.queries import running_about
from hrm2m.records.hers.copies import CHECKED, checks_of, part_among, readable_kinds
from hrm2m.records.hers.models import Copy, open_copies
from hrm2m.records.showing.queries import DECIDES
from hrm2m.records.showing.whom import desk_in
from hrm2m.vault import door
from hrm2m.vault.hers_to_read import for_her


BATCH = 50
"""While a batch is read its records are locked, so it is small (policy_choice)."""


def keep_copies_checked(*, by: Actor) -> int:
    """Starts the promise that somebody checks a part of a copy that waits, with an owner who may read it, and stops
    it where nothing waits any more; as the worker process, how many were started or stopped.
    """
    return jobs.do_each(DECIDES, partial(_in_part, by))


def _in_part(by: Actor, compartment: Compartment) -> int:
    """One compartment on its own: no act opens two."""
    rows = list(open_copies(clock.now()).filter(area=by.area, given_at=None).order_by("asked_at", "id"))
    batches = [rows[start : start + BATCH] for start in range(0, len(rows), BATCH)]
    return jobs.do_each(batches, partial(_batch, by, compartment))


def _batch(by: Actor, compartment: Compartment, rows: Sequence[Copy]) -> int:
    waits = _that_wait(by, compartment, rows)
    runs = {mother for mother, about in running_about(CHECKED, by.area) if about == compartment.value}
    wrong = [row for row in rows if row.mother in waits and waits[row.mother] != (row.mother in runs)]
    return jobs.do_each(wrong, lambda row: _put_right(by, compartment, row, waits=waits[row.mother]))


def _that_wait(by: Actor, compartment: Compartment, rows: Sequence[Copy]) -> dict[int, bool]:
    """Of each mother whose record could be read, whether something of this part waits for a person."""
    copies, checks = {row.mother: row.ref for row in rows}, checks_of([row.ref for row in rows])
    with door.machine(
        by=by, permission=Permission.CATCH_UP, mothers=sorted(copies), part=compartment
    ) as boxes:
        read = boxes.entries(*readable_kinds(), compartment=compartment)
        return {
            mother: bool(
                part_among(for_her(entries, boxes.now), compartment, checks.get(copies[mother], {})).to_check
            )
            for mother, entries in read.items()
        }


def _put_right(by: Actor, compartment: Compartment, row: Copy, *, waits: bool) -> bool:
    with door.unit(by=by, mothers=[row.mother]) as unit:
        ref = unit.heads[row.mother].ref
        with door.acting(by=by, permission=Permission.CLOCK_ESCALATE, mother=ref) as box:
            box.note(copy_checks=1)
            if not waits:
                clocks.stop(box, CHECKED, about=compartment.value)
                return True
            desk = desk_in(box, compartment)
            clocks.start(
                box,
                CHECKED,
                about=compartment.value,
                owner_id=desk.owner_id,
                escalate_to_id=desk.named_id,
                # From the day she asked; a clock that was put back must not keep anybody from checking.
                started_at=min(row.asked_at, box.now),
                compartment=compartment,
            )
    return True
