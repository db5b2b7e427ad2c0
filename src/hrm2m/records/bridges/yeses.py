"""What she can have said yes to, and what she says when somebody else asks her again; codes only."""

from enum import StrEnum


class YesTo(StrEnum):
    """What she said yes to."""

    BUILDER = "builder"
    MEETING = "meeting"
    HANDOVER = "handover"
    LINK = "link"
    CONSENT = "consent"
    ENQUIRY = "enquiry"


class Again(StrEnum):
    """What she says when somebody else asks her again."""

    THE_SAME = "the_same"
    OTHERWISE = "otherwise"
