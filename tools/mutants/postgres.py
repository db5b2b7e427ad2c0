"""On PostgreSQL forks share one database: each lets go of what was connected and begins with it empty; runs no test."""

from typing import Any, cast

import pytest
from django.db import connection, connections
from django.test import TransactionTestCase
from pytest_django.plugin import blocking_manager_key


def let_go() -> None:
    """Before a fork: two processes cannot speak through one connection. SQLite's database lives in it and stays."""
    if connection.vendor == "postgresql":
        connections.close_all()


def begin_empty(config: pytest.Config) -> None:
    """In the fork: whoever was before may have ended in the middle of a test, with its rows committed."""
    if connection.vendor == "postgresql":
        with config.stash[blocking_manager_key].unblock():
            cast("Any", TransactionTestCase)._fixture_teardown(None)  # noqa: SLF001  what the tests end with themselves
