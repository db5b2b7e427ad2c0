"""A mother who agreed to texts, and what goes to her phone, for tests: a folder as carrier, the hours of the day."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from hrm2m.cadence import Channel
from hrm2m.cadence.local_time import local_day
from hrm2m.commands.working import lanes
from hrm2m.commands.working.recurring import Lane
from hrm2m.foundation import clock
from hrm2m.policy import Permission
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.lifecycles import TextStatus
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.entries import Contact, SafeContact, Texts
from hrm2m.records.outreach.models import Text
from hrm2m.records.outreach.texts import TextLine, texts_of
from hrm2m.vault import door
from hrm2m.vault.entries import Entry
from tests import worlds


MACHINE = machine_actor(1)
NUMBER, PLAIN = "07700 900118", "+447700900118"
COVER = "Your library book is in"
ALL_DAY = time(0)


def a_card(**changes: Any) -> SafeContact:
    """A card on which she agreed to texts at any hour."""
    body = {
        "channel": Channel.TEXT,
        "how": "Text her own phone",
        "valid_until": local_day(clock.now() + timedelta(days=10)),
        "cover_words": COVER,
        "texts": Texts.HER_WORDS,
        "text_number": NUMBER,
        "text_from": ALL_DAY,
        "text_until": ALL_DAY,
        **changes,
    }
    return SafeContact(**body)


def agree(team: worlds.Team, mother: str, *, seen: str = "", **changes: Any) -> str:
    """Writes such a card; its ref."""
    return outreach.set_safe_contact(
        by=team.jo, mother=mother, card=a_card(**changes), seen=seen, at=clock.now()
    )


def agreed(team: worlds.Team, handle: str = "Robin", **changes: Any) -> tuple[str, str]:
    """A mother with such a card: her ref and that of the card."""
    mother = worlds.begin(team, handle, days_ago=9)
    return mother, agree(team, mother, **changes)


def ask(team: worlds.Team, mother: str, card: str) -> str:
    """Jo asks for a text; its ref."""
    return outreach.ask_for_text(by=team.jo, mother=mother, card=card)


def work() -> None:
    """The worker process does what is due in the lane of texts."""
    lanes.do_what_is_due(Lane.TEXT, lanes.Tally())


def carried(folder: Path) -> list[str]:
    """What the carrier took, as it lies in its folder."""
    return [path.read_text() for path in sorted(folder.glob("*.txt"))]


def row(text: str) -> Text:
    """The row of this text."""
    return Text.objects.get(ref=text)


def stands(text: str) -> tuple[TextStatus, str]:
    """Where this text stands, and why."""
    found = row(text)
    return TextStatus(found.status), found.why


def lines(mother_id: int) -> tuple[TextLine, ...]:
    """Her texts, newest first."""
    return texts_of(mother_id, datetime(2000, 1, 1, tzinfo=UTC))


def contacts(team: worlds.Team, mother: str) -> tuple[Entry[Contact], ...]:
    """Her contacts, newest first, those put right left out."""
    with door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="test") as box:
        return box.entries(Contact, newest=50)
