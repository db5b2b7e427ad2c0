"""Fifty workers at once against the real server, nine reads to a write: how long they wait, and what is lost."""

import asyncio
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median, quantiles
from typing import TYPE_CHECKING

import httpx


if TYPE_CHECKING:
    from tools.bench.people import Somebody


WORKERS = 50
EVERY_SECONDS = 1.0
"""Each worker asks for a page this often: fifty requests a second."""
WRITE_EVERY = 10
PORT = int(os.environ.get("HRM2M_BENCH_PORT", "8590"))
PROCESSES = "2"
START_SECONDS = 30
PATIENCE_SECONDS = 20.0


@dataclass
class Heard:
    """How long each answer took (ms, from when it was due to be asked), what failed, how many contacts were written."""

    waited: list[float] = field(default_factory=list)
    failed: Counter[str] = field(default_factory=Counter)
    written: int = 0
    seconds: float = 0.0
    asking: float = 0.0
    """Seconds that asking itself computed, here."""


def main(seconds: int) -> None:
    """Serves, asks, stops, counts and verifies; one line of JSON on stdout."""
    from hrm2m.foundation.django_setup import set_up_django  # noqa: PLC0415 - reads the environment

    set_up_django()
    from tools.bench import people  # noqa: PLC0415 - after Django

    workers = people.builders(people.middle_team(), WORKERS)
    before = _contacts_logged()
    before_it = _computed_by_children()
    server = _serve()
    try:
        _wait_until_it_answers()
        heard = asyncio.run(_ask_all(workers, seconds))
    finally:
        server.terminate()
        server.wait()
    computed = _computed_by_children() - before_it
    # More may be there than was acknowledged, where somebody stopped waiting; never less.
    _tell(heard, len(workers), computed, lost=max(0, heard.written - (_contacts_logged() - before)))


def _serve() -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "hrm2m.commands", "serve", "--port", str(PORT), "--workers", PROCESSES]
    return subprocess.Popen(command, stdout=sys.stderr)


def _wait_until_it_answers() -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            httpx.get(f"http://localhost:{PORT}/sign-in/")
        except httpx.TransportError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return


async def _ask_all(workers: Sequence["Somebody"], seconds: int) -> Heard:
    browsers = [
        httpx.AsyncClient(
            base_url=f"http://localhost:{PORT}", cookies=dict(who.cookies), timeout=PATIENCE_SECONDS
        )
        for who in workers
    ]
    heard, began, asking = Heard(), time.perf_counter(), time.process_time()
    await asyncio.gather(
        *(
            _work(browser, who, place, began, seconds, heard)
            for place, (browser, who) in enumerate(zip(browsers, workers, strict=True))
        )
    )
    heard.seconds, heard.asking = time.perf_counter() - began, time.process_time() - asking
    for browser in browsers:
        await browser.aclose()
    return heard


async def _work(
    browser: httpx.AsyncClient, who: "Somebody", place: int, began: float, seconds: int, heard: Heard
) -> None:
    """One worker asks page after page, each when it is due, and never before the last was answered.

    She waits from when it was due: a page that she could not even ask for is not a quick one.
    """
    for turn in range(int(seconds / EVERY_SECONDS)):
        due = began + (turn + place / WORKERS) * EVERY_SECONDS
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        # The tenth page is a contact, for every worker at another turn.
        failure = await _ask(browser, who, turn, heard, writes=(turn + place) % WRITE_EVERY == 0)
        if failure:
            heard.failed[failure] += 1
        else:
            heard.waited.append((time.perf_counter() - due) * 1000)


async def _ask(browser: httpx.AsyncClient, who: "Somebody", turn: int, heard: Heard, *, writes: bool) -> str:
    """What went wrong, or nothing."""
    from django.urls import reverse  # noqa: PLC0415 - after Django

    from tools.bench.pages import contact_form  # noqa: PLC0415
    from tools.bench.people import FORM_COOKIE  # noqa: PLC0415

    _, mother = who.mothers[turn % len(who.mothers)]
    try:
        if writes:
            form = contact_form(browser.cookies[FORM_COOKIE])
            answer = await browser.post(reverse("log", args=[mother]), data=form)
        else:
            answer = await browser.get(reverse("today") if turn % 2 else reverse("mother", args=[mother]))
    except httpx.HTTPError as error:
        return type(error).__name__
    if answer.status_code != (httpx.codes.FOUND if writes else httpx.codes.OK):
        return str(answer.status_code)
    heard.written += writes
    return ""


def _computed_by_children() -> float:
    """Seconds of CPU of every child that ended; the server's own start is among them."""
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _contacts_logged() -> int:
    """How many lines of the ledger say that a contact was logged."""
    from hrm2m.vault.models import Line  # noqa: PLC0415 - after Django

    return Line.objects.filter(body__startswith='{"act":"contact_log"').count()


def _tell(heard: Heard, workers: int, computed: float, lost: int) -> None:
    verified = subprocess.run(
        [sys.executable, "-m", "hrm2m.commands", "ledger", "verify"],
        capture_output=True,
        text=True,
        check=False,
    )
    asked = len(heard.waited) + heard.failed.total()
    said = {
        "workers": workers,
        "requests": asked,
        "a_second": asked / heard.seconds,
        "written": heard.written,
        "p50": median(heard.waited),
        "p95": quantiles(heard.waited, n=20)[-1],
        "server_cpu": computed / asked * 1000,
        "asking_cpu": heard.asking / asked * 1000,
        "failed": dict(heard.failed),
        "lost": lost,
        "ledger": verified.stdout.strip().splitlines()[-1],
        "load": os.getloadavg()[0],
    }
    print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
