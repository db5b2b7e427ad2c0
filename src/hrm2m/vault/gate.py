"""The gate in the database: outside the door no query, of any kind, reaches a compartment's table.

SQLite: an authorizer on the connection, which allows reading and writing rows and nothing else. PostgreSQL: the login
role has no grant on those tables; the door takes a role that has, for one statement, and row-level security checks one
thing, the mothers this statement is about.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from hrm2m.policy import Compartment
from hrm2m.vault.errors import VaultError


_open: ContextVar[Compartment | None] = ContextVar("hrm2m_open_compartment", default=None)
_owner: ContextVar[bool] = ContextVar("hrm2m_owner_mode", default=False)
_owner_allowed = True

ROW_ACTIONS = {sqlite3.SQLITE_READ, sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE}
HARMLESS = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_TRANSACTION,
    sqlite3.SQLITE_SAVEPOINT,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_RECURSIVE,
}
NEVER_CHANGED = ("cmp_", "vault_line", "vault_seal", "sqlite_sequence")
NEVER_DELETED = {"vault_head", "vault_standing"}
NEVER_READ = {"sqlite_dbpage", "dbstat"}
PRAGMAS_READ = {
    "foreign_keys",
    "foreign_key_check",
    "table_info",
    "synchronous",
    "journal_mode",
    "secure_delete",
}
PRAGMAS_ABOUT_A_TABLE = {"foreign_key_check", "table_info"}
ON = {"on", "1", "yes", "true"}


def gate_role(compartment: Compartment) -> str:
    """The PostgreSQL role that may reach this compartment's table."""
    return f"hr_gate_{compartment.value}"


def stand_in_every_connection() -> None:
    """Puts the gate into each connection as it is made."""
    connection_created.connect(_stand, dispatch_uid="hrm2m-gate")


def _stand(sender: object, connection: BaseDatabaseWrapper, **_: object) -> None:
    if connection.vendor == "sqlite":
        raw = connection.connection
        raw.create_function("hrm2m_owner_mode", 0, lambda: int(_owner.get()))
        raw.set_authorizer(_judge)


def _judge(
    action: int, first: str | None, second: str | None, database: str | None, inner: str | None
) -> int:
    """SQLite asks this while it prepares a statement; what is not named here is refused."""
    if _owner.get() or action in HARMLESS:
        return sqlite3.SQLITE_OK
    if action in ROW_ACTIONS and first is not None:
        return _judge_row(action, first)
    if action == sqlite3.SQLITE_PRAGMA and _pragma_listed(first or "", second):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _pragma_listed(name: str, value: str | None) -> bool:
    if name not in PRAGMAS_READ:
        return False
    switched_on = name == "foreign_keys" and (value or "").lower() in ON
    return value is None or name in PRAGMAS_ABOUT_A_TABLE or switched_on


def _judge_row(action: int, table: str) -> int:
    changes = action in {sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE}
    if (changes and table.startswith(NEVER_CHANGED)) or table in NEVER_READ:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_DELETE and table in NEVER_DELETED:
        return sqlite3.SQLITE_DENY
    if not table.startswith("cmp_"):
        return sqlite3.SQLITE_OK
    opened = _open.get()
    allowed = opened is not None and table == f"cmp_{opened.value}_entry"
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def _judge_again() -> None:
    """Sets the authorizer anew, so that statements prepared under the old answer are prepared again."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        connection.connection.set_authorizer(_judge)


@contextmanager
def opened(compartment: Compartment, mothers: Sequence[int]) -> Iterator[None]:
    """Opens one compartment for these mothers, for the statement inside; only the vault calls this.

    Raises VaultError outside a transaction: what is opened without one has no line in the ledger.
    """
    if not connection.in_atomic_block:
        msg = "The gate opens inside a unit of the vault only."
        raise VaultError(msg)
    token = _open.set(compartment)
    try:
        _enter(compartment, mothers)
        yield
    finally:
        _open.reset(token)
        _leave()


def _enter(compartment: Compartment, mothers: Sequence[int]) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(*_taking(gate_role(compartment), mothers))
    else:
        _judge_again()


def _leave() -> None:
    if connection.vendor == "postgresql":
        _give_role_back()
    else:
        _judge_again()


def _give_role_back() -> None:
    # Past Django, which refuses any statement once it wants a rollback: the role must not wait for that. After an
    # error of the database itself PostgreSQL takes no statement either, and gives the role back with the rollback.
    raw = connection.connection
    if raw is not None and not raw.closed and raw.info.transaction_status.name == "INTRANS":
        raw.execute(*_taking("none", ()))


def _taking(role: str, mothers: Sequence[int]) -> tuple[str, list[str]]:
    names = ",".join(str(mother) for mother in mothers)
    return "SELECT set_config('role', %s, true), set_config('hrm2m.mothers', %s, true)", [role, names]


@contextmanager
def owner_mode() -> Iterator[None]:
    """The one exception: migrate, flush, restore, the invented area's loader and test set-up, on SQLite.

    On PostgreSQL these use the owner's own login. Refused in the web server and the worker process.
    """
    if not _owner_allowed:
        msg = "Owner mode is refused in this process."
        raise VaultError(msg)
    token = _owner.set(True)
    try:
        _judge_again()
        yield
    finally:
        _owner.reset(token)
        _judge_again()


def forbid_owner_mode() -> None:
    """Called once by the web server and the worker process: no way back in this process."""
    global _owner_allowed
    if _owner.get():
        msg = "Owner mode is on: a server does not start inside it."
        raise VaultError(msg)
    _owner_allowed = False
