"""Today shows whom to reach, most urgent first, and never a way that she did not agree to."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hrm2m.cadence import Channel, Outcome
from hrm2m.foundation import clock
from hrm2m.policy import Actor, Role
from hrm2m.policy.facts import machine_actor
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.queries import actor_for, worker_id_of
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.entries import Contact, VisitPlan
from hrm2m.records.outreach.models import Visit
from hrm2m.records.outreach.queries import PAGE_SIZE
from tests import worlds
from tests.pages.people_of_today import a_full_list, give_card, in_days, log
from tests.pages.street import browser_of, post, text_of


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def jo(team: worlds.Team) -> Client:
    return browser_of(team.jo)


def card_of(client: Client, handle: str, page: str = "/today/") -> str:
    """The words of one mother's card."""
    html = client.get(page).content.decode()
    cards = re.findall(r'<section class="hr-card.*?</section>', html, flags=re.DOTALL)
    return next(" ".join(re.sub(r"<[^>]+>", " ", card).split()) for card in cards if f">{handle}</a>" in card)


@pytest.mark.slow
def test_the_most_urgent_stands_first_and_the_left_be_last(team: worlds.Team, jo: Client) -> None:
    a_full_list(team)
    words = text_of(jo.get("/today/"))
    order = [words.index(handle) for handle in ("Robin", "Dawn", "Lark", "Hazel")]
    assert order == sorted(order)
    headings = [words.index(each) for each in ("To reach now", "Coming up", "Left be, because they asked")]
    assert headings == sorted(headings)
    assert headings[0] < order[0] < headings[1] < order[1] < headings[2] < order[3]


@pytest.mark.slow
def test_a_card_says_how_late_why_how_often_and_what_to_do_differently(team: worlds.Team, jo: Client) -> None:
    a_full_list(team)
    words = card_of(jo, "Robin")
    for part in (
        "14 days late",
        "Release from prison",
        "We are losing touch",
        "1 of 3 contacts this week",
        "07700 900118, her own phone",
        "Weekdays, 10 to 12",
        "Cover words: “Hi, your library book is in”",
        "Another way: where she usually is.",
        "Published: Merrall 2010",
    ):
        assert part in words, part


@pytest.mark.slow
def test_a_late_promise_is_named_on_the_card(team: worlds.Team, jo: Client) -> None:
    a_full_list(team)
    assert "2 days late: the next contact, as agreed with her" in card_of(jo, "Sky")


def test_one_contact_a_week_is_said_as_one(team: worlds.Team, jo: Client) -> None:
    mother = worlds.begin(team, "Pip", days_ago=20)
    give_card(team, mother, days_ago=15, most_contacts_a_week=1, valid_until=in_days(5))
    log(team, mother, Outcome.NOT_REACHED, 1)
    assert "She agreed to 1 contact a week and has had 1." in card_of(jo, "Pip")


@pytest.mark.slow
@pytest.mark.promise(3)
def test_at_her_limit_there_is_no_way_to_contact_her_but_what_happened_can_be_logged(
    team: worlds.Team, jo: Client
) -> None:
    mother = worlds.begin(team, "Wren", days_ago=20)
    give_card(team, mother, days_ago=15, most_contacts_a_week=2, valid_until=in_days(5))
    for days in (3, 1):
        log(team, mother, Outcome.NOT_REACHED, days)
    html = jo.get("/today/").content.decode()
    words = card_of(jo, "Wren")
    assert "She agreed to 2 contacts a week and has had 2. The next is welcome from" in words
    assert "sms:" not in html
    assert f"/m/{mother}/in/" not in html
    assert f"/m/{mother}/log/" in html


@pytest.mark.promise(3)
def test_left_be_she_keeps_her_place_and_nobody_can_contact_her_from_the_list(
    team: worlds.Team, jo: Client
) -> None:
    mother = worlds.begin(team, "Hazel", days_ago=20)
    give_card(team, mother, days_ago=3)
    outreach.leave_her_be(by=team.jo, mother=mother, at=clock.now())
    html = jo.get("/today/").content.decode()
    assert "Hazel" in html
    for way in ("sms:", "/in/", "/log/", "07700"):
        assert way not in html, way


@pytest.mark.slow
def test_an_old_card_shows_only_the_way_she_named_for_that(team: worlds.Team, jo: Client) -> None:
    mothers = a_full_list(team)
    page = jo.get("/today/").content.decode()
    assert f"/m/{mothers['Fern']}/in/" in page
    assert f"/m/{mothers['Ivy']}/in/" not in page
    fern, ivy = card_of(jo, "Fern"), card_of(jo, "Ivy")
    assert "Until she answers, only this way, once: Leave word with Dee at the launderette" in fern
    assert "Choose one together with the lead" in ivy
    for words in (fern, ivy):
        assert "Her card ran out on" in words
        assert "07700" not in words
        assert "library book" not in words


