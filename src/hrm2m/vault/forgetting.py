"""The end of forgetting: destroys the keys of a record that the ledger says is forgotten, and sweeps keys of nobody."""

from datetime import datetime

from django.db import transaction

from hrm2m.policy import Compartment
from hrm2m.policy.lifecycles import Stage
from hrm2m.vault.errors import KeystoreRefused, VaultError
from hrm2m.vault.keystore import HOUSE_SUBJECT, keystore
from hrm2m.vault.models import Head


FEW = 20
TENTH = 10


def shred(mother_ref: str, keep: frozenset[Compartment]) -> None:
    """Destroys the keys of a forgotten record; those of the compartments in `keep` are sealed away.

    Only after the ledger line that forgets her is committed: raises VaultError inside a transaction and for any
    record that is not forgotten. Twice is the same as once, so whoever was killed in between does it again.
    """
    if not _is_forgotten(mother_ref):
        msg = "This record is not forgotten: its keys stay."
        raise VaultError(msg)
    # First out of daily use, then gone: in no order of a crash is a kept compartment handed out again.
    keystore().seal_away(mother_ref, keep)
    keystore().destroy([mother_ref], frozenset(Compartment) - keep)


def _is_forgotten(mother_ref: str) -> bool:
    try:
        with transaction.atomic(durable=True):
            return Head.objects.filter(ref=mother_ref, stage=Stage.FORGOTTEN).exists()
    except RuntimeError as error:
        msg = "Keys are destroyed after the ledger line is committed, never inside its transaction."
        raise VaultError(msg) from error


def sweep_orphan_keys(before: datetime) -> int:
    """Destroys keys made before `before` for a record that was never written; answers for how many.

    Raises KeystoreRefused where they are too many to be accidents: then this is not the database of these keys.
    """
    subjects = set(keystore().subjects_made_before(before)) - {HOUSE_SUBJECT}
    orphans = subjects - set(Head.objects.values_list("ref", flat=True))
    if len(orphans) > max(FEW, len(subjects) // TENTH):
        msg = (
            f"{len(orphans)} of {len(subjects)} keys in the keystore belong to no record of this database. "
            "Nothing was swept: it may be the wrong database, or one put back from an old copy."
        )
        raise KeystoreRefused(msg)
    if orphans:
        keystore().destroy(sorted(orphans), Compartment)
    return len(orphans)
