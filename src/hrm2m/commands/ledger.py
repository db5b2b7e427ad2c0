"""`hrm2m ledger verify` and `hrm2m ledger head`: proves the ledger, prints the signed head to be kept elsewhere."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from hrm2m.vault import verify
from hrm2m.vault.errors import UnsafeStart


EPILOG = """\
examples:
  hrm2m ledger verify
  hrm2m ledger verify --database /backup/records.sqlite3 --public-key HEX --head HASH
  hrm2m ledger head

Keep what “head” prints where this server cannot rewrite it (another organisation's mailbox, a printed sheet); with
“verify --head” you prove later that the ledger still contains it.

Exit codes: 0 all is well, 1 something is wrong (the first bad line is named), 2 not understood or not readable.
"""
UNREADABLE = 2


def main(argv: Sequence[str]) -> int:
    """Runs `hrm2m ledger …` and answers its exit code."""
    asked = _parser().parse_args(argv)
    try:
        return _print_head() if asked.word == "head" else _verify(asked)
    except (verify.Unreadable, UnsafeStart) as refusal:
        print(f"hrm2m ledger: {refusal}", file=sys.stderr)
        return UNREADABLE


def _verify(asked: argparse.Namespace) -> int:
    # A copied database is checked without this installation: its keys may be elsewhere.
    key = asked.public_key or (None if asked.database else _own_public_key())
    with _ledger(asked.database or _own_database()) as ledger:
        return verify.told(lambda: verify.verify(ledger, kept_head=asked.head, signed=_signed_with(key)))


def _print_head() -> int:
    _set_up()
    from hrm2m.vault import seals

    newest = seals.newest()
    if newest is None:
        print("hrm2m ledger: nothing is sealed yet. The worker process seals once a minute.", file=sys.stderr)
        return 1
    print(f"time        {newest.at.isoformat()}")
    print(f"hash        {newest.hash.hex()}")
    print(f"signature   {newest.signature.hex()}")
    print(f"public key  {newest.public_key.hex()}")
    return 0


@contextmanager
def _ledger(where: str) -> Iterator[verify.Ledger]:
    parts = urlsplit(where)
    if parts.scheme in {"postgres", "postgresql"}:
        from hrm2m.vault.postgres_ledger import open_postgres

        with open_postgres(where) as ledger:
            yield ledger
        return
    path = parts.path.removeprefix("/") if parts.scheme == "sqlite" else where
    with closing(verify.open_sqlite(Path(path))) as connection:
        yield verify.SqliteLedger(connection)


def _signed_with(key: Ed25519PublicKey | None) -> verify.Signed | None:
    if key is None:
        return None

    def signed(message: bytes, signature: bytes) -> bool:
        try:
            key.verify(signature, message)
        except InvalidSignature:
            return False
        return True

    return signed


def _public_key(text: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(text))


def _own_public_key() -> Ed25519PublicKey:
    _set_up()
    from hrm2m.vault import seals

    return Ed25519PublicKey.from_public_bytes(seals.public_key())


def _own_database() -> str:
    _set_up()
    from django.db import connection

    named = connection.settings_dict
    if connection.vendor == "sqlite":
        return str(named["NAME"])
    host = quote(named["HOST"], safe="")
    user, password = quote(named["USER"]), quote(named["PASSWORD"])
    return (
        f"postgresql://{user}:{password}@/{quote(named['NAME'])}?host={host}&port={named['PORT'] or '5432'}"
    )


def _set_up() -> None:
    from hrm2m.foundation.django_setup import set_up_django

    set_up_django()
    from hrm2m.vault import under_way

    # Half of a place that is put back would hold as a ledger of its own, and prove nothing.
    under_way.refuse()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="hrm2m ledger",
        description="Prove the ledger.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    words = parser.add_subparsers(dest="word", required=True)
    verifying = words.add_parser("verify", help="follow every line, seal and entry")
    verifying.add_argument("--database", metavar="PATH|URL", help="another database than this installation's")
    verifying.add_argument(
        "--head", default="", metavar="HASH", help="a head kept elsewhere: prove it is in there"
    )
    verifying.add_argument(
        "--public-key", type=_public_key, metavar="HEX", help="check the signatures with it"
    )
    words.add_parser("head", help="print the newest seal, to be kept elsewhere")
    return parser
