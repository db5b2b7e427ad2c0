"""The names that may stand for an undisclosed place; a village, a house, an unknown word is not one."""

import re
from functools import cache
from importlib.resources import files

from hrm2m.exchange.directory.plain_text import unmasked


_OFFICIAL = re.compile(
    r"\b(?:city|county|borough|district|council|metropolitan|unitary|authority|london borough|royal|of|the)\b"
)


def district_named(said: str | None) -> str | None:
    """The listed name that `said` is a spelling of ("City of Bristol", "BRISTOL"), or None."""
    return _names().get(_key(said)) if said else None


@cache
def _names() -> dict[str, str]:
    """Each listed name by its key. The first spelling of a key stays: authorities come before wider areas."""
    listed = files(__package__).joinpath("districts.txt").read_text("utf-8").splitlines()
    names: dict[str, str] = {}
    for name in listed:
        if name and not name.startswith("#"):
            names.setdefault(_key(name), name)
    return names


def _key(said: str) -> str:
    """`said` without its official dress, letters only, so that one place has one key."""
    plain = unmasked(said).casefold().replace("&", " and ")
    if any(map(str.isdigit, plain)):
        return plain  # no listed name has a digit: a number is never dropped to make a name fit
    return "".join(filter(str.isalpha, _OFFICIAL.sub(" ", plain)))
