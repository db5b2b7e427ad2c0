"""Words as they are compared: without accents, capitals, apostrophes and what cannot be seen; figures as letters."""

import re
import unicodedata
from dataclasses import dataclass


DIGITS_AS_LETTERS = (str.maketrans("01345789@$", "oleastbgas"), str.maketrans("01345789@$", "oieastbgas"))
APOSTROPHES = "'’‘\u02bc`\u00b4"
OTHER_ALPHABETS = str.maketrans("авекмнорстухіјѕԁαεικνορτυχ", "abekmhopctyxijsdaeiknoptux")
"""Letters of other alphabets that look like ours, as they are typed to hide a word."""
_WORD = re.compile(rf"[\w@${APOSTROPHES}]+")


@dataclass(frozen=True)
class Word:
    """One word: as it stands, where, folded in each way it can be read, and whether a capital there means anything."""

    text: str
    start: int
    end: int
    folded: frozenset[str]
    is_capital: bool
    begins_sentence: bool


def plain(text: str) -> str:
    """The text with one letter for each way of writing it; what cannot be seen is left out."""
    shown = unicodedata.normalize("NFKC", text)
    return "".join(
        letter for letter in shown if unicodedata.category(letter) not in {"Cf", "Cc"} or letter == "\n"
    )


def fold(text: str) -> str:
    """Small letters without accents, apostrophes and what stands between."""
    parts = unicodedata.normalize("NFKD", text.casefold().translate(OTHER_ALPHABETS))
    letters = "".join(part for part in parts if not unicodedata.combining(part))
    return (
        letters.replace("ł", "l")
        .replace("ø", "o")
        .replace("đ", "d")
        .replace("\u0131", "i")
        .strip(APOSTROPHES)
    )


def words_in(text: str) -> tuple[Word, ...]:
    """The words of a text that was made plain."""
    found, ends = [], True
    before = 0
    for match in _WORD.finditer(text):
        between = text[before : match.start()]
        ends = ends if before == 0 and not between.strip() else bool(re.search(r"[.!?\n:]", between))
        found.append(_word(match.group(), match.start(), begins=before == 0 or ends))
        before = match.end()
    return tuple(found)


def _word(text: str, start: int, *, begins: bool) -> Word:
    return Word(
        text, start, start + len(text), readings(text), text.lstrip(APOSTROPHES)[:1].isupper(), begins
    )


def readings(text: str) -> frozenset[str]:
    """Every way in which a word can be read: as it is, without an ending 's, with numbers as letters or left out."""
    folded = fold(text)
    ways = {folded, re.sub(rf"[{APOSTROPHES}]s?$", "", folded)}
    ways |= {way.translate(table) for way in tuple(ways) for table in DIGITS_AS_LETTERS if not way.isdigit()}
    ways |= {re.sub(r"[\d_]+", "", way) for way in tuple(ways)}
    return frozenset(re.sub(r"[^\w]", "", way) for way in ways) - {""}
