"""`hrm2m keys new` and `hrm2m keys new-backup`: makes keys, and never replaces one."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path


DEFAULT_HOME = "/var/lib/hrm2m"
EPILOG = """\
example:
  HRM2M_ROOT_KEY_FILE=/etc/hrm2m/root.key hrm2m keys new --home /var/lib/hrm2m

Four files are made: the root key and the private key of the spool (in the folder of HRM2M_ROOT_KEY_FILE: put it on
another disk than the data), the secret key (HRM2M_SECRET_KEY_FILE) and the public key of the spool (in the home).
Keep a copy of the root key where this server cannot reach it: without it nothing in the record can ever be read.

Keys for copies are made away from the server, best two pairs by two people:
  hrm2m keys new-backup /media/stick/backup.key

The file is the private key: keep it offline, it alone opens the copies. What is printed is the public key: write it
into the file of HRM2M_BACKUP_RECIPIENTS on the server (backup.keys in the home), one a line.

Exit codes: 0 made, 1 refused, 2 not understood.
"""


def main(argv: Sequence[str]) -> int:
    """Runs `hrm2m keys …` and answers its exit code."""
    asked = _parser().parse_args(argv)
    return _new_backup(asked.file) if asked.word == "new-backup" else _new(asked)


def _new_backup(file: Path) -> int:
    from hrm2m.backup.age import new_pair
    from hrm2m.vault.key_files import write_new

    private, public = new_pair()
    try:
        write_new(file, f"# opens copies of HR M2M; public key: {public}\n{private}")
    except OSError as refusal:
        sentence = "There is a file there already, and a key is never replaced."
        why = sentence if isinstance(refusal, FileExistsError) else str(refusal)
        print(f"hrm2m keys: {why} Nothing was made.", file=sys.stderr)
        return 1
    print(public)
    return 0


def _new(asked: argparse.Namespace) -> int:
    home: Path = asked.home
    root_key_file = Path(os.environ.get("HRM2M_ROOT_KEY_FILE", str(home / "root.key")))
    secret_key_file = Path(os.environ.get("HRM2M_SECRET_KEY_FILE", str(home / "secret.key")))
    from hrm2m.vault.errors import KeystoreRefused
    from hrm2m.vault.new_keys import make_new_keys

    try:
        made = make_new_keys(home, root_key_file, secret_key_file)
    except (KeystoreRefused, OSError) as refusal:
        print(f"hrm2m keys: {refusal}", file=sys.stderr)
        return 1
    for path in made:
        print(path)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="hrm2m keys",
        description="Make keys.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    words = parser.add_subparsers(dest="word", required=True)
    new = words.add_parser("new", help="make every key; refuses where there is one")
    home = Path(os.environ.get("HRM2M_HOME", DEFAULT_HOME))
    new.add_argument("--home", type=Path, default=home, help=f"the home of the installation (now: {home})")
    backup = words.add_parser("new-backup", help="make a pair of keys for copies, away from the server")
    backup.add_argument("file", type=Path, help="where the private key is written")
    return parser
