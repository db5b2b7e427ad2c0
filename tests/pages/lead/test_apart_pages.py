"""The pages on which a lead keeps two apart: no handle on them, the reason behind a look, nothing for others."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from hrm2m.foundation import clock
from hrm2m.pages.sign_in import guesses
from hrm2m.records.asks import actions as asks
from hrm2m.records.asks.entries import Answer, AnswerWord
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.clocks.models import Clock
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.entries import VisitPlan
from hrm2m.records.whole.models import KeptApart
from tests import worlds
from tests.pages.asking.asked import ask, demand, demands_of, offer
from tests.pages.asking.test_demands import DEMAND, day_typed, on_day
from tests.pages.street import browser_of, post, sent_on, text_of


pytestmark = pytest.mark.django_db
TYPED = {"handle": "Robin", "second": "Wren", "why": "She says that he follows her."}


@pytest.mark.slow
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


@pytest.mark.slow
def test_nobody_but_a_lead_has_these_pages() -> None:
    team = worlds.make_team()
    for name in ("jo", "sam", "vic", "tess", "mia"):
        for path in ("/board/apart/", "/board/apart/new/"):
            assert browser_of(getattr(team, name)).get(path).status_code in (403, 404), (name, path)


@pytest.mark.slow
@pytest.mark.promise(1)
def test_a_worker_asks_the_lead_and_learns_nothing_whoever_is_helped_here() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    jo, kit, path = browser_of(team.jo), browser_of(team.kit), f"/m/{mother}/barred/not-met/"
    assert post(jo, path, words="Dan").status_code == 422
    alone = sent_on(post(jo, path, words="Dan, her ex", her_word="on"))
    worlds.begin(team, "Dan")
    both = sent_on(post(jo, path, words="Dan, her ex", her_word="on"))
    assert alone == both == f"/m/{mother}/barred/"
    assert Clock.objects.filter(kind="apart_placed", mother=0, owner_id=team.kit.worker_id).count() == 2
    page = kit.get("/board/apart/")
    assert "Jo asks you to keep two apart" in text_of(page)
    assert "Dan" not in text_of(page)
    ref = re.findall(r"/board/apart/([a-z2-7]{26})/asked/", page.content.decode())[0]
    assert "Dan, her ex" in text_of(kit.get(f"/board/apart/{ref}/asked/"))
    assert jo.get(f"/board/apart/{ref}/asked/").status_code == 403
    assert sent_on(post(kit, f"/board/apart/{ref}/asked/", pair="on")) == "/board/apart/"
    assert bytes(KeptApart.objects.get(ref=ref).why) == b""
    assert kit.get(f"/board/apart/{ref}/asked/").status_code == 404


@pytest.mark.slow
@pytest.mark.promise(1)
def test_who_writes_a_time_and_place_is_told_to_choose_another_and_not_why() -> None:
    team = worlds.make_team()
    first, second = worlds.begin(team, "Robin"), worlds.begin(team, "Wren")
    bridges.change_bridge_builder(
        by=team.jo, mother=second, builder=team.amir.worker_ref, cover=team.sam.worker_ref, at=clock.now()
    )
    demand(team, first, "Court", on_day(10), "the Quay Centre")
    typed = {**DEMAND, "day": day_typed(), "starts": "11:30", "where": "Quay centre"}
    amir = browser_of(team.amir)
    assert "choose another time or place" not in after(amir, second, typed)
    post(browser_of(team.kit), "/board/apart/new/", **TYPED)
    page = after(amir, second, typed)
    assert "choose another time or place" in page
    for word in ("Robin", "Court", "apart"):
        assert word not in page
    assert "choose another time or place" not in after(amir, second, typed | {"where": "The hospital"})


def kept_apart() -> tuple[worlds.Team, str, str]:
    """Robin with Jo and Wren with Amir, kept apart by Kit."""
    team = worlds.make_team()
    first, second = worlds.begin(team, "Robin"), worlds.begin(team, "Wren")
    bridges.change_bridge_builder(
        by=team.jo, mother=second, builder=team.amir.worker_ref, cover=team.sam.worker_ref, at=clock.now()
    )
    post(browser_of(team.kit), "/board/apart/new/", **TYPED)
    return team, first, second


BETTER = "choose another time or place"


@pytest.mark.slow
@pytest.mark.promise(1)
def test_an_appointment_moved_or_put_right_is_compared_at_the_place_it_has() -> None:
    team, first, second = kept_apart()
    demand(team, first, "Court", on_day(10), "the Quay Centre")
    amir = browser_of(team.amir)
    assert BETTER not in after(
        amir, second, {**DEMAND, "day": day_typed(), "starts": "17:00", "where": "Quay"}
    )
    (mine,) = demands_of(team, second, by=team.amir)
    path = f"/m/{second}/demand/{mine.demand.ref}/"
    moved = post(amir, f"{path}move/", day=day_typed(), starts="10:30", seen="")
    assert BETTER in text_of(amir.get(sent_on(moved)))
    other = post(
        amir, f"/m/{second}/demand/", **{**DEMAND, "day": day_typed(), "starts": "10:15", "where": "Hospital"}
    )
    assert BETTER not in text_of(amir.get(sent_on(other)))


@pytest.mark.slow
@pytest.mark.promise(1)
def test_a_visit_and_a_place_she_drops_in_at_are_compared_too() -> None:
    team, first, second = kept_apart()
    outreach.check_in(
        by=team.jo,
        mother=first,
        plan=VisitPlan("The Quay café"),
        back_by=clock.now() + timedelta(hours=1),
        named=team.sam.worker_ref,
        at=clock.now(),
    )
    amir = browser_of(team.amir)
    visit = {"who_with": "", "back": "60", "named": team.sam.worker_ref}
    path = reverse("im_in", args=[second])
    there = post(amir, path, where="Quay café", **visit)
    assert BETTER in text_of(amir.get(sent_on(there)))
    elsewhere = post(amir, path, where="The library", **visit)
    assert BETTER not in text_of(amir.get(sent_on(elsewhere)))
    offered = offer(team, first, ask(team, first))
    typed = {**DEMAND, "day": day_typed(), "where": "2 Quay street"}
    assert BETTER not in after(amir, second, typed)
    answer = Answer(AnswerWord.YES)
    asks.record_answer(by=team.jo, mother=first, offer_ref=offered, answer=answer, at=clock.now())
    assert BETTER in after(amir, second, typed)


@pytest.mark.slow
@pytest.mark.promise(1)
def test_whoever_tries_place_after_place_learns_no_more_and_is_sent_to_the_lead() -> None:
    team, first, second = kept_apart()
    alone = worlds.begin(team, "Dove", by=team.amir)
    demand(team, first, "Court", on_day(10), "the Quay Centre")
    amir = browser_of(team.amir)
    typed = {**DEMAND, "day": day_typed(), "starts": "10:30"}
    for mother in (second, alone):
        for number in range(guesses.PLACES_OF_AN_HOUR.most):
            assert "ask your lead" not in after(amir, mother, typed | {"where": f"Place {number}"})
        for where in ("Quay Centre", "Place 100"):
            page = after(amir, mother, typed | {"where": where})
            assert "ask your lead before she goes" in page
            assert BETTER not in page


def after(client: Client, mother: str, typed: dict[str, str]) -> str:
    """What the worker reads after writing it down."""
    return text_of(client.get(sent_on(post(client, f"/m/{mother}/demand/", **typed))))
