"""Puts a copy back into an empty place: looked through, filled, what ended since ended again, proved, checked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import msgspec
from django.conf import settings

from hrm2m.backup import age, checking, keys_put_back, looking, place
from hrm2m.backup.archive import Block, Manifest, Receiver, Table
from hrm2m.backup.copying import SPOOL
from hrm2m.backup.endings import Log, log_after
from hrm2m.backup.errors import BackupRefused
from hrm2m.backup.folder import Folder, Kind
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.lifecycles import Stage
from hrm2m.records.agencies.reaching import area_numbers
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.whole import actions as whole
from hrm2m.records.whole import holding
from hrm2m.records.whole.replaying import EndedSince
from hrm2m.vault import forgetting, sleepers, under_way


LIVING = (
    "Something lives here already: {what}. Restore into an empty place: another HRM2M_HOME and, on PostgreSQL, another "
    "database. Nothing was changed."
)
LOG_TOO_SHORT = (
    "The log of what ended stops before the copy of the keystore was made: pieces of “endings” are missing. Without "
    "them, who was stopped after this copy comes back. Fetch them; or say --without-endings, and look at every bridge "
    "by hand. Nothing was changed."
)
WHAT = "restore"


@dataclass(frozen=True)
class Asked:
    """Which copies, and the keys that open them."""

    folder: Folder
    identities: Sequence[age.Identity]
    records: Path
    keys: Path
    without_endings: bool = False


@dataclass
class Restored:
    """What was put back, and what a person must look at."""

    records: Manifest
    rows: int = 0
    ended_again: int = 0
    keys_of_nobody: int = 0
    alone: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    proved: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Looked:
    records: Manifest
    log: Log | None
    seqs: dict[int, int]
    erased: list[str]


def restore(asked: Asked, tell: Callable[[str], None]) -> Restored:
    """Puts the copy back; raises BackupRefused, and leaves the place as empty as it was, where it cannot."""
    with under_way.alone():
        return _restore(asked, place.here(), tell)


def _restore(asked: Asked, where: place.Place, tell: Callable[[str], None]) -> Restored:
    _must_be_empty(where)
    tell("Looking the copies through ...")
    looked = _look(asked)
    under_way.begin(WHAT)
    try:
        restored = _put_back(asked, where, looked, tell)
    except Exception as error:
        _leave_nothing(where)
        under_way.end()
        if isinstance(error, BackupRefused):
            raise
        msg = f"It could not be put back ({type(error).__name__}). Is there room on the disk? The place is empty again."
        raise BackupRefused(msg) from error
    under_way.end()
    return restored


def _must_be_empty(where: place.Place) -> None:
    if under_way.what_is() == WHAT:
        _leave_nothing(where)  # one that was killed: what it put here is nobody's
        return
    under_way.refuse()
    if keys_put_back.are_there():
        raise BackupRefused(LIVING.format(what=Path(settings.HRM2M_KEYSTORE).name))
    for path in Path(settings.HRM2M_SPOOL).glob("*"):
        raise BackupRefused(LIVING.format(what=path.name))
    if where.lives():
        raise BackupRefused(LIVING.format(what="a database with something in it"))


def _look(asked: Asked) -> _Looked:
    records, picked = looking.records(asked.records, asked.identities)
    keys, with_keys = looking.keys(asked.keys, asked.identities, records)
    missing = looking.missing_keys(picked, with_keys)
    if missing and _at(keys) < _at(records):
        raise BackupRefused(looking.KEYS_OLDER.format(missing=len(missing)))
    log = None
    if not asked.without_endings:
        log = log_after(asked.folder, records, asked.identities)
        if not log.has(keys.seal):
            raise BackupRefused(LOG_TOO_SHORT)
    return _Looked(records, log, {number: seq for number, _, _, seq in picked.heads}, missing)


def _put_back(asked: Asked, where: place.Place, looked: _Looked, tell: Callable[[str], None]) -> Restored:
    tell("Putting the rows back ...")
    where.wipe()
    place.migrate_to(where, looked.records.migrations)
    with where.filling() as receiver:
        looking.whole(asked.records, asked.identities, Kind.RECORDS, _AndSpool(receiver), where.engine)
    keys_put_back.put_back(asked.keys, asked.identities)
    place.migrate_forward(where)
    restored = Restored(looked.records, rows=sum(part.rows for part in looked.records.parts))
    tell("Ending again what ended since ...")
    _end_again(looked, restored)
    restored.keys_of_nobody = keys_put_back.destroy_keys_of_nobody()
    tell("Proving the ledger and checking ...")
    restored.proved = checking.prove_ledger()
    restored.findings = _findings()
    return restored


def _findings() -> list[str]:
    try:
        return checking.findings()
    except Exception as error:  # the ledger holds: a check that breaks must not take away what is back
        return [f"not everything was looked at ({type(error).__name__}): run “hrm2m check”"]


def _end_again(looked: _Looked, restored: Restored) -> None:
    refs = sleepers.refs_by_number()
    endings = looked.log.after(looked.seqs) if looked.log else {}
    ended = {
        refs[number]: EndedSince(
            e.stops,
            e.bars,
            Stage(e.stage) if e.stage else None,
            datetime.fromisoformat(e.at) if e.at else None,
        )
        for number, e in endings.items()
    }
    # Her key is gone from a keystore that is newer than the records: she was forgotten, whatever the log has.
    for ref in looked.erased:
        before = ended.get(ref, EndedSince())
        ended[ref] = EndedSince(before.stops, before.bars, Stage.FORGOTTEN)
    areas = sleepers.areas_of(list(ended))
    for ref, what in ended.items():
        if whole.replay(by=machine_actor(areas[ref]), mother=ref, ended=what):
            restored.alone.append(ref)
    for area in sorted({*area_numbers(), *areas.values()}):
        whole.finish_forgetting(by=machine_actor(area))
        outreach.be_silent_after_a_copy(by=machine_actor(area))
    # An older keystore has keys of whoever was forgotten before the records were copied.
    for ref in sleepers.forgotten():
        forgetting.shred(ref, holding.KEPT_SEALED | holding.kept_for_court(ref))
    restored.ended_again = len(ended)


def _leave_nothing(where: place.Place) -> None:
    where.wipe()
    keys_put_back.take_away()
    for path in Path(settings.HRM2M_SPOOL).glob("*.age"):
        path.unlink()


def _at(manifest: Manifest) -> datetime:
    return datetime.fromisoformat(manifest.made_at)


class _AndSpool:
    """Fills the database, and the spool with what waited in it."""

    def __init__(self, database: Receiver) -> None:
        self._database = database
        self._in_spool = False

    def begin(self, table: Table) -> None:
        """See archive.Receiver."""
        self._in_spool = table == SPOOL
        if not self._in_spool:
            self._database.begin(table)

    def take(self, block: Block) -> None:
        """See archive.Receiver."""
        if not self._in_spool:
            self._database.take(block)
            return
        folder = Path(settings.HRM2M_SPOOL)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, sealed in msgspec.msgpack.decode(block.body, type=list[tuple[str, bytes]]):
            path = folder / Path(name).name
            path.touch(0o600)
            path.write_bytes(sealed)
