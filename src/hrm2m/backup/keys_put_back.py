"""Puts a keystore back from its copy, and destroys in it what must not come back."""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from hrm2m.backup import age, looking, sqlite_rows
from hrm2m.backup.folder import Kind
from hrm2m.policy import Compartment
from hrm2m.vault import sleepers
from hrm2m.vault.keystore import HOUSE_SUBJECT, forget_opened_keystores, keystore


def are_there() -> bool:
    """Whether a keystore lies here with a key in it; whoever only asks for the status makes one without."""
    path = Path(settings.HRM2M_KEYSTORE)
    return path.exists() and not sqlite_rows.has_no_rows(path, ("dek", "kek"))


def put_back(path: Path, identities: Sequence[age.Identity]) -> None:
    """Fills a new keystore from the archive at `path`."""
    take_away()
    keystore().close()  # it is there now, with its tables, and nobody has it open
    with sqlite_rows.filling(Path(settings.HRM2M_KEYSTORE)) as file:
        looking.whole(path, identities, Kind.KEYS, file, "sqlite")
    forget_opened_keystores()


def take_away() -> None:
    """Deletes the keystore that an unfinished restore put here."""
    forget_opened_keystores()
    path = Path(settings.HRM2M_KEYSTORE)
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def destroy_keys_of_nobody() -> int:
    """Destroys the keys of records that are not in this copy: they open nothing here; answers how many records."""
    refs = set(sleepers.refs_by_number().values())
    nobody = sorted(set(keystore().subjects()) - refs - {HOUSE_SUBJECT})
    if nobody:
        keystore().destroy(nobody, Compartment)
    return len(nobody)
