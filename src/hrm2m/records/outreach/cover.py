"""The words that may go to her phone: her own cover words or the neutral ones, and nothing else; no table, no clock.

`cover_words` is the one place where words for a carrier are made; a carrier takes no others.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from hrm2m.records.outreach.entries import SafeContact, Texts


NEUTRAL_WORDS = "Hi, hope you are well. Call me when it suits you."
"""What goes out where she wants no words of her own (policy_choice)."""

LONGEST = 120
"""Well within one text, so that nothing arrives in pieces (policy_choice)."""

NOT_WRITTEN = "Write the cover words that may be sent, or choose the neutral ones."
NOT_ONE_LINE = "Cover words for a text are one line of at most 120 characters. Make them shorter."
NO_LINK = (
    "A text holds no link, no address and no number: on her phone they ask to be pressed. Leave them out."
)
NO_NAME = "A text holds no name, handle or agency. Choose words that sound like something else."

_DIGITS = re.compile(r"\d(?:[ ()./+-]*\d){3,}")
_LINK = re.compile(r"[@/\\]|www|\w\.[a-z]{2,}\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_OURS: Final = object()


class NotCover(Exception):
    """These words may not go to her phone; `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class CoverWords:
    """Words that were looked at here; nobody else can make them."""

    __slots__ = ("text",)

    def __init__(self, text: str, made_here: object = None) -> None:
        if made_here is not _OURS:
            msg = "Words for a carrier are made from her safe-contact card only."
            raise NotCover(msg)
        self.text = text


def cover_words(card: SafeContact, names: Iterable[str]) -> CoverWords:
    """The words she agreed to on this card; raises NotCover where there are none, or they say too much.

    `names` are what must not be in them: her handle, the workers and agencies of the area.
    """
    if card.texts is Texts.NO:
        raise NotCover(NOT_WRITTEN)
    if card.texts is Texts.NEUTRAL:
        return CoverWords(NEUTRAL_WORDS, _OURS)
    words = card.cover_words.strip()
    sentence = _what_is_wrong(words, names)
    if sentence:
        raise NotCover(sentence)
    return CoverWords(words, _OURS)


def _what_is_wrong(words: str, names: Iterable[str]) -> str:
    if not words:
        return NOT_WRITTEN
    if len(words) > LONGEST or not words.isprintable():
        return NOT_ONE_LINE
    plain = _plain(words)
    if _LINK.search(plain) or _DIGITS.search(plain):
        return NO_LINK
    folded = f" {' '.join(_letters(words))} "
    return NO_NAME if any(f" {name} " in folded for name in _folded(names)) else ""


def _folded(names: Iterable[str]) -> set[str]:
    return {" ".join(_letters(name)) for name in names} - {""}


def _letters(text: str) -> list[str]:
    return _WORD.findall(_plain(text).casefold())


def _plain(text: str) -> str:
    """As it is read at a glance: one width, and no accents, which a name is typed with today and without tomorrow."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if unicodedata.category(letter) != "Mn")
