"""The numbers of mothers near whom an actor stands, as a subquery written out for lists; only `standing` comes here."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL

from hrm2m.policy import Actor, Compartment, Ground
from hrm2m.vault.standing_rows import WORKS_WITH_HER


# Only names of our own and placeholders are put into these; every value goes through the driver. A worker's standings
# are asked for in two halves: each is found by its index; with an “or” every row of the area was walked.
OF_WORKER = """SELECT mother FROM vault_standing
  WHERE area = %s AND worker_id = %s AND since <= %s AND (until IS NULL OR until > %s) AND {which}"""
OF_AGENCY = """SELECT mother FROM vault_standing
  WHERE area = %s AND worker_id IS NULL AND agency_id = %s AND since <= %s AND (until IS NULL OR until > %s)
    AND {which}"""
# Whoever works with one of two people who are kept apart, and not with the other, is barred from the other.
KEPT_APART = """SELECT a.mother FROM vault_apart a
  WHERE a.until IS NULL AND a.area = %s AND a.since <= %s
    AND EXISTS (SELECT 1 FROM vault_standing s WHERE s.mother = a.other_mother AND s.worker_id = %s
      AND s.ground IN ({works}) AND s.since <= %s AND (s.until IS NULL OR s.until > %s))
    AND NOT EXISTS (SELECT 1 FROM vault_standing h WHERE h.mother = a.mother AND h.worker_id = %s
      AND h.ground IN ({works}) AND h.since <= %s AND (h.until IS NULL OR h.until > %s))"""


class Mothers(RawSQL):
    """Their numbers: for a subquery (`mother__in=…`), or read in a statement of its own."""

    def numbers(self) -> set[int]:
        """The numbers themselves; one statement."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.params)
            return {number for (number,) in cursor.fetchall()}


def near(by: Actor, grounds: Sequence[Ground], compartment: Compartment, now: datetime) -> Mothers:
    """On whom the actor stands on one of these grounds in this compartment."""
    which = f"compartment = %s AND ground IN ({','.join(['%s'] * len(grounds)) or 'NULL'})"
    wanted = [compartment.value, *(ground.value for ground in grounds)]
    at = connection.ops.adapt_datetimefield_value(now)
    of_worker = [by.area, by.worker_id, at, at, by.agency_id, *wanted]
    of_agency = [by.area, by.agency_id, at, at, *wanted]
    # Beside this “or” the worker's own index is taken, and not the longer one of the agency.
    here = f"(agency_id = %s OR ground = '{Ground.BLOCK.value}')"
    return _either(f"{here} AND {which}", which, [*of_worker, *of_agency])


def barred(by: Actor, now: datetime) -> Mothers:
    """Who barred the worker or the agency, or is known to the worker outside work, or is kept apart by others."""
    works = ",".join(f"'{ground.value}'" for ground in WORKS_WITH_HER)
    bar = f"ground = '{Ground.BLOCK.value}'"
    at = connection.ops.adapt_datetimefield_value(now)
    values: list[Any] = [by.area, by.worker_id, at, at, by.area, by.agency_id, at, at]
    values += [by.area, at, by.worker_id, at, at, by.worker_id, at, at]
    return _either(bar, bar, values, " UNION ALL " + KEPT_APART.format(works=works))


def _either(of_worker: str, of_agency: str, values: Sequence[Any], further: str = "") -> Mothers:
    halves = (OF_WORKER.format(which=of_worker), OF_AGENCY.format(which=of_agency))
    return Mothers(" UNION ALL ".join(halves) + further, values)
