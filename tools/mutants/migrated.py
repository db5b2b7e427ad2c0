"""Keeps the migrated database of the tests, so that an import anew is not a migration anew; runs no test."""

import sqlite3
from pathlib import Path
from typing import Any

from django.core.management.commands import migrate
from django.db import connection

from tools.mutants.making import ROOT


def is_known_to_migrations(file: str) -> bool:
    """Whether a migration imports this file: a break in it may make another database."""
    module = ".".join(Path(file).relative_to("src").with_suffix("").parts)
    package, _, name = module.rpartition(".")
    ways = (module, f"from {package} import {name}")
    texts = [each.read_text() for each in (ROOT / "src" / "hrm2m").glob("*/migrations/*.py")]
    return any(way in text for way in ways for text in texts)


def keep_what_is_migrated(kept: Path) -> None:
    """From here on a migration of the test database is written down; the file appears when it is whole."""
    usual = migrate.Command.handle

    def handle(self: Any, *words: Any, **options: Any) -> Any:
        said = usual(self, *words, **options)
        writing = kept.with_suffix(".part")
        writing.unlink(missing_ok=True)
        copy = sqlite3.connect(writing)
        _living().backup(copy)
        copy.close()
        writing.rename(kept)
        return said

    migrate.Command.handle = handle  # type: ignore[method-assign]  # what makes a test database calls it


def take_what_is_kept(kept: Path) -> None:
    """From here on a migration of the test database copies what was written down."""

    def handle(*_words: Any, **_options: Any) -> None:
        copy = sqlite3.connect(kept)
        copy.backup(_living())
        copy.close()

    migrate.Command.handle = handle  # type: ignore[method-assign]  # what makes a test database calls it


def _living() -> sqlite3.Connection:
    connection.ensure_connection()
    living: sqlite3.Connection = connection.connection
    return living
