"""The pages of worries: raising from her page, sending whatever is missing, the lead's steps, the second look."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from hrm2m.foundation import clock, ids
from hrm2m.records.children import actions as children
from hrm2m.records.worries.models import ReferralRow, WorryRow
from hrm2m.records.worries.queries import referral_page, worry_page
from hrm2m.records.worries.their_time import numbers_of_the_law
from tests import worlds
from tests.pages.street import browser_of, post, sent_on, text_of
from tests.records.children.samples import note
from tests.records.worries import samples


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def mother(team: worlds.Team) -> str:
    return worlds.begin(team)


def taken_from(response: Any) -> str:
    found = re.search(r'name="taken" value="([0-9a-f]+)"', response.content.decode())
    assert found
    return found[1]


def statements(client: Client, path: str, django_assert_max: Any) -> int:
    with django_assert_max(200) as counted:
        assert client.get(path).status_code == 200
    return len(counted)


@pytest.mark.slow
def test_a_worry_goes_from_her_page_to_the_leads_first_page(team: worlds.Team, mother: str) -> None:
    sam = browser_of(team.sam)
    page = text_of(sam.get(f"/m/{mother}/worry/"))
    assert "You need to be sure of nothing" in page
    assert sent_on(post(sam, f"/m/{mother}/worry/", words=samples.SAW, how_known="seen")) == "/"
    ruth = browser_of(team.ruth)
    assert sent_on(ruth.get("/")) == "/worries/"
    assert samples.SAW in text_of(ruth.get("/worries/"))


def test_a_treatment_worker_who_cannot_open_her_general_record_can_send(team: worlds.Team) -> None:
    mother = worlds.begin_named(team)
    assert post(browser_of(team.vic), f"/m/{mother}/refer/").status_code == 404
    assert browser_of(team.tom).get(f"/m/{mother}/refer/").status_code == 200


def test_the_form_is_the_same_for_every_ref_and_says_nothing_of_her(team: worlds.Team, mother: str) -> None:
    jo = browser_of(team.jo)
    pages = [jo.get(f"/m/{ref}/refer/").content.decode() for ref in (mother, "a" * 26)]
    assert "Robin" not in pages[0]
    told = [re.sub(r'value="[^"]+"|href="/m/[^"]+"', "", page) for page in pages]
    assert told[0] == told[1]


@pytest.mark.slow
@pytest.mark.promise(4)
def test_an_empty_form_goes(team: worlds.Team, mother: str) -> None:
    answer = post(browser_of(team.sam), f"/m/{mother}/refer/")
    assert answer.status_code == 200
    assert "Now ring them" in text_of(answer)
    assert "01632 960101" in text_of(answer)
    assert "Marked as missing on the paper: which child" in text_of(answer)
    assert ReferralRow.objects.count() == 1


@pytest.mark.slow
@pytest.mark.promise(4)
def test_nonsense_in_any_field_goes(team: worlds.Team, mother: str) -> None:
    nonsense = {
        "to": "nobody",
        "touches": "💥",
        "asks": "x",
        "told": "perhaps",
        "until_0": "99",
        "until_1": "99",
        "until_2": "x",
        "words": "He was cold \x00" + " and alone" * 9000,
        "conditional": "¿",
        "how": "pigeon",
    }
    assert post(browser_of(team.sam), f"/m/{mother}/refer/", **nonsense).status_code == 200
    paper = referral_page(by=team.ruth, referral=ReferralRow.objects.get().entry).entry.body.paper
    assert paper.grounds.words.startswith("He was cold")
    assert len(paper.grounds.words) > 80000


@pytest.mark.slow
def test_sent_twice_it_goes_once_and_with_more_words_it_goes_again(team: worlds.Team, mother: str) -> None:
    sam, command = browser_of(team.sam), ids.new_ref()
    for words in ("Alone again", "Alone again", "Alone again, and cold"):
        assert post(sam, f"/m/{mother}/refer/", command, words=words).status_code == 200
    assert ReferralRow.objects.count() == 2


@pytest.mark.slow
def test_whoever_sent_it_takes_the_paper_as_pdf_and_as_json(team: worlds.Team, mother: str) -> None:
    sam = browser_of(team.sam)
    sent = post(
        sam,
        f"/m/{mother}/refer/",
        words=samples.SAW,
        child="A boy",
        touches="proposed",
        touches_words="A pipe",
    )
    taken = taken_from(sent)
    pdf = sam.post(f"/m/{mother}/refer/paper/", {"taken": taken, "as": "pdf"})
    assert pdf.content.startswith(b"%PDF")
    told = json.loads(sam.post(f"/m/{mother}/refer/paper/", {"taken": taken, "as": "json"}).content)
    assert (told["format"], told["child"], told["touches"]["kind"]) == (
        "hrm2m-child-referral",
        "A boy",
        "proposed",
    )
    assert browser_of(team.jo).post(f"/m/{mother}/refer/paper/", {"taken": taken}).status_code == 400
    assert sam.post(f"/m/{mother}/refer/paper/", {"taken": "ff"}).status_code == 400


def test_what_was_typed_is_brought_along_and_nothing_is_sent(team: worlds.Team, mother: str) -> None:
    jo = browser_of(team.jo)
    answer = jo.post(f"/m/{mother}/refer/", {"from": "danger", "words": "Two small ones alone"})
    assert "Two small ones alone" in answer.content.decode()
    assert not ReferralRow.objects.exists()


@pytest.mark.slow
def test_what_it_comes_from_and_the_child_stay_with_a_worry_that_was_brought_along(
    team: worlds.Team, mother: str
) -> None:
    sam, danger, child = browser_of(team.sam), ids.new_ref(), ids.new_ref()
    brought = {"from": danger, "words": "Max was alone", "child": child, "about_how_old": "5"}
    html = sam.post(f"/m/{mother}/worry/", brought).content.decode()
    hidden = dict(re.findall(r'type="hidden" name="(child|comes_from)" value="([a-z2-7]+)"', html))
    assert hidden == {"child": child, "comes_from": danger}
    assert child not in text_of(sam.post(f"/m/{mother}/refer/", brought))
    post(sam, f"/m/{mother}/worry/", words="Max was alone", about_how_old="5", **hidden)
    worry = worry_page(by=team.ruth, worry=WorryRow.objects.get().entry).entry.body
    assert (worry.child, worry.comes_from, worry.about_how_old) == (child, danger, "5")


@pytest.mark.slow
def test_the_lead_takes_each_step_and_the_page_says_them(team: worlds.Team, mother: str) -> None:
    ref = samples.raised(team.sam, mother)
    ruth = browser_of(team.ruth)
    post(ruth, f"/worries/{ref}/read/", seen="", words="Rang Sam")
    seen = newest(ruth, ref)
    post(ruth, f"/worries/{ref}/ask/", seen=seen, asks="child_in_need", look_at="Nights")
    assert "Nights</textarea>" in ruth.get(f"/worries/{ref}/refer/").content.decode()
    sent = post(ruth, f"/worries/{ref}/refer/", words=samples.SAW, child="A boy of four")
    assert "Written down" in text_of(sent)
    post(ruth, f"/worries/{ref}/decision/", seen=newest(ruth, ref), step="no_further_action", who_said="Duty")
    refused = post(ruth, f"/worries/{ref}/view/", seen=newest(ruth, ref), agrees="no", words="He is four")
    assert refused.status_code == 422
    assert "by name" in text_of(refused)
    assert "He is four" in refused.content.decode()
    post(
        ruth,
        f"/worries/{ref}/view/",
        seen=newest(ruth, ref),
        agrees="no",
        words="Four",
        escalated_to="The head",
    )
    page = text_of(ruth.get(f"/worries/{ref}/"))
    for said in ("We disagree, and said so", "Said to The head", "They said: No further action", "Rang Sam"):
        assert said in page
    assert "Working Together 2026" in page


def newest(client: Client, ref: str) -> str:
    html = client.get(f"/worries/{ref}/outcome/").content.decode()
    found = re.search(r'name="seen" value="([^"]*)"', html)
    assert found
    return found[1]


def test_what_was_typed_of_drug_use_goes_marked_whatever_was_ticked(team: worlds.Team, mother: str) -> None:
    post(browser_of(team.sam), f"/m/{mother}/refer/", words=samples.SAW, touches_words="The bottle was open")
    page = text_of(browser_of(team.ruth).get(f"/referrals/{ReferralRow.objects.get().entry}/"))
    assert "The bottle was open" in page
    assert "not yet looked at; her reply awaited" in page
    assert "Nobody has said that drug use touches" not in page


@pytest.mark.slow
def test_of_what_was_chosen_the_version_that_stands_goes_and_nonsense_is_left_out(
    team: worlds.Team, mother: str
) -> None:
    wrong = note(team.sam, mother, "He was alone")
    note(team.sam, mother, "He was with his uncle", corrects=wrong)
    ref, ruth = samples.raised(team.sam, mother), browser_of(team.ruth)
    post(ruth, f"/worries/{ref}/refer/", observations=[wrong, "nonsense"])
    page = text_of(ruth.get(f"/worries/{ref}/"))
    assert "Told: Children’s social care" in page
    page = text_of(browser_of(team.rae).get(f"/referrals/{ReferralRow.objects.get().entry}/"))
    assert "He was with his uncle" in page
    assert "He was alone" not in page


def test_whose_child_it_is_stands_in_the_form_as_whoever_noticed_it_said(
    team: worlds.Team, mother: str
) -> None:
    note(team.sam, mother, mother_called="Robin")
    ref, ruth = samples.raised(team.sam, mother), browser_of(team.ruth)
    assert "Robin</textarea>" in ruth.get(f"/worries/{ref}/refer/").content.decode()


def test_her_side_stands_beside_the_step_that_it_is_about(team: worlds.Team, mother: str) -> None:
    sent = samples.sent(team.sam, mother)
    worry = referral_page(by=team.ruth, referral=sent).worry
    words = "He was never alone. My sister was there."
    children.add_her_side(
        by=team.ruth, mother=mother, entry=sent, words=words, not_right=True, at=clock.now()
    )
    page = text_of(browser_of(team.ruth).get(f"/worries/{worry}/"))
    assert words in page
    assert "that is not right" in page


@pytest.mark.slow
def test_two_people_on_one_worry_the_second_is_shown_both(team: worlds.Team, mother: str) -> None:
    ref = samples.raised(team.sam, mother)
    ruth, rae = browser_of(team.ruth), browser_of(team.rae)
    opened = newest(rae, ref)
    post(ruth, f"/worries/{ref}/read/", seen="", words="Rang Sam, who saw it")
    stale = post(rae, f"/worries/{ref}/ask/", seen=opened, asks="early_help", look_at="Who is there at night")
    assert stale.status_code == 409
    assert "Rang Sam, who saw it" in text_of(stale)
    assert "Who is there at night" in stale.content.decode()
    again = re.search(r'name="seen" value="([^"]*)"', stale.content.decode())
    assert again
    saved = post(
        rae, f"/worries/{ref}/ask/", seen=again[1], asks="early_help", look_at="Who is there at night"
    )
    assert sent_on(saved) == f"/worries/{ref}/"


@pytest.mark.slow
def test_the_second_person_reads_what_was_sent_on_a_screen_of_his_own(team: worlds.Team, mother: str) -> None:
    ref = samples.sent(team.ruth, mother)
    assert browser_of(team.ruth).get(f"/referrals/{ref}/").status_code == 403
    rae = browser_of(team.rae)
    page = text_of(rae.get(f"/referrals/{ref}/"))
    assert samples.SAW in page
    assert "It has gone: nothing here holds it back" in page
    assert post(rae, f"/referrals/{ref}/", words="").status_code == 422
    assert sent_on(post(rae, f"/referrals/{ref}/", words="It says who saw it.")) == "/"
    assert "has been read by a second person" in text_of(rae.get("/worries/"))


@pytest.mark.slow
def test_what_is_held_back_is_signed_by_somebody_else(team: worlds.Team, mother: str) -> None:
    ref = samples.raised(team.ruth, mother, telling=samples.NOT_TOLD)
    rae = browser_of(team.rae)
    link = re.search(r'href="(/held/[a-z2-7]+/)"', rae.get("/asked-of-you/").content.decode())
    assert link
    assert browser_of(team.ruth).get(link[1]).status_code == 403
    assert "He listens in" in text_of(rae.get(link[1]))
    post(rae, link[1], agrees="yes", words="I agree")
    assert "A second person signed" in text_of(rae.get(f"/worries/{ref}/"))


@pytest.mark.slow
def test_the_papers_of_a_referral_are_the_leads_to_open(team: worlds.Team, mother: str) -> None:
    ref = samples.sent(team.sam, mother)
    ruth = browser_of(team.ruth)
    assert ruth.get(f"/referrals/{ref}/paper/").content.startswith(b"%PDF")
    assert json.loads(ruth.get(f"/referrals/{ref}/structured/").content)["referral"] == ref
    assert browser_of(team.sam).get(f"/referrals/{ref}/paper/").status_code == 403
    assert browser_of(team.vic).get(f"/worries/{WorryRow.objects.get().entry}/").status_code == 403


def test_the_desk_says_of_each_number_of_the_law_that_nobody_read_it_in_the_guidance(
    team: worlds.Team,
) -> None:
    page = text_of(browser_of(team.ruth).get("/worries/"))
    assert "Their decision on a referral: 1 working day . Number not yet read in the guidance." in page
    assert page.count("Number not yet read in the guidance.") == len(numbers_of_the_law(1)) == 8


@pytest.mark.slow
def test_the_desk_costs_the_same_with_one_worry_and_with_seven(
    team: worlds.Team, mother: str, django_assert_max_num_queries: Any
) -> None:
    samples.raised(team.sam, mother)
    samples.sent(team.sam, mother)
    ruth = browser_of(team.ruth)
    ruth.get("/worries/")
    one = statements(ruth, "/worries/", django_assert_max_num_queries)
    for handle in ("Wren", "Sparrow", "Finch"):
        other = worlds.begin(team, handle)
        samples.raised(team.jo, other)
        samples.sent(team.jo, other)
    ruth.get("/worries/")
    assert statements(ruth, "/worries/", django_assert_max_num_queries) == one


@pytest.mark.slow
def test_a_team_lead_and_an_outreach_worker_meet_the_same_pages_with_worries_and_without(
    team: worlds.Team, mother: str
) -> None:
    def pages() -> list[bytes]:
        found = []
        for who, paths in ((team.jo, ("/today/", f"/m/{mother}/")), (team.kit, ("/board/", "/board/late/"))):
            browser = browser_of(who)
            found += [re.sub(rb'value="[^"]+"', b"", browser.get(path).content) for path in paths]
        return found

    before = pages()
    samples.raised(team.sam, mother)
    samples.sent(team.sam, mother)
    assert pages() == before


@pytest.mark.slow
def test_a_lead_is_asked_to_look_and_finds_it_under_asked_of_you(team: worlds.Team, mother: str) -> None:
    ref = samples.sent(team.ruth, mother)
    ruth, kit = browser_of(team.ruth), browser_of(team.kit)
    assert "Nothing is asked of you" in text_of(kit.get("/asked-of-you/"))
    assert "Kit, team lead" in text_of(ruth.get(f"/referrals/{ref}/ask/"))
    assert sent_on(post(ruth, f"/referrals/{ref}/ask/", worker=team.kit.worker_ref)) == "/worries/"
    assert f'href="/referrals/{ref}/"' in kit.get("/asked-of-you/").content.decode()
    assert samples.SAW in text_of(kit.get(f"/referrals/{ref}/"))
    assert sent_on(post(kit, f"/referrals/{ref}/", words="It says who saw it.")) == "/"
    assert "Nothing is asked of you" in text_of(kit.get("/asked-of-you/"))
