"""In production, behind nginx as `deploy/` ships it: TLS, headers, cookies, whose tries count, a log naming nobody."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserType, expect

from hrm2m.pages.sign_in.limits import OF_PAIR
from hrm2m.pages.sign_in.second_factor import code_now
from tests.journeys.conftest import SWITCHES
from tests.journeys.nginx_in_front import HOST, Answer, Front, in_front


pytestmark = [pytest.mark.journey, pytest.mark.slow]

MOMENTS = 60
PASSWORD = "three words that do not belong"
EMAIL = "ola@example.org"


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    with in_front(tmp_path_factory.mktemp("front")) as found:
        yield found


@pytest.fixture
def browser_here(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any], front: Front
) -> Iterator[Browser]:
    """A browser for which the public name lies at this nginx."""
    rule = f"--host-resolver-rules=MAP {HOST}:443 127.0.0.1:{front.tls}"
    launched = browser_type.launch(**{**browser_type_launch_args, "args": [*SWITCHES, rule]})
    yield launched
    launched.close()


def test_an_invited_administrator_signs_in_and_nothing_of_it_is_in_the_log(
    front: Front, browser_here: Browser
) -> None:
    front.hrm2m("area", "new", "Saltmarsh", "--nation", "england")
    invited = ("--name", "Ola", "--role", "administrator", "--agency", "Saltmarsh Bridge")
    link = front.hrm2m("worker", "invite", EMAIL, *invited)
    context = browser_here.new_context(ignore_https_errors=True)
    page = context.new_page()
    page.goto(link)
    for field in page.get_by_label(re.compile("assword")).all():
        field.fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Set up an app").click()
    secret = page.locator("span.hr-code").inner_text().replace(" ", "")
    page.get_by_label("Code from the app").fill(code_now(secret))
    page.get_by_role("button", name="It works").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    page.goto(f"https://{HOST}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Directory")
    cookies = {cookie["name"]: cookie for cookie in context.cookies()}
    assert {"__Host-hr_session", "__Host-hr_form"} <= set(cookies)
    for cookie in cookies.values():
        assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"]) == (True, True, "Lax")
    assert page.evaluate("window.isSecureContext")
    context.close()
    ref, token = link.rstrip("/").split("/")[-2:]
    assert _says_soon(front, " POST /welcome 302 ")
    for secret_word in (ref, token, EMAIL, "Ola", "Chrome", "127.0.0.1", "?"):
        assert secret_word not in front.log


def test_every_page_says_that_only_tls_will_do(front: Front) -> None:
    answer = front.ask("/sign-in/")
    assert answer.status == 200
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "no-store" in answer.headers["cache-control"]
    assert "content-encoding" not in answer.headers
    assert answer.headers["server"] == "nginx"
    assert [cookie for cookie in answer.cookies if "Secure" not in cookie] == []


def test_without_tls_one_is_sent_to_tls_and_gets_no_page(front: Front) -> None:
    answer = front.ask_plain("/today?mother=x")
    assert (answer.status, answer.headers["location"]) == (301, f"https://{HOST}/today?mother=x")
    assert answer.cookies == ()


def test_another_name_is_not_answered(front: Front) -> None:
    with pytest.raises(OSError, match="closed connection"):
        front.ask("/healthz", Host="other.example.org")


def test_whose_tries_count_is_who_connects_and_not_who_one_says_one_is(front: Front) -> None:
    texts = [_try_password(front, said=f"203.0.113.{number}").text for number in range(OF_PAIR.most)]
    assert all("Too many" not in text for text in texts)
    refused = _try_password(front, said="203.0.113.250")
    assert "Too many" in refused.text
    assert "Too many" not in _try_password(front, said="203.0.113.250", source="127.0.0.2").text


def test_the_watcher_s_page_says_one_word(front: Front) -> None:
    answer = front.ask("/healthz")
    assert (answer.status, answer.text, answer.cookies) == (200, "ok\n", ())


def test_when_the_server_is_away_the_page_says_whom_to_ring(tmp_path: Path) -> None:
    # It ends a server: not the one the others here ask, for they may come after it.
    with in_front(tmp_path) as front:
        front.server.terminate()
        front.server.wait(20)
        answer = front.ask("/danger/")
        assert answer.status == 502
        assert "Ring 999" in answer.text
        assert answer.headers["cache-control"] == "no-store"
        # nginx writes its line once the answer is out, which may be a moment after it was read here.
        assert _says_soon(front, " GET /danger 502 ")


def _says_soon(front: Front, line: str) -> bool:
    for _ in range(MOMENTS):
        if line in front.log:
            return True
        time.sleep(0.05)
    return False


def _try_password(front: Front, *, said: str, source: str = "127.0.0.1") -> Answer:
    page = front.ask("/sign-in/", source=source)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
    assert token is not None
    cookie = page.cookies[0].partition(";")[0]
    form = {
        "csrfmiddlewaretoken": token[1],
        "login": "nobody@example.org",
        "password": "a wrong password of hers",
    }
    return front.ask("/sign-in/", form, source=source, Cookie=cookie, X_Forwarded_For=said)
