"""The page of addresses: each with the permission that its view declares, or why it needs none."""

from collections.abc import Callable, Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from hrm2m.commands.reference.markdown import code, table
from hrm2m.pages.base.access import declaration_of


INTRODUCTION = """\
# Addresses

Every address declares the permission it needs, or says why it needs none; a test refuses one that forgets, and another
one whose action does not ask for what the page declares. An address carries random refs, never a number, a name or a
handle.
"""


def page() -> str:
    """The whole page."""
    rows = [[code(f"/{path}"), *_declared(view)] for path, view in _views(get_resolver())]
    return "\n".join([INTRODUCTION, table(["address", "needs", "because"], rows)])


def _declared(view: Callable[..., object]) -> list[str]:
    said = declaration_of(view)
    if said is None:
        return ["NOT DECLARED", ""]
    if said.permission is not None:
        locked = "also while the page is locked" if said.also_when_locked else ""
        return [code(said.permission.value), locked]
    return ["nothing" if said.open_to_all else "a sign-in", said.reason]


def _views(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, Callable[..., object]]]:
    for entry in resolver.url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield path, entry.callback
        else:
            yield from _views(entry, path)
