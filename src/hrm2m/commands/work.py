"""`hrm2m work`: the worker process. It tells late promises and danger, sends mail, seals, sweeps and counts again."""

import argparse
import sys
import threading
from collections.abc import Sequence

from hrm2m.foundation.django_setup import set_up_django


EPILOG = """\
examples:
  hrm2m work            work until stopped; SIGTERM lets the job in hand be done first
  hrm2m work --once     do everything that is due now, say how much on stderr, and end

Start it beside the web server and keep it running. Two at once share the work and do nothing twice.

Exit codes: 0 done, 1 something failed or the start was refused, 2 not understood.
"""


def main(argv: Sequence[str]) -> int:
    """Runs the worker process and answers its exit code."""
    parser = argparse.ArgumentParser(
        "hrm2m work",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--once", action="store_true", help="do everything that is due now, and end")
    options = parser.parse_args(argv)
    set_up_django()
    refusal = _why_not_to_start()
    if refusal:
        print(f"hrm2m work: {refusal}", file=sys.stderr)
        return 1
    return _once() if options.once else _until_stopped()


def _why_not_to_start() -> str:
    from django.conf import settings

    from hrm2m.vault import readiness, spool
    from hrm2m.vault.errors import VaultError

    if settings.HRM2M_MODE == "production" and "console" in settings.EMAIL_BACKEND:
        return "HRM2M_MAIL_URL is console: nobody would be told of danger. Name the mail server, smtp://…"
    try:
        readiness.refuse_unsafe_start()
        spool.prove_keys_fit()
    except VaultError as refusal:
        return str(refusal)
    return ""


def _once() -> int:
    from hrm2m.commands.working import lanes
    from hrm2m.foundation import jobs

    tally = lanes.do_all_once()
    for name, count in sorted(tally.done.items()):
        print(f"{name}: {count}", file=sys.stderr)
    for name, count in sorted(tally.failed.items()):
        print(f"failed, {count} times: {name}", file=sys.stderr)
    for name, count in sorted(jobs.failed_for_good().items()):
        print(f"given up, {count} times: {name}. Somebody has to look.", file=sys.stderr)
    return 1 if tally.failed else 0


def _until_stopped() -> int:
    from hrm2m.commands.working import lanes

    stopping = threading.Event()
    lanes.stop_on_signals(stopping)
    return 0 if lanes.work_until_stopped(stopping) else 1
