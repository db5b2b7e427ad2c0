"""No line, no access: when the ledger does not take a line, nothing is shown and nothing is saved."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError

from hrm2m.policy import Permission
from hrm2m.vault import commands, door
from hrm2m.vault.models import CommandRow, Head, Line
from tests.vault import notes
from tests.vault.notes import JO, MACHINE


pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.promise(7)]


def test_an_act_saves_nothing() -> None:
    mother = notes.begin()
    with notes.the_ledger_refuses(), pytest.raises(DatabaseError):
        notes.log(mother)
    assert notes.words_of(mother) == ["first"]
    notes.verified()


def test_a_beginning_leaves_no_record() -> None:
    with notes.the_ledger_refuses(), pytest.raises(DatabaseError):
        notes.begin()
    assert Head.objects.count() == 1
    assert Line.objects.count() == 0


def test_a_command_may_be_sent_again() -> None:
    mother = notes.begin()

    def sent() -> str:
        return commands.once(by=JO, command_id="c" * 26, words=b"x", do=lambda: notes.log(mother, "once"))

    with notes.the_ledger_refuses(), pytest.raises(DatabaseError):
        sent()
    assert CommandRow.objects.count() == 0
    assert sent() == sent()
    assert notes.words_of(mother) == ["once", "first"]


def looks(mother: str, shown: list[object]) -> None:
    with door.looking(by=JO, permission=Permission.MOTHER_SEE, mother=mother, page="p") as box:
        shown.append(box.entries(notes.Note))


def looks_at_many(mother: str, shown: list[object]) -> None:
    numbers = [notes.subject_of(mother).id]
    with door.looking_at_many(by=JO, permission=Permission.TODAY_SEE, mothers=numbers, page="p") as boxes:
        shown.append(boxes.entries(notes.Note))


def counts(mother: str, shown: list[object]) -> None:
    numbers = [notes.subject_of(mother).id]
    with door.machine(by=MACHINE, permission=Permission.DUE_REBUILD, mothers=numbers) as boxes:
        shown.append(boxes.entries(notes.Note))


@pytest.mark.parametrize("look", [looks, looks_at_many, counts])
def test_a_look_does_not_even_begin(look: Callable[[str, list[object]], None]) -> None:
    mother = notes.begin()
    shown: list[object] = []
    with notes.the_ledger_refuses(), pytest.raises(DatabaseError):
        look(mother, shown)
    assert shown == []
    look(mother, shown)
    assert len(shown) == 1
    notes.verified()
