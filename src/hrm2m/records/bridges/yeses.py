"""What she can have said yes to, what she says when asked again, and whom she wants next; codes only."""

from enum import StrEnum


class YesTo(StrEnum):
    """What she said yes to."""

    BUILDER = "builder"
    MEETING = "meeting"
    HANDOVER = "handover"
    LINK = "link"
    CONSENT = "consent"
    ENQUIRY = "enquiry"
    COVER = "cover"


class Again(StrEnum):
    """What she says when somebody else asks her again."""

    THE_SAME = "the_same"
    OTHERWISE = "otherwise"


class Wants(StrEnum):
    """What she says where her bridge builder does not come back and she chooses nobody else yet."""

    COVER = "cover"
    NOT_NOW = "not_now"
    LEFT_BE = "left_be"
