"""An emergency look on her own page: loud in her log, said in her notes, and neither where telling adds danger."""

import pytest

from hrm2m.foundation import clock
from hrm2m.policy import Compartment
from hrm2m.records.emergencies.actions import Opening, open_part
from hrm2m.records.emergencies.entries import InDanger
from hrm2m.records.emergencies.queries import read_part
from hrm2m.records.showing import actions as showing
from tests.pages.hers.her_phone import Her, phone, robin


pytestmark = pytest.mark.django_db


@pytest.fixture
def her() -> Her:
    return robin()


@pytest.mark.slow
def test_an_emergency_stands_loud_in_her_log_and_says_why_in_her_notes(her: Her) -> None:
    opening = Opening(Compartment.TREATMENT, InDanger.HER, "You did not wake up.")
    look = open_part(by=her.team.amir, handle="Robin", opening=opening)
    read_part(by=her.team.amir, look=look, part=Compartment.TREATMENT)
    page = phone().get("/n/e/").content.decode()
    assert "Someone opened a part of your notes in an emergency." in page
    assert page.count("In an emergency") == 2
    assert "your health and what you take" in page
    assert "You did not wake up." in phone().get("/n/f/").content.decode()


@pytest.mark.slow
def test_where_telling_adds_danger_neither_log_nor_notes_speak_of_it(her: Her) -> None:
    opening = Opening(Compartment.TREATMENT, InDanger.HER, "You did not wake up.", "He reads her phone.")
    look = open_part(by=her.team.amir, handle="Robin", opening=opening)
    read_part(by=her.team.amir, look=look, part=Compartment.TREATMENT)
    after = phone().get("/n/e/").content
    for page in (after, phone().get("/n/f/").content):
        assert b"emergency" not in page.lower()
        assert b"Amir" not in page
    showing.let_her_read(by=her.team.jo, entry=look, why="He has moved out.", at=clock.now())
    assert "In an emergency" in phone().get("/n/e/").content.decode()
