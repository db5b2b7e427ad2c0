"""How the worker process works: lanes beside each other, one job at a time in each, until it is told to stop."""

import logging
import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import close_old_connections, connections

from hrm2m.commands.working.recurring import RECURRING, Lane, Recurring
from hrm2m.commands.working.texting import send_text
from hrm2m.foundation import clock, jobs, mail
from hrm2m.pages.partner import codes, links
from hrm2m.pages.sign_in.invitations import link_for_number
from hrm2m.records.agencies.reaching import address_of
from hrm2m.records.outreach import actions as outreach


log = logging.getLogger(__name__)

PAUSE_SECONDS = 1.0
AGAIN = "again"
"""The key of a recurring job; its kind is its name in the table."""
LEASES: Mapping[Lane, timedelta] = {
    Lane.MAIL: timedelta(minutes=2),
    Lane.TEXT: timedelta(minutes=2),
    Lane.OFTEN: timedelta(minutes=10),
    Lane.NIGHTLY: timedelta(hours=2),
}
"""How long a job stays with a process that died in it; longer than any of the lane takes."""

HANDLERS: Mapping[str, Callable[[jobs.Taken], None]] = {
    mail.KIND: lambda job: mail.send(
        job, address_of=address_of, link_for=link_for_number, request_for=links.link_for
    ),
    codes.KIND: codes.send_asked,
    outreach.COUNT_AGAIN: outreach.count_asked_for,
    outreach.TEXT: send_text,
}
"""What is done with a job that is done once, by its kind."""
LANE_OF = {outreach.TEXT: Lane.TEXT}
"""The lane of a kind that is done once; of every other it is that of mail."""


@dataclass
class Tally:
    """What was done: things by job, and the reasons of what failed."""

    done: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)


def put_down_recurring(table: Iterable[Recurring] = RECURRING) -> None:
    """Puts down every line of the table that is new, due at once; what waits already stays as it is."""
    for line in table:
        jobs.enqueue(kind=line.name, key=AGAIN, due_at=clock.now())


def do_what_is_due(
    lane: Lane,
    tally: Tally,
    table: Iterable[Recurring] = RECURRING,
    stopping: threading.Event | None = None,
) -> None:
    """Does the due jobs of a lane one by one, each recurring one at most once, until none is left or told to stop."""
    lines = {line.name: line for line in table if line.lane is lane}
    # Only kinds this version knows: beside a newer one, the rest is left to that.
    kinds = [*lines, *(kind for kind in HANDLERS if LANE_OF.get(kind, Lane.MAIL) is lane)]
    while kinds and not (stopping and stopping.is_set()):
        taken = jobs.take(now=clock.now(), kinds=kinds, limit=1, lease=LEASES[lane])
        if not taken:
            return
        for job in taken:
            _do(job, lines.get(job.kind), tally)
            if job.kind in lines:
                kinds.remove(job.kind)


def do_all_once(table: Iterable[Recurring] = RECURRING) -> Tally:
    """Everything that is due, lane after lane; mail last, so that what was just put down goes out too."""
    tally = Tally()
    put_down_recurring(table)
    for lane in (Lane.OFTEN, Lane.NIGHTLY, Lane.TEXT, Lane.MAIL):
        do_what_is_due(lane, tally, table)
    return tally


def work_until_stopped(stopping: threading.Event, table: Iterable[Recurring] = RECURRING) -> bool:
    """Works in every lane until `stopping` is set and the job in hand is done. False if a lane broke off."""
    lines = tuple(table)
    lanes = [threading.Thread(target=_work, args=(lane, lines, stopping), name=lane) for lane in Lane]
    for lane in lanes:
        lane.start()
    broke_off = False
    while not stopping.wait(PAUSE_SECONDS):
        if not all(lane.is_alive() for lane in lanes):
            log.critical("A lane of the worker process broke off: it stops, to be started again")
            broke_off = True
            stopping.set()
    for lane in lanes:
        lane.join()
    return not broke_off


def stop_on_signals(stopping: threading.Event) -> None:
    """SIGTERM and Ctrl-C let the job in hand be done first."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())


def _work(lane: Lane, table: tuple[Recurring, ...], stopping: threading.Event) -> None:
    to_put_down = [line for line in table if line.lane is lane]
    try:
        while not stopping.is_set():
            try:
                put_down_recurring(to_put_down)
                to_put_down = []
                do_what_is_due(lane, Tally(), table, stopping)
            except Exception:  # the database may be away for a while; a job's own failure never comes here
                log.exception("The worker process cannot reach its jobs; it tries again")
                stopping.wait(10 * PAUSE_SECONDS)
            close_old_connections()
            stopping.wait(PAUSE_SECONDS)
    finally:
        connections.close_all()


def _do(job: jobs.Taken, line: Recurring | None, tally: Tally) -> None:
    try:
        if line is None:
            _do_for_good(job, tally)
        else:
            tally.done[job.kind] += line.run(clock.now())
            jobs.again(job, due_at=line.next_due(clock.now()))
    except Exception as error:  # one bad job must not stop the others
        log.exception("A job of the worker process failed; it is tried again later")
        reason = type(error).__name__
        tally.failed[f"{job.kind} ({reason})"] += 1
        if line is None:
            jobs.failed(job, now=clock.now(), reason=reason)
        else:
            jobs.put_off(job, until=clock.now() + jobs.wait(job.attempts), reason=reason)


def _do_for_good(job: jobs.Taken, tally: Tally) -> None:
    try:
        HANDLERS[job.kind](job)
    except jobs.CannotBeDone as refusal:
        tally.failed[f"{job.kind} ({refusal.reason})"] += 1
        jobs.failed(job, now=clock.now(), reason=refusal.reason, for_good=True)
    else:
        tally.done[job.kind] += 1
        jobs.done(job, now=clock.now())
