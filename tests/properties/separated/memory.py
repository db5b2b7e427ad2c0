"""What was answered already from rows that are the same again: it is not asked a second time.

A page is made from the request, the clock, chance and what its statements found. The first three are the same in all
these worlds, and the fourth is looked at anew each time: while every statement finds the same rows, the page is the
same, and so is the number of its statements. Most pages that refuse a role end here: they asked who signed in, and
nothing of hers. A page that wrote, or went to the vault (whose keys lie in a file of their own), is asked in every
world; and some worlds are asked in full, where a page that was made from anything else shows.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection


Statement = tuple[str, Sequence[Any] | Mapping[str, Any] | None]
Found = list[tuple[Any, ...]]
OF_THE_VAULT = re.compile(r"\bvault_")


@dataclass(frozen=True)
class Answer:
    """One answer: what a worker sees, and what a watch on the database would see."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str
    statements: int


class Rows:
    """What statements find while nothing is written: the same one is executed once."""

    def __init__(self) -> None:
        self._found: dict[str, Found] = {}

    def of(self, statement: Statement) -> Found:
        """All rows, in their order."""
        sql, parameters = statement
        key = f"{sql} {parameters!r}"
        if key not in self._found:
            with connection.cursor() as cursor:
                cursor.execute(sql, parameters)
                self._found[key] = cursor.fetchall()
        return self._found[key]


@dataclass
class Memory:
    """The answers of some browsers, each with what it was made from; with `in_full` everything is asked again."""

    in_full: bool = False
    _kept: dict[str, tuple[Answer, list[tuple[Statement, Found]]]] = field(default_factory=dict)

    def of(self, request: str, rows: Rows) -> Answer | None:
        """The answer to this request, if every statement that it took finds what it found then."""
        return None if self.in_full else self._same(request, rows)

    def keep(self, request: str, answer: Answer, asked: Sequence[Statement], rows: Rows) -> None:
        """Remembers an answer that was read from plain rows alone."""
        known = self._same(request, rows)
        assert known in {None, answer}, f"{request.split()[0]}: the same rows, and another answer"
        if all(map(_only_reads_plain_rows, asked)):
            self._kept[request] = answer, [(statement, rows.of(statement)) for statement in asked]

    def _same(self, request: str, rows: Rows) -> Answer | None:
        if request not in self._kept:
            return None
        answer, made_from = self._kept[request]
        return answer if all(rows.of(statement) == found for statement, found in made_from) else None


def _only_reads_plain_rows(statement: Statement) -> bool:
    sql = statement[0]
    return sql.startswith("SELECT ") and "FOR UPDATE" not in sql and not OF_THE_VAULT.search(sql)
