"""The page of what the worker process does again and again, from its own table."""

from datetime import timedelta

from hrm2m.commands.reference.markdown import code, table
from hrm2m.commands.working.recurring import RECURRING, Recurring


INTRODUCTION = """\
# What the worker process does

`hrm2m work` does each of these again and again; each is safe to do twice. It also sends the mail that waits. Hours are
on a clock in the UK. The source is `src/hrm2m/commands/working/recurring.py`.
"""


def page() -> str:
    """The whole page."""
    heads = ["what", "how often", "what is older than this goes", "where it is done"]
    return "\n".join([INTRODUCTION, table(heads, map(_row, RECURRING))])


def _row(line: Recurring) -> list[str]:
    often = f"every day at {line.at_hour:02}:00" if line.at_hour is not None else f"every {_span(line.every)}"
    return [line.name, often, _span(line.keep) if line.keep else "", code(line.function)]


def _span(span: timedelta) -> str:
    seconds = int(span.total_seconds())
    size, unit = next(
        (size, unit)
        for size, unit in ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second"))
        if seconds % size == 0
    )
    number = seconds // size
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
