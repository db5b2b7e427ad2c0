"""Questions beside what a worker wrote: for its writer, never in the way, and nothing of them is kept."""

from typing import Any

import pytest
from django.test import Client

from hrm2m.pages.words.texts import ASKED
from tests import worlds
from tests.house.stored import files_of_home, plain_rows, raw_database, sessions
from tests.pages.street import browser_of, post, sent_on, text_of


pytestmark = pytest.mark.django_db
SEEN = "Robin did not engage. She is a known junkie."
QUESTION = "Questions about your words"


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def mother(team: worlds.Team) -> str:
    return worlds.begin(team, "Robin", days_ago=20)


@pytest.fixture
def jo(team: worlds.Team) -> Client:
    return browser_of(team.jo)


def logged(jo: Client, mother: str, **fields: str) -> str:
    """Logs a contact and answers where the browser is sent."""
    return sent_on(post(jo, f"/m/{mother}/log/", outcome="met", channel="usual_place", **fields))


def entry_of(address: str) -> str:
    return address.partition("&words=")[2]


def kept() -> list[tuple[str, tuple[Any, ...]]]:
    """Every plain row but the ledger's: a line there says that the record was looked at."""
    return [(table, row) for table, row in plain_rows() if "ledger" not in table and "session" not in table]


@pytest.mark.slow
def test_what_was_saved_is_asked_about_beside_the_list(jo: Client, mother: str) -> None:
    address = logged(jo, mother, what_we_saw=SEEN)
    page = jo.get(address).content.decode()
    asked = f"/m/{mother}/words/{entry_of(address)}/"
    assert f'hx-get="{asked}"' in page
    assert f'href="{asked}"' in page
    piece = jo.get(asked, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in piece
    assert "“not engage”" in piece
    assert "“junkie”" in piece
    assert SEEN in text_of(jo.get(asked))


def test_the_page_of_the_contact_asks_too(jo: Client, mother: str) -> None:
    entry = entry_of(logged(jo, mother, what_we_saw=SEEN))
    assert f"/m/{mother}/words/{entry}/" in jo.get(f"/m/{mother}/contacts/{entry}/").content.decode()


def test_her_words_are_never_asked_about(jo: Client, mother: str) -> None:
    assert entry_of(logged(jo, mother, her_words="I'm just a junkie and I did not engage.")) == ""
    entry = entry_of(logged(jo, mother, her_words="I am a junkie.", what_we_saw="We drank tea."))
    shown = text_of(jo.get(f"/m/{mother}/words/{entry}/"))
    assert "junkie" not in shown
    assert "Nothing is asked about these words" in shown


@pytest.mark.slow
def test_nobody_but_the_writer_is_asked(team: worlds.Team, jo: Client, mother: str) -> None:
    entry = entry_of(logged(jo, mother, what_we_saw=SEEN))
    sam = browser_of(team.sam)
    read = sam.get(f"/m/{mother}/contacts/{entry}/")
    assert read.status_code == 200
    assert QUESTION not in read.content.decode()
    assert sam.get(f"/m/{mother}/words/{entry}/").status_code == 404
    assert browser_of(team.vic).get(f"/m/{mother}/words/{entry}/").status_code in (403, 404)


@pytest.mark.slow
def test_a_question_is_set_aside_with_a_reason_that_is_kept_nowhere(jo: Client, mother: str) -> None:
    entry = entry_of(logged(jo, mother, what_we_saw=SEEN))
    address = f"/m/{mother}/words/{entry}/"
    page = jo.get(address).content.decode()
    mark = page.partition('name="now" value="')[2].partition('"')[0]
    before = kept()
    answer = jo.post(address, {"now": mark, f"reason-{mark}": "zebra: her own word"})
    assert "Set aside by you" in text_of(answer)
    assert "zebra: her own word" in text_of(answer)
    assert kept() == before
    everywhere = [raw_database(), sessions().encode(), *(raw for _, raw in files_of_home())]
    assert not any(b"zebra" in raw for raw in everywhere)
    again = jo.post(address, {"aside": mark, f"reason-{mark}": "zebra: her own word"})
    assert "zebra" in text_of(again)
    assert "zebra" not in text_of(jo.get(address))


def test_danger_now_and_kinds_that_are_not_listed_are_not_asked_about(jo: Client, mother: str) -> None:
    assert [asked.kind.KIND for asked in ASKED] == ["contact"]
    danger = jo.get("/danger/").content.decode()
    assert "hr-asked" not in danger
    assert "htmx" not in danger
    assert jo.get(f"/m/{mother}/words/{mother}/").status_code == 404
