"""`hrm2m check`: looks for rows of nobody, missing keys, standing without a cause, wrong lists; proves the ledger."""

import argparse
import sys
from collections.abc import Sequence

from hrm2m.foundation.django_setup import set_up_django


EPILOG = """\
example:
  hrm2m check

It reads every record as the worker process does each night, which leaves lines in the ledger of the house, and changes
nothing. Its lines have refs and codes only. “to show” counts what the worker process has still to put on a list.

Exit codes: 0 all is well, 1 something is not, with a line for each, 2 not understood.
"""


def main(argv: Sequence[str]) -> int:
    """Prints a line for each thing that is not as it should be."""
    parser = argparse.ArgumentParser(
        "hrm2m check",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.parse_args(argv)
    set_up_django()
    from django.db import DatabaseError

    from hrm2m.backup import checking, copying
    from hrm2m.backup.errors import BackupRefused
    from hrm2m.vault import gate_proof, under_way
    from hrm2m.vault.errors import VaultError

    try:
        under_way.refuse()
        copying.must_be_installed()
        # Past the gate it would find all well where the server finds nothing.
        gate_proof.prove_login_is_plain()
        found = checking.findings()
        said = [*found, *checking.still_to_do()]
        print("\n".join(said), end="\n" if said else "")
        print("\n".join(checking.prove_ledger()))
    except (BackupRefused, VaultError) as refusal:
        print(f"hrm2m check: {refusal}", file=sys.stderr)
        return 1
    except DatabaseError as error:
        print(f"hrm2m check: the database cannot be used ({type(error).__name__}).", file=sys.stderr)
        return 1
    if found:
        return 1
    print("ok")
    return 0
