"""What she keeps to get in, and how she wants a copy of her record."""

from enum import StrEnum


class Kind(StrEnum):
    """What she keeps to get in: words in her head, or a card somewhere."""

    WORDS = "words"
    CARD = "card"


class CopyWay(StrEnum):
    """How she wants a copy: read on her own page, on paper from a worker's hand, or as a file."""

    HERE = "here"
    PAPER = "paper"
    FILE = "file"