def test_without_a_card_she_is_asked_first(team: worlds.Team, jo: Client) -> None:
    worlds.begin(team, "Dawn")
    assert "Ask her how to reach her safely before you ring, text or go." in card_of(jo, "Dawn")


def test_an_empty_list_says_so(jo: Client) -> None:
    assert "Nobody is on your list yet" in text_of(jo.get("/today/"))
    assert "Nobody is on your list yet" in text_of(jo.get("/mothers/"))


@pytest.mark.slow
def test_show_more_goes_on_where_the_page_ended_and_misses_nobody(team: worlds.Team) -> None:
    sam = browser_of(team.sam)
    builders = [team.jo, team.amir, one_more_builder(team)]
    everyone = [
        worlds.begin(team, f"Bird{n}", days_ago=n / 10, by=builders[n % 3]) for n in range(PAGE_SIZE + 3)
    ]
    seen: list[str] = []
    after = ""
    for _page in range(5):
        html = sam.get(f"/today/?after={after}").content.decode()
        seen += re.findall(r'<h3 id="h-([a-z0-9]{26})"', html)
        following = re.search(r"after=([^\"]+)\" rel=\"next\"", html)
        if not following:
            break
        after = following.group(1)
    assert sorted(seen) == sorted(everyone)
    assert _page == 1


@pytest.mark.parametrize("after", ["x", "1_2_3", "💥", "0_nan_aaaaaaaaaaaaaaaaaaaaaaaaaa", "'"])
def test_an_unreadable_place_begins_at_the_beginning(team: worlds.Team, jo: Client, after: str) -> None:
    worlds.begin(team)
    response = jo.get("/today/", {"after": after})
    assert response.status_code == 200
    assert "Robin" in text_of(response)


@pytest.mark.slow
def test_the_number_of_statements_does_not_grow_with_the_mothers(team: worlds.Team, jo: Client) -> None:
    def statements() -> list[str]:
        jo.get("/today/")
        with CaptureQueriesContext(connection) as asked:
            jo.get("/today/")
        return [each["sql"] for each in asked.captured_queries if "vault_line" not in each["sql"]]

    # The time stands still: every half minute one more statement notes that she is still there.
    with clock.at(clock.now()):
        worlds.begin(team, "One", days_ago=3)
        few = statements()
        for n in range(6):
            mother = worlds.begin(team, f"Bird{n}", days_ago=3)
            give_card(team, mother)
            log(team, mother, Outcome.MET, 0.5, next_at=clock.now() - timedelta(hours=1))
        many = statements()
    assert len(many) == len(few), (few, many)


def test_whom_she_barred_does_not_see_her(team: worlds.Team) -> None:
    mother = worlds.begin(team, "Robin")
    sam = browser_of(team.sam)
    assert "Robin" in text_of(sam.get("/today/"))
    bridges.bar(by=team.jo, mother=mother, worker=team.sam.worker_ref)
    assert "Robin" not in text_of(sam.get("/today/"))
    assert "Robin" not in text_of(sam.get("/mothers/"))


def test_whoever_goes_to_no_mother_has_no_list(team: worlds.Team) -> None:
    assert browser_of(team.ruth).get("/today/").status_code == 403


@pytest.mark.slow
def test_im_out_ends_ones_own_visit_once(team: worlds.Team, jo: Client) -> None:
    mother = worlds.begin(team)
    visit = outreach.check_in(
        by=team.jo,
        mother=mother,
        plan=VisitPlan("The library steps"),
        back_by=clock.now() + timedelta(hours=1),
        named=team.sam.worker_ref,
        at=clock.now(),
    )
    assert "Sam is told 15 minutes after that" in text_of(jo.get("/today/"))
    post(browser_of(team.sam), f"/today/out/{visit}/")
    assert Visit.objects.get(ref=visit).out_at is None
    command = "b" * 26
    assert post(jo, f"/today/out/{visit}/", command).url == "/today/"
    out_at = Visit.objects.get(ref=visit).out_at
    assert out_at is not None
    post(jo, f"/today/out/{visit}/", command)
    assert Visit.objects.get(ref=visit).out_at == out_at
    assert "You are on a visit" not in text_of(jo.get("/today/"))


@pytest.mark.slow
def test_mothers_lists_everyone_with_the_left_be(team: worlds.Team, jo: Client) -> None:
    a_full_list(team)
    words = text_of(jo.get("/mothers/"))
    for handle in ("Robin", "Sky", "Wren", "Fern", "Ivy", "Hazel", "Dawn", "Lark"):
        assert handle in words
    assert "Left be until she calls" in words


