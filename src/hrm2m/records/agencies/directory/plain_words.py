"""Words made plain for looking things up: one case, no accents, no marks; it decides nothing."""

import re
import unicodedata
from collections.abc import Iterable


MOST_WORDS_SOUGHT = 8
LONG_ENOUGH_FOR_A_PLURAL = 4
NATIONS = frozenset(
    {
        "england",
        "wales",
        "scotland",
        "northern ireland",
        "england and wales",
        "great britain",
        "united kingdom",
        "uk",
        "national",
        "nationwide",
    }
)

_JOINS = re.compile(r"['’‘\u0300-\u036f\u200b-\u200d\u2060\ufeff]")  # apostrophes, accents, what nobody sees
_WORD = re.compile(r"[^\W_]+")


def plain(said: str) -> str:
    """`said` as small letters and digits with single spaces: “King’s Lynn” is “kings lynn”."""
    apart = unicodedata.normalize("NFKD", said.casefold())
    return " ".join(_WORD.findall(_JOINS.sub("", apart)))


def word_list(sayings: Iterable[str | None]) -> str:
    """Every word of `sayings` once, with a space before each and after the last."""
    words = dict.fromkeys(plain("\n".join(filter(None, sayings))).split())
    return f" {' '.join(words)} " if words else ""


def phrase_list(sayings: Iterable[str | None]) -> str:
    """Every saying as a phrase, none running into the next, with a space before each word."""
    phrases = dict.fromkeys(filter(None, (plain(said) for said in sayings if said)))
    return f" {' | '.join(phrases)} " if phrases else ""


def sought_words(said: str) -> list[str]:
    """The beginnings of words to look for; a plural s is dropped, so that “kits” finds “kit”."""
    return [_without_plural(word) for word in plain(said).split()[:MOST_WORDS_SOUGHT]]


def covers_a_nation(areas: Iterable[str]) -> bool:
    """Whether an area is a whole nation, so that every town lies in it."""
    return any(plain(area) in NATIONS for area in areas)


def _without_plural(word: str) -> str:
    is_plural = len(word) >= LONG_ENOUGH_FOR_A_PLURAL and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if is_plural else word
