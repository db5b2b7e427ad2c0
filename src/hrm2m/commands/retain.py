"""`hrm2m retain`: counts what is over its time, destroys it when a lead gives the code back, holds a record back."""

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hrm2m.foundation.django_setup import set_up_django


if TYPE_CHECKING:
    from hrm2m.policy import Actor
    from hrm2m.records.whole.queries import Over

EPILOG = """\
examples:
  hrm2m retain --dry-run                                       how many are due, by class, and a code; nothing changes
  hrm2m retain --code 4f2a-91cc-03de --by kit@example.org      destroys exactly what that dry run counted
  hrm2m retain --hold REF --why court --by kit@example.org     holds a record back (REF: the address of her page)
  hrm2m retain --lift REF --by kit@example.org                 lifts every hold on it

Periods and their sources: docs/reference/retention.md. What is short-lived is swept by “hrm2m work”.
Exit codes: 0 done or shown, 1 refused with the reason, 2 not understood.
"""
HELD = {
    True: (
        "Held back: no period destroys it until the hold is lifted. If she asks to be forgotten, all of it but her "
        "children's part, which is sealed in any case, lies sealed until then, read by nobody, and goes after that. "
        "Where less was asked for, hold only that: on the page “Held for a court”."
    ),
    False: "Held back: no period destroys it until the hold is lifted. If she asks to be forgotten, it is destroyed.",
}
WHY = ["court", "inquiry", "complaint"]


def main(argv: Sequence[str]) -> int:
    """0 done or shown; 1 refused with the reason, and nothing changed; 2 not understood."""
    parser = _parser()
    options = parser.parse_args(argv)
    if not options.dry_run and not options.by:
        parser.error("say with --by which lead asks, or begin with --dry-run")
    if options.hold and not options.why:
        parser.error("say with --why what it is held back for")
    set_up_django()
    from hrm2m.foundation.errors import BadInput
    from hrm2m.vault.errors import VaultError

    try:
        print(_do(options))
    except (BadInput, VaultError) as refusal:
        print(f"hrm2m retain: {refusal}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "hrm2m retain",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--dry-run", action="store_true", help="count what is due, and print the code; no change"
    )
    what.add_argument("--code", help="destroy what the dry run with this code counted")
    what.add_argument("--hold", metavar="REF", help="hold this record back from being destroyed")
    what.add_argument("--lift", metavar="REF", help="lift every hold on this record")
    parser.add_argument("--why", choices=WHY, help="what it is held back for")
    parser.add_argument("--by", help="e-mail address of the lead who asks")
    parser.add_argument("--area", type=int, default=1)
    return parser


def _do(options: argparse.Namespace) -> str:
    from hrm2m.policy.retention import OUTLIVES_FORGETTING, HoldFor
    from hrm2m.records.whole import actions

    if options.dry_run:
        return _counted(options.area)
    by = _by(options)
    if options.hold:
        actions.hold(by=by, mother=options.hold, why=HoldFor(options.why))
        return HELD[HoldFor(options.why) in OUTLIVES_FORGETTING]
    if options.lift:
        count = actions.lift_hold(by=by, mother=options.lift)
        return f"{count} lifted: its own time counts again." if count else "No hold stood on this record."
    count = actions.destroy_what_is_over(by=by, code=options.code)
    return f"{count} records destroyed: their keys are gone. What is kept for a court stays sealed."


def _counted(area: int) -> str:
    from hrm2m.records.whole.queries import what_is_over

    over = what_is_over(area)
    lines = [f"Area {area}, {over.nation.value.replace('_', ' ')}: what is over its time now", ""]
    lines += _table(over)
    lines += ["", *_what_next(over)]
    return "\n".join(lines)


def _table(over: "Over") -> list[str]:
    from hrm2m.policy.retention import load_schedule

    heads = f"{'her record':<26}{'kept for':>10}{'due':>8}{'held back':>12}"
    rows = []
    for who, due, held in over.counts:
        years = f"{load_schedule().years_of_record(who, over.nation.value)} years"
        rows.append(f"{who.value.replace('_', ' '):<26}{years:>10}{due:>8}{held:>12}")
    return [heads, *rows]


def _what_next(over: "Over") -> list[str]:
    if not over.due:
        return ["Nothing is due. Nothing was changed."]
    return [
        f"{over.due} records would be destroyed for ever. Nothing was changed.",
        "Read the numbers with a second person. Then, with the address of the lead who asks:",
        f"  hrm2m retain --code {over.code} --by …",
    ]


def _by(options: argparse.Namespace) -> "Actor":
    from hrm2m.foundation.errors import BadInput
    from hrm2m.records.agencies.queries import actor_by_email

    by = actor_by_email(options.by)
    if by is None or by.area != options.area:
        field, sentence = (
            "by",
            "No worker of this area signs in with the address after --by. Name the lead who asks.",
        )
        raise BadInput(field, sentence)
    return by
