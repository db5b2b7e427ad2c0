"""Whether a number can be dialled in the United Kingdom, as a pure rule; whose it is nobody knows here."""

import re


EMERGENCY = frozenset({"999", "112"})
NOT_DIALLED = "Write a number that can be dialled, such as 01632 960101, 0808 2000 247 or 111."
CHARGES = "A number that begins with 09 or 070 costs whoever rings it. Write one that does not, such as 01632 960101."
SHOWN_ALWAYS = "999 is always shown, first. Write the line's own number."

# The national numbering plan: 0 and nine or ten digits (Childline: eight in all), or a short number that begins with 1.
_NATIONAL = re.compile(r"0[1-9]\d{8,9}|08001111")
_SHORT = re.compile(r"1\d{2}|116\d{3}|18\d{3}")
# Premium and personal numbers: nobody in danger is sent to one. 084 and 087 stay, some duty teams have no other.
_CHARGES = re.compile(r"0(?:9|70)\d+")
_BETWEEN = re.compile(r"[\s().\u2010-\u2013/-]+")


def dialled(typed: str) -> str:
    """The digits that are dialled, with +44 and 0044 as 0; empty where it is no number of the UK."""
    digits = _BETWEEN.sub("", typed.strip())
    digits = re.sub(r"^(\+44|0044)0?", "0", digits)
    if not digits.isascii() or not (_NATIONAL.fullmatch(digits) or _SHORT.fullmatch(digits)):
        return ""
    return digits


def fault_of(typed: str) -> str:
    """What is wrong with a number for a line of the area, as a sentence; empty where nothing is."""
    digits = _BETWEEN.sub("", typed.strip())
    if digits in EMERGENCY:
        return SHOWN_ALWAYS
    found = dialled(typed)
    if not found:
        return NOT_DIALLED
    return CHARGES if _CHARGES.fullmatch(found) else ""


def as_written(typed: str) -> str:
    """The number as it is shown: as it was typed, with single spaces."""
    return " ".join(typed.split())
