"""`hrm2m keys new`: makes the keys of a new installation, and never replaces one."""

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

Exit codes: 0 made, 1 refused, 2 not understood.
"""


def main(argv: Sequence[str]) -> int:
    """Runs `hrm2m keys new` and answers its exit code."""
    asked = _parser().parse_args(argv)
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
        description="Make the keys of a new installation.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    words = parser.add_subparsers(dest="word", required=True)
    new = words.add_parser("new", help="make every key; refuses where there is one")
    home = Path(os.environ.get("HRM2M_HOME", DEFAULT_HOME))
    new.add_argument("--home", type=Path, default=home, help=f"the home of the installation (now: {home})")
    return parser
