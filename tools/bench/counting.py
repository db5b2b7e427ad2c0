"""Counts the statements that something takes, on either engine."""

from collections.abc import Callable
from typing import Any

from django.db import connection


def counted(act: Callable[[], object]) -> int:
    """How many statements `act` sends to the database."""
    number = 0

    def count(execute: Callable[..., Any], *arguments: Any) -> Any:
        nonlocal number
        number += 1
        return execute(*arguments)

    with connection.execute_wrapper(count):
        act()
    return number
