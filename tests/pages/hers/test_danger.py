"""Danger that was raised about her: on her own page once two people decided so, and no word of it otherwise."""

import json

import pytest

from hrm2m.foundation import clock
from hrm2m.records.danger import actions as danger
from hrm2m.records.danger.actions import Look
from hrm2m.records.hers import actions as hers
from hrm2m.records.hers.kinds import CopyWay
from tests.pages.hers.her_phone import Her, phone, robin, without_new
from tests.pages.hers.test_her_copy import read_back


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


def in_each_form() -> dict[str, str]:
    """What the first part of her copy says, on her page, on paper and as a file."""
    client = phone()
    file = json.loads(client.get("/n/s/0/j/").content)
    return {
        "page": client.get("/n/s/0/").content.decode(),
        "paper": read_back(client, "/n/s/0/p/"),
        "file": json.dumps(file, ensure_ascii=False),
        "all on paper": read_back(client, "/n/s/a/p/"),
    }


@pytest.mark.slow
@pytest.mark.promise(4)
def test_what_two_people_decided_to_be_hers_is_in_every_form_of_her_copy(her: Her) -> None:
    alert = raised(her, her.mother)
    hers.ask_for_copy(by=her.by, mother=her.mother, way=CopyWay.HERE, at=clock.now())
    before = in_each_form()
    assert not [form for form, words in before.items() if SAID in words]
    decided(her, alert, "shown")
    for form, words in in_each_form().items():
        assert SAID in words, form
        assert "Someone said there was danger" in words, form
        assert DECIDED not in words, form
    assert SAID not in phone().get("/n/s/3/").content.decode()
    decided(her, alert, "adds_danger")
    assert not [form for form, words in in_each_form().items() if SAID in words or "danger" in words]
