"""Who was told to stop, and what came back, in an open record; frozen values only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from hrm2m.records.agencies import queries as agencies
from hrm2m.records.agencies.queries import AgencyCard, WorkerCard
from hrm2m.records.referrals.entries import Held, StopAnswer
from hrm2m.records.referrals.models import StopNotice
from hrm2m.vault.box import Box


@dataclass(frozen=True)
class NoticeLine:
    """Somebody who was told to stop, and what was confirmed; `because` in their words, where
    they keep something; `said_by` whoever said it."""

    ref: str
    who: str
    agency: str
    agency_id: int
    told_at: datetime
    confirmed_at: datetime | None
    held: Held | None
    because: str
    said_by: str


def notices(box: Box, rows: Iterable[StopNotice]) -> tuple[NoticeLine, ...]:
    """These notices with their answers, the newest first."""
    found = sorted(rows, key=lambda row: row.id, reverse=True)
    workers = agencies.workers_named(row.worker_id for row in found)
    names = agencies.agencies_named(row.agency_id for row in found)
    said = {entry.ref: entry.body for entry in box.entries(StopAnswer)}
    return tuple(_notice(row, workers, names, said.get(row.entry), hers=box.shown_to_her) for row in found)


def _notice(
    row: StopNotice,
    workers: Mapping[int, WorkerCard],
    names: Mapping[int, AgencyCard],
    said: StopAnswer | None,
    *,
    hers: bool,
) -> NoticeLine:
    """One notice; on her own page an answer that she may not read has not come."""
    came = said is not None or not hers
    return NoticeLine(
        row.ref,
        workers[row.worker_id].first_name if row.worker_id in workers else "",
        names[row.agency_id].name,
        row.agency_id,
        row.told_at,
        row.confirmed_at if came else None,
        Held(row.what_they_hold) if row.what_they_hold and came else None,
        said.because if said else "",
        said.said_by if said else "",
    )
