"""`hrm2m cadence explain`: the reasoning of the cadence for one history, so that anyone can check it."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hrm2m.cadence.advice import Advice
from hrm2m.cadence.explaining import explain
from hrm2m.cadence.history import HistoryRefused
from hrm2m.cadence.local_time import local
from hrm2m.cadence.reading import read_history


REFUSED = 2
EXAMPLE = """\
example: save this as history.json and run  hrm2m cadence explain --json history.json
  {"now": "2026-03-12T10:00:00+00:00", "nation": "scotland", "asked_at": "2026-03-02T09:00:00+00:00",
   "contacts": [{"at": "2026-03-03T14:00:00+00:00", "channel": "usual_place", "outcome": "met"},
                {"at": "2026-03-10T14:00:00+00:00", "channel": "call", "outcome": "not_reached"}],
   "windows": [{"kind": "medication_started", "opened": "2026-03-09T12:00:00+00:00"}],
   "agreed": {"most_contacts_a_week": 3, "worry_after_days": 14}}

The answer is JSON on standard output. A history that cannot be is refused on standard error with the path of
the value, and the exit code is 2."""


def main(argv: Sequence[str]) -> int:
    """Runs `explain --json FILE` and answers 0, or 2 where the file or the history is refused."""
    options = _parser().parse_args(argv)
    try:
        advice = explain(read_history(_read(options.json)))
    except HistoryRefused as refused:
        print(f"hrm2m cadence: {refused}", file=sys.stderr)
        return REFUSED
    except OSError as fault:
        print(f"hrm2m cadence: {options.json} cannot be read: {fault.strerror}.", file=sys.stderr)
        return REFUSED
    print(json.dumps(as_json(advice), indent=2))
    return 0


def as_json(advice: Advice) -> dict[str, Any]:
    """The advice as plain values; the due time as the UK reads it, with its offset."""
    method = advice.next_method
    return {
        "phase": advice.phase,
        "due": advice.due and local(advice.due).isoformat(),
        "overdue_working_days": advice.overdue_working_days,
        "reasons": [
            {"rule": r.rule, "source": r.source, "basis": r.basis, "words": r.words} for r in advice.reasons
        ],
        "next_method": {"channel": method.channel, "change": method.change, "words": method.words},
        "priority": advice.priority,
        "on_list": advice.on_list,
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "hrm2m cadence",
        description=__doc__,
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = parser.add_subparsers(metavar="explain", required=True)
    explaining = verbs.add_parser(
        "explain",
        help="say when she is next to be reached, how, and why",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    explaining.add_argument(
        "--json", metavar="FILE", required=True, help="the history; - reads standard input"
    )
    return parser


def _read(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
