"""The pack for a meeting: only what everyone at the table may read, her words first, a tagged PDF with its marks."""

import io
from datetime import timedelta
from typing import Any

import pytest
from pypdf import PdfReader

from hrm2m.cadence import Outcome
from hrm2m.foundation import clock
from hrm2m.policy import Category
from hrm2m.policy.consenting import Asked
from hrm2m.records.asks import actions as asks
from hrm2m.records.asks.entries import AnswerWord, ForWhom, Longing
from hrm2m.records.consent.entries import Purpose
from hrm2m.records.whole import actions as whole
from hrm2m.records.whole.near_her import bar_agency
from hrm2m.records.whole.stop_sharing import stop_sharing
from hrm2m.vault.models import Line
from tests import worlds
from tests.pages.street import LOCAL_DAY, browser_of, post, text_of
from tests.records.asks import samples
from tests.records.referrals import samples as crossing
from tests.records.referrals.samples import Situation


pytestmark = pytest.mark.django_db
SEA, SAID = "To see the sea with my girl", "I want the same midwife each time"
HOME, MONEY = "You must keep the room clean", "You must bring your papers"


@pytest.fixture
def situation() -> Situation:
    """She longs for the sea; one demand of home and one of money, at the same time; a contact she says is wrong."""
    found = crossing.situation()
    team, mother, now = found.team, found.mother, clock.now()
    asks.record_longing(by=team.jo, mother=mother, longing=Longing(SEA, ForWhom.ME), at=now)
    for words, category, agency in (
        (HOME, Category.HOME, "Harbour Homes"),
        (MONEY, Category.MONEY, "The council"),
    ):
        asks.record_demand(
            by=team.jo,
            mother=mother,
            demand=samples.a_demand(
                words=words, agency=agency, starts_at=now + timedelta(days=2), where=agency
            ),
            category=category,
            at=now,
        )
    return found


def make(situation: Situation, **fields: Any) -> Any:
    until = (clock.now() + timedelta(days=3)).strftime(LOCAL_DAY)
    chosen = {"purpose": "home", "until": until, "she_knows": "on", "wants_said": SAID, **fields}
    return post(browser_of(situation.team.jo), f"/m/{situation.mother}/pack/", **chosen)


def words_of(response: Any) -> str:
    assert response["Content-Type"] == "application/pdf", text_of(response)
    reader = PdfReader(io.BytesIO(response.content))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def longing_ref(situation: Situation) -> str:
    html = browser_of(situation.team.jo).get(f"/m/{situation.mother}/pack/").content.decode()
    return html.split('name="longings"')[1].split('value="')[1].partition('"')[0]


def says_yes(situation: Situation, **other: Any) -> str:
    return crossing.said_yes(
        situation, **{"categories": frozenset({Category.HOME}), "purpose": Purpose.HOME, **other}
    )


@pytest.mark.slow
def test_among_those_near_her_it_has_everything_of_it_and_the_clash(situation: Situation) -> None:
    said = words_of(
        make(situation, workers=[situation.team.sam.worker_ref], longings=[longing_ref(situation)])
    )
    for words in (SEA, SAID, HOME, MONEY, "This clashes with what", "Copy for those at the table: Sam"):
        assert words in said


@pytest.mark.slow
@pytest.mark.promise(7)
def test_without_her_yes_somebody_outside_reads_only_her_own_words(situation: Situation) -> None:
    said = words_of(make(situation, doors=[situation.door.ref], longings=[longing_ref(situation)]))
    assert SEA in said
    assert SAID in said
    for words in (HOME, MONEY, "clashes", "Harbour", "council", "Robin"):
        assert words not in said


@pytest.mark.slow
@pytest.mark.promise(7)
def test_with_her_yes_for_home_it_has_what_is_of_home_and_no_clash_with_what_is_not(
    situation: Situation,
) -> None:
    says_yes(situation)
    said = words_of(make(situation, doors=[situation.door.ref]))
    assert HOME in said
    for words in (MONEY, "clashes", "council", SEA):
        assert words not in said
    for_another_purpose = words_of(make(situation, doors=[situation.door.ref], purpose="money"))
    assert HOME not in for_another_purpose


