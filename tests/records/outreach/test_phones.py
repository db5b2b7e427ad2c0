"""A stop silences a phone and nothing else; only her word in person lets texts go to it again."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hrm2m.cadence.texting import WhyNot
from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.foundation.models import Job
from hrm2m.policy.lifecycles import TextEvent, TextStatus
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.entries import Texts
from hrm2m.records.outreach.models import Due, Phone, Text
from hrm2m.records.outreach.phones import number_of
from hrm2m.records.outreach.texts import phones_by
from hrm2m.records.whole import actions as whole
from hrm2m.vault.models import Head, Line
from tests import worlds
from tests.records.outreach.texted import (
    MACHINE,
    NUMBER,
    agree,
    agreed,
    ask,
    carried,
    stands,
    work,
)


pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture(autouse=True)
def sink(settings: Any, tmp_path: Path) -> Path:
    """A folder as carrier."""
    settings.HRM2M_TEXTS_BY = "folder"
    settings.HRM2M_TEXTS_FOLDER = tmp_path / "texts"
    return tmp_path / "texts"


def test_stop_silences_the_phone_and_nothing_else(team: worlds.Team) -> None:
    mother, card = agreed(team)
    (phone,) = phones_by("447700900118")
    before = Due.objects.values().get()
    stage = Head.objects.get(ref=mother).stage
    for _ in range(2):
        outreach.silence_phone(by=MACHINE, phone=phone.ref)
    assert Due.objects.values().get() == before
    assert Head.objects.get(ref=mother).stage == stage
    with pytest.raises(BadInput, match="Ask her in person"):
        ask(team, mother, card)
    acts = [json.loads(line.body)["act"] for line in Line.objects.all() if '"act"' in line.body]
    assert acts.count("phone_silence") == 1
    told = Job.objects.get(kind="mail", payload__text="something_waits")
    assert told.payload["to"] == team.jo.worker_id


@pytest.mark.slow
def test_only_her_word_in_person_lets_texts_go_again(team: worlds.Team, sink: Path) -> None:
    mother, card = agreed(team)
    (phone,) = phones_by(NUMBER)
    outreach.silence_phone(by=MACHINE, phone=phone.ref)
    again = agree(team, mother, seen=card)
    with pytest.raises(BadInput, match="is silent"):
        ask(team, mother, again)
    outreach.let_phone_speak(by=team.sam, mother=mother)
    ask(team, mother, again)
    work()
    assert len(carried(sink)) == 1
    with pytest.raises(BadInput, match="not silent"):
        outreach.let_phone_speak(by=team.jo, mother=mother)


@pytest.mark.slow
def test_a_phone_that_said_stop_is_remembered_and_every_other_one_is_not(team: worlds.Team) -> None:
    mother, card = agreed(team)
    other = agree(team, mother, seen=card, text_number="07700 900222")
    assert phones_by(NUMBER) == ()
    outreach.silence_phone(by=MACHINE, phone=phones_by("07700 900222")[0].ref)
    back = agree(team, mother, seen=other)
    again = agree(team, mother, seen=back, text_number="0044 7700 900222")
    with pytest.raises(BadInput, match="is silent"):
        ask(team, mother, again)
    agree(team, mother, seen=again, texts=Texts.NO)
    assert [(phone.on_card, phone.silenced_at is None) for phone in Phone.objects.all()] == [(False, False)]


def test_two_who_share_a_phone_are_both_asked_in_person(team: worlds.Team) -> None:
    agreed(team, "Robin")
    agreed(team, "Wren")
    for phone in phones_by(NUMBER):
        outreach.silence_phone(by=MACHINE, phone=phone.ref)
    assert Phone.objects.filter(silenced_at=None).count() == 0
    assert Phone.objects.count() == 2


def test_of_anything_else_from_her_phone_only_that_it_came_is_kept(team: worlds.Team) -> None:
    agreed(team)
    (phone,) = phones_by(NUMBER)
    for _ in range(3):
        outreach.hear_phone(by=MACHINE, phone=phone.ref)
    assert Phone.objects.get().heard_at is not None
    assert Phone.objects.get().silenced_at is None
    assert Job.objects.filter(kind="mail", payload__text="something_waits").count() == 1


@pytest.mark.slow
def test_where_she_is_forgotten_no_row_of_text_or_phone_is_left(team: worlds.Team) -> None:
    mother, card = agreed(team)
    text = ask(team, mother, card)
    work()
    whole.forget(by=team.jo, mother=mother)
    with clock.at(clock.now() + 4 * DAY):
        whole.finish_forgetting(by=MACHINE)
    assert (Text.objects.count(), Phone.objects.count()) == (0, 0)
    outreach.tell_of_text(by=MACHINE, text=text, event=TextEvent.ARRIVED)
    assert phones_by(NUMBER) == ()


def test_after_an_older_copy_nothing_that_waits_goes_and_every_phone_is_asked_about(
    team: worlds.Team, sink: Path
) -> None:
    mother, card = agreed(team)
    text = ask(team, mother, card)
    assert outreach.be_silent_after_a_copy(by=MACHINE) == 1
    work()
    assert (carried(sink), stands(text)) == ([], (TextStatus.HELD_BACK, WhyNot.TOO_LATE))
    with pytest.raises(BadInput, match="in person"):
        ask(team, mother, card)


@pytest.mark.parametrize(
    "typed",
    [
        "0909 8790001",
        "+44 (0)909 8790001",
        "0871 5520018",
        "0845 6789101",
        "070 1234 5678",
        "+979 12345678",
        "+1 900 555 0199",
        "00870 773 123456",
    ],
)
def test_a_number_that_charges_is_not_taken_for_hers(team: worlds.Team, typed: str) -> None:
    """A text there costs money, and she never reads it."""
    mother = worlds.begin(team, "Wren")
    with pytest.raises(BadInput, match="charges whoever texts or rings it") as refused:
        agree(team, mother, text_number=typed)
    assert refused.value.field == "text_number"
    assert typed not in str(refused.value)


@pytest.mark.parametrize(
    "typed", ["07700 900118", "+44 7624 900118", "+353 85 012 3456", "+1 212 555 0199", "0118 496 0123"]
)
def test_a_number_of_a_person_is_taken(typed: str) -> None:
    assert number_of(typed).startswith("+")
