"""Refusals of what was typed about asks, offers and demands: a field and a sentence each; nothing is written here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hrm2m.foundation.errors import BadInput
from hrm2m.records.asks.entries import SaidHow
from hrm2m.records.asks.threads import Thread
from hrm2m.vault.box import Box
from hrm2m.vault.entries import HOW_THEY_KNOW, B


WORDS_LENGTH = 4000
LINE_LENGTH = 300
MUST_NAME_SOURCE = frozenset({"told_by", "read_in", "opinion_of"})


@dataclass(frozen=True)
class Known:
    """Who says so and how they know, as an entry has it."""

    how: str = "her_words"
    from_whom: str = ""


def must_have_words(text: str, field: str, when_empty: str, length: int = WORDS_LENGTH) -> None:
    """Refuses what is empty, too long or cannot be kept; lines are hers to break."""
    if not text.strip():
        raise BadInput(field, when_empty)
    may_have_words(text, field, length)


def may_have_words(text: str | None, field: str, length: int = WORDS_LENGTH) -> None:
    """Refuses what is too long or cannot be kept; None and empty are left as they are."""
    if text is None:
        return
    if len(text) > length:
        raise BadInput(
            field, f"This is longer than {length} characters. Make it shorter, or split it in two."
        )
    if any(not character.isprintable() and character not in "\r\n\t" for character in text):
        raise BadInput(field, "There is a character in it that cannot be kept. Type it again.")


def must_be_one_of(value: object, kind: type[StrEnum], field: str) -> None:
    """Refuses a value that is not in the list of this field."""
    if value not in set(kind):
        raise BadInput(field, "Choose one from the list.")


def must_not_be_later_than_now(box: Box, at: datetime | None, field: str) -> None:
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
            "how_known", "Choose how this is known: her words, seen, heard, told by, read in, opinion of."
        )
    if known.how in MUST_NAME_SOURCE and not known.from_whom.strip():
        raise BadInput("from_whom", "Write who said it, or where it was read.")
    may_have_words(known.from_whom, "from_whom", LINE_LENGTH)


def her_word(said_how: SaidHow, through_whom: str) -> Known:
    """How her word is known: straight from her, or told by the person she trusts, who is then named."""
    must_be_one_of(said_how, SaidHow, "said_how")
    if said_how is not SaidHow.THROUGH_TRUSTED:
        return Known()
    if not through_whom.strip():
        raise BadInput("through_whom", "Write through whom she said it.")
    may_have_words(through_whom, "through_whom", LINE_LENGTH)
    return Known("told_by", through_whom)


def must_be_straight_from_her(said_how: SaidHow) -> None:
    """Refuses to close or open again what nobody heard from her."""
    must_be_one_of(said_how, SaidHow, "said_how")
    if said_how is SaidHow.THROUGH_TRUSTED:
        sentence = "Only her own word can do this. It stays on her list: ask her when you next reach her."
        raise BadInput("said_how", sentence)


def found(threads: Iterable[Thread[B]], ref: str, field: str, sentence: str) -> Thread[B]:
    """The thread with this ref; refuses a ref that is not in her record."""
    for thread in threads:
        if thread.ref == ref:
            return thread
    raise BadInput(field, sentence)
