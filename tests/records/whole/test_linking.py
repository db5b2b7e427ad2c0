"""Two records of one woman are linked with her yes only, by somebody who may open both, and it can be undone."""

from datetime import timedelta

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy.facts import machine_actor
from hrm2m.records.bridges.models import SaidYes
from hrm2m.records.whole import actions as whole
from hrm2m.records.whole.linking import could_be, link, linked_with, unlink
from hrm2m.records.whole.models import RecordLink
from hrm2m.vault.errors import NotYours
from hrm2m.vault.models import Head, Line, StandingRow
from tests import worlds
from tests.pages.street import browser_of, post, sent_on, text_of


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


def two(team: worlds.Team) -> tuple[str, str]:
    return worlds.begin(team), worlds.begin(team, "Wren")


def others(team: worlds.Team, by: str, mother: str) -> list[str]:
    number = Head.objects.get(ref=mother).id
    return [each.mother_ref for each in linked_with(getattr(team, by), number)]


def test_both_pages_lead_to_the_other_and_nobodys_standing_changes(team: worlds.Team) -> None:
    robin, wren = two(team)
    before = set(StandingRow.objects.values_list("ref", "until"))
    link(by=team.jo, mother=robin, other=wren, at=clock.now())
    assert others(team, "jo", robin) == [wren]
    assert others(team, "jo", wren) == [robin]
    assert set(StandingRow.objects.values_list("ref", "until")) == before
    assert {line.chain for line in Line.objects.all() if "record_link" in line.body} == {
        Head.objects.get(ref=ref).id for ref in (robin, wren)
    }


@pytest.mark.slow
def test_whoever_may_open_one_alone_does_not_learn_of_the_other(team: worlds.Team) -> None:
    robin = worlds.begin(team)
    wren = worlds.begin(team, "Wren", by=team.amir)
    with pytest.raises(BadInput, match="hold or cover"):
        link(by=team.jo, mother=robin, other=wren, at=clock.now())
    link(by=team.sam, mother=robin, other=wren, at=clock.now())
    assert others(team, "sam", robin) == [wren]
    assert others(team, "jo", robin) == []
    assert "another record" not in text_of(browser_of(team.jo).get(f"/m/{robin}/")).replace(
        "She has another record here", ""
    )
    assert wren not in browser_of(team.jo).get(f"/m/{robin}/").content.decode()


def test_a_stranger_and_an_unknown_record_are_refused_alike(team: worlds.Team) -> None:
    robin, wren = two(team)
    for mother in (robin, "a" * 26):
        with pytest.raises(NotYours):
            link(by=team.vic, mother=mother, other=wren, at=clock.now())
    for other in ("a" * 26, robin):
        with pytest.raises(BadInput):
            link(by=team.jo, mother=robin, other=other, at=clock.now())


def test_linked_twice_is_one_link_and_somebody_else_asks_her_again(team: worlds.Team) -> None:
    robin, wren = two(team)
    first = link(by=team.jo, mother=robin, other=wren, at=clock.now())
    assert link(by=team.jo, mother=wren, other=robin, at=clock.now()) == first
    assert SaidYes.objects.get(over_at=None).what == "link"
    unlink(by=team.sam, mother=wren, link=first)
    assert others(team, "jo", robin) == []
    with pytest.raises(BadInput, match="not linked now"):
        unlink(by=team.sam, mother=robin, link=first)
    assert link(by=team.jo, mother=robin, other=wren, at=clock.now()) != first


def test_nothing_leads_to_a_record_that_is_forgotten(team: worlds.Team) -> None:
    robin, wren = two(team)
    link(by=team.jo, mother=robin, other=wren, at=clock.now())
    whole.forget(by=team.jo, mother=wren)
    assert others(team, "jo", robin) == []
    with clock.at(clock.now() + timedelta(hours=73)):
        whole.finish_forgetting(by=machine_actor(1))
    assert not RecordLink.objects.exists()


@pytest.mark.slow
def test_the_pages_ask_for_her_yes(team: worlds.Team) -> None:
    robin, wren = two(team)
    assert [card.handle for card in could_be(team.jo, robin)] == ["Wren"]
    jo = browser_of(team.jo)
    without = post(jo, f"/m/{robin}/other/", other=wren)
    assert without.status_code == 422
    assert "with her yes only" in text_of(without)
    assert sent_on(post(jo, f"/m/{robin}/other/", other=wren, her_yes="on")) == f"/m/{robin}/"
    assert f"/m/{wren}/" in jo.get(f"/m/{robin}/").content.decode()
    path = f"/m/{robin}/other/{RecordLink.objects.get().ref}/"
    assert post(jo, path).status_code == 422
    assert sent_on(post(jo, path, so="on")) == f"/m/{robin}/"
