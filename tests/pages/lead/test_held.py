"""A lead holds a record for a court by a handle, sees what is held without one, and lets it go."""

from datetime import timedelta
from typing import Any

import pytest

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.policy import Compartment
from hrm2m.policy.retention import HoldFor
from hrm2m.records.whole import holding
from hrm2m.records.whole.models import Hold
from tests import worlds
from tests.pages.hers.her_phone import phone
from tests.pages.street import browser_of, post, text_of
from tests.records.hers.samples import set_up


pytestmark = pytest.mark.django_db


def test_held_by_a_handle_listed_without_one_and_let_go() -> None:
    team = worlds.make_team()
    worlds.begin(team, "Robin")
    kit = browser_of(team.kit)
    assert "Nothing is held." in text_of(kit.get("/held/"))
    assert post(kit, "/held/new/", handle="Robin", why="court").status_code == 422
    assert (
        post(kit, "/held/new/", handle="Wren", why="court", parts=["treatment"], told="told").status_code
        == 422
    )
    assert (
        post(kit, "/held/new/", handle="Robin", why="court", parts=["treatment"], told="told").url == "/held/"
    )
    words = text_of(kit.get("/held/"))
    assert "Treatment." in words
    assert "Robin" not in words
    assert "all else is destroyed" in words
    (card,) = holding.holds_standing(team.ruth)
    assert card.why is HoldFor.COURT
    assert post(kit, f"/held/{card.ref}/lift/").status_code == 422
    assert post(kit, f"/held/{card.ref}/lift/", over="on").url == "/held/"
    assert not Hold.objects.filter(lifted_at=None).exists()
    assert browser_of(team.jo).get("/held/").status_code in (403, 404)
    assert post(kit, f"/held/{'a' * 26}/lift/", over="on").status_code == 404


def test_she_is_told_unless_the_order_forbids_it_and_two_people_say_so() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, "Robin")
    set_up(team, mother)
    kit, ruth, her_page = browser_of(team.kit), browser_of(team.ruth), phone()
    forbidden: dict[str, Any] = {
        "handle": "Robin",
        "why": "court",
        "parts": ["treatment"],
        "told": "not_yet",
    }
    nothing_said = post(kit, "/held/new/", **forbidden)
    assert nothing_said.status_code == 422
    assert "Write the reason" in text_of(nothing_said)
    day = boxes("not_told_until", timedelta(days=10))
    assert post(kit, "/held/new/", **forbidden, not_told_why="The order of 3 March", **day).status_code == 302
    assert "A court" not in text_of(her_page.get("/n/e/"))
    (card,) = holding.holds_standing(team.ruth)
    listed = text_of(ruth.get("/held/"))
    assert "She is not told yet" in listed
    assert "3 March" not in listed
    assert "3 March" in text_of(ruth.get(f"/held/{card.ref}/sign/"))
    refused = post(kit, f"/held/{card.ref}/sign/", agrees="on")
    assert (refused.status_code, "somebody else" in text_of(refused)) == (422, True)
    assert post(ruth, f"/held/{card.ref}/sign/", agrees="on").status_code == 302
    with clock.at(clock.now() + timedelta(days=4)):
        assert "A court" not in text_of(phone().get("/n/e/"))
    again = {**boxes("look_at", timedelta(days=60)), "told": "told"}
    assert post(ruth, f"/held/{card.ref}/look/", **again).status_code == 302
    hers = text_of(phone().get("/n/e/"))
    assert "A court asked us to keep some of your notes" in hers
    assert "We look at this again by" in hers
    assert "3 March" not in hers


def test_a_day_too_far_and_a_form_left_open_keep_what_was_typed() -> None:
    team = worlds.make_team()
    worlds.begin(team, "Robin")
    holding.hold_by_handle(by=team.kit, handle="Robin", why=HoldFor.INQUIRY, parts=[Compartment.GENERAL])
    (card,) = holding.holds_standing(team.ruth)
    kit = browser_of(team.kit)
    far = post(kit, f"/held/{card.ref}/look/", **boxes("look_at", timedelta(days=400)), told="told")
    assert (far.status_code, "within six months" in text_of(far)) == (422, True)
    assert (
        post(kit, f"/held/{'a' * 26}/look/", **boxes("look_at", timedelta(days=4)), told="told").status_code
        == 404
    )
    assert post(kit, f"/held/{card.ref}/sign/", agrees="on").status_code == 422


def test_the_mistake_of_nobody_looking_is_seen_on_the_list() -> None:
    team = worlds.make_team()
    worlds.begin(team, "Robin")
    holding.hold_by_handle(by=team.kit, handle="Robin", why=HoldFor.COURT, parts=[Compartment.GENERAL])
    with clock.at(clock.now() + timedelta(days=185)):
        words = text_of(browser_of(team.kit).get("/held/"))
    assert "late" in words


def boxes(name: str, ahead: timedelta) -> dict[str, str]:
    """The three boxes of a day."""
    day = local_day(clock.now() + ahead)
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}
