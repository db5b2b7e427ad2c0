"""What anybody saw is written in a minute, whatever the page knows of her; the safeguarding lead reads it together."""

from typing import Any

import pytest
from django.test import Client

from hrm2m.foundation import ids
from hrm2m.records.children.models import Noted
from tests import worlds
from tests.pages.street import browser_of, post, sent_on, text_of
from tests.records.children import samples


pytestmark = pytest.mark.django_db
SAW = {"words": samples.SEEN, "how": "seen", "kind": "seen_or_heard", "told": "not_yet"}


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def mother(team: worlds.Team) -> str:
    return worlds.begin(team)


def open_as_lead(team: worlds.Team, mother: str) -> Client:
    """A browser of Ruth's who has said why."""
    ruth = browser_of(team.ruth)
    path = f"/children/of/{mother}/"
    asked = sent_on(ruth.get(path))
    assert asked.startswith("/why/")
    sent_on(post(ruth, asked, next=path, of=mother, reason="worry"))
    return ruth


@pytest.mark.slow
def test_a_bridge_builder_writes_it_from_her_page_and_cannot_read_it(team: worlds.Team, mother: str) -> None:
    jo = browser_of(team.jo)
    assert f"/children/of/{mother}/saw/" in jo.get(f"/m/{mother}/").content.decode()
    assert sent_on(post(jo, f"/children/of/{mother}/saw/", **SAW)) == f"/m/{mother}/"
    assert Noted.objects.count() == 1
    assert "no coat" not in jo.get(f"/m/{mother}/").content.decode()
    assert jo.get(f"/children/of/{mother}/").status_code == 403
    assert jo.get("/children/").status_code == 403


def test_sent_twice_it_is_one_entry(team: worlds.Team, mother: str) -> None:
    jo, command = browser_of(team.jo), ids.new_ref()
    for _ in range(2):
        sent_on(post(jo, f"/children/of/{mother}/saw/", command, **SAW))
    assert Noted.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"words": ""}, "Write what you saw or heard"),
        ({"how": ""}, "Choose how you know it"),
        ({"how": "told_by"}, "Write who said it"),
        ({"told": "adds_danger"}, "would add danger"),
        ({"how": "her_words", "by_whom_said": "partner"}, "Change one"),
    ],
)
def test_a_mistake_says_what_to_do_and_loses_nothing(
    team: worlds.Team, mother: str, wrong: dict[str, str], said: str
) -> None:
    answer = post(browser_of(team.jo), f"/children/of/{mother}/saw/", **SAW | wrong)
    assert answer.status_code == 422
    assert said in text_of(answer)
    if wrong.get("words", "x"):
        assert samples.SEEN in answer.content.decode()
    assert not Noted.objects.exists()


@pytest.mark.slow
def test_the_form_says_nothing_of_who_is_here_and_a_stranger_writes_nothing(
    team: worlds.Team, mother: str
) -> None:
    vic = browser_of(team.vic)
    forms = [vic.get(f"/children/of/{ref}/saw/") for ref in (mother, "n" * 26)]
    assert {form.status_code for form in forms} == {200}
    posts = [post(vic, f"/children/of/{ref}/saw/", **SAW) for ref in (mother, "n" * 26)]
    assert {answer.status_code for answer in posts} == {404}
    assert posts[0].content == posts[1].content
    assert not Noted.objects.exists()


@pytest.mark.slow
def test_the_lead_says_why_and_reads_it_singly_and_added_up(team: worlds.Team, mother: str) -> None:
    samples.note(team.jo, mother, "A child cried", about_how_old="about 3", mother_called="Robin")
    samples.note(team.sam, mother, "She read to him", childs_own_words="Again!")
    desk = text_of(browser_of(team.ruth).get("/children/"))
    assert "mother: Robin" in desk
    assert "2 not read" in desk
    page = text_of(open_as_lead(team, mother).get(f"/children/of/{mother}/"))
    for words in ("A child cried", "A child, about 3", "She read to him", "Again!", "Held from her own page"):
        assert words in page
    assert "She is known by handle: no child has a record" in page


def test_read_it_is_off_the_top_of_the_desk(team: worlds.Team, mother: str) -> None:
    samples.note(team.jo, mother)
    ruth = open_as_lead(team, mother)
    post(ruth, f"/children/of/{mother}/read/")
    desk = text_of(ruth.get("/children/"))
    assert "not read, from" not in desk
    assert "Read before" in desk


