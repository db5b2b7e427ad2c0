"""A second reader looks at both sides of one connection on a phone, and finds both closed; without JavaScript too."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from hrm2m.policy.connecting import Look
from tests.pages.street import cookie_of
from tests.records.connections import samples
from tests.records.connections.samples import Situation


pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def asked_to_look(situation: Situation) -> str:
    question = samples.ask(situation)
    samples.answer(situation, question)
    ref = samples.propose(
        situation,
        question=question,
        observations=(situation.seen, situation.strength),
        evidence="People who use drugs cannot wake for a child.",
    )
    samples.ask_reader(situation, ref, situation.team.rae)
    return ref


def test_a_second_reader_looks_at_both_sides_once(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    complaints: list[str],
    only_here: list[str],
) -> None:
    situation = samples.a_situation()
    asked_to_look(situation)
    page.context.add_cookies([cookie_of(situation.team.rae, live_server.url)])  # type: ignore[list-item] # a plain dict
    page.goto(f"{live_server.url}/asked-of-you/")
    passes_axe()
    look("connections_asked_of_you")
    page.get_by_role("button", name="Open both sides").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look at both sides")
    expect(page.get_by_text("Heroin, smoked")).to_be_visible()
    expect(page.get_by_text("What is it about this child?")).to_be_visible()
    passes_axe()
    look("connections_second_reader")
    page.get_by_label("The quote says what the original says").check()
    page.get_by_label("It stands").check()
    page.get_by_label("Why?").fill("Both are about the same evenings; the school says that Bee is fed.")
    page.get_by_role("button", name="Save my look, and close both sides").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Both sides are closed to you")
    passes_axe()
    look("connections_closed")
    page.reload()
    expect(page.get_by_text("Heroin, smoked")).to_have_count(0)


def test_a_safeguarding_lead_asks_proposes_and_sees_one_side(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    complaints: list[str],
    only_here: list[str],
) -> None:
    situation = samples.a_situation()
    samples.answer(situation, samples.ask(situation))
    samples.looked_at(situation, outcome=Look.DOES_NOT_STAND)
    page.context.add_cookies([cookie_of(situation.team.ruth, live_server.url)])  # type: ignore[list-item] # a plain dict
    page.goto(f"{live_server.url}/m/{situation.mother}/connections/")
    passes_axe()
    look("connections_list")
    page.get_by_role("button", name="Propose a connection").click()
    passes_axe()
    look("connections_propose")
    page.get_by_label("Bee: Bee was alone in the kitchen at eight; the back door stood open.").check()
    page.get_by_label("An entry is quoted: She smokes heroin most evenings, at about seven.").check()
    page.get_by_label("How does the one lead to the other?").fill(
        "She sleeps deeply and nobody else is awake."
    )
    page.get_by_label("It was seen on this child").check()
    page.get_by_label("What was seen on this child, or what is likely").fill("Bee was cold and alone.")
    page.get_by_label("On what evidence?").fill("Sam saw it on Tuesday.")
    for group in page.get_by_role("group").filter(has=page.get_by_label("Not known")).all():
        group.get_by_label("Not known").check()
    page.get_by_label("What speaks against it?").fill("School says that Bee is fed and on time.")
    page.get_by_label("If she was not told: why not yet?").fill("Jo sees her tomorrow.")
    page.get_by_role("button", name="Propose it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A connection, about Bee")
    expect(page.get_by_text("Heroin, smoked")).to_have_count(0)
    passes_axe()
    look("connections_one")
    page.get_by_role("button", name="Ask a second reader").click()
    expect(page.get_by_label("Ruth")).to_have_count(0)
    passes_axe()
    look("connections_reader")
    page.get_by_label("Rae").check()
    page.get_by_role("button", name="Ask this person").click()
    expect(page.get_by_text("Rae was asked to look at it")).to_be_visible()


def test_whoever_treats_her_answers_without_javascript(live_server: Any, browser: Browser) -> None:
    situation = samples.a_situation()
    samples.ask(situation)
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    context.add_cookies([cookie_of(situation.team.tom, live_server.url)])  # type: ignore[list-item] # a plain dict
    page = context.new_page()
    page.goto(f"{live_server.url}/asked-of-you/")
    page.get_by_role("button", name="Read it and answer").click()
    page.get_by_label("Heroin, smoked").check()
    page.get_by_label("What does this child’s safety need to know?").fill("Most evenings, from about seven.")
    page.get_by_label("If she was not told: why not yet?").fill("She comes on Friday.")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_text("Quoted into the child’s record")).to_be_visible()
    context.close()
