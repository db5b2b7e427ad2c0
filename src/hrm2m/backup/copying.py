"""Makes a copy while others write: records in one snapshot, what ended, and keys, each an archive of its own."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import msgspec
from django.conf import settings

from hrm2m.backup import age, endings, place, sqlite_rows
from hrm2m.backup.archive import Block, Table
from hrm2m.backup.errors import BackupRefused
from hrm2m.backup.folder import Folder, Kind
from hrm2m.backup.place import Snapshot
from hrm2m.backup.writing import NO_SEAL, Made, begun, put
from hrm2m.foundation import clock
from hrm2m.vault import seals, under_way


SPOOL = Table("spool", ("name", "sealed"))


def make_copy(folder: Folder, recipients: Sequence[age.Recipient]) -> list[Made]:
    """Writes all three archives and drops what is over; raises BackupRefused, UnsafeStart or KeystoreRefused."""
    under_way.refuse()
    must_be_installed()
    for kind in Kind:
        folder.drop_unfinished(kind)
    made = [copy_records(folder, recipients)]
    # Sealed and written first, so that the keys, copied last, are never of an earlier moment than what ended.
    seals.seal_changed_heads()
    reached = endings.write(folder, recipients, even_if_nothing_ended=True)
    with sqlite_rows.snapshot(Path(settings.HRM2M_KEYSTORE)) as keys:
        about = msgspec.structs.replace(begun(Kind.KEYS, "sqlite"), seal=reached)
        made.append(put(folder, recipients, keys, about))
    folder.drop_what_is_over(clock.now())
    return made


def must_be_installed() -> None:
    """Raises BackupRefused where there is no installation: opening its keystore would make an empty one."""
    if not Path(settings.HRM2M_KEYSTORE).exists():
        msg = "There is no keystore here: nothing is installed that could be copied. Is HRM2M_HOME right?"
        raise BackupRefused(msg)


def copy_records(folder: Folder, recipients: Sequence[age.Recipient]) -> Made:
    """One snapshot of the database, and what waits in the spool."""
    where = place.here()
    about = begun(Kind.RECORDS, where.engine)
    with where.snapshot() as snapshot:
        about = msgspec.structs.replace(
            about, seal=_newest_seal(snapshot), migrations=_migrations(snapshot), heads=_heads(snapshot)
        )
        return put(folder, recipients, _WithSpool(snapshot), about)


class _WithSpool:
    """The database and, after it, what waits to be filed into it."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def tables(self) -> list[Table]:
        """See archive.Source."""
        return [*self._snapshot.tables(), SPOOL]

    def blocks(self, table: Table) -> Iterator[Block]:
        """See archive.Source."""
        if table is not SPOOL:
            yield from self._snapshot.blocks(table)
            return
        for path in sorted(Path(settings.HRM2M_SPOOL).glob("*.age")):
            try:
                row = (path.name, path.read_bytes())
            except FileNotFoundError:
                continue  # filed meanwhile: then it is in the next copy
            yield Block(1, msgspec.msgpack.encode([row]))


def _newest_seal(snapshot: Snapshot) -> tuple[int, str]:
    rows = snapshot.ask("SELECT number, hash FROM vault_seal ORDER BY number DESC LIMIT 1")
    return (rows[0][0], bytes(rows[0][1]).hex()) if rows else NO_SEAL


def _migrations(snapshot: Snapshot) -> list[tuple[str, str]]:
    return [(app, name) for app, name in snapshot.ask("SELECT app, name FROM django_migrations ORDER BY id")]


def _heads(snapshot: Snapshot) -> str:
    digest = sha256()
    for number, seq, hash_ in snapshot.ask("SELECT id, seq, hash FROM vault_head ORDER BY id"):
        digest.update(f"{number} {seq} {bytes(hash_).hex()}\n".encode())
    return digest.hexdigest()
