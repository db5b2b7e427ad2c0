"""The door opens what the policy allows, writes a line for it, and answers strangers as it answers nonsense."""

from datetime import timedelta

import pytest

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Category, Ground, Permission, Role
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.lifecycles import RecordEvent, Stage
from hrm2m.vault import door
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.entries import Body, Draft, Reply
from hrm2m.vault.errors import NotYours, VaultError
from hrm2m.vault.models import Line
from tests.vault import notes


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


def test_what_is_about_an_entry_is_no_reply_to_it() -> None:
    jo = a_worker(7)
    mother = begin(jo)
    with door.acting(by=jo, permission=Permission.CONTACT_LOG, mother=mother) as box:
        ref = box.write(Draft(Note(words="we met"), Category.MY_WORDS, box.now))
        box.write(Draft(Note(words="of that day"), Category.MY_WORDS, box.now, about=ref))
    with door.looking(by=jo, permission=Permission.MOTHER_SEE, mother=mother, page="mother") as box:
        found = box.entries(Note)
    assert [(entry.body.words, entry.replies) for entry in found] == [
        ("of that day", ()),
        ("we met", ()),
        ("first", ()),
    ]


def test_whom_an_act_would_be_allowed_on_is_found_by_her_stage_and_nobody_else_is() -> None:
    jo = a_worker(7)
    near, named, far = begin(jo), begin(jo), begin(a_worker(8))
    notes.she_gives_her_name(named, by=jo)
    numbers = [notes.subject_of(ref).id for ref in (far, named, near)]
    at_stage = {Stage.BY_HANDLE: Permission.CONTACT_LOG, Stage.NAMED: Permission.STAGE_MOVE}
    with door.unit(by=jo):

        def found(at: dict[Stage, Permission], act: ActFacts) -> list[tuple[str, Stage]]:
            return door.within_reach(by=jo, mothers=[*numbers, 987654, numbers[0]], at_stage=at, act=act)

        by_handle, with_a_name = (near, Stage.BY_HANDLE), (named, Stage.NAMED)
        asks = ActFacts(her_word=True, event=RecordEvent.SHE_ASKS_TO_END)
        assert found(at_stage, asks) == [by_handle, with_a_name]
        assert found(at_stage, ActFacts(event=RecordEvent.SHE_ASKS_TO_END)) == [by_handle]
        assert found({Stage.BY_HANDLE: Permission.CONTACT_LOG}, asks) == [by_handle]
        assert found({Stage.ASLEEP: Permission.CONTACT_LOG}, asks) == []
    with pytest.raises(VaultError, match="inside the door only"):
        door.within_reach(by=jo, mothers=numbers, at_stage=at_stage, act=ActFacts())


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
