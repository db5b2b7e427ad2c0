"""Her page tells what she longs for, her open asks and demands from the one look that opened it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hrm2m.foundation import clock
from hrm2m.pages.ask.summary import found_in, named_in, summary_of
from hrm2m.policy import Permission
from hrm2m.records.agencies.queries import area_of, workers_named
from hrm2m.records.asks import actions
from hrm2m.records.asks.entries import AskClosed, ClosedBecause, SaidHow
from hrm2m.records.clocks.queries import clocks_of
from hrm2m.vault import door
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.models import Line
from tests import worlds
from tests.pages.asking.asked import ask, demand, longing, offer
from tests.pages.street import browser_of, text_of


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


def test_it_holds_what_stands_and_counts_what_is_off_the_list(team: worlds.Team) -> None:
    mother = worlds.begin(team, days_ago=9)
    longing(team, mother)
    closed = ask(team, mother, "A phone")
    done = AskClosed(ClosedBecause.DONE, SaidHow.IN_PERSON)
    actions.close_ask(by=team.jo, mother=mother, ask_ref=closed, closed=done, at=clock.now())
    offer(team, mother, ask(team, mother), real=False)
    starts = clock.now() + timedelta(days=3)
    demand(team, mother, "Court", starts, "Court Street")
    demand(team, mother, "Maternity", starts, "Hospital")
    with door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="test") as box:
        found, now = found_in(box, clocks_of(box), area_of(box.area)), box.now
    summary = summary_of(found, workers_named(named_in(found)), now)
    assert [one.words for one in summary.longings] == ["To bake with my daughter"]
    assert [one.words for one in summary.asks] == ["Somewhere warm to sleep"]
    assert summary.asks[0].offers[0].real.mark == "Not real yet"
    assert (summary.closed_asks, summary.clashes, len(summary.demands)) == (1, 2, 2)


@pytest.mark.slow
def test_her_page_tells_it_and_offers_the_two_buttons(team: worlds.Team) -> None:
    mother = worlds.begin(team, days_ago=9)
    longing(team, mother)
    ask(team, mother, days_ago=8)
    jo = browser_of(team.jo)
    words = text_of(jo.get(f"/m/{mother}/"))
    for part in ("“To bake with my daughter”", "late", "She asks for something", "Add an offer"):
        assert part in words, part


def test_what_is_late_stands_first(team: worlds.Team) -> None:
    mother = worlds.begin(team, days_ago=30)
    ask(team, mother, "late", days_ago=9)
    offer(team, mother, ask(team, mother, "met", days_ago=1))
    ask(team, mother, "new")
    with door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="test") as box:
        found, now = found_in(box, clocks_of(box), area_of(box.area)), box.now
    summary = summary_of(found, workers_named(named_in(found)), now)
    assert [one.words for one in summary.asks] == ["late", "new", "met"]


@pytest.mark.slow
def test_it_writes_no_line_and_asks_no_more_for_more(team: worlds.Team) -> None:
    mother = worlds.begin(team, days_ago=9)
    jo = browser_of(team.jo)

    def statements() -> int:
        jo.get(f"/m/{mother}/")
        with CaptureQueriesContext(connection) as asked:
            jo.get(f"/m/{mother}/")
        return len(asked.captured_queries)

    offer(team, mother, ask(team, mother))
    longing(team, mother)
    demand(team, mother, "Court", clock.now() + timedelta(days=3), "Court Street")
    few = statements()
    lines = Line.objects.exclude(chain=HOUSE).count()
    jo.get(f"/m/{mother}/")
    assert Line.objects.exclude(chain=HOUSE).count() == lines
    for day in range(4, 9):
        offer(team, mother, ask(team, mother))
        demand(team, mother, "Court", clock.now() + timedelta(days=day), "Court Street")
    assert statements() == few
