"""An administrator keeps accounts, a lead is the second person, a worker steps aside; without JavaScript too."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Browser, Page, expect

from hrm2m.foundation import clock
from hrm2m.policy import Role
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.bridges import actions as bridges
from tests import worlds
from tests.pages.people_of_today import a_full_list
from tests.pages.street import cookie_of
from tests.records.agencies.test_second_person import worker


pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_an_administrator_invites_and_ends_an_account(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    only_here: list[str],
) -> None:
    team = worlds.make_team()
    a_full_list(team)
    # Only a second step that there is can be lost.
    Authenticator.objects.create(user_id=team.jo.worker_id, type=Authenticator.Type.TOTP, data={})
    ada = worker(team.jo.agency_ref, "ada", Role.ADMINISTRATOR)
    page.context.add_cookies([cookie_of(ada, live_server.url)])  # type: ignore[list-item] # a plain dict
    page.goto(f"{live_server.url}/accounts/")
    passes_axe()
    page.get_by_role("button", name="Invite a worker").click()
    page.get_by_role("button", name="Invite").click()
    expect(page.get_by_text("Please put this right")).to_be_visible()
    passes_axe()
    look("accounts_invite_mistakes")
    page.get_by_label("First name, as mothers and colleagues see it").fill("Pat")
    page.get_by_label("The worker’s own e-mail address at work").fill("pat@testmere.example")
    page.get_by_label("In which agency?").select_option(label="Testmere Bridge")
    page.get_by_label("Outreach worker").check()
    page.get_by_role("button", name="Invite").click()
    expect(page.get_by_text("Waits for a lead’s yes")).to_be_visible()
    passes_axe()
    look("accounts_invited")
    page.goto(f"{live_server.url}/accounts/")
    look("accounts_list")
    page.get_by_role("link", name="Jo", exact=True).click()
    page.get_by_role("link", name="The second step is lost").click()
    passes_axe()
    look("accounts_second_step")
    page.get_by_role("button", name="Ask for it").click()
    page.goto(f"{live_server.url}/accounts/changes/")
    passes_axe()
    look("accounts_changes")
    page.goto(f"{live_server.url}/accounts/agencies/")
    passes_axe()
    look("accounts_agencies")
    page.goto(f"{live_server.url}/accounts/w/{team.jo.worker_ref}/end/")
    expect(page.get_by_text("Cover holds 8 bridges from this moment")).to_be_visible()
    passes_axe()
    look("accounts_end")
    page.get_by_role("button", name="End this account").click()
    expect(page.get_by_text("Cover holds 8 bridges now.")).to_be_visible()
    look("accounts_ended")


def test_a_lead_is_second_person_and_sees_what_has_no_cover(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    complaints: list[str],
) -> None:
    team = worlds.make_team()
    a_full_list(team)
    ada = worker(team.jo.agency_ref, "ada", Role.ADMINISTRATOR)
    kind = agencies.ChangeKind.SECOND_FACTOR
    agencies.ask_for_change(by=ada, worker=team.jo.worker_ref, kind=kind)
    ours, sam = team.jo.agency_ref, team.sam.worker_ref
    agencies.give_role(by=ada, worker=sam, agency=ours, role=Role.BRIDGE_BUILDER, at=clock.now())
    bridges.be_away(by=team.sam, worker=sam, begins=clock.now(), ends=None)
    page.context.add_cookies([cookie_of(team.kit, live_server.url)])  # type: ignore[list-item] # a plain dict
    page.goto(f"{live_server.url}/board/")
    passes_axe()
    look("lead_board_without_cover")
    page.get_by_role("link", name="1 role waits for your yes or no").click()
    passes_axe()
    look("lead_roles")
    page.get_by_role("button", name="Yes").click()
    expect(page.get_by_text("No role waits for you.")).to_be_visible()
    for path in ("board/without-cover/", "accounts/changes/", "away/"):
        page.goto(f"{live_server.url}/{path}")
        passes_axe()
        look(f"lead_{path.replace('/', '_')}")


def test_a_worker_steps_aside_and_bars_without_javascript(live_server: Any, browser: Browser) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, "Robin")
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    context.add_cookies([cookie_of(team.jo, live_server.url)])  # type: ignore[list-item] # a plain dict
    page = context.new_page()
    page.goto(f"{live_server.url}/m/{mother}/team/")
    page.get_by_role("link", name="Who must not see her record").click()
    page.get_by_role("button", name="Not this worker").click()
    page.get_by_label("Who?").select_option(label="Vic: bridge builder (Next Door)")
    page.get_by_label("She said so herself").check()
    page.get_by_role("button", name="This worker never opens her record").click()
    expect(page.get_by_role("heading", name="Vic")).to_be_visible()
    page.goto(f"{live_server.url}/m/{mother}/team/")
    page.get_by_role("link", name="I know her outside work").click()
    page.get_by_role("button", name="I know her: close it to me").click()
    expect(page.get_by_text("Her record is closed to you from now on.")).to_be_visible()
    context.close()


def test_the_pages_of_bars_pass_axe(
    page: Page, live_server: Any, passes_axe: Callable[[], None], look: Callable[[str], None]
) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, "Robin")
    bridges.bar(by=team.jo, mother=mother, worker=team.vic.worker_ref)
    bridges.bar_agency(by=team.jo, mother=mother, agency=team.vic.agency_ref)
    page.context.add_cookies([cookie_of(team.jo, live_server.url)])  # type: ignore[list-item] # a plain dict
    addresses = (
        f"m/{mother}/barred/",
        f"m/{mother}/barred/agency/",
        f"m/{mother}/bridge/not-this-worker/",
        f"m/{mother}/barred/{team.vic.worker_ref}/lift/",
        f"i-know-her/{mother}/",
        "away/",
    )
    for number, path in enumerate(addresses):
        page.goto(f"{live_server.url}/{path}")
        passes_axe()
        look(f"bars_{number}")
