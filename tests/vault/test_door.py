"""The door opens what the policy allows, writes a line for it, and answers strangers as it answers nonsense."""

from datetime import timedelta

import pytest

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Category, Ground, Permission, Role
from hrm2m.vault import door
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.entries import Body, Draft, Reply
from hrm2m.vault.errors import NotYours
from hrm2m.vault.models import Line


pytestmark = pytest.mark.django_db(transaction=True)


class Note(Body, frozen=True):
    KIND = "note"

    words: str


def a_worker(number: int, *roles: Role) -> Actor:
    return Actor(number, f"worker{number}", 1, "agency1", 1, frozenset(roles or {Role.BRIDGE_BUILDER}))


def begin(by: Actor) -> str:
    with door.beginning(by=by, permission=Permission.BRIDGE_BEGIN) as box:
        box.give_standing(Ground.BRIDGE, cause="bridge:1", worker_id=by.worker_id, agency_id=by.agency_id)
        box.write(Draft(Note(words="first"), Category.MY_WORDS, box.now))
        return box.mother_ref


def test_what_is_written_is_read_with_its_reply() -> None:
    jo = a_worker(7)
    mother = begin(jo)
    with door.acting(by=jo, permission=Permission.CONTACT_LOG, mother=mother) as box:
        ref = box.write(Draft(Note(words="we met"), Category.MY_WORDS, box.now))
    with door.acting(by=jo, permission=Permission.REPLY_ADD, mother=mother) as box:
        box.write(Draft(Reply(words="it was raining"), Category.MY_WORDS, box.now, about=ref))
    with door.looking(by=jo, permission=Permission.MOTHER_SEE, mother=mother, page="mother") as box:
        newest, oldest = box.entries(Note)
    assert [newest.body.words, oldest.body.words] == ["we met", "first"]
    assert [reply.body.words for reply in newest.replies] == ["it was raining"]


def test_a_stranger_and_an_unknown_ref_are_one_answer() -> None:
    mother = begin(a_worker(7))
    stranger = a_worker(8)
    for ref in (mother, "a" * 26, "", "💥"):
        with pytest.raises(NotYours) as refusal:
            with door.acting(by=stranger, permission=Permission.CONTACT_LOG, mother=ref):
                pass
        assert str(refusal.value) == "There is no such page for you."


def test_a_refusal_survives_the_rollback_it_caused() -> None:
    mother = begin(a_worker(7))
    for _ in range(3):
        with pytest.raises(NotYours):
            with door.acting(by=a_worker(8), permission=Permission.CONTACT_LOG, mother=mother):
                pass
    assert Line.objects.exclude(chain=HOUSE).filter(body__contains='"deny"').count() == 1


def test_the_same_look_within_half_an_hour_is_one_line() -> None:
    jo = a_worker(7)
    mother = begin(jo)
    start = clock.now()
    for minutes in (0, 10, 29, 31):
        with clock.at(start + timedelta(minutes=minutes)):
            with door.looking(by=jo, permission=Permission.MOTHER_SEE, mother=mother, page="mother"):
                pass
    assert Line.objects.filter(body__contains='"page":"mother"').count() == 2
