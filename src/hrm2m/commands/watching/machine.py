"""Looks at the keystore, the room on the disk, the spool and what was broken off on this machine."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from hrm2m.commands.watching.check import Check, Figure
from hrm2m.vault import readiness, spool
from hrm2m.vault import under_way as notes
from hrm2m.vault.errors import UnsafeStart, VaultError
from hrm2m.vault.keystore import keystore


LEAST_FREE_MEGABYTES = 1024
LEAST_FREE_PERCENT = 5
SPOOL_MAY_WAIT = timedelta(minutes=5)
"""The worker process files four times a minute. All three: policy_choice."""


def keys() -> Check:
    """Whether the keystore opens with the root key, and is nobody else's to read."""
    try:
        keystore().keys([])
        readiness.keystore_is_private(Path(settings.HRM2M_KEYSTORE))
    except VaultError as refusal:
        return Check("keystore", False, str(refusal))
    return Check("keystore", True, "it opens, and others cannot read it")


def disk() -> Check:
    """How much room is left where the data lie."""
    usage = shutil.disk_usage(settings.HRM2M_HOME)
    free, percent = usage.free // 2**20, 100 * usage.free // usage.total
    figures: dict[str, Figure] = {"free_megabytes": free, "free_percent": percent}
    words = f"{free} MB free ({percent} %) in {settings.HRM2M_HOME}"
    if free < LEAST_FREE_MEGABYTES or percent < LEAST_FREE_PERCENT:
        return Check("disk", False, f"Only {words}: make room before nothing can be saved.", figures)
    return Check("disk", True, words, figures)


def under_way() -> Check | None:
    """A restore or an upgrade that is not done: what stands in the database then says nothing. None usually."""
    try:
        notes.refuse()
    except UnsafeStart as refusal:
        return Check("under way", False, str(refusal))
    return None


def spooled(now: datetime) -> Check:
    """Danger that waits beside the record, and what no key opened."""
    folder = Path(settings.HRM2M_SPOOL)
    aside = len(list(folder.glob(f"*{spool.SET_ASIDE}")))
    figures: dict[str, Figure] = {"waiting": spool.waiting(), "unreadable": aside}
    if aside:
        words = f"{aside} messages of danger could not be opened: ask every worker what was raised, today."
        return Check("spool", False, words, figures)
    if any(now - _written(path) > SPOOL_MAY_WAIT for path in folder.glob(f"*{spool.SEALED}")):
        words = "Danger waits in the spool and nobody has been told. Start the worker process now."
        return Check("spool", False, words, figures)
    return Check("spool", True, f"{figures['waiting']} waiting", figures)


def _written(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
