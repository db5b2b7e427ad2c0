"""The log of the web process: levels, fixed words, numbers, references and places in code; never a value."""

import logging
import traceback
from types import TracebackType


OWN = "hrm2m"


class Reference(str):
    """A word that may be logged: made by us at random, it says nothing about anybody."""

    __slots__ = ()


class QuietFormatter(logging.Formatter):
    """Writes the template of a line and what is safe of its values; of an error its kind and where it arose.

    A path holds refs, an error message may hold a name or a row, so neither is written.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One line, and for an error the places it came through."""
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {_words(record)}"
        status = getattr(record, "status_code", None)
        if isinstance(status, int):
            line += f" (status {status})"
        if record.exc_info and record.exc_info[1] is not None:
            line += "\n" + "\n".join(_chain(record.exc_info[1]))
        return line


def _words(record: logging.LogRecord) -> str:
    template = str(record.msg)
    if not record.args:
        # A line of another's without values may have been put together with them already.
        return template if record.name.split(".")[0] == OWN else "(words withheld)"
    values = record.args.values() if isinstance(record.args, dict) else record.args
    shown = tuple(_shown(value) for value in values)
    for mark in ("%d", "%i", "%r", "%f"):
        template = template.replace(mark, "%s")
    try:
        return template % shown
    except (TypeError, ValueError, KeyError):
        return template


def _shown(value: object) -> str:
    return str(value) if isinstance(value, int | float | Reference) else "…"


def _chain(error: BaseException) -> list[str]:
    lines = [f"  {type(error).__module__}.{type(error).__qualname__}", *_places(error.__traceback__)]
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return [*lines, "  because of", *_chain(cause)] if cause is not None else lines


def _places(trace: TracebackType | None) -> list[str]:
    return [f"    {frame.filename}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(trace)]
