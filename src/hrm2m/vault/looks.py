"""One look is one line: the same worker, page and purpose within 30 minutes leaves no second one."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import connection

from hrm2m.policy import Actor, Permission
from hrm2m.vault import models
from hrm2m.vault.keystore import keystore


ONE_LOOK = timedelta(minutes=30)
# Past the ORM: every page begins so. Only placeholders are put into these; every value goes through the driver.
# A clock that was put back must not hide a look.
RECENT = """SELECT mother FROM vault_look
  WHERE worker_id = %s AND page = %s AND mark = %s AND mother IN ({mothers}) AND at > %s AND at <= %s"""
NOTE = """INSERT INTO vault_look (worker_id, mother, page, mark, at) VALUES {rows}
  ON CONFLICT (mother, worker_id, page, mark) DO UPDATE SET at = EXCLUDED.at"""
ONE_ROW = "(%s,%s,%s,%s,%s)"


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
    if not mothers:
        return set()
    mark = look.mark(by)
    at, since = (connection.ops.adapt_datetimefield_value(time) for time in (now, now - ONE_LOOK))
    with connection.cursor() as cursor:
        of_these: list[Any] = [by.worker_id, look.page, mark, *mothers]
        cursor.execute(RECENT.format(mothers=",".join(["%s"] * len(mothers))), [*of_these, since, at])
        new = set(mothers).difference(mother for (mother,) in cursor.fetchall())
        if new:
            values: list[Any] = []
            for mother in sorted(new):
                values += [by.worker_id, mother, look.page, mark, at]
            cursor.execute(NOTE.format(rows=",".join([ONE_ROW] * len(new))), values)
    return new


def sweep(before: datetime) -> int:
    """Forgets looks older than `before`: the ledger keeps the lines."""
    return models.Look.objects.filter(at__lt=before).delete()[0]
