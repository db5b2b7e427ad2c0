"""A worker signs in, sets up her second steps, is locked out by silence and comes back where she was."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.pages.workers import PASSWORD, Someone, someone


pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_first_sign_in_sets_up_an_app_and_a_passkey_and_the_passkey_signs_in(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    passkey_device: CDPSession,
    complaints: list[str],
    only_here: list[str],
) -> None:
    who = someone(second_factor=False)
    page.goto(live_server.url + "/account/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    passes_axe()
    look("sign_in")
    give_password(page, who)
    expect(page.get_by_text("Before you can see anything")).to_be_visible()
    passes_axe()
    look("account_first")
    page.get_by_role("button", name="Set up an app").click()
    passes_axe()
    look("set_up_app")
    secret = page.locator("span.hr-code").inner_text().replace(" ", "")
    who = Someone(who.worker, secret, who.agencies)
    page.get_by_label("Code from the app").fill(who.code())
    page.get_by_role("button", name="It works").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    passes_axe()
    look("recovery_codes")
    page.goto(live_server.url + "/account/passkeys/add/")
    passes_axe()
    look("add_passkey")
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_text("You have one passkey")).to_be_visible()
    passes_axe()
    look("account")
    page.goto(live_server.url + "/account/passkeys/")
    passes_axe()
    look("passkeys")
    page.goto(live_server.url + "/account/app/remove/")
    page.get_by_role("button", name="Take it away").click()
    page.goto(live_server.url + "/account/passkeys/")
    page.get_by_role("link", name="Take it away").click()
    page.get_by_role("button", name="Take it away").click()
    expect(page.get_by_text("your only second step")).to_be_visible()
    passes_axe()
    page.goto(live_server.url + "/sign-out/")
    passes_axe()
    look("sign_out")
    page.get_by_role("button", name="Sign out").click()
    page.goto(live_server.url + "/account/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My account")


def give_password(page: Page, who: Someone, password: str = PASSWORD) -> None:
    page.get_by_label("E-mail address").fill(who.worker.email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Go on").click()
