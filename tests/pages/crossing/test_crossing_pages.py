"""The bridge builder asks, sees what goes, chases, shows her and writes her answer; a lead decides."""

import re
from datetime import timedelta
from typing import Any

import pytest

from hrm2m.foundation import clock
from hrm2m.policy.facts import machine_actor
from hrm2m.records.enquiries import actions as enquiries
from hrm2m.records.enquiries.models import EnquiryRow
from hrm2m.vault.models import Head
from tests.pages.street import browser_of, post, sent_on, text_of
from tests.records.enquiries import samples
from tests.records.enquiries.samples import FEAR, NO, Asked


pytestmark = pytest.mark.django_db


@pytest.fixture
def situation() -> Asked:
    return samples.a_situation()


def typed(situation: Asked, **more: Any) -> dict[str, Any]:
    return {
        "door": situation.door,
        "need": "pregnancy",
        "weeks": "this_week",
        "place": "Testmere",
        "constraints": ["woman_worker"],
        "language": "english",
        "words": "She wants to see a midwife.",
        "why": "She told me by the sea",
        "her_word": "on",
        **more,
    }


def asked_part(html: str) -> str:
    """The lines that say what is asked, byte for byte."""
    found = re.search(r'<section class="hr-card" id="what-is-asked">.*?</section>', html, re.DOTALL)
    assert found
    return found.group(0)


@pytest.mark.slow
@pytest.mark.promise(6)
def test_she_is_asked_for_checked_and_sent(situation: Asked) -> None:
    jo, mother = browser_of(situation.team.jo), situation.mother
    check = sent_on(post(jo, f"/m/{mother}/enquiries/ask/", **typed(situation)))
    assert Head.objects.get(ref=mother).stage == "by_handle"
    shown = jo.get(check).content.decode()
    assert "Exactly this goes to Testmere Maternity" in shown
    assert "by the sea" not in asked_part(shown)
    assert sent_on(post(jo, f"{check}send/")) == check
    assert Head.objects.get(ref=mother).stage == "crossing"
    assert "Waits for the agency" in text_of(jo.get(check))
    assert "Robin: Care in pregnancy and after, asked of Testmere Maternity" in text_of(jo.get("/crossing/"))


@pytest.mark.slow
@pytest.mark.promise(6)
def test_what_is_found_is_shown_and_needs_a_reason_each(situation: Asked) -> None:
    jo = browser_of(situation.team.jo)
    path = f"/m/{situation.mother}/enquiries/ask/"
    words = typed(situation, words="Robin takes B12.")
    answer = post(jo, path, **words)
    assert answer.status_code == 422
    page = answer.content.decode()
    keys = re.findall(r'name="found" value="([^"]*)"', page)
    assert keys == ["her_name|robin", "postcode|b12"]
    assert "Robin takes B12." in page
    half = post(jo, path, **words, found=keys, found_why=["", "A vitamin"])
    assert half.status_code == 422
    assert 'value="A vitamin"' in half.content.decode()
    right = typed(situation, words="She takes B12.")
    check = sent_on(post(jo, path, **right, found=keys[1:], found_why=["A vitamin"]))
    shown = jo.get(check).content.decode()
    assert "A vitamin" in shown
    assert "A vitamin" not in asked_part(shown)


def test_nothing_is_asked_without_her_word(situation: Asked) -> None:
    words = typed(situation)
    del words["her_word"]
    answer = post(browser_of(situation.team.jo), f"/m/{situation.mother}/enquiries/ask/", **words)
    assert "only because she wants it" in text_of(answer)
    assert not EnquiryRow.objects.exists()


@pytest.mark.slow
def test_a_late_agency_stands_first_in_words(situation: Asked) -> None:
    ref = samples.sent(situation)
    with clock.at(clock.now() + timedelta(days=12)):
        enquiries.lapse_late(by=machine_actor(1))
        jo = browser_of(situation.team.jo)
        assert "late" in text_of(jo.get("/crossing/"))
        path = f"/m/{situation.mother}/enquiries/{ref}/"
        assert sent_on(post(jo, f"{path}again/")) == path
    assert EnquiryRow.objects.get(ref=ref).times_asked == 2


@pytest.mark.slow
def test_an_answer_by_telephone_is_written_down_with_who_spoke(situation: Asked) -> None:
    ref = samples.sent(situation)
    jo, path = browser_of(situation.team.jo), f"/m/{situation.mother}/enquiries/{ref}/"
    words = {"says": "terms", "does": "A midwife comes to her.", "who": "Fen Example"}
    assert sent_on(post(jo, f"{path}answer/", **words)) == path
    page = text_of(jo.get(path))
    assert "by telephone, written down here" in page
    assert "Said by Fen Example" in page


