"""An offer says in words whether it is real; what is not known stays not known; her answer is hers."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from hrm2m.cadence.local_time import local, local_day
from hrm2m.foundation import clock
from hrm2m.records.asks.entries import AnswerWord, Barrier, GettingThere
from hrm2m.records.asks.queries import OfferCard
from tests import worlds
from tests.pages.asking.asked import ask, asks_of, offer
from tests.pages.street import browser_of, post, text_of


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def jo(team: worlds.Team) -> Client:
    return browser_of(team.jo)


@pytest.fixture
def mother(team: worlds.Team) -> str:
    return worlds.begin(team, "Robin", days_ago=9)


LITTLE = {"service": "Quayside House", "what": "A room", "told": "not_yet"}


def whole() -> dict[str, str]:
    """An offer of which everything is known, told just now."""
    return {
        **LITTLE,
        "told": "now",
        "told_by": "Jo",
        "from_day": f"{local_day(clock.now()):%Y-%m-%d}",
        "where": "2 Quay Street",
        "getting_there": "we_take_her",
        "conditions_known": "none",
    }


def the_offer(team: worlds.Team, mother: str) -> OfferCard:
    return asks_of(team, mother)[0].offers[0]


def seen_in(response: Any) -> str:
    return str(re.findall(r'name="seen" value="([^"]*)"', response.content.decode())[0])


def test_what_is_not_known_stays_not_known_and_each_lack_is_said(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    asked = ask(team, mother)
    post(jo, f"/m/{mother}/ask/{asked}/offer/", "f" * 26, **LITTLE)
    response = post(jo, f"/m/{mother}/ask/{asked}/offer/", "f" * 26, **LITTLE)
    body = the_offer(team, mother).offer.body
    assert (body.where, body.cost, body.conditions, body.childcare, body.told_by) == (None,) * 5
    words = text_of(jo.get(response.url))
    for lack in (
        "Not real yet:",
        "she has not been told of it",
        "nobody has found out from when it is there",
        "nobody has found out where it is",
        "nobody has found out its conditions",
        "Cost Not known yet",
    ):
        assert lack in words, lack
    assert len(asks_of(team, mother)[0].offers) == 1
    assert asks_of(team, mother)[0].clock is not None


@pytest.mark.promise(5)
def test_a_real_offer_is_called_real_and_meets_the_clock(team: worlds.Team, jo: Client, mother: str) -> None:
    asked = ask(team, mother)
    response = post(jo, f"/m/{mother}/ask/{asked}/offer/", **whole())
    assert "This offer is real: nothing is missing." in text_of(jo.get(response.url))
    assert asks_of(team, mother)[0].clock is None
    assert "A real offer was made" in text_of(jo.get(f"/m/{mother}/"))


def test_one_lack_is_one_sentence(team: worlds.Team, jo: Client, mother: str) -> None:
    asked = ask(team, mother)
    response = post(jo, f"/m/{mother}/ask/{asked}/offer/", **{**whole(), "from_day": ""})
    words = text_of(jo.get(response.url))
    assert "Not real yet: nobody has found out from when it is there." in words
    assert words.count("Not real yet") == 1


def test_an_offer_told_late_says_so_and_blames_nobody_but_us(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    asked = ask(team, mother, days_ago=8)
    response = post(jo, f"/m/{mother}/ask/{asked}/offer/", **whole())
    words = text_of(jo.get(response.url))
    assert "It is there, but we told her later than she asked for." in words


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"service": ""}, "Write which service or agency offers it"),
        ({"what": " "}, "Write what exactly is offered."),
        ({"told": ""}, "Say whether she has been told of it."),
        ({"told": "earlier"}, "Write on which day she was told."),
        ({"told": "earlier", "told_day": "2030-01-01"}, "That time has not come yet"),
        ({"told": "now", "told_day": "2020-01-01"}, "Choose “Yes, earlier”, or take it out."),
        ({"conditions_known": "stated"}, "Write the conditions, one on each line."),
        ({"conditions": "Sober"}, "Choose “They have said which”"),
        ({"answer_words": "no thanks"}, "Choose her answer to which these words belong."),
        ({"answer": "no", "told": "not_yet"}, "Write that first, then her answer."),
        ({"answer": "no", "barrier": "other"}, "Write what stood in the way, in her words."),
        ({"place_hidden": "on"}, "Where this is must not be found."),
    ],
)
def test_a_mistake_is_said_at_its_field_and_nothing_is_saved(
    team: worlds.Team, jo: Client, mother: str, typed: dict[str, str], sentence: str
) -> None:
    asked = ask(team, mother)
    refused = post(jo, f"/m/{mother}/ask/{asked}/offer/", **{**whole(), **typed}, hours="9 to 5")
    assert refused.status_code == 422
    assert sentence in text_of(refused)
    assert 'value="9 to 5"' in refused.content.decode()
    assert asks_of(team, mother)[0].offers == ()


@pytest.mark.slow
def test_her_answer_is_saved_with_the_offer_and_no_reason_is_asked(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    asked = ask(team, mother)
    post(jo, f"/m/{mother}/ask/{asked}/offer/", **whole(), answer="no")
    answer = the_offer(team, mother).answer
    assert answer is not None
    assert (answer.body.answer, answer.body.barrier) == (AnswerWord.NO, None)
    words = text_of(jo.get(f"/m/{mother}/asks/"))
    assert "Her answer: No" in words
    assert "stood in the way" not in words


@pytest.mark.slow
def test_what_has_been_found_out_makes_it_real_and_a_second_writer_sees_both(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    ref = offer(team, mother, ask(team, mother), real=False)
    path = f"/m/{mother}/offer/{ref}/right/"
    seen = seen_in(jo.get(path))
    assert post(jo, path, seen=seen, **whole()).url == f"/m/{mother}/offer/{ref}/"
    assert the_offer(team, mother).realness.real
    stale = post(browser_of(team.sam), path, seen=seen, **{**whole(), "cost": "Nothing"})
    assert stale.status_code == 409
    assert "2 Quay Street" in text_of(stale)
    assert 'value="Nothing"' in stale.content.decode()


@pytest.mark.slow
def test_saving_an_offer_again_unchanged_changes_nothing(team: worlds.Team, jo: Client, mother: str) -> None:
    ref = offer(team, mother, ask(team, mother))
    before = the_offer(team, mother).offer.body
    path = f"/m/{mother}/offer/{ref}/right/"
    told = local(before.told_at or clock.now())
    typed = {
        **whole(),
        "what": before.what,
        "told": "earlier",
        "told_day": f"{told:%Y-%m-%d}",
        "told_time": f"{told:%H:%M}",
    }
    assert post(jo, path, seen=seen_in(jo.get(path)), **typed).status_code == 302
    assert the_offer(team, mother).offer.body == before


@pytest.mark.slow
def test_her_answer_changes_her_mind_and_our_mistake_is_put_right(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    ref = offer(team, mother, ask(team, mother))
    path = f"/m/{mother}/offer/{ref}/answer/"
    assert "Choose her answer. A no is a whole answer." in text_of(post(jo, path))
    typed = {"answer": "not_now", "barrier": "no_childcare", "answer_words": "Who has the baby?"}
    for _ in range(2):
        assert post(jo, path, "h" * 26, seen="", **typed).url == f"/m/{mother}/offer/{ref}/"
    words = text_of(jo.get(f"/m/{mother}/offer/{ref}/"))
    assert "Her answer: Not now" in words
    assert "What stood in the way, in the offer: No childcare" in words
    assert post(jo, path, seen="", answer="yes").status_code == 409
    seen = seen_in(jo.get(path))
    assert post(jo, path, seen=seen, answer="yes").status_code == 422
    assert post(jo, path, seen=seen, answer="yes", why="changed").status_code == 302
    answer = the_offer(team, mother).answer
    assert answer is not None
    assert answer.body.answer is AnswerWord.YES
    assert post(jo, path, seen="nothing", answer="no", why="wrong").status_code == 409
    seen = seen_in(jo.get(path))
    assert post(jo, path, seen=seen, answer="no", why="wrong").status_code == 302
    corrected = the_offer(team, mother).answer
    assert corrected is not None
    assert corrected.ref == answer.ref
    assert (corrected.body.answer, corrected.body.barrier) == (AnswerWord.NO, None)


def test_an_answer_needs_that_she_was_told(team: worlds.Team, jo: Client, mother: str) -> None:
    ref = offer(team, mother, ask(team, mother), real=False)
    path = f"/m/{mother}/offer/{ref}/answer/"
    assert "Write when she was told" in text_of(jo.get(path))
    assert "Write that first, then her answer." in text_of(post(jo, path, answer="yes"))


@pytest.mark.slow
def test_an_offer_taken_back_runs_her_clock_on(team: worlds.Team, jo: Client, mother: str) -> None:
    ref = offer(team, mother, ask(team, mother))
    assert asks_of(team, mother)[0].clock is None
    for _ in range(2):
        post(jo, f"/m/{mother}/offer/{ref}/back/", "k" * 26, words="They had given it away")
    words = text_of(jo.get(f"/m/{mother}/offer/{ref}/"))
    assert "It was not there after all, and does not count as an offer." in words
    assert "They had given it away" in words
    assert "Write her answer" not in words
    assert asks_of(team, mother)[0].clock is not None


def test_every_barrier_has_words_that_are_the_offers() -> None:
    from hrm2m.pages.ask import words
    from hrm2m.records.asks.real import Missing

    assert set(words.BARRIERS) == set(Barrier)
    assert set(words.MISSING) == set(Missing)
    assert set(words.GETTING_THERE) == set(GettingThere)
    said = " ".join(str(word) for word in [*words.BARRIERS.values(), *words.MISSING.values()]).lower()
    for blame in ("she failed", "refused", "did not attend", "non-", "would not"):
        assert blame not in said


@pytest.mark.slow
def test_told_yesterday_is_kept_as_yesterday(team: worlds.Team, jo: Client, mother: str) -> None:
    asked = ask(team, mother, days_ago=2)
    day = local_day(clock.now() - timedelta(days=1))
    typed = {**whole(), "told": "earlier", "told_day": f"{day:%Y-%m-%d}", "answer": "yes"}
    assert post(jo, f"/m/{mother}/ask/{asked}/offer/", **typed).status_code == 302
    card = the_offer(team, mother)
    assert card.offer.body.told_at is not None
    assert local_day(card.offer.body.told_at) == day
    assert card.answer is not None
    assert card.answer.at == card.offer.body.told_at


def folded(response: Any) -> str:
    """The details of the form, from its opening mark to its end."""
    return str(response.content.decode().partition("<details")[2].partition("</details>")[0])


@pytest.mark.slow
def test_a_new_offer_asks_first_for_what_is_needed_and_unfolds_what_must_be_put_right(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    path = f"/m/{mother}/ask/{ask(team, mother)}/offer/"
    page = jo.get(path)
    assert not folded(page).split(">")[0].endswith("open")
    for name in ("service", "what", "conditions_known", "conditions", "told", "answer"):
        assert f'name="{name}"' not in folded(page)
    assert 'name="where"' in folded(page)
    refused = post(jo, path, service="A", what="B", told="now", from_day="never")
    assert refused.status_code == 422
    assert folded(refused).split(">")[0].endswith("open")


def test_what_is_still_to_be_found_out_is_in_sight_when_an_offer_is_put_right(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    made = offer(team, mother, ask(team, mother), real=False)
    assert folded(jo.get(f"/m/{mother}/offer/{made}/right/")).split(">")[0].endswith("open")
