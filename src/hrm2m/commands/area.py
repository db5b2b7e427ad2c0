"""`hrm2m area new`: gives a new installation its area, without which no page and no alarm works."""

import argparse
import sys
from collections.abc import Sequence

from hrm2m.cadence import Nation
from hrm2m.foundation.django_setup import set_up_django
from hrm2m.policy.facts import machine_actor


EPILOG = """\
example:
  hrm2m area new "Saltmarsh" --nation england

The nation says whose bank holidays count. An area that is there is never written over.

Exit codes: 0 made, 1 refused with the reason, 2 not understood.
"""


def main(argv: Sequence[str]) -> int:
    """Makes the area, or says why not."""
    parser = argparse.ArgumentParser(
        "hrm2m area",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    words = parser.add_subparsers(dest="word", required=True)
    new = words.add_parser("new", help="make an area")
    new.add_argument("name", help="as its workers say it")
    new.add_argument("--nation", required=True, choices=[nation.value for nation in Nation])
    new.add_argument(
        "--number", type=int, default=1, help="of the area, where there are several (default: 1)"
    )
    options = parser.parse_args(argv)
    set_up_django()
    return _new(options.name.strip(), options.nation, options.number)


def _new(name: str, nation: str, number: int) -> int:
    from hrm2m.records.agencies import actions
    from hrm2m.records.agencies.reaching import area_numbers
    from hrm2m.vault.errors import VaultError

    if number in area_numbers():
        print(f"hrm2m area: There is an area {number} already, and nothing was changed.", file=sys.stderr)
        return 1
    if not name or number < 1:
        print("hrm2m area: An area has a name, and a number from 1 on. Nothing was made.", file=sys.stderr)
        return 1
    try:
        actions.set_up_area(by=machine_actor(number), name=name, nation=nation, lines={})
    except VaultError as refusal:
        print(f"hrm2m area: {refusal}", file=sys.stderr)
        return 1
    print(f"area {number}: {name}, {nation}")
    return 0
