"""Telephone numbers, mailboxes and web addresses as a directory may keep them; no named person's own."""

import re
from collections.abc import Collection
from urllib.parse import SplitResult, urlsplit, urlunsplit

from hrm2m.exchange.directory.address_signs import could_show_where, holds_a_secret
from hrm2m.exchange.directory.plain_text import line, squeezed


ADDRESS_LENGTH = 500

_PHONE = re.compile(r"\+?[\d\s().-]{3,25}(?:(?:x|ext\.?|extension)\s*\d{1,6})?", re.IGNORECASE)
_EXTENSION = re.compile(r"(?:x|ext\.?|extension)\s*\d+$", re.IGNORECASE)
_MOBILE = re.compile(r"07[1-57-9]\d{8}")
# Numbers that belong to no street: 03, 0800, 0808, mobiles, helplines (Ofcom numbering plan).
_PLACELESS = re.compile(r"03\d{9}|0800\d{6,7}|0808\d{7}|07[1-57-9]\d{8}|116\d{3}|999|112|111|101")
_EMAIL = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}", re.IGNORECASE)
_OF_A_ROLE = re.compile(
    r"info|admin|enquir|inquir|referr|contact|office|team|support|help|hello|servic|women|merched|mail|duty|advice|"
    r"advis|recept|intake|hub|centre|center|crisis|line|police|council|hous|drug|alcohol|recover|famil|child|"
    r"parent|mother|baby|birth|midwi|matern|nurse|health|clinic|ask|post|general|custom|access|book|welcome|"
    r"outreach|project|refuge|safe|legal|law|debt|benefit|money|food|work|learn|train|volunt|group|trust|chari|"
    r"manager|secretar|group|youth|young|mental|wellbeing|counsel|therap|probation|justice|cj|community|local|"
    r"north|south|east|west|county|city|borough|no-?reply|webmaster|media|feedback|complaint"
)
_MAPS = re.compile(
    r"(?:^|\.)(?:google\.[a-z.]+|goo\.gl|g\.co|bing\.com|openstreetmap\.org|osm\.org|what3words\.com|w3w\.co|waze\.com|"
    r"maps\.apple\.com|streetmap\.co\.uk|here\.com|mapquest\.com|citymapper\.com|bit\.ly|tinyurl\.com|t\.co|ow\.ly)$"
)


def phone(value: object) -> str | None:
    """`value` as a telephone number in its own spacing, or None when it is something else."""
    said = line(value)
    if said is None or not _PHONE.fullmatch(said) or not 3 <= sum(map(str.isdigit, said)) <= 21:
        return None
    return said


def is_mobile(number: str) -> bool:
    """Whether `number` is a British mobile: beside a person's name it is that person's own."""
    return bool(_MOBILE.fullmatch(_dialled(number)))


def belongs_to_no_street(number: str) -> bool:
    """Whether `number` is of a kind that cannot be looked up to a building or a town."""
    return bool(_PLACELESS.fullmatch(_dialled(number)))


def email(value: object, people: Collection[str] = ()) -> str | None:
    """`value` as a mailbox in small letters; None when it is none, or looks like that of one of `people`."""
    said = (line(value) or "").removeprefix("mailto:").casefold()
    if not _EMAIL.fullmatch(said) or _names_a_person(said.partition("@")[0], people):
        return None
    return said


def _names_a_person(mailbox: str, people: Collection[str]) -> bool:
    parts = [part for part in re.split(r"[._+-]", mailbox) if part]
    named = {squeezed(word) for person in people for word in person.split() if len(word) > 2}
    if any(name in squeezed(mailbox) for name in named):
        return True
    looks_like_a_name = 2 <= len(parts) <= 3 and all(re.fullmatch(r"[a-z']+\d{0,2}", part) for part in parts)
    return looks_like_a_name and not _OF_A_ROLE.search(mailbox)


def web_address(value: object) -> str | None:
    """`value` as an http(s) address without a name or password in it, or None."""
    parts = _split(line(value, ADDRESS_LENGTH + 1))
    if parts is None or parts.username is not None or parts.password is not None:
        return None
    whole = urlunsplit(parts)
    return whole if len(whole) <= ADDRESS_LENGTH else None


def front_door_of(address: str, secrets: frozenset[str]) -> str | None:
    """Scheme and host of `address` only: a path may name a street. None when the host could show the way."""
    parts = _split(address)
    host = (parts.hostname or "") if parts else ""
    if parts is None or _MAPS.search(host) or holds_a_secret(host, secrets):
        return None
    words = host.replace("-", " ").replace(".", " ")
    return None if could_show_where(words, secrets) else f"{parts.scheme}://{host}/"


def _split(said: str | None) -> SplitResult | None:
    if said is None or any(c.isspace() for c in said):
        return None
    try:
        parts = urlsplit(said if "://" in said else f"https://{said}")
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError:
        return None
    plain_host = parts.hostname and re.fullmatch(r"[a-z0-9.-]+\.[a-z0-9-]+", parts.hostname)
    return parts if parts.scheme in ("http", "https") and plain_host else None


def _dialled(number: str) -> str:
    digits = "".join(c for c in _EXTENSION.sub("", number) if c.isdigit() or c == "+")
    return re.sub(r"^(?:\+44|0044)0?", "0", digits)
