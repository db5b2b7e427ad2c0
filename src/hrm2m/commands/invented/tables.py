"""A table as the copier sees it: its name, its columns without the number, and their kinds in this database."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection, models

from hrm2m.vault.models import Drawer, Look


@dataclass(frozen=True)
class Table:
    """The columns that are written: all but the number, which the database gives."""

    name: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...]

    def place_of(self, column: str) -> int:
        """Which of the columns this is."""
        return self.columns.index(column)


@cache
def table_of(model: type[models.Model]) -> Table:
    """The table of a model; in this code a column is named as its attribute is."""
    fields = [field for field in _meta(model).concrete_fields if not field.primary_key]
    return Table(
        _meta(model).db_table,
        tuple(str(field.column) for field in fields),
        tuple(str(field.db_type(connection)) for field in fields),
    )


def that_name_a_mother() -> list[type[Any]]:
    """The models with a column `mother`, but for the drawers, and for looks: nobody has looked at a copy yet."""
    found = [model for model in apps.get_models() if "mother" in table_of(model).columns]
    return [model for model in found if not issubclass(model, Drawer | Look)]


def hanging_on(model: type[models.Model], rows: Sequence[models.Model]) -> str:
    """The name of a table with rows that hang on these, or nothing."""
    for relation in _meta(model).related_objects:
        of_others: Any = relation.related_model
        if rows and of_others.objects.filter(**{f"{relation.field.name}__in": rows}).exists():
            return table_of(of_others).name
    return ""


def prepared(row: models.Model, column: str) -> Any:
    """A value of a row as this database takes it."""
    return _meta(type(row)).get_field(column).get_db_prep_save(getattr(row, column), connection)


def _meta(model: type[models.Model]) -> Any:
    return model._meta  # noqa: SLF001 - Django's own name for what a table is made of, documented as public
