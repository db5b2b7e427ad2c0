"""How many statements a page takes does not depend on how much there is: not in the area, and not about her."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from hrm2m.cadence import Channel, Outcome
from hrm2m.commands.invented import crowd
from hrm2m.commands.invented.patterns import Cast, pattern_of
from hrm2m.commands.invented.workers import PASSWORD
from hrm2m.foundation import clock, ids
from hrm2m.pages.partner import links, visit
from hrm2m.pages.partner.models import Link
from hrm2m.pages.sign_in.second_factor import code_now, give_password_and_second_factor
from hrm2m.records.agencies.queries import actor_by_email
from hrm2m.records.hers import actions as hers
from hrm2m.records.hers.entries import HerWords, Moment
from hrm2m.records.outreach.queries import today
from hrm2m.vault.models import Look
from tests import worlds
from tests.pages.asking.asked import ask, demand
from tests.pages.hers.her_phone import phone
from tests.pages.street import browser_of, text_of
from tests.records.hers.samples import set_up
from tests.records.referrals import samples
from tests.records.referrals.samples import Situation
from tools.bench.counting import counted


pytestmark = pytest.mark.django_db(transaction=True)

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SIGNED_OUT = 5
LEAD = crowd.BUILDERS + crowd.OUTREACH_WORKERS + 1


def a_mother(team: worlds.Team, handle: str, contacts: int) -> str:
    now = clock.now()
    mother = worlds.begin(team, handle, days_ago=60)
    for number in range(contacts):
        worlds.contact(team, mother, Outcome.MET, now - timedelta(days=50 - number), Channel.CALL)
    return mother


def copied(team: worlds.Team, mother: str, handle: str, number: int, size: int) -> None:
    cast = Cast(team.jo, team.sam, team.kit)
    joined = clock.now() - timedelta(days=900)
    crowd.copy_team(crowd.make_team(number, joined), [(pattern_of(mother, handle, cast), cast)], number, size)


def signed_in(address: str) -> Client:
    give_password_and_second_factor(address, PASSWORD, SECRET)
    browser = Client()
    browser.post("/sign-in/", {"login": address, "password": PASSWORD})
    browser.post("/sign-in/code/", {"code": code_now(SECRET)})
    return browser


def statements(ask: Callable[[], object]) -> int:
    """Of a first look, once the caches are warm."""
    ask()
    Look.objects.all().delete()
    return counted(ask)


def counts_of(number: int) -> dict[str, int]:
    """Statements of Today, of one mother's page, of a contact logged and of the board, in the team of this number."""
    address = crowd.address_of(number, 1)
    builder, lead = signed_in(address), signed_in(crowd.address_of(number, LEAD))
    actor = actor_by_email(address)
    assert actor is not None
    mother = today(actor).items[0].mother_ref
    log = {"outcome": "met", "channel": "call", "next": "none", "her_words": "Mornings."}
    return {
        "today": statements(lambda: builder.get(reverse("today"))),
        "mother": statements(lambda: builder.get(reverse("mother", args=[mother]))),
        "board": statements(lambda: lead.get(reverse("board"))),
        "log": statements(
            lambda: builder.post(reverse("log", args=[mother]), log | {"command_id": ids.new_ref()})
        ),
    }


@pytest.mark.slow
def test_a_full_team_in_a_larger_area_takes_as_many_statements_as_three_mothers() -> None:
    team = worlds.make_team()
    copied(team, a_mother(team, "Robin", 3), "Robin", 2, 3)
    few = counts_of(2)
    copied(team, a_mother(team, "Wren", 14), "Wren", 3, crowd.OF_A_TEAM)
    assert min(few.values()) > SIGNED_OUT
    assert counts_of(3) == few


@pytest.mark.slow
def test_her_page_reads_nothing_twice() -> None:
    """Statement and parameters: what one part of the page has read is handed to the next."""
    team = worlds.make_team()
    mother, jo = worlds.begin(team, days_ago=60), browser_of(team.jo)
    ask(team, mother, "A phone", days_ago=9)
    demand(team, mother, "Court", clock.now() + timedelta(days=3), "Court Street")
    asked: list[tuple[str, str]] = []

    def remember(execute: Callable[..., Any], sql: str, parameters: Any, *more: Any) -> Any:
        # On PostgreSQL the gate is opened by a statement, anew for each drawer: that reads nothing.
        if "set_config" not in sql:
            asked.append((sql, repr(parameters)))
        return execute(sql, parameters, *more)

    # The first page of a visit also chooses the agency.
    jo.get(reverse("mother", args=[mother]))
    with connection.execute_wrapper(remember):
        page = text_of(jo.get(reverse("mother", args=[mother])))
    assert all(words in page for words in ("A phone", "Court Street", "late"))
    assert [one for one, times in Counter(asked).items() if times > 1] == []


def let_in_by_a_link(here: Situation, ref: str) -> Client:
    """A browser in which the code of the link to this referral was typed."""
    links.link_for(here.fen.worker_id, f"referral:{ref}")
    browser = Client()
    session = browser.session
    link = Link.objects.get(worker_id=here.fen.worker_id, about=ref)
    session.update({visit.OPEN: link.id, visit.SINCE: clock.now().isoformat()})
    session.save()
    return browser


@pytest.mark.slow
def test_her_own_home_and_what_was_sent_take_the_same_however_much_else_there_is() -> None:
    here = samples.situation()
    herself = set_up(here.team, here.mother)
    door, her = let_in_by_a_link(here, samples.sent(here)), phone()

    def both() -> tuple[int, int]:
        assert door.get("/for-you/").status_code == her.get("/n/a/").status_code == 200
        return statements(lambda: door.get("/for-you/")), statements(lambda: her.get("/n/a/"))

    few = both()
    for number in range(4):
        other = worlds.begin_named(here.team, f"Wren {number}")
        samples.sent(Situation(here.team, other, here.door, here.fen))
        worlds.contact(here.team, here.mother, Outcome.MET, clock.now())
        said = HerWords(Moment.TEXT, "Can we make it the library?")
        hers.say(by=herself, mother=here.mother, said=said, at=clock.now())
    assert min(few) > SIGNED_OUT
    assert both() == few
