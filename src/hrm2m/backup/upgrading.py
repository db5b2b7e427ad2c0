"""Brings an installation up to this version with a copy at hand: migrated and found right, or back to the copy."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from hrm2m.backup import age, checking, copying, looking, place, signing
from hrm2m.backup.archive import Block, Receiver, Table
from hrm2m.backup.errors import BackupRefused
from hrm2m.backup.folder import Folder, Kind
from hrm2m.policy.facts import machine_actor
from hrm2m.records.agencies.reaching import area_numbers
from hrm2m.records.outreach import actions as outreach
from hrm2m.vault import sealing, under_way
from hrm2m.vault.errors import VaultError
from hrm2m.vault.key_files import write_new


WHAT = "upgrade"
COPY = "upgrade-copy"
KEY = "key.sealed"
NEWER = (
    "This database was brought up by a newer version: it has {name}, which this software does not know. Use that "
    "version. Nothing was changed."
)
WENT_BACK = (
    "The upgrade did not work ({why}). Everything is back as it was before: go on with the version you had."
)


def upgrade(tell: Callable[[str], None]) -> list[str]:
    """Migrates, and answers how the ledger was proved; raises BackupRefused where in the end nothing changed."""
    copying.must_be_installed()
    with under_way.alone():
        return _upgrade(place.here(), tell)


def _upgrade(where: place.Place, tell: Callable[[str], None]) -> list[str]:
    if under_way.what_is() == WHAT:
        tell("An upgrade was broken off here. Going back to its copy first ...")
        _go_back(where)
    under_way.refuse()
    unknown = place.unknown_among(place.applied(where))
    if unknown:
        raise BackupRefused(NEWER.format(name=f"{unknown[0][0]} {unknown[0][1]}"))
    # From here on no server starts, so nothing can be written after the copy and lost by going back to it.
    under_way.begin(WHAT)
    try:
        proved, something_to_do = _made_ready(where, tell)
        wrong_before = _wrong_before(tell) if something_to_do else set()
        if something_to_do:
            tell("Copying ...")
            _make_copy()
    except BaseException:
        _drop_copy()
        under_way.end()
        raise
    if something_to_do:
        return _migrate_or_go_back(where, wrong_before, tell)
    under_way.end()
    tell("The database is at this version already.")
    return proved


def _made_ready(where: place.Place, tell: Callable[[str], None]) -> tuple[list[str], bool]:
    where.must_be_still()
    return checking.prove_ledger(), _something_to_do(where)


def _wrong_before(tell: Callable[[str], None]) -> set[str]:
    """What “hrm2m check” names already: a person puts it right, and no upgrade waits for it."""
    try:
        found = checking.findings()
    except DatabaseError:
        # This version cannot look before it migrated: then whatever is found afterwards counts.
        return set()
    for line in found:
        tell(line)
    if found:
        tell("It was so before, and is no reason to go back.")
    return set(found)


def _migrate_or_go_back(where: place.Place, wrong_before: set[str], tell: Callable[[str], None]) -> list[str]:
    try:
        tell("Migrating ...")
        place.migrate_forward(where)
        # A version may bring another rule: the lists are counted by it at once, not only at night.
        for area in area_numbers():
            outreach.rebuild_due(by=machine_actor(area))
        tell("Proving the ledger and checking ...")
        proved = checking.prove_ledger()
        findings = [line for line in checking.findings() if line not in wrong_before]
        if findings:
            raise BackupRefused(findings[0])
    except Exception as error:
        why = str(error) if isinstance(error, BackupRefused | VaultError) else type(error).__name__
        tell("It did not work. Going back to the copy ...")
        _go_back(where)
        raise BackupRefused(WENT_BACK.format(why=why)) from error
    under_way.end()
    _drop_copy()
    return proved


def _make_copy() -> None:
    """The same archive as any copy, beside the data, sealed to a key that only the root key opens."""
    _drop_copy()
    private, public = age.new_pair()
    sealed = sealing.seal(signing.upgrade_key(), private.encode(), WHAT.encode())
    _folder().path.mkdir(mode=0o700, parents=True)
    write_new(_folder().path / KEY, sealed.hex(), 0o600)
    copying.copy_records(_folder(), age.recipients_in(public))


def _go_back(where: place.Place) -> None:
    if not _folder().copies(Kind.RECORDS):
        # It was broken off before its copy was whole, so before anything was migrated.
        under_way.end()
        return
    sealed = bytes.fromhex((_folder().path / KEY).read_text("ascii"))
    private = sealing.unseal(signing.upgrade_key(), sealed, WHAT.encode()).decode()
    identities = age.identities_in(private)
    archive = _folder().newest(Kind.RECORDS).path
    # Looked through once more before anything is taken away.
    copied = looking.whole(archive, identities, Kind.RECORDS, looking.Picked(where.engine), where.engine)
    where.wipe()
    place.migrate_to(where, copied.migrations)
    with where.filling() as receiver:
        looking.whole(archive, identities, Kind.RECORDS, _WithoutSpool(receiver), where.engine)
    checking.prove_ledger()
    under_way.end()
    _drop_copy()


def _drop_copy() -> None:
    folder = _folder().path
    for path in [*folder.glob("*/*"), *(path for path in folder.glob("*") if path.is_file())]:
        path.unlink()
    for path in [*folder.glob("*"), folder]:
        if path.is_dir():
            path.rmdir()


def _folder() -> Folder:
    return Folder(Path(settings.HRM2M_HOME) / COPY)


def _something_to_do(where: place.Place) -> bool:
    with where.as_owner():
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


class _WithoutSpool:
    """Fills the database; what waits in the spool was never taken away."""

    def __init__(self, database: Receiver) -> None:
        self._database = database
        self._in_spool = False

    def begin(self, table: Table) -> None:
        """See archive.Receiver."""
        self._in_spool = table == copying.SPOOL
        if not self._in_spool:
            self._database.begin(table)

    def take(self, block: Block) -> None:
        """See archive.Receiver."""
        if not self._in_spool:
            self._database.take(block)
