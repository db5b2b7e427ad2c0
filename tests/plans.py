"""How SQLite goes about what the code asks of one table, with the parameters it asks with; no claims of its own."""

from collections.abc import Callable
from typing import Any

from django.db import connection


def plans_on(table: str, act: Callable[[], object]) -> list[str]:
    """The plan of every statement of the act that reads the table, in order.

    With its parameters, as it is asked: SQLite passes some indexes by that it would take for the same words written
    out, above all an index on a condition that arrives as a parameter.
    """
    asked: list[tuple[str, Any]] = []

    def remember(execute: Callable[..., Any], sql: str, parameters: Any, *more: Any) -> Any:
        asked.append((sql, parameters))
        return execute(sql, parameters, *more)

    with connection.execute_wrapper(remember):
        act()
    return [_plan(sql, parameters) for sql, parameters in asked if table in sql and sql.startswith("SELECT")]


def _plan(sql: str, parameters: Any) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)
        return "; ".join(step for *_, step in cursor.fetchall())
