"""A copy of her record: she asks on her phone, a safeguarding lead checks one entry, she reads it in her hand."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from hrm2m.foundation import clock
from hrm2m.policy import Compartment
from hrm2m.records.hers import actions as hers
from hrm2m.records.showing import actions as showing
from tests import worlds
from tests.journeys.conftest import PHONE
from tests.journeys.test_her_own_page import come_in, robin_at_home
from tests.journeys.test_worries import as_worker
from tests.records.children import samples as children
from tests.records.hers.samples import set_up


pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


WORDS_STAND_BESIDE_THEIR_DOT = """() => [...document.querySelectorAll(".tick")].every(label => {
  const range = document.createRange();
  range.selectNodeContents(label.lastChild);
  const dot = label.querySelector("input").getBoundingClientRect();
  return [...range.getClientRects()].every(line => line.left >= dot.right);
})"""


def robin_with_a_note_about_her_child() -> tuple[worlds.Team, str]:
    """Robin at home, with a note about her child that she may read, and her side beside it."""
    team, mother = robin_at_home()
    entry = children.note(team.sam, mother)
    showing.let_her_read(by=team.ruth, entry=entry, why="She was there.", at=clock.now())
    her = set_up(team, mother, code="river stone lamp bread apple", quiet="")
    hers.reply(
        by=her,
        mother=mother,
        compartment=Compartment.CHILD_SAFETY,
        about=entry,
        words="He had given his coat to his friend.",
        not_right=True,
        at=clock.now(),
    )
    return team, mother


def test_she_asks_a_lead_checks_and_she_reads(
    page: Page, live_server: Any, passes_axe: Callable[[], None], look: Callable[[str], None]
) -> None:
    team, _ = robin_with_a_note_about_her_child()
    come_in(page, live_server.url)
    page.get_by_role("link", name="My notes", exact=True).click()
    page.get_by_role("link", name="A copy of my notes").click()
    passes_axe()
    look("her_copy_ask")
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate(WORDS_STAND_BESIDE_THEIR_DOT)
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    page.get_by_label("I read it here").check()
    page.get_by_role("button", name="Ask for it").click()
    expect(page.get_by_text("A person looks at this part first.")).to_be_visible()
    passes_axe()
    look("her_copy_waits")
    page.get_by_role("button", name="Leave now").click()

    as_worker(page, live_server, team.ruth)
    page.goto(f"{live_server.url}/asked-of-you/")
    passes_axe()
    look("copy_asked_of_lead")
    page.get_by_role("button", name="Check it").click()
    expect(page.get_by_text("He had given his coat to his friend.")).to_be_visible()
    passes_axe()
    look("copy_part_to_check")
    page.get_by_role("button", name="Decide").click()
    page.get_by_label("Yes: give it").check()
    page.get_by_label("Why?").fill("She was there, and nobody else is named in it.")
    passes_axe()
    look("copy_check")
    page.get_by_role("button", name="Save the decision").click()
    expect(page.get_by_text("Nothing in this part waits for a check.")).to_be_visible()
    passes_axe()
    look("copy_part_ready")

    come_in(page, live_server.url)
    page.goto(f"{live_server.url}/n/s/")
    passes_axe()
    look("her_copy_ready")
    page.get_by_role("link", name=re.compile("Read it here.*your children")).click()
    expect(page.get_by_text("He had no coat and said he was cold.")).to_be_visible()
    expect(page.get_by_text("He had given his coat to his friend.")).to_be_visible()
    expect(page.get_by_text("Page 1 of 1.")).to_be_visible()
    passes_axe()
    look("her_copy_part")
    page.get_by_role("button", name="Leave now").click()
    page.go_back()
    page.wait_for_load_state()
    assert "coat" not in page.content()


def test_her_bridge_builder_writes_that_she_asks(
    page: Page, live_server: Any, passes_axe: Callable[[], None], look: Callable[[str], None]
) -> None:
    team, mother = robin_with_a_note_about_her_child()
    as_worker(page, live_server, team.jo)
    page.goto(f"{live_server.url}/m/{mother}/")
    page.get_by_role("link", name="She wants a copy of her record").click()
    passes_axe()
    page.get_by_label("On paper, from a worker’s hand").check()
    page.get_by_label("She said so herself").check()
    page.get_by_role("button", name="She asks for a copy").click()
    expect(page.get_by_text("She asked for it by word")).to_be_visible()
    passes_axe()
    look("copy_of_hers")
    page.get_by_role("link", name="Her general record").click()
    expect(page.get_by_role("button", name="Make the paper (PDF)")).to_be_visible()
    passes_axe()
    look("copy_part_general")
    page.get_by_label("I gave the paper of this part to her").check()
    page.get_by_label("She says that she now has all").check()
    page.get_by_role("button", name="Write that she has it").click()
    expect(page.get_by_text("Written down: she has this part.")).to_be_visible()
