"""PostgreSQL stops while the server and the worker process run: plain sentences meanwhile, and no hands afterwards."""

import pytest

from tests.soak.browsers import TRACEBACK, Browser, Server, serving, until
from tests.soak.conftest import Tell
from tests.soak.places import POSTGRES, Place


PAGES = ("/today/", "/m/{mother}/", "/m/{mother}/log/", "/sign-in/", "/danger/", "/danger/open/")
NOT_WORKING = "This is not working just now"
SENTENCES = (NOT_WORKING, "Our records do not answer: ring first.")
NOBODY = "NOBODY HAS BEEN TOLD YET: RING"


@pytest.mark.parametrize("engine", [POSTGRES], indirect=True)
@pytest.mark.parametrize("how", ["fast", "immediate"])
def test_while_the_database_is_away_pages_say_so_and_then_everything_goes_on(
    place: Place, how: str, tell: Tell
) -> None:
    prepared = place.ask("tests.soak.people", "prepare")
    mother, browser = prepared["mother"], Browser(prepared["session"])
    with serving(place) as server:
        assert browser.log(mother, "before")
        assert browser.get("/today/").status == 200
        place.stop_database(how)
        for _ in ("with the connections of before", "and without"):
            pages_say_that_nothing_works(browser, mother)
        danger_says_that_nobody_was_told(browser, mother)
        place.start_database()
        seconds = until(lambda: browser.log(mother, "after"), "a contact can be logged again")
        for path in PAGES:
            assert browser.get(path.format(mother=mother)).status in (200, 302, 403), path
        filed = until(lambda: is_filed(place, mother), "what was spooled is filed by the worker process")
        goes_on(server)
    found = place.ask("tests.soak.people", "look", mother)
    assert sorted(set(found["words"])) == ["after", "before"]
    assert found["halves"] == []
    place.verified()
    tell(back_after_seconds=f"{seconds:.1f}", danger_filed_after_seconds=f"{filed:.1f}")


def pages_say_that_nothing_works(browser: Browser, mother: str) -> None:
    for path in PAGES:
        answer = browser.get(path.format(mother=mother))
        assert answer.status == 503, (path, answer.status)
        assert any(sentence in answer.text for sentence in SENTENCES), (path, answer.text)
        assert not TRACEBACK.search(answer.text), path
    answer = browser.post(f"/m/{mother}/log/", outcome="met", channel="text", her_words="meanwhile")
    assert answer.status == 503
    assert NOT_WORKING in answer.text


def danger_says_that_nobody_was_told(browser: Browser, mother: str) -> None:
    answer = browser.post("/danger/", who="her", mother=mother, words="said")
    assert answer.status == 503
    assert NOBODY in answer.text
    assert answer.text.index("999") < answer.text.index("01632 960103"), "the numbers are known all the same"
    assert "is kept safely" in answer.text


def is_filed(place: Place, mother: str) -> bool:
    found = place.ask("tests.soak.people", "look", mother)
    return len(found["alerts"]) == 1 and found["waiting"] == 0


def goes_on(server: Server) -> None:
    assert server.all_run(), "neither the server nor the worker process ended"
    log = server.log.read_text()
    assert "Robin" not in log, "what went wrong is logged without a handle"
    assert "meanwhile" not in log, "or a word of hers"
