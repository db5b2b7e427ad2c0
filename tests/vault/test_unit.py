"""A unit asks for the same heads as often as it likes, and what an act ends stands in the line of that act."""

import json

import pytest

from hrm2m.policy import Permission
from hrm2m.vault import door, ledger
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.models import Line
from tests.vault import notes
from tests.vault.notes import JO


pytestmark = pytest.mark.django_db(transaction=True)

NOBODY = 987_654


def lines_of(mother: str) -> list[dict[str, object]]:
    rows = Line.objects.filter(chain=notes.subject_of(mother).id).order_by("seq")
    return [json.loads(row.body) for row in rows]


def test_whoever_is_not_here_may_be_asked_for_twice_in_one_unit() -> None:
    numbers = [notes.subject_of(notes.begin()).id, NOBODY]
    with door.unit(by=JO):
        for _ in range(2):
            with door.looking_at_many(
                by=JO, permission=Permission.TODAY_SEE, mothers=numbers, page="p"
            ) as boxes:
                assert set(boxes.entries(notes.Note)) == {numbers[0]}


@pytest.mark.parametrize("before", range(4))
def test_what_an_act_ends_stands_in_its_own_line_however_many_were_decided_before(before: int) -> None:
    mother = notes.begin()
    notes.give_team(mother)
    with door.unit(by=JO, mothers=[HOUSE]):
        for _ in range(before):
            notes.log(mother)
        notes.end_team(mother)
    lines = lines_of(mother)
    assert len(lines) == 2 + before + 1
    assert [("stops" in line, line["result"]) for line in lines[2:]] == [
        *[(False, "allow")] * before,
        (True, "allow"),
    ]


def test_the_text_of_a_line_keeps_every_letter_as_it_is() -> None:
    assert ledger.canonical({"b": "Zoë", "a": [1, True]}) == '{"a":[1,true],"b":"Zoë"}'
