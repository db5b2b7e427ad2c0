"""The codes the directory is kept and searched by; what people read for each is said by the pages."""

from enum import StrEnum


class Takes(StrEnum):
    """Whom a service says it takes; the empty text is *not stated*."""

    WOMEN = "women"
    MEN = "men"
    ANYONE = "anyone"


class State(StrEnum):
    """Whether a service takes anyone now: what its feed says, and what its dates have made of that since."""

    ACTIVE = "active"
    NOT_YET = "not_yet"
    TEMPORARILY_CLOSED = "temporarily_closed"
    INACTIVE = "inactive"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


class ForWhom(StrEnum):
    """For whom a service is sought."""

    WOMAN = "woman"
    WOMEN_ONLY = "women_only"
    MAN = "man"
    ANYONE = "anyone"
    NOT_STATED = "not_stated"
    ALL = "all"


class ChildcareSought(StrEnum):
    """What is sought about childcare."""

    THERE = "there"
    NONE = "none"
    NOT_STATED = "not_stated"


class Unsure(StrEnum):
    """What was sought and is not stated, or is said one way by the feed and another way by a worker."""

    PLACE = "place"
    FOR_WHOM = "for_whom"
    AGE = "age"
    CHILDCARE = "childcare"
    FROM_WHEN = "from_when"


class Field(StrEnum):
    """What a worker may add to a service, because no feed states it or what it states has changed."""

    CHILDCARE = "childcare"
    AVAILABLE_FROM = "available_from"
    WAITING = "waiting"
    TAKES = "takes"
    CONDITIONS = "conditions"
    COST = "cost"
    OPENING_HOURS = "opening_hours"
    TRAVEL = "travel"
    HOW_TO_ASK = "how_to_ask"
    PHONE = "phone"
    EMAIL = "email"
    WEBSITE = "website"
    LANGUAGES = "languages"


CHOSEN = frozenset({Field.CHILDCARE, Field.AVAILABLE_FROM, Field.TAKES})
"""What is added by choosing, and searched by; the rest is in a worker's own words."""
CHILDCARE_VALUES = {"there": True, "none": False}
