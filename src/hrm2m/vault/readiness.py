"""What must hold before the web server or the worker process starts; each refusal is a sentence."""

import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from hrm2m.policy import Compartment
from hrm2m.policy.lifecycles import Stage
from hrm2m.vault import gate, gate_proof, spool, under_way
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import KeystoreRefused, UnsafeStart
from hrm2m.vault.key_files import OTHERS
from hrm2m.vault.keystore import keystore
from hrm2m.vault.models import Head


BATCH = 500
OLDER = (
    "The database is not at this version: {missing} migrations are missing. Stop every server and worker process and "
    "run “hrm2m upgrade”, which copies first; on a database with nothing in it “hrm2m migrate”."
)
NEWER = "The database was brought up by a newer version: it has {name}, which is not known here. Start that version."


def refuse_unsafe_start() -> None:
    """Raises UnsafeStart with the first thing that is unsafe, and what to do; else owner mode is over for good."""
    under_way.refuse()
    _no_debug()
    try:
        keystore()
        spool.prove_keys_fit()
        keystore_is_private(Path(settings.HRM2M_KEYSTORE))
        gate_proof.prove_sqlite_is_durable()
        _database_is_of_this_version()
        gate_proof.prove_login_is_plain()
        gate_proof.prove_gate_stands()
        _no_key_is_missing()
    except KeystoreRefused as refusal:
        raise UnsafeStart(str(refusal)) from refusal
    except DatabaseError as error:
        msg = f"The database cannot be used ({type(error).__name__}). Is it there, and brought up by “hrm2m migrate”?"
        raise UnsafeStart(msg) from error
    finally:
        connection.close()
    gate.forbid_owner_mode()


def _database_is_of_this_version() -> None:
    executor = MigrationExecutor(connection)
    loader = executor.loader
    missing = len(executor.migration_plan(loader.graph.leaf_nodes()))
    if missing:
        raise UnsafeStart(OLDER.format(missing=missing))
    unknown = sorted(set(loader.applied_migrations) - set(loader.graph.nodes))
    if unknown:
        raise UnsafeStart(NEWER.format(name=" ".join(unknown[0])))


def _no_debug() -> None:
    # No setting of ours turns it on: only somebody's own settings can.
    if settings.DEBUG:
        msg = (
            "DEBUG is on: each error would show what is written about a mother. "
            "Take it out of the settings; nothing here needs it."
        )
        raise UnsafeStart(msg)


def keystore_is_private(path: Path) -> None:
    """Raises UnsafeStart if others on this machine can read the keystore."""
    if stat.S_IMODE(path.stat().st_mode) & OTHERS:
        msg = "The keystore can be read by others on this machine. Set its file to mode 0600."
        raise UnsafeStart(msg)


def _no_key_is_missing() -> None:
    """A record without its key is a keystore older than the data: nobody may write on as if she were forgotten."""
    for refs in _in_batches():
        found = keystore().keys([(ref, Compartment.GENERAL) for ref in refs])
        missing = len(refs) - len(found)
        if missing:
            msg = (
                f"The keystore is older than the data: it lacks the keys of {missing} records. "
                "Put back its newest copy; do not make a new one."
            )
            raise UnsafeStart(msg)


def _in_batches() -> Iterator[Sequence[str]]:
    heads = Head.objects.exclude(id=HOUSE).exclude(stage=Stage.FORGOTTEN)
    refs = list(heads.order_by("id").values_list("ref", flat=True))
    for start in range(0, len(refs), BATCH):
        yield refs[start : start + BATCH]
