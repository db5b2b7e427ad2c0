"""Beside her: asked first, set up, frozen by anybody with one sentence, looked at together."""

import pytest

from hrm2m.foundation import clock
from hrm2m.records.hers import actions as hers
from hrm2m.records.hers.entries import HerWords, Moment
from hrm2m.records.hers.queries import let_in, standing_due
from tests import worlds
from tests.pages.hers.her_phone import phone
from tests.pages.street import browser_of, post, text_of
from tests.records.hers.samples import QUIET, WORDS, set_up
from tests.worlds import Team


pytestmark = pytest.mark.django_db

YES = {"phone": "hers", "looks": "nobody", "alone": "yes", "safe": "yes", "words": ""}


@pytest.fixture
def team() -> Team:
    return worlds.make_team()


@pytest.fixture
def robin(team: Team) -> str:
    return worlds.begin(team)


@pytest.mark.slow
def test_asked_first_then_words_and_she_is_in(team: Team, robin: str) -> None:
    jo = browser_of(team.jo)
    page = text_of(jo.get(f"/m/{robin}/own-page/"))
    assert "She has no page of her own" in page
    assert "Words she remembers" not in page
    post(jo, f"/m/{robin}/own-page/ask/", **YES)
    post(jo, f"/m/{robin}/own-page/words/", code=WORDS, quiet=QUIET, her_word="on")
    assert "It opens her page" in text_of(jo.get(f"/m/{robin}/own-page/"))
    assert phone().get("/n/a/").status_code == 200


def test_a_no_is_written_down_as_a_good_answer_and_leads_to_the_other_ways(team: Team, robin: str) -> None:
    jo = browser_of(team.jo)
    post(jo, f"/m/{robin}/own-page/ask/", **{**YES, "safe": "no"})
    page = text_of(jo.get(f"/m/{robin}/own-page/"))
    assert "She said no, which is a good answer" in page
    assert "Look at her side together" in page
    answer = post(jo, f"/m/{robin}/own-page/words/", code=WORDS, quiet="", her_word="on")
    assert answer.status_code == 422
    assert standing_due() == set()


@pytest.mark.slow
def test_opened_again_it_asks_for_her_words_also_where_it_was_open_when_it_froze(
    team: Team, robin: str
) -> None:
    way = set_up(team, robin).way_in
    left_open = phone()
    hers.freeze(by=team.vic, handle="Robin")
    jo = browser_of(team.jo)
    post(jo, f"/m/{robin}/own-page/ask/", **YES)
    assert post(jo, f"/m/{robin}/own-page/{way}/open/", her_word="on").status_code == 302
    assert left_open.get("/n/a/")["Location"] == "/n/"
    assert phone().get("/n/a/").status_code == 200


@pytest.mark.slow
def test_a_card_comes_as_a_paper_that_says_nothing(team: Team, robin: str) -> None:
    jo = browser_of(team.jo)
    post(jo, f"/m/{robin}/own-page/ask/", **YES)
    page = jo.get(f"/m/{robin}/own-page/card/").content.decode()
    code = page.split('name="code" value="')[1].split('"')[0]
    answer = post(jo, f"/m/{robin}/own-page/card/", code=code, quiet="1234 5678 1234 5678", her_word="on")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="card.pdf"'
    assert let_in(code) is not None
    assert let_in("1234 5678 1234 5678") is None


def test_what_is_said_of_a_number_that_nobody_typed_leads_to_no_field(team: Team, robin: str) -> None:
    numbers = {"code": "1111 2222 3333 4444", "quiet": "1234 5678 1234 5678"}
    answer = post(browser_of(team.jo), f"/m/{robin}/own-page/card/", **numbers, her_word="on")
    said = answer.content.decode()
    assert (answer.status_code, "Ask her" in said) == (422, True)
    assert "Code:" not in said
    assert 'href="#id_code"' not in said


@pytest.mark.slow
@pytest.mark.promise(7)
def test_any_worker_freezes_it_and_is_told_the_same_whether_or_not_there_is_one(
    team: Team, robin: str
) -> None:
    set_up(team, robin)
    vic = browser_of(team.vic)
    said = [text_of(vic.get(post(vic, "/freeze/", handle=name)["Location"])) for name in ("Robin", "Nobody")]
    assert said[0] == said[1]
    assert "If a page belongs to what you typed, it is frozen now" in said[0]
    assert let_in(WORDS) is None


@pytest.mark.slow
def test_freezing_is_counted_against_trying_a_list_of_names(team: Team, robin: str) -> None:
    vic = browser_of(team.vic)
    answers = [post(vic, "/freeze/", handle=f"Name {number}").status_code for number in range(31)]
    assert answers == [302] * 30 + [422]


def test_who_looks_together_sees_her_side_and_nothing_that_is_held_from_her(team: Team, robin: str) -> None:
    from hrm2m.records.outreach import actions as outreach
    from tests.house.smallest_world import MET

    outreach.log_contact(by=team.jo, mother=robin, contact=MET, at=clock.now())
    page = text_of(browser_of(team.jo).get(f"/m/{robin}/own-page/together/"))
    assert "What you are called here" in page
    assert "We met, talked" not in page


@pytest.mark.slow
def test_what_she_wrote_is_there_and_she_sees_that_it_was_read(team: Team, robin: str) -> None:
    by = set_up(team, robin)
    said = hers.say(by=by, mother=robin, said=HerWords(Moment.TEXT, "Ring me"), at=clock.now())
    jo = browser_of(team.jo)
    assert "“Ring me”" in text_of(jo.get(f"/m/{robin}/own-page/"))
    jo.post(f"/m/{robin}/own-page/read/{said}/")
    assert "I have read it" not in text_of(jo.get(f"/m/{robin}/own-page/"))
    assert "We read it on" in phone().get("/n/b/").content.decode()


def test_a_worker_who_does_not_stand_near_her_finds_nothing(team: Team, robin: str) -> None:
    vic = browser_of(team.vic)
    for place in ("", "ask/", "words/", "card/", "together/"):
        assert vic.get(f"/m/{robin}/own-page/{place}").status_code == 404
