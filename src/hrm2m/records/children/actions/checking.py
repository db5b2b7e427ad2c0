"""Refusals of what was typed about a child: a field and a sentence each; nothing is written here."""

from dataclasses import dataclass
from datetime import datetime

from hrm2m.foundation.errors import BadInput
from hrm2m.records.children.holding import Telling
from hrm2m.vault.box import Box
from hrm2m.vault.entries import HOW_THEY_KNOW


WORDS_LENGTH = 8000
LINE_LENGTH = 300
MUST_NAME_SOURCE = frozenset({"told_by", "read_in", "opinion_of"})


@dataclass(frozen=True)
class Known:
    """Who says so and how they know."""

    how: str = "seen"
    from_whom: str = ""


def must_have_words(text: str, field: str, when_empty: str, length: int = WORDS_LENGTH) -> None:
    """Refuses what is empty or cannot be kept."""
    if not text.strip():
        raise BadInput(field, when_empty)
    may_have_words(text, field, length)


def may_have_words(text: str, field: str, length: int = WORDS_LENGTH) -> None:
    """Refuses what is too long or cannot be kept."""
    if len(text) > length:
        raise BadInput(
            field, f"This is longer than {length} characters. Make it shorter, or split it in two."
        )
    if any(not character.isprintable() and character not in "\r\n\t" for character in text):
        raise BadInput(field, "There is a character in it that cannot be kept. Type it again.")


def must_not_be_later_than_now(box: Box, at: datetime | None, field: str = "at") -> None:
    """Refuses a time that has not come yet, and one without its zone."""
    if at is None:
        return
    if at.tzinfo is None:
        raise BadInput(field, "This time does not say which zone it is in. Choose it again.")
    if at > box.now:
        raise BadInput(field, "That time has not come yet. Write when it happened.")


def must_say_how_known(known: Known) -> None:
    """Refuses an entry that does not say who says so."""
    if known.how not in HOW_THEY_KNOW:
        raise BadInput(
            "how_known", "Choose how this is known: seen, heard, told by, read in, opinion of, her words."
        )
    if known.how in MUST_NAME_SOURCE and not known.from_whom.strip():
        raise BadInput("from_whom", "Write who said it, whose opinion it is, or where it was read.")
    may_have_words(known.from_whom, "from_whom", LINE_LENGTH)


def must_say_told(box: Box, telling: Telling) -> None:
    """Refuses what neither says that she was told nor why not."""
    may_have_words(telling.told_how, "told_her_how", LINE_LENGTH)
    may_have_words(telling.not_told_why, "not_told_why")
    must_not_be_later_than_now(box, telling.told_at, "told_her_at")
    if telling.adds_danger and not telling.not_told_why.strip():
        raise BadInput("not_told_why", "Write why showing her this would add danger.")
    if telling.told_at is None and not telling.not_told_why.strip():
        sentence = "Say that you told her, or why you have not told her yet. She can ask to see this."
        raise BadInput("not_told_why", sentence)
