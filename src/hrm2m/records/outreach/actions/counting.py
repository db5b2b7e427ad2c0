"""Keeping her due row right: written with whatever changed it, counted again every night."""

from collections.abc import Sequence
from typing import Any

from hrm2m.cadence import History, Nation
from hrm2m.cadence.texting import WhyNot
from hrm2m.foundation import jobs
from hrm2m.policy import Actor, Permission
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.lifecycles import OPEN_STAGES
from hrm2m.records.clocks.entries import Window, WindowClosed
from hrm2m.records.clocks.queries import nation_of, windows_among
from hrm2m.records.outreach import due
from hrm2m.records.outreach.actions.stopping import stop_texts
from hrm2m.records.outreach.entries import Contact, IfIGoQuiet, LeaveMeBe, SafeContact
from hrm2m.records.outreach.models import Due, Phone, Text, Visit
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Entry


COUNT_AGAIN = "count a due row again"
HISTORY = (Contact, SafeContact, IfIGoQuiet, LeaveMeBe, Window, WindowClosed)


def keep_due_right(box: Box) -> None:
    """Writes her due row anew from her entries; called by whatever changed one of them."""
    write_due(box, row_in(box))


def row_in(box: Box) -> due.DueRow:
    """Her due row as her entries make it now, from an open box."""
    entries = box.entries(*HISTORY)
    return due.row_for(_history(box, entries), due.next_agreed_in(entries))


def history_in(box: Box, nation: Nation | None = None) -> History:
    """Her history from an open box; `nation`: that of her area, where it was read."""
    return _history(box, box.entries(*HISTORY), nation)


def _history(box: Box, entries: Sequence[Entry[Any]], nation: Nation | None = None) -> History:
    begun_at = Due.objects.filter(mother=box.mother_id).values_list("begun_at", flat=True).first()
    return due.history_of(
        entries,
        windows_among(entries, now=box.now),
        begun_at=begun_at or box.now,
        nation=nation or nation_of(box.area),
        now=box.now,
        ended=box.stage not in OPEN_STAGES,
    )


def rebuild_due(*, by: Actor, batch: int = 100) -> int:
    """Counts every row again, as the worker process does every night; answers how many rows there are."""
    found = Due.objects.filter(area=by.area, on_list=True).order_by("mother")
    mothers = list(found.values_list("mother", flat=True))
    for start in range(0, len(mothers), batch):
        _count(by, mothers[start : start + batch])
    return len(mothers)


def count_soon(box: Box, *, because: str) -> None:
    """Asks the worker process to count her row again, for an act that may not read what the row is made from.

    `because` is the ref of what was written: the same one asks once.
    """
    payload: dict[str, str | int] = {"mother": box.mother_id, "area": box.area}
    jobs.enqueue(kind=COUNT_AGAIN, key=because, due_at=box.now, payload=payload)


def count_asked_for(job: jobs.Taken) -> None:
    """Counts the row that `count_soon` asked for; one that is off the list stays off it."""
    number = int(job.payload["mother"])
    if Due.objects.filter(mother=number, on_list=True).exists():
        _count(machine_actor(int(job.payload["area"])), [number])


def _count(by: Actor, mothers: Sequence[int]) -> None:
    nation = nation_of(by.area)
    with door.machine(by=by, permission=Permission.DUE_REBUILD, mothers=mothers) as boxes:
        rows = {row.mother: row for row in Due.objects.filter(mother__in=mothers)}
        for mother, entries in boxes.entries(*HISTORY).items():
            history = due.history_of(
                entries,
                windows_among(entries, now=boxes.now),
                begun_at=rows[mother].begun_at,
                nation=nation,
                now=boxes.now,
                ended=boxes.stage_of(mother) not in OPEN_STAGES,
            )
            _update_due(rows[mother], due.row_for(history, due.next_agreed_in(entries)))


def due_rows_that_differ(*, by: Actor, batch: int = 100) -> list[str]:
    """The refs of mothers whose row is not what the rule makes of her entries at the time it was counted."""
    found = Due.objects.filter(area=by.area, on_list=True).order_by("mother")
    mothers = list(found.values_list("mother", flat=True))
    nation = nation_of(by.area)
    wrong: list[str] = []
    for start in range(0, len(mothers), batch):
        part = mothers[start : start + batch]
        with door.machine(by=by, permission=Permission.DUE_REBUILD, mothers=part) as boxes:
            rows = {row.mother: row for row in Due.objects.filter(mother__in=part)}
            for mother, entries in boxes.entries(*HISTORY).items():
                row, ended = rows[mother], boxes.stage_of(mother) not in OPEN_STAGES
                then = row.counted_at
                history = due.history_of(
                    entries,
                    windows_among(entries, now=then),
                    begun_at=row.begun_at,
                    nation=nation,
                    now=then,
                    ended=ended,
                )
                counted = due.row_for(history, due.next_agreed_in(entries))
                if any(getattr(row, name) != value for name, value in vars(counted).items()):
                    wrong.append(boxes.refs[mother])
    return wrong


def take_off_list(box: Box) -> None:
    """Her record is over or sleeps: every reminder, text and visit stops in this minute."""
    Due.objects.filter(mother=box.mother_id).update(
        on_list=False, due_at=None, next_try_at=None, counted_at=box.now
    )
    Visit.objects.filter(mother=box.mother_id, out_at=None).update(out_at=box.now)
    stop_texts(box, WhyNot.RECORD_NOT_OPEN)


def forget_row(mother_id: int) -> None:
    """Deletes her row, visits, texts and phones, because she is forgotten."""
    Due.objects.filter(mother=mother_id).delete()
    Visit.objects.filter(mother=mother_id).delete()
    Text.objects.filter(mother=mother_id).delete()
    Phone.objects.filter(mother=mother_id).delete()


def write_due(box: Box, row: due.DueRow) -> None:
    """Writes this row as hers."""
    # Her head is locked, so nobody else makes the row between these two.
    if not Due.objects.filter(mother=box.mother_id).update(area=box.area, **vars(row)):
        Due.objects.create(mother=box.mother_id, area=box.area, **vars(row))


def _update_due(row: Due, counted: due.DueRow) -> None:
    for name, value in vars(counted).items():
        setattr(row, name, value)
    row.save()
