"""A copy of her record for workers: asked for at her word, checked by who may read it, put into her hand on paper."""

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from hrm2m.foundation import clock
from hrm2m.policy import Permission
from hrm2m.records.clocks.models import Clock
from hrm2m.records.danger import actions as danger
from hrm2m.records.danger.models import Alert
from hrm2m.records.hers.copies import copy_of
from hrm2m.records.showing import actions as showing
from hrm2m.vault import door
from tests import worlds
from tests.pages.street import browser_of, post, sent_on, text_of
from tests.records.children import samples as children
from tests.worlds import Team


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> Team:
    return worlds.make_team()


@pytest.fixture
def robin(team: Team) -> str:
    return worlds.begin_named(team)


def asked(team: Team, mother: str) -> str:
    """Jo writes down that she wants it on paper; the ref of the copy."""
    post(browser_of(team.jo), f"/m/{mother}/copy/", way="paper", her_word="on")
    with door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="mother") as box:
        card = copy_of(box.mother_id, box.now)
    assert card is not None
    return card.ref


def a_child_seen(team: Team, mother: str) -> str:
    entry = children.note(team.sam, mother)
    showing.let_her_read(by=team.ruth, entry=entry, why="She was there.", at=clock.now())
    return entry


def paper_text(answer: Any) -> str:
    assert answer["Content-Type"] == "application/pdf"
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages).split()
    )


def test_she_says_it_to_a_worker_and_it_is_due_in_a_month(team: Team, robin: str) -> None:
    jo = browser_of(team.jo)
    assert f"/m/{robin}/copy/" in jo.get(f"/m/{robin}/").content.decode()
    assert post(jo, f"/m/{robin}/copy/", way="paper").status_code == 422
    assert not Clock.objects.filter(kind="copy_given").exists()
    assert sent_on(post(jo, f"/m/{robin}/copy/", way="paper", her_word="on")) == f"/m/{robin}/copy/"
    page = text_of(jo.get(f"/m/{robin}/copy/"))
    assert "She asked for it by word" in page
    assert "It is due:" in page


@pytest.mark.slow
def test_the_safeguarding_lead_checks_one_by_one_and_then_makes_the_paper(team: Team, robin: str) -> None:
    entry = a_child_seen(team, robin)
    copy = asked(team, robin)
    ruth = browser_of(team.ruth)
    assert "1 entry to check before it is given." in text_of(ruth.get("/asked-of-you/"))
    page = text_of(ruth.get(f"/copy/{copy}/3/"))
    assert "had no coat" in page
    assert "Make the paper" not in page
    assert sent_on(ruth.get(f"/copy/{copy}/3/paper/")) == f"/copy/{copy}/3/"
    kept = post(ruth, f"/copy/{copy}/3/{entry}/", why="Typed and not lost")
    assert kept.status_code == 422
    assert "Typed and not lost" in kept.content.decode()
    post(ruth, f"/copy/{copy}/3/{entry}/", gives="yes", why="She was there.")
    assert "Checked: give it to her on paper." in text_of(ruth.get("/asked-of-you/"))
    answer = ruth.get(f"/copy/{copy}/3/paper/")
    assert answer["Content-Disposition"] == 'inline; filename="notes.pdf"'
    paper = paper_text(answer)
    assert "had no coat" in paper
    assert "Robin" not in paper
    assert post(ruth, f"/copy/{copy}/3/").status_code == 422
    assert sent_on(post(ruth, f"/copy/{copy}/3/", in_hand="on")) == "/asked-of-you/"
    assert "Nothing is asked of you." in text_of(ruth.get("/asked-of-you/"))


def test_what_is_left_out_is_not_on_the_paper_and_leaves_no_gap(team: Team, robin: str) -> None:
    entry = a_child_seen(team, robin)
    copy = asked(team, robin)
    ruth = browser_of(team.ruth)
    post(ruth, f"/copy/{copy}/3/{entry}/", gives="no", why="His brother reads her post.")
    paper = paper_text(ruth.get(f"/copy/{copy}/3/paper/"))
    assert "coat" not in paper
    assert "brother" not in paper
    assert "This text is in each copy" in paper


@pytest.mark.slow
def test_her_bridge_builder_gives_what_he_may_read_and_nothing_else(team: Team, robin: str) -> None:
    a_child_seen(team, robin)
    copy = asked(team, robin)
    jo = browser_of(team.jo)
    page = jo.get(f"/m/{robin}/copy/").content.decode()
    assert f"/copy/{copy}/0/" in page
    assert f"/copy/{copy}/3/" not in page
    assert "coat" not in paper_text(jo.get(f"/copy/{copy}/0/paper/"))
    unknown = jo.get(f"/copy/{'a' * 26}/3/")
    for path in (f"/copy/{copy}/3/", f"/copy/{copy}/3/paper/", f"/copy/{copy}/2/"):
        answer = jo.get(path)
        assert (answer.status_code, answer.content) == (404, unknown.content), path
    post(jo, f"/copy/{copy}/0/", in_hand="on", is_all="on")
    assert Clock.objects.get(kind="copy_given").met_at is not None
    assert "She has it, since" in text_of(jo.get(f"/m/{robin}/copy/"))


@pytest.mark.slow
@pytest.mark.promise(1)
def test_no_screen_of_who_lacks_the_childrens_part_differs_by_it(team: Team, robin: str) -> None:
    copy = asked(team, robin)
    jo, now = browser_of(team.jo), clock.now()
    pages = (f"/m/{robin}/copy/", "/asked-of-you/", f"/copy/{copy}/0/", f"/copy/{copy}/0/paper/")
    with clock.at(now):
        before = [text_or_bytes(jo.get(path)) for path in pages]
        a_child_seen(team, robin)
        assert [text_or_bytes(jo.get(path)) for path in pages] == before


def text_or_bytes(answer: Any) -> Any:
    return text_of(answer) if answer["Content-Type"].startswith("text/html") else answer.content


@pytest.mark.slow
def test_she_does_not_want_it_any_more(team: Team, robin: str) -> None:
    a_child_seen(team, robin)
    asked(team, robin)
    jo = browser_of(team.jo)
    post(jo, f"/m/{robin}/copy/not-wanted/", her_word="on")
    assert "It is due:" not in text_of(jo.get(f"/m/{robin}/copy/"))
    assert "Nothing is asked of you." in text_of(browser_of(team.ruth).get("/asked-of-you/"))


@pytest.mark.slow
def test_danger_is_on_the_paper_of_a_worker_who_answers_for_it_and_on_no_others(
    team: Team, robin: str
) -> None:
    copy, said = asked(team, robin), "He stood at her door"
    alert = danger.raise_danger(by=team.kit, who="her", at=clock.now(), words=said).ref
    linked = danger.raise_danger(by=team.jo, who="her", at=clock.now(), words=said, mother_ref=robin).ref
    for ref in (alert, linked):
        assert said not in paper(team, copy)
        shown = "shown" if ref == linked else "not_hers"
        look = danger.Look(("nothing_more",), shown)
        danger.look_at_together(
            by=team.kit, alert=ref, second=team.ruth.worker_ref, look=look, at=clock.now()
        )
    assert said in paper(team, copy)
    Alert.objects.filter(ref=linked).update(raised_by_id=team.sam.worker_id)
    assert said not in paper(team, copy)


def paper(team: Team, copy: str) -> str:
    """The first part of her copy as Jo prints it."""
    answer = browser_of(team.jo).get(f"/copy/{copy}/0/paper/")
    assert answer["Content-Type"] == "application/pdf", answer.status_code
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages).split()
    )
