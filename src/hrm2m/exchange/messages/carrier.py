"""What a carrier is: takes a number and cover words, and says honestly what became of it."""

from typing import Protocol

from hrm2m.records.outreach.cover import CoverWords, NotCover


REASON_LENGTH = 24


class NotTaken(Exception):
    """The carrier certainly has not taken it, and may take it later; `reason` is a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason[:REASON_LENGTH]


class Refused(NotTaken):
    """The carrier certainly has not taken it, and will not take it either next time."""


class Unclear(Exception):
    """Nobody knows whether the carrier has taken it: it is never handed over again."""


class Carrier(Protocol):
    """Somebody who carries a text to a phone."""

    def hand_over(self, *, ref: str, number: str, words: CoverWords) -> None:
        """Returns when the carrier has taken it. Raises NotTaken, Refused or Unclear; NotCover for other words."""


def text_of(words: object) -> str:
    """The text itself; raises NotCover for anything that cover.py did not make."""
    if not isinstance(words, CoverWords):
        msg = "A carrier takes cover words only."
        raise NotCover(msg)
    return words.text
