"""Proves, before anything is served, that the gate in the database stands and that the login cannot go round it."""

from collections.abc import Callable, Mapping

from django.db import DatabaseError, connection, transaction

from hrm2m.policy import Compartment
from hrm2m.vault import gate
from hrm2m.vault.errors import UnsafeStart
from hrm2m.vault.models import DRAWERS


SQLITE_PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
PLAIN = "Sign in with the plain login hr_app."

_ROLE = """
SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolreplication,
       EXISTS (SELECT 1 FROM pg_class WHERE relname ~ '^(cmp|vault)_' AND relkind IN ('r', 'p')
               AND pg_has_role(session_user, relowner, 'MEMBER')),
       EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname IN ('pg_read_all_data', 'pg_write_all_data')
               AND pg_has_role(session_user, r.oid, 'MEMBER'))
FROM pg_roles WHERE rolname = session_user
"""
_LEDGER = """
SELECT bool_or(has_table_privilege(session_user, name, 'UPDATE, DELETE, TRUNCATE'))
FROM unnest(%s::text[]) AS name
"""
_ROW_SECURITY = """
SELECT count(*) FROM pg_class
WHERE relname = ANY (%s::text[]) AND relkind = 'r' AND relrowsecurity AND relforcerowsecurity
"""


def prove_gate_stands() -> None:
    """Runs queries that must fail, and the same ones with the gate open, which must not; raises UnsafeStart."""
    for compartment, drawer in DRAWERS.items():
        look = drawer.objects.exists
        if _answers(look):
            msg = "The gate in the database does not stand: a bare query was answered."
            raise UnsafeStart(msg)
        if not _answers(look, compartment):
            msg = "The vault's own door does not open: bring the database up to date with “hrm2m migrate”."
            raise UnsafeStart(msg)


def _answers(look: Callable[[], bool], opened: Compartment | None = None) -> bool:
    try:
        with transaction.atomic():
            if opened is None:
                look()
            else:
                with gate.opened(opened, ()):
                    look()
    except DatabaseError:
        return False
    return True


def prove_login_is_plain() -> None:
    """On PostgreSQL: raises UnsafeStart if this login could go round the gate or rewrite the ledger."""
    if connection.vendor != "postgresql":
        return
    tables = [f"cmp_{compartment}_entry" for compartment in DRAWERS]
    mighty, owner, reads_all = _row(_ROLE)
    (rewrites,) = _row(_LEDGER, [["vault_line", "vault_seal", *tables]])
    (guarded,) = _row(_ROW_SECURITY, [tables])
    (isolation,) = _row("SHOW transaction_isolation")
    refusals = {
        f"The database login is a superuser, makes roles or bypasses row security. {PLAIN}": mighty
        or reads_all,
        f"The database login owns the vault's tables, or may become their owner. {PLAIN}": owner,
        f"The database login may change or delete lines of the ledger. {PLAIN}": rewrites,
        "Row security is off on a compartment's table. Run “hrm2m migrate” as the owner.": guarded
        != len(tables),
        "The database must read committed rows: set default_transaction_isolation back.": isolation
        != "read committed",
    }
    _refuse_first(refusals)


def prove_sqlite_is_durable() -> None:
    """On SQLite: reads back what the connection was told; raises UnsafeStart if it did not take."""
    if connection.vendor != "sqlite":
        return
    refusals = {
        f"SQLite did not take “{name}”: it says {_row(f'PRAGMA {name}')[0]!r}, not {value!r}.": (
            _row(f"PRAGMA {name}")[0] != value
        )
        for name, value in SQLITE_PRAGMAS.items()
    }
    _refuse_first(refusals)


def _refuse_first(refusals: Mapping[str, object]) -> None:
    for sentence, holds in refusals.items():
        if holds:
            raise UnsafeStart(sentence)


def _row(statement: str, values: list[list[str]] | None = None) -> tuple[object, ...]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row: tuple[object, ...] = cursor.fetchone()
    return row
