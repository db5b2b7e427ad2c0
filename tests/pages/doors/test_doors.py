"""Doors by the pages: who answers, what they say, and the sheet for her."""

from datetime import timedelta

import pytest
from django.test import Client

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.policy import Compartment
from hrm2m.records.agencies.doors.queries import doors_in, terms_of
from hrm2m.records.agencies.doors.values import Authority
from hrm2m.records.agencies.models import Door, Service, Terms
from hrm2m.records.clocks.models import Clock
from hrm2m.vault.models import Head
from tests import worlds
from tests.pages.plain import grade
from tests.pages.street import browser_of, post, text_of
from tests.records.agencies.samples import a_service, keep


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def jo(team: worlds.Team) -> Client:
    return browser_of(team.jo)


def door_words(team: worlds.Team, **more: str) -> dict[str, str]:
    return {
        "agency": team.mia.agency_ref,
        "called": "Fen",
        "what_for": "care before and after a birth",
        "email": "fen@testmere.example",
        "reached_by": "telephone",
        "phone": "01632 960 123",
        "answers_within": "door_2_days",
        **more,
    }


def terms_words(**more: str) -> dict[str, str]:
    today = local_day(clock.now())
    return {
        "by_name": "Fen, duty midwife",
        "said_how": "telephone",
        "said_on_day": str(today.day),
        "said_on_month": str(today.month),
        "said_on_year": str(today.year),
        "does": "We see her where she likes.",
        "tells_childrens_services": "Only if a baby is in danger today.",
        **more,
    }


def a_door(team: worlds.Team, browser: Client) -> str:
    response = post(browser, "/doors/new/", **door_words(team))
    assert response.status_code == 302
    return doors_in(1)[0].ref


@pytest.mark.slow
def test_a_bridge_builder_writes_down_who_answers_and_what_they_say(team: worlds.Team, jo: Client) -> None:
    ref = a_door(team, jo)
    page = text_of(jo.get(f"/doors/{ref}/"))
    assert "They have not said yet what they would do" in page
    assert "01632 960 123" in page
    response = post(jo, f"/doors/{ref}/terms/", **terms_words())
    assert response.headers["Location"] == f"/doors/{ref}/"
    page = text_of(jo.get(f"/doors/{ref}/"))
    assert "“Only if a baby is in danger today.”" in page
    assert "Said by Fen, duty midwife on the telephone on" in page
    assert "It is their word" in page
    terms = terms_of(ref)
    assert terms is not None
    assert set(terms.tells) == {Authority.CHILDRENS_SERVICES}
    listed = text_of(jo.get("/doors/"))
    assert "Answers in 2 working days." in listed
    assert "Nothing was due in the last 12 months." in listed


def test_nothing_typed_on_the_telephone_is_lost(team: worlds.Team, jo: Client) -> None:
    ref = a_door(team, jo)
    response = post(jo, f"/doors/{ref}/terms/", **terms_words(by_name=""))
    assert response.status_code == 422
    assert "Only if a baby is in danger today." in text_of(response)
    assert not Terms.objects.exists()


@pytest.mark.slow
def test_old_terms_are_shown_as_old_and_never_hidden(team: worlds.Team, jo: Client) -> None:
    with clock.at(clock.now() - timedelta(days=370)):
        ref = a_door(team, jo)
        post(jo, f"/doors/{ref}/terms/", **terms_words())
    jo = browser_of(team.jo)
    assert "This is more than a year old." in text_of(jo.get(f"/doors/{ref}/"))
    sheet = text_of(jo.get(f"/doors/{ref}/sheet/"))
    assert "“Only if a baby is in danger today.”" in sheet
    assert "This is more than a year old. Let us ask them again" in sheet


def test_their_last_words_are_read_back_and_not_who_said_them(team: worlds.Team, jo: Client) -> None:
    ref = a_door(team, jo)
    post(jo, f"/doors/{ref}/terms/", **terms_words())
    page = text_of(jo.get(f"/doors/{ref}/terms/?same=1"))
    assert "We see her where she likes." in page
    assert "duty midwife" not in page
    assert "We see her where she likes." not in text_of(jo.get(f"/doors/{ref}/terms/"))


def test_the_sheet_says_what_was_not_said(team: worlds.Team, jo: Client) -> None:
    ref = a_door(team, jo)
    post(jo, f"/doors/{ref}/terms/", **terms_words())
    sheet = text_of(jo.get(f"/doors/{ref}/sheet/"))
    assert sheet.count("They did not say. We can ask them for you.") == 6
    assert "This is their word." in sheet


