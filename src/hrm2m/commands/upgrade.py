"""`hrm2m upgrade`: copies, migrates and checks, or goes back to the copy and says so."""

import argparse
import sqlite3
import sys
from collections.abc import Sequence

from hrm2m.foundation.django_setup import set_up_django


EPILOG = """\
example:
  systemctl stop hrm2m-serve hrm2m-work
  HRM2M_OWNER_DATABASE_URL=postgres://hr_owner:…@/hrm2m hrm2m upgrade

Stop the server and the worker process first. The copy lies in the home, sealed, until the upgrade is over. If this is
killed, servers do not start; run it again: it goes back to the copy first.

Exit codes: 0 at this version, 1 refused or back to the copy, 2 not understood.
"""


def main(argv: Sequence[str]) -> int:
    """Upgrades the installation of the settings."""
    parser = argparse.ArgumentParser(
        "hrm2m upgrade",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.parse_args(argv)
    set_up_django()
    import psycopg
    from django.db import DatabaseError

    from hrm2m.backup.errors import BackupRefused
    from hrm2m.backup.upgrading import upgrade
    from hrm2m.vault.errors import VaultError

    try:
        for sentence in upgrade(lambda words: print(words, file=sys.stderr)):
            print(sentence)
    except (BackupRefused, VaultError) as refusal:
        print(f"hrm2m upgrade: {refusal}", file=sys.stderr)
        return 1
    except (DatabaseError, psycopg.Error, sqlite3.Error, OSError) as error:
        sentence = "If it had begun to migrate, no server starts here until it is run again and goes back to its copy."
        print(f"hrm2m upgrade: it broke off ({type(error).__name__}). {sentence}", file=sys.stderr)
        return 1
    print("ok")
    return 0
