"""`hrm2m backup`: copies records, keys and what ended, while others work, sealed to keys that lie elsewhere."""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from hrm2m.foundation.django_setup import set_up_django


EPILOG = """\
example:
  hrm2m backup --to /mnt/copies

Three folders are written: “records” (send it to a place of its own, keep it as long as you need it), “keys” (to
another place; copies are deleted after seven days, which is when forgotten means gone: delete yours too) and “endings”
(what ended since; the worker process adds to it each minute where HRM2M_BACKUP_FOLDER names this folder). Each file is
an age file, opened only with a key made by “hrm2m keys new-backup”. The root key is in none of them: keep it elsewhere.

Of a database that a newer version brought up a copy is made all the same, and said so: only that version puts it back.

Exit codes: 0 copied, 1 refused or failed and nothing left behind, 2 not understood.
"""
OF_A_NEWER_VERSION = (
    "It was copied, but this database was brought up by a newer version: it has {name}, not known here. Only a "
    "version that has it can put this copy back. Go on with that version."
)
MEGABYTE = 1_000_000


def main(argv: Sequence[str]) -> int:
    """Makes a copy and says how large and how fast."""
    parser = argparse.ArgumentParser(
        "hrm2m backup",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--to", type=Path, help="the folder of copies (without it: HRM2M_BACKUP_FOLDER)")
    options = parser.parse_args(argv)
    set_up_django()
    from django.db import DatabaseError

    from hrm2m.backup.errors import BackupRefused
    from hrm2m.vault.errors import VaultError

    try:
        _backup(options.to)
    except (BackupRefused, VaultError) as refusal:
        print(f"hrm2m backup: {refusal}", file=sys.stderr)
        return 1
    except (DatabaseError, OSError) as error:
        print(
            f"hrm2m backup: it failed ({type(error).__name__}), and nothing was left behind.", file=sys.stderr
        )
        return 1
    return 0


def _backup(to: Path | None) -> None:
    from django.conf import settings

    from hrm2m.backup import copying, place
    from hrm2m.backup.errors import BackupRefused
    from hrm2m.backup.folder import Folder
    from hrm2m.backup.recipients import recipients_here

    folder = to or (Path(settings.HRM2M_BACKUP_FOLDER) if settings.HRM2M_BACKUP_FOLDER else None)
    if folder is None:
        msg = "Say where to: --to FOLDER, or HRM2M_BACKUP_FOLDER."
        raise BackupRefused(msg)
    began = time.monotonic()
    made = copying.make_copy(Folder(folder), recipients_here())
    for one in made:
        print(f"{one.path}  {one.bytes / MEGABYTE:.1f} MB  {one.rows} rows")
    print(f"copied in {time.monotonic() - began:.1f} s")
    unknown = place.unknown_among(place.applied(place.here()))
    if unknown:
        name = f"{unknown[0][0]} {unknown[0][1]}"
        print(f"hrm2m backup: {OF_A_NEWER_VERSION.format(name=name)}", file=sys.stderr)