@pytest.mark.slow
def test_a_decision_her_side_and_a_correction_stand_beside_it(team: worlds.Team, mother: str) -> None:
    entry = samples.note(team.jo, mother, "He was alone", childs_own_words="I am big")
    ruth, hers = open_as_lead(team, mother), f"/children/of/{mother}/"
    said: list[tuple[str, dict[str, Any]]] = [
        (f"/to-show/{entry}/", {"may": "yes", "why": "The nursery agrees"}),
        (f"{hers}entry/{entry}/side/", {"words": "His uncle was there", "her_word": "on"}),
        (f"{hers}saw/?corrects={entry}", SAW | {"words": "He was with his uncle"}),
    ]
    for path, fields in said:
        assert "He was alone" in text_of(ruth.get(path)) or "saw/" in path
        sent_on(post(ruth, path, **fields))
    page = text_of(ruth.get(hers))
    for words in ("His uncle was there", "He was with his uncle", "What was written before", "He was alone"):
        assert words in page


def test_whoever_wrote_it_is_told_in_words_that_somebody_else_decides(team: worlds.Team, mother: str) -> None:
    entry = samples.note(team.ruth, mother, childs_own_words="I am big")
    answer = post(open_as_lead(team, mother), f"/to-show/{entry}/", may="yes", why="It is safe")
    assert answer.status_code == 422
    assert "Whoever wrote it does not decide alone" in answer.content.decode()


@pytest.mark.slow
def test_danger_becomes_an_observation_without_typing_it_again(team: worlds.Team, mother: str) -> None:
    ruth = browser_of(team.ruth)
    jo = browser_of(team.jo)
    command = ids.new_ref()
    pressed = sent_on(post(jo, "/danger/", command, who="a_child", words="He hit the boy", mother=mother))
    alert = pressed.split("/")[2]
    page = ruth.get(f"/danger/{alert}/read/").content.decode()
    link = f"/children/of/{mother}/saw/?danger={alert}"
    assert link in page
    assert "He hit the boy" in ruth.get(link).content.decode()
    assert "He hit the boy" in jo.get(link).content.decode()
    assert "He hit the boy" not in browser_of(team.sam).get(link).content.decode()


@pytest.mark.slow
def test_danger_for_nobody_known_is_told_to_the_lead_without_typing_it_again(team: worlds.Team) -> None:
    mia = browser_of(team.mia)
    pressed = sent_on(post(mia, "/danger/", who="a_child", words="Alone at the bus stop"))
    alert = pressed.split("/")[2]
    assert f"/about-a-child/?danger={alert}" in mia.get(f"/danger/{alert}/read/").content.decode()
    assert "Alone at the bus stop" in mia.get(f"/about-a-child/?danger={alert}").content.decode()
    assert (
        "Alone at the bus stop"
        not in browser_of(team.tom).get(f"/about-a-child/?danger={alert}").content.decode()
    )


@pytest.mark.slow
def test_looked_at_together_it_says_what_becomes_of_it_and_whether_she_is_shown(
    team: worlds.Team, mother: str
) -> None:
    pressed = sent_on(post(browser_of(team.jo), "/danger/", who="a_child", words="He hit him", mother=mother))
    alert = pressed.split("/")[2]
    ruth = browser_of(team.ruth)
    post(ruth, f"/danger/{alert}/have-it/")
    said: dict[str, Any] = {
        "second": team.kit.worker_ref,
        "becomes": ["worry"],
        "shown": "adds_danger",
        "words": "Ring nursery",
    }
    alone = post(ruth, f"/danger/{alert}/look/", **said)
    assert alone.status_code == 422
    assert "Write why showing her would add danger" in text_of(alone)
    assert "Ring nursery" in alone.content.decode()
    sent_on(post(ruth, f"/danger/{alert}/look/", **said, why="He reads her letters"))
    page = text_of(ruth.get(f"/danger/{alert}/read/"))
    for words in ("Looked at together", "Ruth , Kit", "He reads her letters", "Ring nursery"):
        assert words.replace(" ,", ",") in page.replace(" ,", ",")
    assert "We looked at it together" not in text_of(browser_of(team.jo).get(f"/danger/{alert}/read/"))