@pytest.mark.slow
@pytest.mark.promise(7)
def test_a_yes_that_was_stopped_or_not_asked_alone_opens_nothing(situation: Situation) -> None:
    says_yes(situation, asked=Asked.NOT_ALONE)
    assert HOME not in words_of(make(situation, doors=[situation.door.ref]))
    says_yes(situation)
    assert HOME in words_of(make(situation, doors=[situation.door.ref]))
    stop_sharing(by=situation.team.jo, mother=situation.mother, agency=situation.team.mia.agency_ref)
    assert HOME not in words_of(make(situation, doors=[situation.door.ref]))


@pytest.mark.slow
def test_one_outside_person_cuts_it_for_everybody(situation: Situation) -> None:
    both = words_of(make(situation, workers=[situation.team.sam.worker_ref], doors=[situation.door.ref]))
    assert HOME not in both
    assert "Sam; Fen, Testmere Maternity" in both


@pytest.mark.slow
def test_what_she_says_is_not_right_stands_beside_what_was_written(situation: Situation) -> None:
    team = situation.team
    ref = worlds.contact(team, situation.mother, Outcome.MET, clock.now())
    whole.reply(
        by=team.jo,
        mother=situation.mother,
        about=ref,
        words="I was there at nine",
        not_right=True,
        at=clock.now(),
    )
    said = words_of(make(situation, workers=[team.sam.worker_ref]))
    assert "What she says is not right Jo wrote" in said
    assert "We met · Where she usually is" in said
    assert "She says that is not right: “I was there at nine”" in said
    assert "I was there" not in words_of(make(situation, doors=[situation.door.ref]))


@pytest.mark.slow
def test_what_she_says_to_an_ask_an_offer_or_her_answer_stands_there_too(situation: Situation) -> None:
    team, mother = situation.team, situation.mother
    ask = samples.ask(team, mother)
    offer = samples.offer(team, mother, ask)
    answer = samples.answer(team, mother, offer, AnswerWord.NO)
    for about, words in ((ask, "I asked for two rooms"), (offer, "Nobody told me"), (answer, "I said yes")):
        whole.reply(by=team.jo, mother=mother, about=about, words=words, not_right=True, at=clock.now())
    said = words_of(make(situation, workers=[team.sam.worker_ref]))
    for words in ("I asked for two rooms", "Nobody told me", "I said yes"):
        assert f"She says that is not right: “{words}”" in said
    assert "What she asks, as Jo wrote it" in said
    outside = words_of(make(situation, doors=[situation.door.ref]))
    assert "two rooms" not in outside


@pytest.mark.slow
def test_it_is_tagged_in_english_with_a_title_and_its_marks_on_every_page(situation: Situation) -> None:
    answer = make(situation, doors=[situation.door.ref], wants_said="All of it. " * 180)
    reader = PdfReader(io.BytesIO(answer.content))
    root: Any = reader.trailer["/Root"]
    assert bool(root["/MarkInfo"]["/Marked"])
    assert root["/Lang"] == "en-GB"
    assert root["/StructTreeRoot"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Pack for a meeting"
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    assert "meeting-pack.pdf" in answer["Content-Disposition"]
    for page in reader.pages:
        said = " ".join(page.extract_text().split())
        assert "Copy for those at the table: Fen, Testmere Maternity" in said
        assert "Do not rely on this pack after" in said


@pytest.mark.slow
def test_a_line_says_that_it_was_made_with_its_number(situation: Situation) -> None:
    said = words_of(make(situation, workers=[situation.team.sam.worker_ref]))
    number = said.partition("Number ")[2].split()[0]
    bodies = [line.body for line in Line.objects.all()]
    (line,) = [body for body in bodies if number in body]
    assert "pack_make" in line
    assert "Sam" not in line


@pytest.mark.slow
def test_nobody_at_the_table_a_stranger_and_an_unread_pack_are_refused_in_words(situation: Situation) -> None:
    nobody = make(situation)
    assert nobody.status_code == 422
    assert "Choose who sits at the table" in text_of(nobody)
    assert SAID in nobody.content.decode()
    unread = make(situation, she_knows="", doors=[situation.door.ref])
    assert "Read it with her first" in text_of(unread)
    assert browser_of(situation.team.vic).get(f"/m/{situation.mother}/pack/").status_code == 404
    assert make(situation, doors=["a" * 26]).status_code == 422


@pytest.mark.slow
def test_whom_she_barred_is_not_at_the_table(situation: Situation) -> None:
    bar_agency(by=situation.team.jo, mother=situation.mother, agency=situation.team.mia.agency_ref)
    answer = make(situation, doors=[situation.door.ref])
    assert answer.status_code == 422
    assert "does not want Fen to read" in text_of(answer)
