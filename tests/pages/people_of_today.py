"""A list of Today with one mother of every kind: late, promised, at her limit, an old card, left be, just asked."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from hrm2m.cadence import Channel, Outcome, WindowKind
from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.policy.facts import machine_actor
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.entries import (
    CareAtAPlace,
    Contact,
    IfIGoQuiet,
    NotReachedBecause,
    PlaceCare,
    SafeContact,
)
from hrm2m.records.whole import actions as whole
from tests import worlds


Result = TypeVar("Result")

CARD = {
    "channel": Channel.TEXT,
    "how": "07700 900118, her own phone",
    "hours": "Weekdays, 10 to 12",
    "if_someone_else": "Wrong number, sorry",
    "cover_words": "Hi, your library book is in",
    "most_contacts_a_week": 3,
    "if_you_have_lost_me": "Leave word with Dee at the launderette",
}


def a_card(**changes: Any) -> SafeContact:
    """A safe-contact card that is sure for ten days more, with these changes."""
    return SafeContact(**{**CARD, "valid_until": in_days(10), **changes})


def in_days(days: int) -> date:
    """The day so many days from now."""
    return local_day(clock.now() + timedelta(days=days))


def give_card(team: worlds.Team, mother: str, *, days_ago: float = 0, seen: str = "", **changes: Any) -> None:
    """Writes her card, so many days ago, in place of the one `seen`."""
    card = a_card(**changes)
    _then(
        days_ago,
        lambda at: outreach.set_safe_contact(by=team.jo, mother=mother, card=card, seen=seen, at=at),
    )


def log(team: worlds.Team, mother: str, outcome: Outcome, days_ago: float, **changes: Any) -> str:
    """Logs a contact of so many days ago; its ref."""
    body = Contact(**{"channel": Channel.TEXT, "outcome": outcome, **changes})
    return _then(days_ago, lambda at: outreach.log_contact(by=team.jo, mother=mother, contact=body, at=at))


def a_full_list(team: worlds.Team) -> dict[str, str]:
    """Eight mothers by handle, each for another reason on the list of Jo."""
    found = {
        handle: worlds.begin(team, handle, days_ago=days)
        for handle, days in (
            ("Robin", 90), ("Sky", 60), ("Wren", 40), ("Fern", 50),
            ("Ivy", 45), ("Hazel", 70), ("Dawn", 0), ("Lark", 80),
        )
    }  # fmt: skip
    _robin(team, found["Robin"])
    promised = clock.now() - timedelta(days=2)
    log(team, found["Sky"], Outcome.MET, 5, next_at=promised, her_words="Ring me Friday, I will be up.")
    desk = "The hostel desk, 01632 960144"
    give_card(team, found["Sky"], channel=Channel.CALL, how=desk, most_contacts_a_week=None)
    give_card(team, found["Wren"], most_contacts_a_week=2, days_ago=20, valid_until=in_days(4))
    for days in (3, 1):
        log(team, found["Wren"], Outcome.NOT_REACHED, days)
    _old_cards(team, found["Fern"], found["Ivy"])
    log(team, found["Hazel"], Outcome.SPOKE, 9)
    give_card(team, found["Hazel"], days_ago=8.5)
    _then(8, lambda at: outreach.leave_her_be(by=team.jo, mother=found["Hazel"], at=at))
    for days in (31, 23, 12, 1):
        log(team, found["Lark"], Outcome.MET, days, channel=Channel.USUAL_PLACE)
    give_card(team, found["Lark"], channel=Channel.USUAL_PLACE, how="The library steps, mornings")
    outreach.rebuild_due(by=machine_actor(1))
    return found


def _robin(team: worlds.Team, robin: str) -> None:
    met = log(
        team, robin, Outcome.MET, 21, channel=Channel.USUAL_PLACE,
        her_words="I want someone who does not judge me. Mornings are good.",
        what_we_saw="She carried her own bags and laughed about the rain.",
    )  # fmt: skip
    quiet = IfIGoQuiet(normal_days=5, whom_to_ask="Dee at the launderette", worry_after_days=30)
    _then(20, lambda at: outreach.set_if_i_go_quiet(by=team.jo, mother=robin, wish=quiet, seen="", at=at))
    log(team, robin, Outcome.NOT_REACHED, 9, because=NotReachedBecause.WRONG_TIME_FOR_HER)
    release = WindowKind.PRISON_RELEASE
    _then(8, lambda at: outreach.open_window(by=team.jo, mother=robin, kind=release, opened=at, at=at))
    log(team, robin, Outcome.NOT_REACHED, 5, channel=Channel.CALL)
    _then(4, lambda at: whole.reply(
        by=team.jo, mother=robin, about=met, words="I was not laughing. I was cold.", not_right=True, at=at,
    ))  # fmt: skip
    give_card(team, robin, days_ago=3)
    care = PlaceCare(CareAtAPlace.MEET_OUTSIDE, "The stairwell light is broken.", in_days(20))
    _then(1, lambda at: outreach.care_at_her_place(by=team.jo, mother=robin, care=care, at=at))


def _old_cards(team: worlds.Team, fern: str, ivy: str) -> None:
    for mother, way in ((fern, "Leave word with Dee at the launderette"), (ivy, "")):
        give_card(team, mother, days_ago=30, valid_until=in_days(-16), if_you_have_lost_me=way)
        log(team, mother, Outcome.SPOKE, 29)


def _then(days_ago: float, do: Callable[[datetime], Result]) -> Result:
    at = clock.now() - timedelta(days=days_ago)
    with clock.at(at):
        return do(at)
