"""`hrm2m forget`: forgets a mother known by handle, because she asks; without --yes it only says what would happen."""

import argparse
import sys
from collections.abc import Sequence

from hrm2m.foundation.django_setup import set_up_django


EXAMPLE = (
    "Example: hrm2m forget REF --by jo@harrowmere.example --yes      (REF stands in the address of her page)"
)


def main(argv: Sequence[str]) -> int:
    """0 done or shown, 1 refused with the reason, 2 not understood."""
    parser = argparse.ArgumentParser("hrm2m forget", description=__doc__, epilog=EXAMPLE)
    parser.add_argument("mother", help="the ref of her record")
    parser.add_argument("--by", required=True, help="e-mail address of the worker she asked")
    parser.add_argument("--undo", action="store_true", help="undo it, within 72 hours")
    parser.add_argument("--yes", action="store_true", help="do it; without this nothing changes")
    options = parser.parse_args(argv)
    set_up_django()
    from hrm2m.vault.errors import VaultError

    try:
        print(_forget(options))
    except VaultError as refusal:
        print(f"hrm2m forget: {refusal}", file=sys.stderr)
        return 1
    return 0


def _forget(options: argparse.Namespace) -> str:
    from hrm2m.records.agencies.queries import actor_by_email
    from hrm2m.records.whole import actions
    from hrm2m.vault.errors import VaultError

    by = actor_by_email(options.by)
    if by is None:
        msg = "No worker signs in with that address. Name the worker she asked."
        raise VaultError(msg)
    if not options.yes:
        return (
            f"{actions.WHAT_STAYS}\nFor 72 hours it can be undone. Nothing was changed: say --yes to do it."
        )
    if options.undo:
        actions.undo_forgetting(by=by, mother=options.mother)
        return "Undone: her record is as it was."
    forget_at = actions.forget(by=by, mother=options.mother)
    return f"Her page is empty from now on. The keys are destroyed at {forget_at:%Y-%m-%d %H:%M} UTC."
