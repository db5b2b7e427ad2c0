"""The pages on which a lead keeps two apart: no handle on them, the reason behind a look, nothing for others."""

import re

import pytest

from hrm2m.records.whole.models import KeptApart
from tests import worlds
from tests.pages.street import browser_of, post, sent_on, text_of


pytestmark = pytest.mark.django_db
TYPED = {"handle": "Robin", "second": "Wren", "why": "She says that he follows her."}


def test_a_lead_keeps_two_apart_sees_who_works_with_both_and_ends_it() -> None:
    team = worlds.make_team()
    for handle in ("Robin", "Wren"):
        worlds.begin(team, handle)
    kit = browser_of(team.kit)
    assert "Nobody is kept apart" in text_of(kit.get("/board/apart/"))
    assert sent_on(post(kit, "/board/apart/new/", **TYPED)) == "/board/apart/"
    page = kit.get("/board/apart/")
    assert "Works with both: Jo, Sam." in text_of(page)
    for word in ("Robin", "Wren", "follows"):
        assert word not in text_of(page)
    (ref,) = re.findall(r"/board/apart/([a-z2-7]{26})/placed/", page.content.decode())
    assert "follows her" in text_of(kit.get(f"/board/apart/{ref}/placed/"))
    early = post(kit, f"/board/apart/{ref}/placed/", pair="on")
    assert early.status_code == 422
    assert "Somebody still works with both" in text_of(early)
    assert sent_on(post(kit, f"/board/apart/{ref}/end/", pair="on")) == "/board/apart/"
    assert "Nobody is kept apart" in text_of(kit.get("/board/apart/"))


def test_a_handle_that_leads_nowhere_keeps_what_was_typed() -> None:
    team = worlds.make_team()
    worlds.begin(team, "Robin")
    answer = post(browser_of(team.kit), "/board/apart/new/", **TYPED)
    assert answer.status_code == 422
    assert "follows her" in answer.content.decode()
    assert not KeptApart.objects.exists()


def test_nobody_but_a_lead_has_these_pages() -> None:
    team = worlds.make_team()
    for name in ("jo", "sam", "vic", "tess", "mia"):
        for path in ("/board/apart/", "/board/apart/new/"):
            assert browser_of(getattr(team, name)).get(path).status_code in (403, 404), (name, path)
