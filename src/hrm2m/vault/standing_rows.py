"""Reads one actor's standings in one statement, past the ORM: every decision begins so; only `standing` comes here."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
from django.db import connection

from hrm2m.policy import Actor, Category, Compartment, Ground, Standing


WORKS_WITH_HER = (Ground.BRIDGE, Ground.COVER, Ground.TEAM, Ground.TREATING, Ground.AGREED)
"""On these grounds a person works with her, by her yes; two people who are kept apart share nobody on them."""
COLUMNS = "mother, ref, worker_id, agency_id, compartment, ground, purpose, categories, since, until"
# Only names of our own and placeholders are put into these; every value goes through the driver.
IN_FORCE = """SELECT {columns} FROM vault_standing
  WHERE mother IN ({mothers}) AND since <= %s AND (until IS NULL OR until > %s) AND {of_actor}"""
OF_WORKER = """ground <> %s AND
  ((agency_id = %s AND (worker_id = %s OR worker_id IS NULL)) OR (worker_id = %s AND ground = %s))"""
OF_HERSELF = "ground = %s AND purpose = %s"
# Whoever works with one of two people who are kept apart, and not with the other, is barred from the other. The cross
# join keeps SQLite from beginning with every standing of the area: the few who are kept apart come first.
KEPT_APART = """ UNION ALL SELECT a.mother, s.ref, s.worker_id, s.agency_id, s.compartment, '{block}', s.purpose,
    s.categories, s.since, s.until
  FROM vault_apart a CROSS JOIN vault_standing s
  WHERE s.mother = a.other_mother AND a.mother IN ({mothers}) AND a.since <= %s AND (a.until IS NULL OR a.until > %s)
    AND s.worker_id = %s AND s.ground IN ({works}) AND s.since <= %s AND (s.until IS NULL OR s.until > %s)
    AND NOT EXISTS (SELECT 1 FROM vault_standing h WHERE h.mother = a.mother AND h.worker_id = %s
      AND h.ground IN ({works}) AND h.since <= %s AND (h.until IS NULL OR h.until > %s))"""


def standings_of(by: Actor, mothers: Sequence[int], now: datetime) -> dict[int, tuple[Standing, ...]]:
    """The actor's standings on these mothers that are in force at `now`, by mother: the twin of `Standing.is_of`."""
    if not mothers:
        return {}
    places = ",".join(["%s"] * len(mothers))
    at = connection.ops.adapt_datetimefield_value(now)
    of_actor = OF_HERSELF if by.way_in else OF_WORKER
    statement = IN_FORCE.format(columns=COLUMNS, mothers=places, of_actor=of_actor)
    values = [*mothers, at, at, *_of_actor(by)]
    if not by.way_in:
        works = ",".join(f"'{ground.value}'" for ground in WORKS_WITH_HER)
        statement += KEPT_APART.format(block=Ground.BLOCK.value, mothers=places, works=works)
        values += [*mothers, at, at, by.worker_id, at, at, by.worker_id, at, at]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows = cursor.fetchall()
    found: dict[int, list[Standing]] = {}
    for mother, *fact in rows:
        found.setdefault(mother, []).append(_as_fact(*fact))
    return {mother: tuple(standings) for mother, standings in found.items()}


def _of_actor(by: Actor) -> list[int | str]:
    if by.way_in:
        return [Ground.OWN, by.way_in]
    return [Ground.OWN, by.agency_id, by.worker_id, by.worker_id, Ground.BLOCK]


def _as_fact(
    ref: str,
    worker_id: int | None,
    agency_id: int | None,
    compartment: str,
    ground: str,
    purpose: str,
    categories: Any,
    since: datetime,
    until: datetime | None,
) -> Standing:
    # SQLite gives times without a zone and PostgreSQL in the zone of the connection: both are UTC.
    return Standing(
        ref,
        worker_id,
        agency_id,
        Compartment(compartment),
        Ground(ground),
        since.replace(tzinfo=UTC),
        until.replace(tzinfo=UTC) if until else None,
        frozenset(map(Category, msgspec.json.decode(categories))) if categories != "[]" else frozenset(),
        purpose,
    )
