"""What stands beside an entry here: whose opinion it is, and whether she was told, when and how, or why not."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Compartment
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.connections.checking import may_have_words


@dataclass(frozen=True)
class Told:
    """When and how she was told; where she was not, why not. One of both is said."""

    at: datetime | None = None
    how: str = ""
    why_not: str = ""


def must_say_whether(told: Told, now: datetime) -> None:
    """Refuses an entry that says neither that she was told nor why not."""
    may_have_words(told.how, "told_how")
    may_have_words(told.why_not, "why_not_told")
    if told.at is None and not told.why_not.strip():
        field, sentence = "why_not_told", "Write why she has not been told, or when and how she was."
        raise BadInput(field, sentence)
    if told.at is not None and told.at > now:
        field, sentence = "told_at", "That time has not come yet. Write when she was told."
        raise BadInput(field, sentence)


def as_opinion_of(by: Actor, compartment: Compartment) -> dict[str, Any]:
    """What the envelope of such an entry says: it is the opinion of whoever writes it, for this child's safety."""
    card = agencies.workers_named([by.worker_id]).get(by.worker_id)
    return {
        "compartment": compartment,
        "basis": "childs_safety",
        "how_known": "opinion_of",
        "from_whom": card.first_name if card else "",
    }


def in_envelope(told: Told) -> dict[str, Any]:
    """What the envelope says of her having been told."""
    why_not = told.why_not if told.at is None else ""
    return {"told_her_at": told.at, "told_her_how": told.how, "not_told_why": why_not}
