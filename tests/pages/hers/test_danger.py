"""Danger that was raised about her: on her own page once two people decided so, and no word of it otherwise."""

import pytest

from hrm2m.foundation import clock
from hrm2m.records.danger import actions as danger
from hrm2m.records.danger.actions import Look
from tests.pages.hers.her_phone import Her, phone, robin, without_new


pytestmark = pytest.mark.django_db
SAID, DECIDED = "He stood at her door and shouted", "Ring the nursery on Monday"


@pytest.fixture
def her() -> Her:
    return robin()


def raised(her: Her, mother: str) -> str:
    team = her.team
    ref = danger.raise_danger(by=team.jo, who="her", at=clock.now(), words=SAID, mother_ref=mother).ref
    danger.have_it(by=team.ruth, alert=ref, at=clock.now())
    return ref


def decided(her: Her, alert: str, shown: str) -> None:
    look = Look(("nothing_more",), shown, DECIDED, "He reads her phone" if shown == "adds_danger" else "")
    second = her.team.kit.worker_ref
    danger.look_at_together(by=her.team.ruth, alert=alert, second=second, look=look, at=clock.now())


def page() -> str:
    return without_new(phone().get("/n/e/").content)


def test_she_reads_what_was_said_once_two_people_decided_so_and_as_long_as_that_holds(her: Her) -> None:
    alert = raised(her, her.mother)
    assert SAID not in page()
    decided(her, alert, "shown")
    assert SAID in page()
    assert "Jo" in page()
    assert DECIDED not in page()
    decided(her, alert, "adds_danger")
    assert SAID not in page()
    assert "danger" not in page()


def test_what_adds_danger_or_is_about_nobody_here_is_on_no_page_of_hers(her: Her) -> None:
    before = page()
    decided(her, raised(her, her.mother), "adds_danger")
    decided(her, raised(her, ""), "not_hers")
    assert page() == before
