"""Danger now while something else holds the database: whoever presses learns in seconds that nobody was told."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Browser, expect

from hrm2m.policy.facts import machine_actor
from hrm2m.records.danger import actions
from hrm2m.records.danger.models import Alert
from tests import worlds
from tests.pages.street import cookie_of


pytestmark = [pytest.mark.journey, pytest.mark.promise(4), pytest.mark.django_db(transaction=True)]
SECONDS_SOMEBODY_WAITS = 8


@contextmanager
def somebody_else_writes() -> Iterator[None]:
    """Another program holds the file and does not let go."""
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@pytest.mark.parametrize("with_script", [False, True], ids=["without script", "with script"])
def test_nobody_was_told_is_said_in_seconds_and_it_is_kept(
    browser: Browser, live_server: Any, settings: Any, tmp_path: Path, *, with_script: bool
) -> None:
    settings.HRM2M_SPOOL = tmp_path / "spool"
    team = worlds.make_team()
    context = browser.new_context(java_script_enabled=with_script, viewport={"width": 390, "height": 844})
    context.add_cookies([cookie_of(team.jo, live_server.url)])  # type: ignore[list-item] # a plain dict
    page = context.new_page()
    page.goto(f"{live_server.url}/danger/")
    with somebody_else_writes():
        began = time.monotonic()
        page.get_by_role("button", name="A child").click(no_wait_after=True)
        expect(page.get_by_text("is kept safely")).to_be_visible(timeout=30_000)
        waited = time.monotonic() - began
        expect(page.get_by_text("NOBODY HAS BEEN TOLD YET: RING").first).to_be_visible()
    context.close()
    assert waited < SECONDS_SOMEBODY_WAITS
    assert actions.file_spooled(by=machine_actor(1)) == 1
    assert Alert.objects.get().who == "a_child"
