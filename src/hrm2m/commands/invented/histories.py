"""How the contacts of an invented mother went: pure, from her rhythm and a seeded source; nothing is written here."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hrm2m.cadence import Channel, Nation, Outcome
from hrm2m.cadence.working_days import is_working_day
from hrm2m.records.outreach.entries import Contact, KindOfPlace, NotReachedBecause


if TYPE_CHECKING:
    from collections.abc import Callable


UK = ZoneInfo("Europe/London")
HER_WORDS = (
    "I can do mornings, not Thursdays.",
    "Don't ring after six, please.",
    "The baby is kicking. I want to know she is all right.",
    "I just want somebody to sit with me when I go.",
    "I got the letter. I have not opened it.",
    "I am sleeping better since the room at the back.",
    "Can you ask them without my name first?",
    "I liked the walk. Same again.",
    "I need a phone that is only mine.",
    "He knows about the Tuesdays, so not Tuesdays.",
    "I want my own front door and a kettle.",
    "Tell them I was there and the door was shut.",
)
WHAT_WE_SAW = (
    "We met by the steps and walked to the kiosk. She chose what to talk about.",
    "Short call, her time. She asked for the next one to be earlier in the day.",
    "We looked at the letter together. She asked us to find out what it means.",
    "Handed over what she asked for. She asked when we are there next week.",
)
BECAUSE = (
    NotReachedBecause.NO_ANSWER,
    NotReachedBecause.WRONG_TIME_FOR_HER,
    NotReachedBecause.OUR_WORKER_DID_NOT_COME,
    NotReachedBecause.UNKNOWN,
)
OTHER_WAY = {Channel.TEXT: Channel.CALL, Channel.CALL: Channel.USUAL_PLACE}


@dataclass(frozen=True)
class Happening:
    """One contact of the past."""

    at: datetime
    contact: Contact


def at_hour(day: date, hour: int, minute: int = 0) -> datetime:
    """A time of day in the UK."""
    return datetime.combine(day, time(hour, minute), UK)


def open_day(day: date) -> date:
    """This day, or the first one after it on which an office is open."""
    while not is_working_day(Nation.ENGLAND, day):
        day += timedelta(days=1)
    return day


def contacts_of(rhythm: str, channel: Channel, begun: int, today: date, source: Random) -> list[Happening]:
    """Her contacts, oldest first, none of them today; `begun` is in days before `today`."""
    found = [
        _happening(today - timedelta(days=days), outcome, channel, source)
        for days, outcome in _plan(rhythm, begun, source)
        if 1 <= days < begun or (days == begun and begun > 0 and rhythm != "fresh")
    ]
    return sorted(found, key=lambda happening: happening.at)


def _plan(rhythm: str, begun: int, source: Random) -> list[tuple[int, Outcome]]:
    """Days ago and outcome of each contact."""
    plans: dict[str, Callable[[], list[tuple[int, Outcome]]]] = {
        "fresh": list,
        "fresh_missed": lambda: [(days, Outcome.NOT_REACHED) for days in range(begun - 1, 0, -2)],
        "building": lambda: _since(begun, 3, 15, source),
        "steady": lambda: _since(begun, 4, 11, source),
        "left_be": lambda: _since(begun, 40, 14, source),
        "losing": lambda: [*_since(begun, 24, 12, source), *_misses((11, 6, 3))],
        "losing_long": lambda: [*_since(begun, 50, 13, source), *_misses((44, 38, 31, 24, 17, 9, 2))],
        "slept": lambda: _since(begun, 372, 9, source),
    }
    return plans[rhythm]()


def _since(begun: int, last: int, gap: int, source: Random) -> list[tuple[int, Outcome]]:
    """Contacts from the first days until `last` days ago, about `gap` days apart."""
    found: list[tuple[int, Outcome]] = []
    days = begun - 1
    while days > last:
        outcome = source.choices(
            (Outcome.MET, Outcome.SPOKE, Outcome.NOT_REACHED, Outcome.LEFT_WORD, Outcome.NOT_NOW),
            weights=(6, 3, 2, 1, 1),
        )[0]
        found.append((days, outcome))
        days -= source.randint(max(2, gap - 4), gap + 3)
    return [*found, (last, Outcome.MET)]


def _misses(days: tuple[int, ...]) -> list[tuple[int, Outcome]]:
    return [(day, Outcome.NOT_REACHED) for day in days]


def _happening(day: date, outcome: Outcome, channel: Channel, source: Random) -> Happening:
    way = channel
    if outcome is Outcome.MET:
        way = Channel.USUAL_PLACE
    elif outcome is Outcome.NOT_REACHED and source.random() < 0.4:
        way = OTHER_WAY.get(channel, channel)
    heard = outcome in {Outcome.MET, Outcome.SPOKE}
    contact = Contact(
        channel=way,
        outcome=outcome,
        because=source.choice(BECAUSE) if outcome is Outcome.NOT_REACHED else None,
        place=KindOfPlace.STREET if outcome is Outcome.MET else KindOfPlace.NOT_SAID,
        her_words=source.choice(HER_WORDS) if heard and source.random() < 0.6 else "",
        what_we_saw=source.choice(WHAT_WE_SAW) if heard and source.random() < 0.5 else "",
        card_followed=True if heard else None,
    )
    return Happening(at_hour(day, source.randint(9, 16), source.choice((0, 10, 25, 40))), contact)
