"""Every address that is registered, with the refs of one world filled in: known ones, hidden ones and unknown ones."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from django.urls import URLPattern, URLResolver, get_resolver


WORD = re.compile(r"<(?:(\w+):)?(\w+)>")
UNKNOWN = "a" * 26
A_NUMBER = "1"
# Lists that begin after a ref: a hidden one there must answer as an unknown one does.
BEGIN_AFTER = frozenset(
    {"today", "mothers", "mother", "board_late", "board_not_seen", "accounts", "directory"}
)
# They name entries and causes of a compartment: filled with the hidden ones of each twin, known to nobody who lacks it.
OF_A_COMPARTMENT = frozenset(
    {
        *("about", "adult", "agreed", "child", "condition", "connection", "course", "goal"),
        *("join", "notice", "plan", "question", "reply", "treating", "use"),
    }
)
# What these worlds have none of: a copy, a move, a death, a mistake in sharing. Another ref stands there.
NOT_IN_THESE_WORLDS = frozenset({"copy", "death", "link", "mark", "part", "rest", "secret", "token", "wrong"})
# Only a browser that is alone may be signed out, and these pages draw a new secret each time they are opened.
DRAWS_A_SECRET = frozenset(
    {"mfa_activate_totp", "mfa_add_webauthn", "mfa_login_webauthn", "mfa_reauthenticate_webauthn"}
)


@dataclass(frozen=True)
class Refs:
    """What may stand in an address: of one mother, by the word the address uses, and what nobody else may know of."""

    mother: str
    known: Mapping[str, Sequence[str]]
    hidden: tuple[str, ...]


def registered() -> Iterator[tuple[str, str]]:
    """The name and the route of every address."""
    yield from _inside(get_resolver(), "/")


def words_of_addresses() -> set[str]:
    """Every word that stands for something in an address."""
    return {word for _, route in registered() for _, word in WORD.findall(route)}


def addresses(refs: Refs) -> list[tuple[str, str]]:
    """Every address of this world with its name; each that takes a ref with a known, a hidden and an unknown one."""
    found: dict[str, str] = {}
    for name, route in registered():
        for filled in _filled(route, refs):
            found.setdefault(filled, name)
        if name in BEGIN_AFTER:
            for hidden in refs.hidden[:1]:
                found.setdefault(f"{next(_filled(route, refs))}?after={hidden}", name)
    return [(name, address) for address, name in found.items()]


def _inside(resolver: URLResolver, before: str) -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield entry.name or route, route
        else:
            yield from _inside(entry, route)


def _filled(route: str, refs: Refs) -> Iterator[str]:
    words = [word for _, word in WORD.findall(route)]
    numbers = {word for kind, word in WORD.findall(route) if kind == "int"}
    others = [word for word in words if word != "mother"]
    known = [list(refs.known.get(word, ())) or list(refs.hidden) or [UNKNOWN] for word in others]
    for chosen in product(*known):
        yield _put(route, dict(zip(others, chosen, strict=True)), refs.mother, numbers)
    if others:
        for hidden in refs.hidden:
            yield _put(route, dict.fromkeys(others, hidden), refs.mother, numbers)
    if words:
        yield _put(route, dict.fromkeys(others, UNKNOWN), UNKNOWN, numbers)


def _put(route: str, chosen: Mapping[str, str], mother: str, numbers: set[str]) -> str:
    values = {**chosen, "mother": mother, **dict.fromkeys(numbers, A_NUMBER)}
    return WORD.sub(lambda found: values[found[2]], route)
