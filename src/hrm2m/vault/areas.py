"""Her record comes to another area of this installation: its head and the rows about her; no drawer is opened."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from hrm2m.foundation.models import Row
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Subject
from hrm2m.vault.grants import may_be_changed
from hrm2m.vault.models import StandingRow
from hrm2m.vault.unit import Unit


STAY = frozenset({"danger", "requests"})
"""What was raised or asked in the old area is answered there: its rows stay on the desk of whoever has it in hand."""


def show_in(box: Box, *, area: int, cause: str) -> None:
    """What `cause` gave a worker of another area is found by the lists of that area: decisions ask for none."""
    box.must_be_open()
    StandingRow.objects.filter(mother=box.mother_id, cause=cause, until=None).update(area=area)


def move_to(unit: Unit, box: Box, *, area: int) -> None:
    """From now on this is a record of that area, with what the lists of a worker and the worker process find it by.

    A drawer keeps the area in which each entry was written; nothing finds an entry by it.
    """
    unit.must_be_open()
    head = unit.heads[box.mother_id]
    head.area = area
    head.save(update_fields=["area"])
    box.subject = Subject(head.id, head.ref, head.area)
    for rows in _tables():
        rows.filter(mother=head.id).update(area=area)
    box.note(to_area=area)


def _tables() -> Iterator[QuerySet[Any]]:
    """Every table with rows about a mother that can be changed, without the drawers and what stays where it is."""
    for model in apps.get_models():
        meta = model._meta  # noqa: SLF001 - Django's public name
        moves = any(field.name == "mother" for field in meta.get_fields()) and may_be_changed(meta.db_table)
        if issubclass(model, Row) and moves and meta.app_label not in STAY:
            yield QuerySet(model)
