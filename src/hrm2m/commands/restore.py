"""`hrm2m restore`: puts a copy back into an empty place, ends again what ended since, and proves all of it."""

import argparse
import sqlite3
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hrm2m.foundation.django_setup import set_up_django


if TYPE_CHECKING:
    from hrm2m.backup.restoring import Asked, Restored


EPILOG = """\
examples:
  hrm2m restore --from /mnt/copies --identity /media/stick/backup.key
  hrm2m restore --from /mnt/copies --identity KEY --records records-20261122T143012000000Z.age

Put the root key back first (HRM2M_ROOT_KEY_FILE), and the other keys of “hrm2m keys new”. HRM2M_HOME must have no
keystore and no database; on PostgreSQL make an empty database and set HRM2M_OWNER_DATABASE_URL too. Everything is
looked through before anything is put anywhere. Without --records and --keys the newest copies are taken.

Exit codes: 0 put back and the ledger holds, 1 refused and the place is as empty as it was, 2 not understood. Lines
that begin with “look” are for a person.
"""


def main(argv: Sequence[str]) -> int:
    """Restores and says what was put back and what to look at."""
    options = _parser().parse_args(argv)
    set_up_django()
    import psycopg
    from django.db import DatabaseError

    from hrm2m.backup.errors import BackupRefused
    from hrm2m.backup.restoring import restore
    from hrm2m.vault.errors import VaultError

    began = time.monotonic()
    try:
        restored = restore(_asked(options), lambda words: print(words, file=sys.stderr))
    except (BackupRefused, VaultError) as refusal:
        print(f"hrm2m restore: {refusal}", file=sys.stderr)
        return 1
    except (DatabaseError, psycopg.Error, sqlite3.Error, OSError) as error:
        sentence = "No server starts here until it is done: run it again."
        print(f"hrm2m restore: it broke off ({type(error).__name__}). {sentence}", file=sys.stderr)
        return 1
    _say(restored)
    print(f"put back in {time.monotonic() - began:.1f} s")
    return 0


def _asked(options: argparse.Namespace) -> "Asked":
    from hrm2m.backup import age
    from hrm2m.backup.errors import BackupRefused
    from hrm2m.backup.folder import Folder, Kind
    from hrm2m.backup.restoring import Asked

    try:
        identities = age.identities_in(options.identity.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        msg = (
            f"The private key after --identity cannot be read ({type(error).__name__}). Nothing was changed."
        )
        raise BackupRefused(msg) from error
    folder = Folder(options.folder)
    records = (
        folder.path / Kind.RECORDS / options.records if options.records else folder.newest(Kind.RECORDS).path
    )
    keys = folder.path / Kind.KEYS / options.keys if options.keys else folder.newest(Kind.KEYS).path
    return Asked(folder, identities, records, keys, options.without_endings)


def _say(restored: "Restored") -> None:
    copied = restored.records
    print(f"records    {restored.rows} rows of {copied.made_at}, made by version {copied.software}")
    print(f"ended      again: {restored.ended_again} records had something stopped, ended or forgotten since")
    print(f"keys       destroyed here: those of {restored.keys_of_nobody} records that are not in this copy")
    for sentence in restored.proved:
        print(sentence)
    for ref in restored.alone:
        print(f"look       {ref}: who held her bridge or covered ended since; her lead chooses with her")
    for finding in restored.findings:
        print(f"look       {finding}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "hrm2m restore",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--from", dest="folder", type=Path, required=True, help="the folder that “hrm2m backup” wrote"
    )
    parser.add_argument("--identity", type=Path, required=True, help="the private key that opens the copies")
    parser.add_argument(
        "--records", default="", help="the name of another copy of the records than the newest"
    )
    parser.add_argument("--keys", default="", help="the name of another copy of the keystore than the newest")
    parser.add_argument(
        "--without-endings",
        action="store_true",
        help="where the log of what ended is lost: whoever was stopped since comes back",
    )
    return parser
