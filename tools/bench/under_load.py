"""Fifty workers at once against the real server, nine reads to a write: how long they wait, and what is lost."""

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import TYPE_CHECKING

import httpx


if TYPE_CHECKING:
    from tools.bench.people import Somebody


WORKERS = 50
A_SECOND = 50
WRITE_EVERY = 10
PORT = 8590
START_SECONDS = 30
PATIENCE_SECONDS = 20.0


@dataclass
class Heard:
    """How long each answer took (ms, from when it was due to be asked), what failed, how many contacts were written."""

    waited: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    written: int = 0


def main(seconds: int) -> None:
    """Serves, asks, stops, counts and verifies; one line of JSON on stdout."""
    from hrm2m.foundation.django_setup import set_up_django  # noqa: PLC0415 - reads the environment

    set_up_django()
    from tools.bench import people  # noqa: PLC0415 - after Django

    workers = people.builders(people.middle_team(), WORKERS)
    before = _contacts_logged()
    server = _serve()
    try:
        _wait_until_it_answers()
        heard = asyncio.run(_ask_all(workers, seconds))
    finally:
        server.terminate()
        server.wait()
    # More may be there than was acknowledged, where somebody stopped waiting; never less.
    _tell(heard, len(workers), lost=max(0, heard.written - (_contacts_logged() - before)))


def _serve() -> "subprocess.Popen[bytes]":
    processes = "2" if "HRM2M_DATABASE_URL" in os.environ else "1"
    command = [sys.executable, "-m", "hrm2m.commands", "serve", "--port", str(PORT), "--workers", processes]
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
    """Asks at the moment each request is due, whether those before were answered or not."""
    heard, began, asked = Heard(), time.perf_counter(), []
    browsers = [
        httpx.AsyncClient(
            base_url=f"http://localhost:{PORT}", cookies=dict(who.cookies), timeout=PATIENCE_SECONDS
        )
        for who in workers
    ]
    for number in range(seconds * A_SECOND):
        due = began + number / A_SECOND
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        place = number % len(workers)
        asked.append(asyncio.create_task(_ask(browsers[place], workers[place], number, due, heard)))
    await asyncio.gather(*asked)
    for browser in browsers:
        await browser.aclose()
    return heard


async def _ask(browser: httpx.AsyncClient, who: "Somebody", number: int, due: float, heard: Heard) -> None:
    from django.urls import reverse  # noqa: PLC0415 - after Django

    from tools.bench.pages import contact_form  # noqa: PLC0415
    from tools.bench.people import FORM_COOKIE  # noqa: PLC0415

    _, mother = who.mothers[number // WORKERS % len(who.mothers)]
    # Every worker's turn to write comes round: the tenth request moves on by one worker each time.
    writes = (number + number // WORKERS) % WRITE_EVERY == 0
    try:
        if writes:
            form = contact_form(browser.cookies[FORM_COOKIE])
            answer = await browser.post(reverse("log", args=[mother]), data=form)
        else:
            page = reverse("today") if number % 2 else reverse("mother", args=[mother])
            answer = await browser.get(page)
    except httpx.HTTPError as error:
        heard.failed.append(type(error).__name__)
        return
    heard.waited.append((time.perf_counter() - due) * 1000)
    if answer.status_code != (httpx.codes.FOUND if writes else httpx.codes.OK):
        heard.failed.append(str(answer.status_code))
    heard.written += writes and answer.status_code == httpx.codes.FOUND


def _contacts_logged() -> int:
    """How many lines of the ledger say that a contact was logged."""
    from hrm2m.vault.models import Line  # noqa: PLC0415 - after Django

    return Line.objects.filter(body__startswith='{"act":"contact_log"').count()


def _tell(heard: Heard, workers: int, lost: int) -> None:
    verified = subprocess.run(
        [sys.executable, "-m", "hrm2m.commands", "ledger", "verify"],
        capture_output=True,
        text=True,
        check=False,
    )
    said = {
        "workers": workers,
        "requests": len(heard.waited),
        "written": heard.written,
        "p50": median(heard.waited),
        "p95": quantiles(heard.waited, n=20)[-1],
        "failed": len(heard.failed),
        "lost": lost,
        "ledger": verified.stdout.strip().splitlines()[-1],
        "load": os.getloadavg()[0],
    }
    print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
