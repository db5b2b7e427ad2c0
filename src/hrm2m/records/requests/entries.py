"""What somebody asked and what was answered, sealed by the house; and what was given, sealed in her record."""

from enum import StrEnum
from typing import ClassVar

import msgspec

from hrm2m.vault.entries import Body


class Asker(StrEnum):
    """Who asks."""

    SOCIAL_WORKER = "social_worker"
    POLICE = "police"
    COURT = "court"
    CORONER = "coroner"
    OTHER = "other"


class About(StrEnum):
    """Whom they ask about."""

    CHILD = "child"
    MOTHER = "mother"


class Gave(StrEnum):
    """What they were given."""

    ALL = "all"
    PART = "part"
    NOTHING = "nothing"


class ToldHer(StrEnum):
    """Whether she was told."""

    BEFORE = "before"
    AFTER = "after"
    NOT_YET = "not_yet"


class Asking(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody asked, as it came in."""

    name: str
    agency: str
    reached_by: str
    how_checked: str
    legal_basis: str
    what_exactly: str


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was answered, and why."""

    how_checked: str
    what: str
    why: str
    told_why_not: str


class Given(Body, frozen=True, forbid_unknown_fields=True):
    """What was given to whoever asked about her or a child; `request` is the ref of the request."""

    KIND: ClassVar[str] = "given_to_asker"

    request: str
    to_whom: str
    legal_basis: str
    what: str
    why: str
    gave: Gave
    told: ToldHer
