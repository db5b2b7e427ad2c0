"""The newest of each mother are those that nothing corrects, with their replies, in the same statements."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hrm2m.foundation import clock
from hrm2m.policy import Category, Compartment, Permission
from hrm2m.vault import door
from hrm2m.vault.ahead import Ahead
from hrm2m.vault.entries import Draft, Reply
from tests.vault import notes
from tests.vault.notes import JO, Note


pytestmark = pytest.mark.django_db(transaction=True)


def write(mother: str, words: str, days_ago: int = 0, corrects: str = "") -> str:
    draft = replace(
        notes.a_note(words), happened_at=clock.now() - timedelta(days=days_ago), corrects=corrects
    )
    with door.acting(by=JO, permission=Permission.CONTACT_LOG, mother=mother) as box:
        return box.write(draft)


def newest_of(mothers: Sequence[str], newest: int) -> list[list[str]]:
    numbers = [notes.subject_of(mother).id for mother in mothers]
    with door.looking_at_many(by=JO, permission=Permission.TODAY_SEE, mothers=numbers, page="today") as boxes:
        found = boxes.entries(Note, newest=newest)
    return [[entry.body.words for entry in found[number]] for number in numbers]


def test_each_mother_gives_as_many_as_were_asked_for_newest_first() -> None:
    one, other = notes.begin(words="begun"), notes.begin(words="also begun")
    for day in range(5):
        write(one, f"day {day}", days_ago=day + 1)
    assert newest_of([one, other], 2) == [["begun", "day 0"], ["also begun"]]


def test_what_was_corrected_to_long_ago_is_not_the_newest() -> None:
    mother = notes.begin(words="begun")
    wrong = write(mother, "wrong day")
    for day in range(5):
        write(mother, f"day {day}", days_ago=day + 1)
    write(mother, "right day", days_ago=90, corrects=wrong)
    assert newest_of([mother], 2) == [["begun", "day 0"]]
    assert newest_of([mother], 99)[0][-1] == "right day"


def test_replies_come_with_the_newest_and_cost_no_statement() -> None:
    mother = notes.begin()
    beside = notes.log(mother)

    def statements() -> int:
        with CaptureQueriesContext(connection) as spent:
            newest_of([mother], 1)
        return len(spent)

    newest_of([mother], 1)
    without = statements()
    reply = Draft(Reply("not so"), Category.MY_WORDS, clock.now(), about=beside)
    with door.acting(by=JO, permission=Permission.REPLY_ADD, mother=mother) as box:
        box.write(reply)
    assert statements() == without
    with door.looking(by=JO, permission=Permission.MOTHER_SEE, mother=mother, page="mother") as box:
        (entry,) = box.entries(Note, newest=1)
    assert [side.body.words for side in entry.replies] == ["not so"]


def test_what_was_read_ahead_is_what_the_drawer_answers_and_costs_no_statement() -> None:
    mother = notes.begin(words="begun")
    wrong = write(mother, "wrong day")
    write(mother, "right day", days_ago=90, corrects=wrong)
    with door.looking(by=JO, permission=Permission.MOTHER_SEE, mother=mother, page="mother") as box:
        everything, newest = box.entries(Note), box.entries(Note, newest=1)
        box.ahead = Ahead((Note, Reply), box.entries(Note, Reply))
        with CaptureQueriesContext(connection) as spent:
            assert (box.entries(Note), box.entries(Note, newest=1)) == (everything, newest)
        assert len(spent) == 0


def test_what_was_not_read_ahead_is_asked_of_the_drawer() -> None:
    mother = notes.begin(words="begun")
    with door.looking(by=JO, permission=Permission.MOTHER_SEE, mother=mother, page="mother") as box:
        ahead = Ahead((Note,), box.entries(Note))
        box.ahead = ahead
        with CaptureQueriesContext(connection) as spent:
            assert [entry.body.words for entry in box.entries(Note)] == ["begun"]
        assert len(spent) == 0, "just what was read ahead"
    assert ahead.of([Note, Reply], Compartment.GENERAL, None) is None
    elsewhere = [where for where in Compartment if where is not Compartment.GENERAL]
    assert [ahead.of([Note], where, None) for where in elsewhere] == [None] * len(elsewhere)


def test_a_box_that_writes_never_answers_from_what_was_read_ahead() -> None:
    mother = notes.begin(words="begun")
    with door.acting(by=JO, permission=Permission.CONTACT_LOG, mother=mother) as box:
        box.ahead = Ahead((Note,), box.entries(Note))
        box.write(notes.a_note("written since"))
        assert {entry.body.words for entry in box.entries(Note)} == {"begun", "written since"}
