"""What she keeps to get in."""

from enum import StrEnum


class Kind(StrEnum):
    """What she keeps to get in: words in her head, or a card somewhere."""

    WORDS = "words"
    CARD = "card"
