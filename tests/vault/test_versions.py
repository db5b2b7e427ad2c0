"""What she said of an earlier version stands beside the one that corrects it; nobody else's reply does."""

from dataclasses import replace

import pytest

from hrm2m.foundation import clock
from hrm2m.policy import Category, Permission
from hrm2m.vault import door
from hrm2m.vault.entries import Draft, Reply
from hrm2m.vault.versions import with_earlier_replies
from tests.vault import notes
from tests.vault.notes import JO


pytestmark = pytest.mark.django_db(transaction=True)


def test_replies_to_every_version_stand_beside_each_that_came_after_it() -> None:
    mother = notes.begin()
    other = notes.log(mother, "other")
    reply(mother, other, "of the other")
    version = ""
    for number in range(3):
        with door.acting(by=JO, permission=Permission.CONTACT_LOG, mother=mother) as box:
            version = box.write(replace(notes.a_note(f"version {number}"), corrects=version))
        reply(mother, version, f"to {number}")
    with door.looking(by=JO, permission=Permission.MOTHER_SEE, mother=mother, page="p") as box:
        entries = box.entries(notes.Note)
    told = {
        entry.body.words: [one.body.words for one in entry.replies] for entry in with_earlier_replies(entries)
    }
    assert [*told] == [entry.body.words for entry in entries]
    assert told == {
        "version 2": ["to 0", "to 1", "to 2"],
        "version 1": ["to 0", "to 1"],
        "version 0": ["to 0"],
        "other": ["of the other"],
        "first": [],
    }
    newest = entries[:1]
    assert with_earlier_replies(newest) == newest, "what is not among them is not followed"


def reply(mother: str, about: str, words: str) -> None:
    with door.acting(by=JO, permission=Permission.REPLY_ADD, mother=mother) as box:
        box.write(Draft(Reply(words), Category.MY_WORDS, clock.now(), about=about))
