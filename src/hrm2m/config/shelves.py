"""Finding an address by its fixed words, not by trying three hundred patterns; no view belongs here."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from django.urls import Resolver404, ResolverMatch, URLPattern, URLResolver
from django.urls.resolvers import RoutePattern


ONE_WORD = re.compile(r"<(?:(?:str|int):)?\w+>")
LOOKED_AT = (0, 2)
"""Most addresses are told apart by their first word, those about one mother by their third."""

Words = tuple[str | None, ...]


class Shelves(URLResolver):
    """The addresses in their order; of those that share no fixed word with what is asked none is tried.

    What is found is what Django would find: a pattern is left out only where one of its fixed words stands at a place
    at which another word was asked for.
    """

    def __init__(self, patterns: Sequence[URLPattern | URLResolver]) -> None:
        super().__init__(RoutePattern(""), list(patterns))
        self._shelves: dict[Words, list[URLPattern]] = {}

    def resolve(self, path: str) -> ResolverMatch:
        """The view of this path."""
        for pattern in self._shelf(path):
            found = pattern.resolve(path)
            if found:
                return found
        raise Resolver404({"tried": [], "path": path})

    def _shelf(self, path: str) -> list[URLPattern]:
        asked = path.split("/", 3)
        # A word that stands in no address is nobody's: what is remembered stays as small as the table.
        words = tuple(_at(asked, place, self._known) for place in LOOKED_AT)
        if words not in self._shelves:
            self._shelves[words] = [one for one, fixed in self._sorted if _may_be(fixed, words)]
        return self._shelves[words]

    @cached_property
    def _sorted(self) -> list[tuple[URLPattern, Words]]:
        return [(one, _fixed(str(one.pattern))) for one in _flat(self.url_patterns)]

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(word for _, fixed in self._sorted for word in fixed if word is not None)


def _flat(patterns: Sequence[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for one in patterns:
        if isinstance(one, URLPattern):
            yield one
        elif str(one.pattern):
            raise TypeError(
                f"write {one.pattern} into each of its addresses: the table is read by whole addresses"
            )
        else:
            yield from _flat(one.url_patterns)


def _fixed(route: str) -> Words:
    """The fixed words of an address at the places looked at; None where any word may stand."""
    words: list[str | None] = []
    for word in route.split("/"):
        if "<" not in word:
            words.append(word)
        elif ONE_WORD.fullmatch(word):
            words.append(None)
        else:
            break  # it may hold more than one word
    return tuple(words[place] if place < len(words) else None for place in LOOKED_AT)


def _at(asked: list[str], place: int, known: frozenset[str]) -> str | None:
    return asked[place] if place < len(asked) and asked[place] in known else None


def _may_be(fixed: Words, asked: Words) -> bool:
    return all(word is None or word == there for word, there in zip(fixed, asked, strict=True))
