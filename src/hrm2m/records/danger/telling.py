"""Whom we tell of danger, and how often, as pure rules over who is on call; nothing here sends anything."""

from dataclasses import dataclass
from datetime import datetime, timedelta


TELL_EVERY = timedelta(minutes=10)
"""How often, until somebody has it (policy_choice)."""

LEAD_AFTER = timedelta(hours=1)
"""A named person answers within the hour; after it the lead is told as well (1-mission.md, promise 4)."""


@dataclass(frozen=True)
class OnCall:
    """The two named people of the area; None where nobody is named, or who was named has left."""

    on_call: int | None
    lead: int | None


def told_now(people: OnCall, *, raised_by: int, raised_at: datetime, now: datetime) -> tuple[int, ...]:
    """The workers to tell now: the person on call, and the lead after an hour or where nobody else would know."""
    alone = people.on_call is None or people.on_call == raised_by
    with_lead = alone or now - raised_at >= LEAD_AFTER
    found = [people.on_call, people.lead if with_lead else None]
    return tuple(dict.fromkeys(number for number in found if number is not None))


def is_time(told_at: datetime, now: datetime) -> bool:
    """Whether to tell again."""
    return now - told_at >= TELL_EVERY


def about_telling(alert_ref: str, times: int) -> str:
    """What the mail of one telling is about: each telling is a mail of its own."""
    return f"{alert_ref}:{times}"
