"""A lead holds a record for a court by a handle, sees what is held without one, and lets it go."""

import pytest

from hrm2m.policy.retention import HoldFor
from hrm2m.records.whole import holding
from hrm2m.records.whole.models import Hold
from tests import worlds
from tests.pages.street import browser_of, post, text_of


pytestmark = pytest.mark.django_db


def test_held_by_a_handle_listed_without_one_and_let_go() -> None:
    team = worlds.make_team()
    worlds.begin(team, "Robin")
    kit = browser_of(team.kit)
    assert "Nothing is held." in text_of(kit.get("/held/"))
    assert post(kit, "/held/new/", handle="Robin", why="court").status_code == 422
    assert post(kit, "/held/new/", handle="Wren", why="court", parts=["treatment"]).status_code == 422
    assert post(kit, "/held/new/", handle="Robin", why="court", parts=["treatment"]).url == "/held/"
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
