"""A contact is logged with three choices, exactly once, and nothing typed is lost."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from hrm2m.cadence import Channel, Outcome
from hrm2m.cadence.local_time import local, local_day
from hrm2m.foundation import clock
from hrm2m.pages.mother.log_form import LogForm, typed_before
from hrm2m.pages.mother.times import by_end_of
from hrm2m.policy import Permission
from hrm2m.records.outreach import queries
from hrm2m.records.outreach.entries import Contact, KindOfPlace, NotReachedBecause
from hrm2m.vault import door
from hrm2m.vault.entries import Entry
from tests import worlds
from tests.pages.people_of_today import give_card, in_days, log
from tests.pages.street import browser_of, post, text_of


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def jo(team: worlds.Team) -> Client:
    return browser_of(team.jo)


@pytest.fixture
def mother(team: worlds.Team) -> str:
    return worlds.begin(team, "Robin", days_ago=20)


def contacts(team: worlds.Team, mother: str) -> tuple[Entry[Contact], ...]:
    """Her contacts as they stand, newest first."""
    with door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="test") as box:
        return queries.being_in(box).contacts


def test_outcome_and_channel_are_enough(team: worlds.Team, jo: Client, mother: str) -> None:
    response = post(jo, f"/m/{mother}/log/", outcome="met", channel="usual_place")
    assert response.url == f"/today/?saved={mother}"
    (logged,) = contacts(team, mother)
    assert logged.body == Contact(Channel.USUAL_PLACE, Outcome.MET)
    assert clock.now() - logged.happened_at < timedelta(minutes=1)


@pytest.mark.slow
def test_nothing_is_chosen_before_a_person_chooses_it_but_the_way_of_her_card(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    page = jo.get(f"/m/{mother}/log/").content.decode()
    assert " checked" not in page
    assert not re.search(r'<option value="[a-z_]+" selected', page.partition('name="place"')[0])
    give_card(team, mother)
    page = jo.get(f"/m/{mother}/log/").content.decode()
    assert '<option value="text" selected' in page
    assert " checked" not in page


@pytest.mark.promise(3)
def test_not_reached_keeps_her_on_the_list_and_says_what_to_do_differently(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    log(team, mother, Outcome.MET, 9)
    response = post(jo, f"/m/{mother}/log/", outcome="not_reached", channel="text")
    words = text_of(jo.get(response.url))
    assert "Saved for Robin: not reached." in words
    assert re.search(r"Next, [a-z ]+: the same way, a text, at another time of day\.", words)
    assert "She stays on the list." in words


@pytest.mark.slow
def test_at_her_limit_the_list_says_until_when(team: worlds.Team, jo: Client, mother: str) -> None:
    give_card(team, mother, days_ago=2, most_contacts_a_week=2)
    log(team, mother, Outcome.NOT_REACHED, 1)
    response = post(jo, f"/m/{mother}/log/", outcome="not_reached", channel="text")
    assert "She has had 2 of 2 contacts this week: no more until" in text_of(jo.get(response.url))
    assert "Log what happened all the same" in text_of(jo.get(f"/m/{mother}/log/"))


def test_sent_twice_it_is_one_contact(team: worlds.Team, jo: Client, mother: str) -> None:
    command = "c" * 26
    answers = [
        post(jo, f"/m/{mother}/log/", command, outcome="spoke", channel="call", her_words="Ring on Friday")
        for _ in range(2)
    ]
    assert answers[0].url == answers[1].url
    assert len(contacts(team, mother)) == 1


def test_the_same_command_with_other_words_is_a_conflict(team: worlds.Team, jo: Client, mother: str) -> None:
    command = "d" * 26
    post(jo, f"/m/{mother}/log/", command, outcome="spoke", channel="call")
    response = post(jo, f"/m/{mother}/log/", command, outcome="met", channel="call")
    assert response.status_code == 409
    assert [entry.body.outcome for entry in contacts(team, mother)] == [Outcome.SPOKE]


def test_a_form_with_mistakes_keeps_every_word(team: worlds.Team, jo: Client, mother: str) -> None:
    typed = {"her_words": "I moved to my <sister>", "what_we_saw": "She was tired", "channel": "call"}
    response = post(jo, f"/m/{mother}/log/", **typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Choose what happened." in page
    assert '<a href="#id_outcome_0">' in page
    assert "I moved to my &lt;sister&gt;" in page
    assert "She was tired" in page
    assert '<option value="call" selected' in page
    assert '<details class="govuk-details" open>' in page
    assert contacts(team, mother) == ()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"because": "no_answer"}, "A reason belongs to “not reached” only."),
        ({"next": "day"}, "Choose the day, or “Nothing agreed”."),
        ({"next": "1", "next_day": "2030-01-01"}, "Keep one of the two."),
        ({"next_time": "14:00"}, "Choose the day that this time belongs to."),
        ({"next_day": "2020-01-01"}, "The next time lies in the past."),
        ({"when_day": "2030-01-01"}, "That time has not come yet."),
        ({"when_day": "31/31/2020"}, "Write a real day, such as 27 3 2026."),
        ({"channel": "pigeon"}, "This is not on the list any more"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    team: worlds.Team, jo: Client, mother: str, typed: dict[str, str], sentence: str
) -> None:
    response = post(jo, f"/m/{mother}/log/", **{"outcome": "met", "channel": "call", **typed})
    assert response.status_code == 422
    assert sentence in text_of(response)
    field = "when_day" if "when_day" in typed else next(iter(typed))
    field = {"next": "next_day", "because": "because"}.get(field, field)
    assert f'id="id_{field}_error"' in response.content.decode()
    assert contacts(team, mother) == ()


def test_a_late_entry_has_its_real_date(team: worlds.Team, jo: Client, mother: str) -> None:
    day = local_day(clock.now()) - timedelta(days=3)
    post(
        jo,
        f"/m/{mother}/log/",
        outcome="not_reached",
        channel="call",
        because="wrong_time_for_her",
        place="phone",
        with_whom="Nobody",
        card_followed="yes",
        when_day=f"{day:%Y-%m-%d}",
        when_time="09:30",
    )
    (logged,) = contacts(team, mother)
    assert f"{local(logged.happened_at):%Y-%m-%d %H:%M}" == f"{day:%Y-%m-%d} 09:30"
    assert logged.body.because is NotReachedBecause.WRONG_TIME_FOR_HER
    assert logged.body.place is KindOfPlace.PHONE
    assert logged.body.card_followed is True


@pytest.mark.slow
def test_an_agreed_time_becomes_a_promise(team: worlds.Team, jo: Client, mother: str) -> None:
    response = post(jo, f"/m/{mother}/log/", outcome="met", channel="call", next="1")
    assert "Agreed next: tomorrow." in text_of(jo.get(response.url))
    (logged,) = contacts(team, mother)
    assert logged.body.next_at == by_end_of(local_day(clock.now()) + timedelta(days=1))
    assert "tomorrow" in text_of(jo.get(f"/m/{mother}/")).partition("Promised to her")[2][:60]


def test_a_time_agreed_for_the_summer_is_a_time_on_a_clock_in_the_uk(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    summer = local_day(clock.now()).year + 1
    post(
        jo, f"/m/{mother}/log/", outcome="met", channel="call", next_day=f"{summer}-07-01", next_time="14:00"
    )
    (logged,) = contacts(team, mother)
    assert logged.body.next_at == datetime(summer, 7, 1, 13, 0, tzinfo=UTC)


@pytest.mark.slow
def test_someone_is_listening_shows_her_cover_words_and_is_written_down_in_one_press(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    give_card(team, mother)
    words = text_of(jo.get(f"/m/{mother}/listening/"))
    assert "“ Hi, your library book is in ”" in words or "“Hi, your library book is in”" in words
    command = "e" * 26
    response = [post(jo, f"/m/{mother}/listening/", command) for _ in range(2)][1]
    assert "Saved for Robin: stopped: not safe." in text_of(jo.get(response.url))
    (logged,) = contacts(team, mother)
    assert logged.body.outcome is Outcome.STOPPED_NOT_SAFE


@pytest.mark.slow
def test_adding_the_rest_keeps_the_first_version_and_counts_once(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    ref = log(team, mother, Outcome.MET, 1, her_words="I am cold")
    page = jo.get(f"/m/{mother}/contacts/{ref}/").content.decode()
    assert "I am cold" in page
    fields = {"outcome": "met", "channel": "text", "her_words": "I was cold", "place": "street"}
    response = post(jo, f"/m/{mother}/contacts/{ref}/", **fields)
    assert response.url == f"/m/{mother}/"
    (logged,) = contacts(team, mother)
    assert (logged.corrects, logged.body.her_words) == (ref, "I was cold")
    again = post(jo, f"/m/{mother}/contacts/{ref}/", **{**fields, "her_words": "Somebody else's words"})
    assert again.status_code == 409
    assert "Somebody put this contact right since you opened the page" in text_of(again)
    assert "Somebody else&#x27;s words" in again.content.decode()


def test_an_unknown_contact_is_a_page_that_is_not_here(jo: Client, mother: str) -> None:
    assert jo.get(f"/m/{mother}/contacts/{'a' * 26}/").status_code == 404
    assert post(jo, f"/m/{mother}/contacts/nonsense/", outcome="met", channel="call").status_code == 404


def test_without_a_command_id_nothing_is_saved(team: worlds.Team, jo: Client, mother: str) -> None:
    assert jo.post(f"/m/{mother}/log/", {"outcome": "met", "channel": "call"}).status_code == 400
    assert contacts(team, mother) == ()


@pytest.mark.slow
def test_the_log_page_says_whether_the_way_of_an_old_card_was_used(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    give_card(team, mother, days_ago=18, valid_until=in_days(-6))
    assert "was used" not in text_of(jo.get(f"/m/{mother}/log/"))
    log(team, mother, Outcome.LEFT_WORD, 2, channel=Channel.THROUGH_TRUSTED)
    words = text_of(jo.get(f"/m/{mother}/log/"))
    assert "It was used" in words
    assert f"/m/{mother}/in/" not in jo.get(f"/m/{mother}/").content.decode()
    assert "Wait until she answers." in words
    log(team, mother, Outcome.SPOKE, 1)
    assert "She answered" in text_of(jo.get(f"/m/{mother}/log/"))


@pytest.mark.slow
def test_what_a_form_shows_of_a_contact_is_the_contact_again() -> None:
    now = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
    at = datetime(2026, 5, 31, 8, 15, tzinfo=UTC)
    for outcome in Outcome:
        for channel in Channel:
            for next_at in (None, by_end_of(local_day(now)), datetime(2026, 12, 24, 9, 30, tzinfo=UTC)):
                before = Contact(
                    channel, outcome, her_words="I am cold", card_followed=False, next_at=next_at
                )
                form = _sent(typed_before(before, at, now))
                assert form.is_valid(), form.errors
                assert form.contact(now) == before
                assert form.at(now) == at


@pytest.mark.slow
@settings(deadline=None)  # the first example loads what the others find
@given(days=st.integers(0, 400), minutes=st.integers(0, 24 * 60 - 1))
def test_a_typed_time_is_never_moved(days: int, minutes: int) -> None:
    now = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
    day = local_day(now) - timedelta(days=days)
    form = _sent(
        {
            "outcome": "met",
            "channel": "call",
            "when_day": day,
            "when_time": f"{minutes // 60:02}:{minutes % 60:02}",
        }
    )
    assert form.is_valid()
    seen = local(form.at(now))
    typed = (day, minutes // 60, minutes % 60)
    skipped_in_spring = seen.minute == 0 and seen.hour == minutes // 60 + 1
    assert (seen.date(), seen.hour, seen.minute) == typed or skipped_in_spring


def _sent(typed: dict[str, Any]) -> LogForm:
    return LogForm({name: str(value) for name, value in typed.items() if value not in (None, "")})


@pytest.mark.slow
def test_for_a_mother_who_is_left_be_the_log_says_so_and_shows_no_way_to_her(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    give_card(team, mother)
    assert "her own phone" in text_of(jo.get(f"/m/{mother}/log/"))
    post(jo, f"/m/{mother}/leave-me-be/")
    words = text_of(jo.get(f"/m/{mother}/log/"))
    assert "She asked to be left be until she calls" in words
    assert "her own phone" not in words


def test_after_a_mistake_what_can_wait_stays_folded_unless_something_of_it_is_filled_in(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    boxes = {f"when_day_{part}": "" for part in ("day", "month", "year")}
    folded = post(jo, f"/m/{mother}/log/", **boxes).content.decode()
    assert re.search(r"<details[^>]* open>", folded) is None
    open_now = post(jo, f"/m/{mother}/log/", **boxes | {"when_day_day": "3"}).content.decode()
    assert re.search(r"<details[^>]* open>", open_now)
