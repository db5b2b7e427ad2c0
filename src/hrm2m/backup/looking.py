"""Looks a copy through before anything is put anywhere: whole, ours, known here, its keys not older than it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from hrm2m.backup import age, archive, place, signing
from hrm2m.backup.archive import Block, Manifest, Table
from hrm2m.backup.errors import BackupRefused
from hrm2m.backup.folder import Kind, unreadable
from hrm2m.policy import Compartment
from hrm2m.policy.lifecycles import Stage


NEWER = (
    "The database in this copy was brought up by a newer version than this one: it has {name}, which is not known "
    "here. Restore with a version whose source has that file. Nothing was changed."
)
OTHER_ENGINE = (
    "This copy is of {theirs}, and HRM2M_DATABASE_URL names {ours}. Name a database of the same kind."
)
KEYS_OLDER = (
    "The copy of the keystore is older than the copy of the records: it lacks the keys of {missing} of them. Take "
    "a newer copy of the keystore, or an older copy of the records. Nothing was changed."
)


@dataclass
class Picked:
    """The few rows that are looked at before all others: heads of records, and who has keys."""

    engine: str = "sqlite"
    heads: list[tuple[int, str, str, int]] = field(default_factory=list)
    with_keys: set[str] = field(default_factory=set)
    _table: Table = field(default_factory=lambda: Table("", ()))

    def begin(self, table: Table) -> None:
        """See archive.Receiver."""
        self._table = table

    def take(self, block: Block) -> None:
        """See archive.Receiver."""
        # Rows of another engine, or of nobody, cannot be read: the manifest, which comes last, says so in words.
        with suppress(msgspec.DecodeError, ValueError, KeyError, TypeError, RecursionError):
            if self._table.name == "vault_head":
                for row in self._rows(block):
                    self.heads.append((int(row["id"]), row["ref"], row["stage"], int(row["seq"])))
            elif self._table.name == "dek":
                self.with_keys.update(
                    row["subject"] for row in self._rows(block) if row["compartment"] == Compartment.GENERAL
                )

    def _rows(self, block: Block) -> list[dict[str, Any]]:
        if self.engine == "postgresql":
            rows: list[list[Any]] = [line.split("\t") for line in block.body.decode().splitlines()]
        else:
            rows = msgspec.msgpack.decode(block.body, type=list[list[Any]])
        return [dict(zip(self._table.columns, row, strict=True)) for row in rows]


def records(path: Path, identities: Sequence[age.Identity]) -> tuple[Manifest, Picked]:
    """What the archive of the records says, looked through to its end; raises BackupRefused."""
    where = place.here()
    picked = Picked(where.engine)
    manifest = whole(path, identities, Kind.RECORDS, picked, where.engine)
    unknown = place.unknown_among(manifest.migrations)
    if unknown:
        name = f"{unknown[0][0]} {unknown[0][1]}"
        raise BackupRefused(NEWER.format(name=name))
    return manifest, picked


def keys(path: Path, identities: Sequence[age.Identity], copied: Manifest) -> tuple[Manifest, Picked]:
    """What the archive of the keystore says; raises BackupRefused, also where it is not that of these records."""
    picked = Picked()
    manifest = whole(path, identities, Kind.KEYS, picked, "sqlite")
    if manifest.keystore != copied.keystore:
        msg = "The copy of the keystore belongs to another installation than the copy of the records."
        raise BackupRefused(msg)
    return manifest, picked


def whole(
    path: Path, identities: Sequence[age.Identity], kind: Kind, receiver: archive.Receiver, engine: str
) -> Manifest:
    """The manifest of the archive at `path`, all of whose rows `receiver` took; raises BackupRefused."""
    _must_be_readable(path)
    with age.opened(path, identities) as stream:
        manifest = archive.read(stream, receiver, signing.signing_key().public_key())
    if manifest.kind != kind:
        msg = f"{path.name} is a copy of “{manifest.kind}” and not of “{kind}”. It may have been renamed."
        raise BackupRefused(msg)
    if manifest.engine != engine:
        raise BackupRefused(OTHER_ENGINE.format(theirs=manifest.engine, ours=engine))
    return manifest


def _must_be_readable(path: Path) -> None:
    try:
        if path.is_file():
            path.open("rb").close()
            return
    except OSError as error:
        raise unreadable(path, error) from error
    msg = f"There is no copy {path}."
    raise BackupRefused(msg)


def missing_keys(records_picked: Picked, keys_picked: Picked) -> list[str]:
    """The refs of records that are not forgotten and whose key is not there."""
    return [
        ref
        for number, ref, stage, _ in records_picked.heads
        if number and stage != Stage.FORGOTTEN and ref not in keys_picked.with_keys
    ]