@pytest.mark.slow
def test_she_is_shown_their_word_and_says_yes(situation: Asked) -> None:
    ref = samples.answered(situation)
    jo, path = browser_of(situation.team.jo), f"/m/{situation.mother}/enquiries/{ref}/"
    page = jo.get(f"{path}show/")
    words = text_of(page)
    assert "This is their word, not ours. Fen Example said it" in words
    assert "the law makes them tell" in words
    assert "They did not say when they would tell: the police" in words
    (seen,) = re.findall(r'name="seen" value="([^"]*)"', page.content.decode())
    assert sent_on(post(jo, f"{path}show/", she_says="yes", her_words="If Jo comes", seen=seen)) == path
    assert "She said yes" in text_of(jo.get(path))


@pytest.mark.slow
def test_what_they_said_anew_is_shown_before_her_answer_counts(situation: Asked) -> None:
    ref = samples.answered(situation)
    jo, path = browser_of(situation.team.jo), f"/m/{situation.mother}/enquiries/{ref}/show/"
    (seen,) = re.findall(r'name="seen" value="([^"]*)"', jo.get(path).content.decode())
    enquiries.answer_enquiry(by=situation.fen, enquiry=ref, reply=NO, at=clock.now())
    answer = post(jo, path, she_says="yes", seen=seen)
    assert answer.status_code == 422
    assert EnquiryRow.objects.get(ref=ref).status == "declined"


@pytest.mark.slow
def test_a_no_is_told_to_her_and_over(situation: Asked) -> None:
    ref = samples.answered(situation, NO)
    jo, path = browser_of(situation.team.jo), f"/m/{situation.mother}/enquiries/{ref}/"
    page = jo.get(f"{path}show/")
    assert "It is not your fault" in text_of(page)
    (seen,) = re.findall(r'name="seen" value="([^"]*)"', page.content.decode())
    assert sent_on(post(jo, f"{path}show/", she_says="told", seen=seen)) == path
    assert EnquiryRow.objects.get(ref=ref).closed_at is not None


@pytest.mark.slow
@pytest.mark.promise(4)
def test_a_lead_decides_and_goes_on_without_typing_it_again(situation: Asked) -> None:
    ref = samples.answered(situation, FEAR)
    ruth = browser_of(situation.team.ruth)
    path = f"/m/{situation.mother}/enquiries/{ref}/decide/"
    assert path in ruth.get("/crossing/to-decide/").content.decode()
    page = ruth.get(path)
    assert FEAR.why in text_of(page)
    assert "Robin" not in page.content.decode()
    decided = {"names_her": "yes", "why": "A newborn", "with_whom": "Jo", "tells_her": "first"}
    assert sent_on(post(ruth, path, **decided)) == path
    brought = ruth.post(f"/m/{situation.mother}/worry/", {"from": "", "words": FEAR.why})
    assert FEAR.why in brought.content.decode()
    assert "Decided: she is named" in text_of(ruth.get(path))


def test_what_an_agency_fears_is_not_on_the_page_of_her_bridge_builder(situation: Asked) -> None:
    ref = samples.answered(situation, FEAR)
    page = browser_of(situation.team.jo).get(f"/m/{situation.mother}/enquiries/{ref}/").content.decode()
    assert "newborn" not in page
    assert "The leads have it" in page


@pytest.mark.slow
@pytest.mark.parametrize("who", ["vic", "amir", "mia", "ruth"])
@pytest.mark.parametrize("page", ["", "show/", "answer/", "send/", "back/", "again/"])
def test_nobody_else_learns_that_anything_was_asked(situation: Asked, who: str, page: str) -> None:
    ref = samples.sent(situation)
    client = browser_of(getattr(situation.team, who))
    for path in (
        f"/m/{situation.mother}/enquiries/{ref}/{page}",
        f"/m/{'x' * 26}/enquiries/{'y' * 26}/{page}",
    ):
        answer = post(client, path) if page in {"send/", "back/", "again/"} else client.get(path)
        assert answer.status_code in {302, 403, 404}
        assert "Maternity" not in answer.content.decode()


@pytest.mark.slow
def test_after_her_yes_the_page_leads_on(situation: Asked) -> None:
    ref = samples.answered(situation)
    jo, path = browser_of(situation.team.jo), f"/m/{situation.mother}/enquiries/{ref}/"
    assert "What comes next" not in text_of(jo.get(path))
    (seen,) = re.findall(r'name="seen" value="([^"]*)"', jo.get(f"{path}show/").content.decode())
    sent_on(post(jo, f"{path}show/", she_says="yes", seen=seen))
    page = jo.get(path)
    assert "Ask her what they may know" in text_of(page)
    assert f"/m/{situation.mother}/sharing/ask/" in page.content.decode()
    assert "Show her again" in text_of(page)


@pytest.mark.parametrize("who", ["Maternity team", "Duty desk", "the inbox", "Antenatal services."])
def test_a_team_is_no_name_of_a_person(situation: Asked, who: str) -> None:
    ref = samples.sent(situation)
    jo, path = browser_of(situation.team.jo), f"/m/{situation.mother}/enquiries/{ref}/"
    words = {"says": "terms", "does": "A midwife comes to her.", "who": who}
    refused = post(jo, f"{path}answer/", **words)
    assert "a team or an inbox does not count" in text_of(refused)
    assert sent_on(post(jo, f"{path}answer/", **{**words, "who": "Priya of the duty desk"})) == path
