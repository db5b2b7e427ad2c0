"""`hrm2m migrate`: brings the database up to this version, as its owner; the plain login gets its grants.

It is safe to run again: what is done is not done twice.
"""

import argparse
import os
from collections.abc import Sequence


EXAMPLE = "Example: hrm2m migrate      After a new version: hrm2m upgrade"


def main(argv: Sequence[str]) -> int:
    """Migrates. On PostgreSQL it signs in with HRM2M_OWNER_DATABASE_URL, which no other command uses."""
    parser = argparse.ArgumentParser("hrm2m migrate", description=__doc__, epilog=EXAMPLE)
    parser.add_argument("--quiet", action="store_true", help="say nothing when all is well")
    options = parser.parse_args(argv)
    owner = os.environ.get("HRM2M_OWNER_DATABASE_URL")
    if owner:
        os.environ["HRM2M_DATABASE_URL"] = owner
    migrate(verbosity=0 if options.quiet else 1)
    return 0


def migrate(verbosity: int) -> None:
    """Migrates the database of the settings and gives the grants."""
    from hrm2m.foundation.django_setup import set_up_django

    set_up_django()
    from django.core.management import call_command

    from hrm2m.vault import gate, grants

    with gate.owner_mode():
        call_command("migrate", verbosity=verbosity, interactive=False)
    grants.give_grants()
