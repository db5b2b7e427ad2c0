"""One look is one line: the same worker, page and purpose within 30 minutes leaves no second one."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from hrm2m.policy import Actor, Permission
from hrm2m.vault import models
from hrm2m.vault.keystore import keystore


ONE_LOOK = timedelta(minutes=30)


@dataclass(frozen=True)
class Look:
    """What is looked at, and why: the same of it, by the same worker in the same agency, is one look."""

    permission: Permission
    page: str
    purpose: str

    def mark(self, by: Actor) -> str:
        """One mark for one permission, agency and purpose: another compartment is another look."""
        said = f"{self.permission}|{by.agency_id}|{self.purpose}".encode()
        # Keyed: a reason typed in words could be guessed from a plain hash.
        return hmac.new(keystore().derive("look"), said, sha256).hexdigest()


def new_among(by: Actor, mothers: Sequence[int], look: Look, now: datetime) -> set[int]:
    """The mothers for whom this look needs a line, noted as looked at now; two statements at most."""
    mark = look.mark(by)
    recent = set(
        models.Look.objects.filter(
            mother__in=list(mothers),
            worker_id=by.worker_id,
            page=look.page,
            mark=mark,
            at__gt=now - ONE_LOOK,
            # A clock that was put back must not hide a look.
            at__lte=now,
        ).values_list("mother", flat=True)
    )
    new = [mother for mother in mothers if mother not in recent]
    if new:
        _note(by, new, look.page, mark, now)
    return set(new)


def _note(by: Actor, mothers: Sequence[int], page: str, mark: str, now: datetime) -> None:
    models.Look.objects.bulk_create(
        [models.Look(worker_id=by.worker_id, mother=m, page=page, mark=mark, at=now) for m in mothers],
        update_conflicts=True,
        unique_fields=["mother", "worker_id", "page", "mark"],
        update_fields=["at"],
    )


def sweep(before: datetime) -> int:
    """Forgets looks older than `before`: the ledger keeps the lines."""
    return models.Look.objects.filter(at__lt=before).delete()[0]
