"""A command sent twice is done once; the same number with other words, or from somebody else, is a conflict."""

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor
from hrm2m.vault import commands
from hrm2m.vault.errors import CommandConflict, NotYours
from hrm2m.vault.models import CommandRow
from tests.vault import notes
from tests.vault.notes import JO, SAM, STRANGER


pytestmark = pytest.mark.django_db(transaction=True)

COMMAND = "abcdefgh234567abcdefgh2345"


def send(mother: str, words: bytes = b"body", by: Actor = JO, command: str = COMMAND) -> str:
    return commands.once(by=by, command_id=command, words=words, do=lambda: notes.log(mother, "said", by=by))


def test_the_same_command_is_done_once_and_answers_alike() -> None:
    mother = notes.begin()
    assert send(mother) == send(mother) == send(mother)
    assert notes.words_of(mother) == ["said", "first"]


def test_the_same_number_with_other_words_or_from_another_is_a_conflict() -> None:
    mother = notes.begin()
    notes.give_team(mother)
    send(mother)
    for by, words in ((JO, b"other"), (SAM, b"body")):
        with pytest.raises(CommandConflict):
            send(mother, words, by)
    assert notes.words_of(mother) == ["said", "first"]


@pytest.mark.parametrize(("first", "then"), [(JO, SAM), (SAM, JO)])
def test_nobody_is_answered_what_another_sent_whoever_of_the_two_is_longer_here(
    first: Actor, then: Actor
) -> None:
    mother = notes.begin()
    notes.give_team(mother)
    send(mother, by=first)
    with pytest.raises(CommandConflict):
        send(mother, by=then)
    assert notes.words_of(mother) == ["said", "first"]


def test_what_was_refused_may_be_sent_again_when_it_is_allowed() -> None:
    mother = notes.begin()
    with pytest.raises(NotYours):
        send(mother, by=STRANGER)
    assert not CommandRow.objects.exists()
    notes.give_team(mother, STRANGER)
    send(mother, by=STRANGER)
    assert notes.words_of(mother) == ["said", "first"]


def test_of_the_body_only_a_keyed_hash_is_kept() -> None:
    send(notes.begin(), b"handle=Robin&words=secret")
    row = CommandRow.objects.get()
    assert len(row.body_mark) == 64
    assert "secret" not in str(vars(row))


@pytest.mark.parametrize("number", ["", "short", "a" * 41, "a" * 25 + "\0", "a b" * 9, "é" * 26])
def test_a_number_that_is_not_ours_is_refused_in_words(number: str) -> None:
    with pytest.raises(BadInput, match="Open the page again"):
        send(notes.begin(), command=number)


def test_old_commands_are_swept() -> None:
    send(notes.begin())
    assert commands.sweep(clock.now().replace(year=2001)) == 0
    assert commands.sweep(clock.now()) == 1
