"""What a word says where something outside it failed: one sentence, never a traceback.

A traceback of a database shows statements with their values, so of a failure only its kind and its place in code are
told.
"""

import sys
import traceback
from pathlib import Path


SOURCE = str(Path(__file__).resolve().parent.parent)


def sentence_of(error: Exception) -> str:
    """What to say and do about this failure; empty where it is a mistake of ours."""
    # Only what is loaded can have been raised: `cadence explain` knows neither Django nor the vault.
    if "django.db" in sys.modules:
        from django.db import DatabaseError, InterfaceError

        if isinstance(error, DatabaseError | InterfaceError):
            return _of_database(error)
    if "hrm2m.vault.errors" in sys.modules:
        from hrm2m.vault.errors import VaultError

        if isinstance(error, VaultError):
            return str(error)
    return _of_machine(error) if isinstance(error, OSError) else ""


def _of_machine(error: OSError) -> str:
    if not (error.strerror and error.filename):
        return ""
    return f"{error.filename}: {error.strerror}. Put that right, then try again."


def _of_database(error: Exception) -> str:
    from hrm2m.commands.watching import machine, records

    for look in (machine.disk, records.database, records.migrations):
        found = look()
        if not found.well:
            return f"{found.words} ({type(error).__name__}, {_place(error)})"
    return f"The database refused ({type(error).__name__}, {_place(error)}). “hrm2m status” says what is wrong with it."


def _place(error: Exception) -> str:
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(SOURCE)]
    return (
        f"{ours[-1].filename.removeprefix(SOURCE).lstrip('/')}:{ours[-1].lineno}"
        if ours
        else "nowhere of ours"
    )
