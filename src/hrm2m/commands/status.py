"""`hrm2m status`: looks at a running installation and says whether a person must do something; reads no record."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from hrm2m.foundation.django_setup import set_up_django


if TYPE_CHECKING:
    from hrm2m.commands.watching.check import Check

EPILOG = """\
examples:
  hrm2m status              a line for each thing that is looked at
  hrm2m status --json       the same for another program

Run it with the surroundings of the server and as its user, every few minutes; it changes nothing.

Exit codes: 0 all is well, 1 somebody must do something (the line says what), 2 not understood.
"""


def main(argv: Sequence[str]) -> int:
    """Prints every check; what needs a person is said again on stderr."""
    parser = argparse.ArgumentParser(
        "hrm2m status",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(argv)
    set_up_django()
    from hrm2m.foundation import clock

    now = clock.now()
    checks = look(now)
    well = all(check.well for check in checks)
    if options.json:
        print(json.dumps(as_json(checks, now), indent=2))
        return 0 if well else 1
    for check in checks:
        print(f"{check.name:<11}{'ok    ' if check.well else 'LOOK  '}{check.words}")
    if not well:
        print("hrm2m status: somebody must look at the lines marked LOOK.", file=sys.stderr)
    return 0 if well else 1


def look(now: datetime) -> "list[Check]":
    """Every check; where the database does not answer or is half made, only those that need none."""
    from hrm2m.commands.watching import machine, records, work

    checks = [machine.keys(), machine.disk(), machine.spooled(now)]
    half_made = machine.under_way()
    checks.append(half_made or records.database())
    if checks[-1].well:
        checks.append(records.migrations())
    if checks[-1].well:
        checks.append(records.login())
        # What it looks at next is right also where the login is too mighty.
        checks += [
            records.areas(),
            records.ledger(now),
            work.worker(now),
            work.mail_queue(now),
            work.texts(now),
            records.promises(now),
        ]
    return checks


def as_json(checks: "Sequence[Check]", now: datetime) -> dict[str, object]:
    """The same for another program."""
    return {
        "well": all(check.well for check in checks),
        "at": now.isoformat(timespec="seconds"),
        "checks": {
            check.name: {"well": check.well, "words": check.words, **check.figures} for check in checks
        },
    }
