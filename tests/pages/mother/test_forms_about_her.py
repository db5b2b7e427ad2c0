"""The forms about her save what she says once, keep what was typed, and show both when somebody wrote in between."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from hrm2m.cadence import Outcome
from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.policy import Permission
from hrm2m.records.bridges.queries import BridgeCard, bridge_of
from hrm2m.records.clocks.queries import WindowLine, a_baby_may_be_named, open_windows
from hrm2m.records.outreach import queries
from hrm2m.records.outreach.models import Visit
from hrm2m.records.outreach.queries import Being
from hrm2m.records.people.models import HandleMark
from hrm2m.vault import door
from hrm2m.vault.models import Head
from tests import worlds
from tests.pages.people_of_today import give_card, in_days, log
from tests.pages.street import browser_of, day_in, post, sent_on, text_of


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def jo(team: worlds.Team) -> Client:
    return browser_of(team.jo)


@pytest.fixture
def mother(team: worlds.Team) -> str:
    return worlds.begin(team, "Robin", days_ago=9)


def being(team: worlds.Team, mother: str) -> Being:
    with door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="test") as box:
        return queries.being_in(box)


def windows(team: worlds.Team, mother: str) -> tuple[WindowLine, ...]:
    with door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="test") as box:
        return open_windows(box)


def bridge(mother: str) -> BridgeCard:
    found = bridge_of(Head.objects.get(ref=mother).id)
    assert found is not None
    return found


def is_closed(client: Client, mother: str) -> bool:
    """Whether her page is refused, without a word of hers in the refusal."""
    response = client.get(f"/m/{mother}/")
    return response.status_code in {403, 404} and "Robin" not in response.content.decode()


def seen_in(response: Any) -> str:
    """The version a drawn form would send back."""
    (seen,) = re.findall(r'name="seen" value="([^"]*)"', response.content.decode())
    return str(seen)


CARD = {"channel": "text", "how": "07700 900118", "valid_until": "2030-01-01", "most_contacts_a_week": "2"}


@pytest.mark.slow
def test_her_card_is_saved_and_shown(team: worlds.Team, jo: Client, mother: str) -> None:
    page = jo.get(f"/m/{mother}/safe-contact/")
    assert day_in(page.content.decode(), "valid_until") == f"{in_days(14):%Y-%m-%d}"
    response = post(jo, f"/m/{mother}/safe-contact/", seen=seen_in(page), **CARD)
    assert response.url == f"/m/{mother}/"
    card = being(team, mother).card
    assert card is not None
    assert (card.body.how, card.body.most_contacts_a_week) == ("07700 900118", 2)
    again = jo.get(f"/m/{mother}/safe-contact/").content.decode()
    assert 'value="07700 900118"' in again


@pytest.mark.slow
def test_two_who_write_her_card_see_both_and_lose_nothing(team: worlds.Team, jo: Client, mother: str) -> None:
    seen = seen_in(jo.get(f"/m/{mother}/safe-contact/"))
    post(browser_of(team.sam), f"/m/{mother}/safe-contact/", seen=seen, **CARD)
    mine = {**CARD, "how": "Only at the library"}
    refused = post(jo, f"/m/{mother}/safe-contact/", seen=seen, **mine)
    assert refused.status_code == 409
    words = text_of(refused)
    assert "Somebody wrote here since you opened this page" in words
    assert "07700 900118" in words
    assert 'value="Only at the library"' in refused.content.decode()
    saved = post(jo, f"/m/{mother}/safe-contact/", seen=seen_in(refused), **mine)
    assert saved.status_code == 302
    card = being(team, mother).card
    assert card is not None
    assert card.body.how == "Only at the library"


@pytest.mark.slow
def test_a_mistake_does_not_hide_that_somebody_wrote_in_between(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    seen = seen_in(jo.get(f"/m/{mother}/safe-contact/"))
    post(browser_of(team.sam), f"/m/{mother}/safe-contact/", seen=seen, **CARD)
    mistaken = post(jo, f"/m/{mother}/safe-contact/", seen=seen, **{**CARD, "most_contacts_a_week": "99"})
    assert mistaken.status_code == 422
    assert "Write a number from 1 to 21" in text_of(mistaken)
    assert post(jo, f"/m/{mother}/safe-contact/", seen=seen_in(mistaken), **CARD).status_code == 409


@pytest.mark.slow
def test_if_i_go_quiet_is_saved_with_its_version(team: worlds.Team, jo: Client, mother: str) -> None:
    wish = {"normal_days": "5", "worry_after_days": "20", "whom_to_ask": "Dee"}
    seen = seen_in(jo.get(f"/m/{mother}/if-i-go-quiet/"))
    assert post(jo, f"/m/{mother}/if-i-go-quiet/", seen=seen, **wish).status_code == 302
    quiet = being(team, mother).quiet
    assert quiet is not None
    assert (quiet.body.normal_days, quiet.body.worry_after_days, quiet.body.whom_to_ask) == (5, 20, "Dee")
    stale = post(jo, f"/m/{mother}/if-i-go-quiet/", seen=seen, **{**wish, "normal_days": "9"})
    assert stale.status_code == 409
    assert "Dee" in text_of(stale)
    refused = post(jo, f"/m/{mother}/if-i-go-quiet/", seen=seen_in(stale), normal_days="0")
    assert "Write a number of days between 1 and 365" in text_of(refused)


@pytest.mark.slow
def test_her_page_names_no_way_and_no_late_clock_while_she_is_left_be(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    give_card(team, mother, days_ago=5)
    assert "As her card says now: text." in text_of(jo.get(f"/m/{mother}/"))
    assert 'class="hr-clock' in heading_of(jo, mother)
    post(jo, f"/m/{mother}/leave-me-be/")
    words = text_of(jo.get(f"/m/{mother}/"))
    assert "Nothing is due No contact until she calls. Her place is kept." in words
    assert "As her card says now" not in words
    assert 'class="hr-clock' not in heading_of(jo, mother)


def heading_of(browser: Client, mother: str) -> str:
    """Her handle, her stage and the clock beside them."""
    return browser.get(f"/m/{mother}/").content.decode().split('class="hr-her"')[1].split("</div>")[0]


@pytest.mark.slow
@pytest.mark.promise(3)
def test_leave_me_be_and_she_called(team: worlds.Team, jo: Client, mother: str) -> None:
    assert "She keeps her place" in text_of(jo.get(f"/m/{mother}/leave-me-be/"))
    post(jo, f"/m/{mother}/leave-me-be/")
    assert being(team, mother).left_be_since is not None
    assert "no contact until she calls" in text_of(jo.get(f"/m/{mother}/"))
    page = jo.get(f"/m/{mother}/leave-me-be/").content.decode()
    assert 'name="called" value="yes"' in page
    post(jo, f"/m/{mother}/leave-me-be/", called="yes")
    assert being(team, mother).left_be_since is None


@pytest.mark.slow
def test_a_window_needs_her_yes_and_shows_where_its_length_comes_from(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    page = text_of(jo.get(f"/m/{mother}/windows/"))
    assert "Published: Merrall 2010" in page
    assert "Its length is a choice of this service. No measured length was found." in page
    assert "It is hers to choose." in page
    refused = post(jo, f"/m/{mother}/windows/", kind="overdose")
    assert refused.status_code == 422
    assert "A window is opened with her yes only." in text_of(refused)
    assert windows(team, mother) == ()
    command = "f" * 26
    for _ in range(2):
        assert post(jo, f"/m/{mother}/windows/", command, kind="overdose", her_yes="on").status_code == 302
    (line,) = windows(team, mother)
    assert line.kind == "overdose"
    twice = post(jo, f"/m/{mother}/windows/", kind="pregnancy", her_yes="on", opened="2030-01-01")
    assert "That time has not come yet" in text_of(twice)


def test_the_window_of_a_hearing_opens_the_day_before_it(team: worlds.Team, jo: Client, mother: str) -> None:
    hearing = local_day(clock.now()) + timedelta(days=8)
    post(jo, f"/m/{mother}/windows/", kind="court_hearing", her_yes="on", opened=f"{hearing:%Y-%m-%d}")
    (line,) = windows(team, mother)
    assert local_day(line.opened) == hearing - timedelta(days=1)


@pytest.mark.slow
def test_a_loss_closes_the_pregnancy_and_stops_every_baby_word(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    post(jo, f"/m/{mother}/windows/", kind="pregnancy", her_yes="on")
    (line,) = windows(team, mother)
    path = f"/m/{mother}/windows/{line.ref}/"
    assert "She lost the baby" in text_of(jo.get(path))
    assert "It is over" not in text_of(jo.get(path))
    assert post(jo, path, why="baby_is_home_or_so").status_code == 422
    post(jo, path, why="loss")
    with door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="mother") as box:
        assert not a_baby_may_be_named(box)
    assert windows(team, mother) == ()


@pytest.mark.slow
def test_a_window_is_closed_because_she_says_so_once(team: worlds.Team, jo: Client, mother: str) -> None:
    post(jo, f"/m/{mother}/windows/", kind="losing_home", her_yes="on")
    (line,) = windows(team, mother)
    path = f"/m/{mother}/windows/{line.ref}/"
    assert "Losing her home" in text_of(jo.get(path))
    assert post(jo, path).status_code == 422
    command = "g" * 26
    for _ in range(2):
        assert post(jo, path, command, why="she_said_so").url == f"/m/{mother}/"
    assert windows(team, mother) == ()
    assert jo.get(path).status_code == 404


@pytest.mark.slow
def test_im_in_says_where_and_who_is_told(team: worlds.Team, jo: Client, mother: str) -> None:
    path = f"/m/{mother}/in/"
    typed = {"where": "Library steps", "back": "60", "named": team.sam.worker_ref}
    for missing in typed:
        refused = post(jo, path, **{key: value for key, value in typed.items() if key != missing})
        assert refused.status_code == 422
    assert post(jo, path, **{**typed, "back": "at"}).status_code == 422
    assert post(jo, path, **{**typed, "named": team.jo.worker_ref}).status_code == 422
    assert Visit.objects.count() == 0
    assert post(jo, path, **typed).url == "/today/"
    visit = Visit.objects.get()
    assert timedelta(minutes=59) < visit.back_by - clock.now() <= timedelta(minutes=60)
    assert visit.named_id == team.sam.worker_id


def test_care_at_her_place_is_shown_before_a_visit(team: worlds.Team, jo: Client, mother: str) -> None:
    typed = {"care": "go_in_twos", "reason": "A dog that bites", "until": f"{in_days(9):%Y-%m-%d}"}
    assert post(jo, f"/m/{mother}/place/", **typed).status_code == 302
    assert "Go in twos. A dog that bites" in text_of(jo.get(f"/m/{mother}/in/"))
    past = post(jo, f"/m/{mother}/place/", **{**typed, "until": "2020-01-01"})
    assert "The end lies in the past." in text_of(past)


@pytest.mark.slow
def test_her_side_is_put_beside_a_contact_at_once(team: worlds.Team, jo: Client, mother: str) -> None:
    entry = log(team, mother, Outcome.MET, 1, her_words="I am fine")
    path = f"/m/{mother}/reply/{entry}/"
    assert "I am fine" in text_of(jo.get(path))
    assert "Write her side, in her words." in text_of(post(jo, path))
    response = post(jo, path, words="I said I was tired", not_right="on")
    assert response.url == f"/m/{mother}/#e-{entry}"
    words = text_of(jo.get(f"/m/{mother}/"))
    assert "Her side: that is not right “I said I was tired”" in words
    assert "her reply: an answer" in words


@pytest.mark.slow
def test_she_changes_her_bridge_builder_and_nobody_asks_why(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    path = f"/m/{mother}/bridge/"
    same = {"builder": team.amir.worker_ref, "cover": team.amir.worker_ref}
    assert "Cover is somebody else than the bridge builder." in text_of(post(jo, path, **same))
    choice = {"builder": team.amir.worker_ref, "cover": team.sam.worker_ref}
    assert post(jo, path, **choice).url == "/today/"
    assert bridge(mother).builder_name == "Amir"
    assert is_closed(jo, mother)
    assert browser_of(team.amir).get(f"/m/{mother}/").status_code == 200


@pytest.mark.slow
def test_cover_changes_and_holds_and_gives_back(team: worlds.Team, jo: Client, mother: str) -> None:
    sam = browser_of(team.sam)
    post(jo, f"/m/{mother}/bridge/held/")
    assert bridge(mother).status == "held_by_cover"
    assert is_closed(jo, mother)
    assert "Sam holds it now, as cover for Jo." in text_of(sam.get(f"/m/{mother}/"))
    assert 'name="back" value="yes"' in sam.get(f"/m/{mother}/bridge/held/").content.decode()
    post(sam, f"/m/{mother}/bridge/held/", back="yes")
    assert jo.get(f"/m/{mother}/").status_code == 200
    post(jo, f"/m/{mother}/bridge/cover/", worker=team.amir.worker_ref)
    assert bridge(mother).cover_name == "Amir"
    assert is_closed(sam, mother)


@pytest.mark.slow
def test_not_this_worker_and_her_record_does_not_exist_for_them(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    path = f"/m/{mother}/bridge/not-this-worker/"
    assert post(jo, path, worker=team.sam.worker_ref, her_word="on").status_code == 302
    assert browser_of(team.sam).get(f"/m/{mother}/").status_code == 404


def test_a_lead_changes_cover_after_saying_why(team: worlds.Team, mother: str) -> None:
    kit = browser_of(team.kit)
    path = f"/m/{mother}/bridge/cover/"
    post(kit, sent_on(kit.get(path)), reason="cover", of=mother, next=path)
    assert kit.get(path).status_code == 200
    assert post(kit, path, worker=team.amir.worker_ref).status_code == 302
    assert bridge(mother).cover_name == "Amir"
    assert post(kit, f"/m/{mother}/log/", outcome="met", channel="call").status_code == 403


def test_another_handle_is_used_at_once(team: worlds.Team, jo: Client, mother: str) -> None:
    mark = HandleMark.objects.get().mark
    assert post(jo, f"/m/{mother}/handle/", handle="Wren").status_code == 302
    assert "Wren" in text_of(jo.get("/today/"))
    assert HandleMark.objects.get().mark != mark
    assert "Write the name she wants" in text_of(post(jo, f"/m/{mother}/handle/", handle=" "))


@pytest.mark.slow
@pytest.mark.promise(2)
def test_her_name_needs_her_own_word_and_only_her_bridge_builder_sees_it(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    assert "There is no way back to being known by handle" in text_of(jo.get(f"/m/{mother}/name/"))
    refused = post(jo, f"/m/{mother}/name/", full_name="Margaret Canary")
    assert refused.status_code == 422
    assert 'value="Margaret Canary"' in refused.content.decode()
    assert Head.objects.get(ref=mother).stage == "by_handle"
    typed = {"full_name": "Margaret Canary", "her_word": "on", "phone": "07700 900118"}
    assert post(jo, f"/m/{mother}/name/", **typed).url == f"/m/{mother}/name/"
    assert "Margaret Canary" in text_of(jo.get(f"/m/{mother}/name/"))
    assert browser_of(team.sam).get(f"/m/{mother}/name/").status_code == 403


@pytest.mark.slow
def test_two_people_choose_a_way_to_find_her(team: worlds.Team, jo: Client, mother: str) -> None:
    old = {**CARD, "valid_until": f"{in_days(0):%Y-%m-%d}"}
    assert post(jo, f"/m/{mother}/safe-contact/", seen="", **old).status_code == 302
    path = f"/m/{mother}/find-her/"
    typed = {"how": "Ask at the launderette", "why": "She goes there", "second": team.kit.worker_ref}
    assert post(jo, path, **{**typed, "second": ""}).status_code == 422
    assert post(jo, path, **typed).status_code == 302
    lost = being(team, mother).lost_her
    assert lost is not None
    assert lost.body.how == "Ask at the launderette"


@pytest.mark.slow
def test_what_we_know_of_her_is_put_right_and_the_lead_is_told(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    assert "18 or over" in text_of(jo.get(f"/m/{mother}/known/"))
    page = jo.get(f"/m/{mother}/known/age/")
    saved = post(jo, f"/m/{mother}/known/age/", seen=seen_in(page), age="16_17")
    words = jo.get(sent_on(saved)).content.decode()
    assert "the safeguarding lead is told today, without her handle" in words
    assert "16 or 17" in words
    old = post(browser_of(team.sam), f"/m/{mother}/known/age/", seen=seen_in(page), age="18_or_over")
    assert old.status_code == 409
    assert "How old is she? 16 or 17" in text_of(old)
    seen = seen_in(jo.get(f"/m/{mother}/known/locality/"))
    post(jo, f"/m/{mother}/known/locality/", seen=seen, locality="Harbour")
    assert "Harbour" in text_of(jo.get(f"/m/{mother}/"))


@pytest.mark.slow
def test_she_is_told_who_holds_her_bridge_and_until_then_it_is_promised(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    post(jo, f"/m/{mother}/bridge/held/")
    sam = browser_of(team.sam)
    assert "she is told who holds her bridge now (Sam)" in text_of(sam.get(f"/m/{mother}/"))
    assert post(sam, f"/m/{mother}/bridge/told/", how="not_yet").url == f"/m/{mother}/"
    page = text_of(sam.get(f"/m/{mother}/"))
    assert "is told who holds" not in page
    assert "She is to be told who holds her bridge now." in page
    assert post(sam, f"/m/{mother}/bridge/told/", how="text").url == f"/m/{mother}/"
    assert "is to be told" not in text_of(sam.get(f"/m/{mother}/"))
    assert "There is nothing to tell her" in text_of(post(sam, f"/m/{mother}/bridge/told/", how="text"))


@pytest.mark.slow
def test_she_has_met_cover_or_not_and_other_cover_is_somebody_she_has_not_met(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    assert "She has not met Sam yet." in text_of(jo.get(f"/m/{mother}/"))
    post(jo, f"/m/{mother}/bridge/met-cover/")
    assert "She has met Sam." in text_of(jo.get(f"/m/{mother}/"))
    post(jo, f"/m/{mother}/bridge/cover/", worker=team.amir.worker_ref)
    assert "She has not met Amir yet." in text_of(jo.get(f"/m/{mother}/"))


@pytest.mark.slow
def test_she_is_asked_whom_she_wants_next_and_says_so(team: worlds.Team, jo: Client, mother: str) -> None:
    next_ = f"/m/{mother}/bridge/next/"
    post(jo, f"/m/{mother}/bridge/held/")
    sam, kit = browser_of(team.sam), browser_of(team.kit)
    assert "she is to be asked whom she wants next" in text_of(sam.get(f"/m/{mother}/"))
    asked = text_of(sam.get("/asked-of-you/"))
    assert "Ask her whom she wants next 1" in asked
    assert "In place of Jo." in asked
    assert "Sam holds it, in place of Jo" in text_of(kit.get("/board/"))
    assert f"/m/{mother}/bridge/" in sam.get(next_).content.decode()
    assert "Choose what she said." in text_of(post(sam, next_))
    left_be = post(sam, next_, wants="left_be")
    assert (left_be.status_code, "has not asked to be left be" in text_of(left_be)) == (422, True)
    assert post(sam, next_, wants="not_now").url == f"/m/{mother}/"
    assert "whom she wants next" not in text_of(sam.get(f"/m/{mother}/"))
    assert "whom she wants next" not in text_of(sam.get("/asked-of-you/"))
    assert "in place of Jo" not in text_of(kit.get("/board/"))
    assert post(jo, next_, wants="not_now").status_code == 404