@pytest.mark.slow
def test_the_words_after_saving_are_about_nobody_else(team: worlds.Team, jo: Client) -> None:
    mother = worlds.begin(team, "Robin")
    log(team, mother, Outcome.MET, 0)
    assert "Saved for Robin: we met." in text_of(jo.get(f"/today/?saved={mother}"))
    answers = [jo.get(f"/today/?saved={stranger}") for stranger in ("nonsense", "a" * 26)]
    answers.append(browser_of(team.amir).get(f"/today/?saved={mother}"))
    for answer in answers:
        assert "Today, " in text_of(answer)
        assert "Saved" not in text_of(answer)


def test_a_promise_that_is_kept_leaves_the_card(team: worlds.Team, jo: Client) -> None:
    mother = worlds.begin(team, "Sky", days_ago=9)
    log(team, mother, Outcome.MET, 5, channel=Channel.CALL, next_at=clock.now() - timedelta(days=2))
    assert "2 days late" in card_of(jo, "Sky")
    log(team, mother, Outcome.SPOKE, 0, channel=Channel.CALL)
    assert "late" not in card_of(jo, "Sky")


def one_more_builder(team: worlds.Team) -> Actor:
    """A third bridge builder of our agency."""
    operator, now = machine_actor(1), clock.now()
    ref = agencies.add_worker(
        by=operator, email="noor@testmere.example", first_name="Noor", job_title="bridge builder", at=now
    )
    ours = team.jo.agency_ref
    agencies.give_role(by=operator, worker=ref, agency=ours, role=Role.BRIDGE_BUILDER, at=now)
    found = actor_for(worker_id_of(ref, area=1) or 0, ours)
    assert found is not None
    return found


@pytest.mark.slow
def test_a_card_says_when_and_how_we_last_tried(team: worlds.Team, jo: Client) -> None:
    mother = worlds.begin(team, "Robin", days_ago=9)
    assert "Last:" not in card_of(jo, "Robin")
    log(team, mother, Outcome.MET, 3, channel=Channel.USUAL_PLACE)
    tried = log(team, mother, Outcome.NOT_REACHED, 1, channel=Channel.CALL)
    assert "call. Not reached." in card_of(jo, "Robin").partition("Last: yesterday")[2]
    right = Contact(Channel.TEXT, Outcome.SPOKE)
    at = clock.now() - timedelta(days=1)
    outreach.log_contact(by=team.jo, mother=mother, contact=right, at=at, corrects=tried)
    assert "text. Spoke or texted." in card_of(jo, "Robin").partition("Last: yesterday")[2]


def test_the_way_she_chose_if_we_lose_her_stands_on_her_card_once_we_do(
    team: worlds.Team, jo: Client
) -> None:
    mother = worlds.begin(team, "Robin", days_ago=9)
    give_card(team, mother, days_ago=8)
    way = "If we have lost her, she chose: Leave word with Dee at the launderette"
    log(team, mother, Outcome.MET, 7)
    assert way not in card_of(jo, "Robin")
    for days in (3, 1):
        log(team, mother, Outcome.NOT_REACHED, days)
    assert way in card_of(jo, "Robin")


@pytest.mark.slow
def test_what_two_people_chose_and_that_it_was_used_stands_on_today(team: worlds.Team, jo: Client) -> None:
    mother = worlds.begin(team, "Ivy", days_ago=40)
    give_card(team, mother, days_ago=30, valid_until=in_days(-16), if_you_have_lost_me="")
    assert "Choose one together with the lead" in card_of(jo, "Ivy")
    outreach.choose_how_to_find_her(
        by=team.jo,
        mother=mother,
        how="Ask at the café",
        why="she goes there",
        second=team.kit.worker_ref,
        at=clock.now() - timedelta(days=2),
    )
    words = card_of(jo, "Ivy")
    assert "Until she answers, only this way, once: Ask at the café" in words
    assert "I’m in" in words
    log(team, mother, Outcome.LEFT_WORD, 1, channel=Channel.THROUGH_TRUSTED)
    words = card_of(jo, "Ivy")
    assert "It was used, yesterday" in words
    assert "I’m in" not in words


@pytest.mark.slow
def test_where_no_way_was_chosen_none_is_said_to_have_been_used(team: worlds.Team, jo: Client) -> None:
    mother = worlds.begin(team, "Ivy", days_ago=40)
    give_card(team, mother, days_ago=30, valid_until=in_days(-16), if_you_have_lost_me="")
    log(team, mother, Outcome.NOT_REACHED, 3, channel=Channel.CALL)
    assert "It was used" not in text_of(jo.get(f"/m/{mother}/"))
    outreach.choose_how_to_find_her(
        by=team.jo, mother=mother, how="The café", why="x", second=team.kit.worker_ref, at=clock.now()
    )
    assert "only this way, once: The café" in card_of(jo, "Ivy")
    assert "It was used" not in card_of(jo, "Ivy")
