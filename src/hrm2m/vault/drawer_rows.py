"""Reads rows of one drawer in one statement, past the ORM, still sealed; only `drawers` comes here."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db import connection

from hrm2m.policy import Compartment
from hrm2m.vault import gate
from hrm2m.vault.entries import HeldBackBefore, Reply, Showing


class SealedRow(NamedTuple):
    """One row as it lies in its drawer."""

    id: int
    ref: str
    mother: int
    kind: str
    category: str
    basis: str
    by_id: int
    about: str
    corrects: str
    sealed: bytes
    happened_at: datetime
    written_at: datetime
    held_until: datetime | None


COLUMNS = ",".join(SealedRow._fields)
BESIDE = (Reply.KIND, Showing.KIND, HeldBackBefore.KIND)
"""What is read with every entry, whatever is asked for: her side, and what was decided about showing it to her."""

# Only names of our own and placeholders are put into these; every value goes through the driver.
# Only what stands beside one of these: every further row of a drawer that is fetched costs as much as one of these.
READ = """WITH wanted AS (SELECT {columns} FROM {table} WHERE {wanted})
  SELECT {columns} FROM wanted UNION ALL
  SELECT {columns} FROM {table} WHERE mother IN ({mothers}) AND kind IN ({beside})
    AND about IN (SELECT ref FROM wanted) AND id NOT IN (SELECT id FROM wanted)
  ORDER BY happened_at DESC, id DESC"""
OF_ANY = "(mother IN ({mothers}))"
OF_KINDS = "(mother IN ({mothers}) AND kind IN ({kinds}))"
WITH_REFS = "(mother IN ({mothers}) AND kind IN ({kinds}) AND ref IN ({refs}))"
NEWEST = """id IN (
  SELECT id FROM (
    SELECT id, row_number() OVER (PARTITION BY mother ORDER BY happened_at DESC, id DESC) AS place
    FROM {table} WHERE mother IN ({mothers}) AND kind IN ({kinds})
    AND ref NOT IN (SELECT corrects FROM {table} WHERE mother IN ({mothers}) AND kind IN ({kinds}))
  ) AS standing WHERE place <= %s
)"""


def sealed_rows(
    mothers: Sequence[int],
    compartment: Compartment,
    kinds: Sequence[str] | None,
    newest: int | None = None,
    refs: Sequence[str] | None = None,
) -> list[SealedRow]:
    """The rows of these kinds and whatever stands beside one of them, newest first; the gate is open for this only.

    Without `kinds` those of every kind. `newest` bounds the rows of each mother, apart from what stands beside, to the
    newest of those that nothing corrects.
    """
    wanted = OF_KINDS if kinds is not None else OF_ANY
    values: list[Any] = [*mothers, *(kinds or ())]
    if refs is not None:
        wanted, values = WITH_REFS, [*values, *refs]
    elif newest is not None:
        wanted, values = NEWEST, [*values, *values, newest]
    names = {
        "columns": COLUMNS,
        "table": f"cmp_{compartment.value}_entry",
        "mothers": _places(mothers),
        "kinds": _places(kinds or ()),
        "refs": _places(refs or ()),
        "beside": _places(BESIDE),
    }
    statement = READ.format(wanted=wanted.format(**names), **names)
    with gate.opened(compartment, mothers), connection.cursor() as cursor:
        cursor.execute(statement, [*values, *mothers, *BESIDE])
        return [_row(found) for found in cursor.fetchall()]


def _places(values: Sequence[object]) -> str:
    # An empty list is no SQL; nothing is equal to NULL.
    return ",".join(["%s"] * len(values)) or "NULL"


def _row(values: tuple[Any, ...]) -> SealedRow:
    *readable, happened_at, written_at, held_until = values
    times = (_in_utc(happened_at), _in_utc(written_at), held_until and _in_utc(held_until))
    return SealedRow._make((*readable, *times))


def _in_utc(at: datetime) -> datetime:
    # SQLite gives times without a zone and PostgreSQL in the zone of the connection: both are UTC.
    return at.replace(tzinfo=UTC)