@pytest.mark.slow
def test_the_paper_is_a_pdf_named_without_anybody(team: worlds.Team, jo: Client) -> None:
    ref = a_door(team, jo)
    post(jo, f"/doors/{ref}/terms/", **terms_words())
    response = jo.get(f"/doors/{ref}/sheet/paper/")
    assert response.content[:5] == b"%PDF-"
    assert response.headers["Content-Disposition"] == 'inline; filename="sheet.pdf"'


def test_our_words_on_the_sheet_are_short(team: worlds.Team, jo: Client) -> None:
    """Their words are theirs; ours are for a reading age of eleven at most."""
    ref = a_door(team, jo)
    post(jo, f"/doors/{ref}/terms/", **terms_words())
    from hrm2m.pages.doors.sheet import sheet_of
    from hrm2m.records.agencies.doors.looking import one_door

    sheet = sheet_of(one_door(team.jo, ref), clock.now())
    assert sheet is not None
    ours = [*sheet.warning, sheet.until, sheet.not_said, *(question for question, _words in sheet.asked)]
    assert grade(" ".join(ours)) <= 5
    assert grade("Agencies communicate information regarding safeguarding considerations.") > 5


def test_a_directory_entry_shows_who_answers(team: worlds.Team, jo: Client) -> None:
    keep(a_service())
    service = Service.objects.get()
    post(jo, f"/doors/new/?service={service.ref}", **door_words(team))
    assert "care before and after a birth" in text_of(jo.get(f"/directory/{service.ref}/"))
    assert Door.objects.get().service == service


@pytest.mark.slow
def test_a_door_that_ended_stays_readable_and_takes_nothing_more(team: worlds.Team, jo: Client) -> None:
    ref = a_door(team, jo)
    post(jo, f"/doors/{ref}/terms/", **terms_words())
    post(jo, f"/doors/{ref}/end/")
    page = text_of(jo.get(f"/doors/{ref}/"))
    assert "Nobody answers here any more" in page
    assert "We see her where she likes." in page
    assert post(jo, f"/doors/{ref}/terms/", **terms_words()).status_code == 404
    assert jo.get(f"/doors/{ref}/change/").status_code == 404


@pytest.mark.parametrize("who", ["mia", "tom"])
def test_a_partner_reads_doors_and_writes_terms_of_the_own_agency_only(
    team: worlds.Team, jo: Client, who: str
) -> None:
    ref = a_door(team, jo)
    browser = browser_of(getattr(team, who))
    assert browser.get(f"/doors/{ref}/").status_code == 200
    assert browser.get("/doors/new/").status_code == 403
    written = post(browser, f"/doors/{ref}/terms/", **terms_words(said_how="own_page"))
    assert written.status_code == (302 if who == "mia" else 404)


def test_an_unknown_door_is_not_there(jo: Client) -> None:
    for path in ("", "terms/", "change/", "end/", "sheet/", "sheet/paper/"):
        assert jo.get(f"/doors/nothing/{path}").status_code == 404


@pytest.mark.slow
def test_the_list_says_how_often_an_agency_kept_what_it_promised(team: worlds.Team, jo: Client) -> None:
    ref = a_door(team, jo)
    now = clock.now()
    owner = doors_in(1)[0].worker_id
    with clock.at(now + timedelta(days=9)):
        made = now + timedelta(days=1)
        for number, met in enumerate((made, made + timedelta(days=3), None)):
            Clock.objects.create(
                mother=Head.objects.get(ref=worlds.begin(team, f"Wren{number}")).id,
                compartment=Compartment.GENERAL,
                kind="enquiry_terms",
                about=f"{number:026}",
                owner_id=owner,
                escalate_to_id=team.kit.worker_id,
                started_at=made,
                due_at=made + timedelta(days=2),
                met_at=met,
            )
        sentence = "1 of 3 promises kept in time in the last 12 months. 1 kept late, 1 late now."
        page = text_of(browser_of(team.jo).get("/doors/"))
        assert page.count(sentence) == 2
        assert "For the women you are there for:" in page
        others = text_of(browser_of(team.vic).get("/doors/"))
        assert others.count(sentence) == 1
        assert "For the women you are there for:" not in others
        own = text_of(browser_of(team.mia).get(f"/doors/{ref}/"))
        assert f"Terms, when asked without a name: {sentence}" in own


def test_an_agency_of_the_directory_is_told_from_ours(team: worlds.Team, jo: Client) -> None:
    keep(a_service("Help with papers", agency_name="Wensum Law Centre", agency_source_id="law"))
    page = text_of(jo.get("/doors/new/"))
    assert "Wensum Law Centre (from the directory)" in page
    assert "Testmere Maternity (from the directory)" not in page
