"""What can be said of a door and in declared terms: fixed lists and the frozen values that actions take."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum


class Authority(StrEnum):
    """Whom an agency might tell of her."""

    CHILDRENS_SERVICES = "childrens_services"
    POLICE = "police"
    IMMIGRATION = "immigration"
    LANDLORD = "landlord"
    ANYONE_ELSE = "anyone_else"


class Reached(StrEnum):
    """How the door is asked."""

    EMAIL = "email"
    TELEPHONE = "telephone"


class SaidHow(StrEnum):
    """How the agency said its terms."""

    TELEPHONE = "telephone"
    IN_WRITING = "in_writing"
    OWN_PAGE = "own_page"
    FACE_TO_FACE = "face_to_face"


ANSWERS_WITHIN = ("door_same_day", "door_1_day", "door_2_days", "door_5_days", "door_10_days")
"""The response times one can agree on: promises of the cadence (rules.yaml, clocks), shortest first."""

REVIEWED_AFTER = timedelta(days=365)
"""Declared terms are asked for again after a year, and shown as old until then (3-record.md, Links)."""


@dataclass(frozen=True)
class DoorWords:
    """What is said of a door: how it is called there, what one asks it for, how, and how soon it answers."""

    called: str
    what_for: str
    reached_by: Reached
    answers_within: str
    phone: str = ""


@dataclass(frozen=True)
class Declared:
    """What an agency says, in its words. What is missing in `tells` was not said; `by_name` says who spoke for it."""

    does: str
    by_name: str
    said_how: SaidHow
    at: datetime
    from_when: str = ""
    for_whom: str = ""
    tells: Mapping[Authority, str] = field(default_factory=dict)
