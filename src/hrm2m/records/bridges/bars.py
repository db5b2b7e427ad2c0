"""Who must not open her record, as its page names them: workers and agencies, and never why."""

from dataclasses import dataclass
from datetime import datetime

from hrm2m.records.agencies import queries as agencies
from hrm2m.vault import standing


@dataclass(frozen=True)
class Barred:
    """One worker or one agency that must not open her record."""

    ref: str
    name: str
    words: str
    is_agency: bool
    since: datetime


def barred_from(mother_id: int, now: datetime) -> tuple[Barred, ...]:
    """Who must not open her record now, longest first; a barred agency is one line, whoever works there.

    Whoever is kept from her because of somebody else is not among them: that would say that somebody else is here.
    """
    bars = standing.bars_on_many([mother_id], now).get(mother_id, ())
    workers = agencies.workers_named(bar.worker_id for bar in bars if bar.worker_id is not None)
    names = agencies.agencies_named(bar.agency_id for bar in bars if bar.agency_id is not None)
    found: dict[str, Barred] = {}
    for bar in bars:
        if bar.is_apart:
            continue
        if bar.worker_id is None and bar.agency_id in names:
            card = names[bar.agency_id]
            found.setdefault(card.ref, Barred(card.ref, card.name, "", True, bar.since))
        elif bar.worker_id in workers and not bar.cause.startswith("bar-agency:"):
            worker = workers[bar.worker_id]
            found.setdefault(
                worker.ref, Barred(worker.ref, worker.first_name, worker.job_title, False, bar.since)
            )
    return tuple(found.values())
