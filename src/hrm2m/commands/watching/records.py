"""Looks at the database, its migrations, its areas, the seals of the ledger and the late promises."""

from datetime import datetime, timedelta

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from hrm2m.commands.watching.check import Check, since, stamp
from hrm2m.records.agencies.reaching import area_numbers
from hrm2m.records.clocks import queries as clocks
from hrm2m.vault import gate_proof, pulse
from hrm2m.vault.errors import UnsafeStart


SEALS_MAY_LAG = timedelta(minutes=5)
"""Five times what the worker process takes; policy_choice."""


def database() -> Check:
    """Whether the database answers at all."""
    engine = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}[connection.vendor]
    figures = {"engine": engine}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        words = f"{engine} does not answer ({type(error).__name__}). Is it running, and is HRM2M_DATABASE_URL right?"
        return Check("database", False, words, figures)
    return Check("database", True, f"{engine} answers", figures)


def migrations() -> Check:
    """Whether the database stands where this version wants it."""
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    known = set(executor.loader.graph.nodes)
    newer = len(set(executor.loader.applied_migrations) - known) if not missing else 0
    figures = {"missing": missing, "unknown": newer}
    if missing:
        words = f"{missing} migrations are missing. Run “hrm2m migrate” on a new one, else “hrm2m upgrade”."
        return Check("migrations", False, words, figures)
    if newer:
        words = f"{newer} migrations are of a newer version than this one. Run the newer version."
        return Check("migrations", False, words, figures)
    return Check("migrations", True, "none is missing", figures)


def login() -> Check:
    """Whether the login of the server could go round the gate or rewrite the ledger."""
    try:
        gate_proof.prove_login_is_plain()
    except UnsafeStart as refusal:
        return Check("login", False, str(refusal))
    return Check("login", True, "it cannot go round the gate or change the ledger")


def areas() -> Check:
    """Whether there is an area: without one the worker process tells nobody of anything."""
    count = len(area_numbers())
    if not count:
        return Check(
            "area", False, "There is no area yet. Make it: hrm2m area new NAME --nation …", {"count": 0}
        )
    return Check("area", True, f"{count} here", {"count": count})


def ledger(now: datetime) -> Check:
    """Whether what was written is sealed soon; the ledger itself is proved by `hrm2m ledger verify`."""
    sealed, unsealed = pulse.sealed_at(), pulse.unsealed_since()
    figures = {"sealed_at": stamp(sealed), "unsealed_since": stamp(unsealed)}
    last = f"last sealed {since(sealed, now)}" if sealed else "never sealed yet"
    if unsealed and now - unsealed > SEALS_MAY_LAG:
        words = f"Lines of {since(unsealed, now)} are not sealed ({last}). Is the worker process running?"
        return Check("ledger", False, words, figures)
    return Check("ledger", True, last, figures)


def promises(now: datetime) -> Check:
    """How many promises are late; people are told of them by the worker process, so nobody must look here."""
    late = sum(clocks.count_late(area, now) for area in area_numbers())
    return Check("promises", True, f"{late} late", {"late": late})
