"""An address found by its fixed words is the one that Django finds by trying all of them, in their order."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, URLPattern, URLResolver, include, path
from hypothesis import given
from hypothesis import strategies as st

from hrm2m.config.shelves import Shelves
from hrm2m.config.urls import urlpatterns
from tests.properties.separated.addresses import WORD, registered


TABLE = urlpatterns[0]
ROUTES = [route.removeprefix("/") for _, route in registered()]
FIXED = sorted({word for route in ROUTES for word in route.split("/") if "<" not in word})


def what_is_found(resolver: URLResolver, asked: str, *, by_django: bool) -> tuple[object, ...] | None:
    find = URLResolver.resolve if by_django else type(resolver).resolve
    try:
        found = find(resolver, asked)
    except Resolver404:
        return None
    return found.func, found.args, found.kwargs, found.url_name, found.route


def must_find_the_same(resolver: URLResolver, asked: str) -> None:
    ours = what_is_found(resolver, asked, by_django=False)
    assert ours == what_is_found(resolver, asked, by_django=True), asked


@pytest.mark.parametrize("word", ["abc", "7", "new", "a.b", "%2F", "7\n"])
def test_every_registered_address_finds_its_view(word: str) -> None:
    for route in ROUTES:
        asked = WORD.sub(word, route)
        for near in (asked, asked.rstrip("/"), f"{asked}more/", f"/{asked}", asked.replace("/", "//")):
            must_find_the_same(TABLE, near)


@given(st.lists(st.sampled_from([*FIXED, "", "a", "7"]), max_size=6))
def test_any_words_in_any_order_find_what_django_finds(words: list[str]) -> None:
    must_find_the_same(TABLE, "/".join(words))


def test_the_first_of_two_that_fit_is_found_whichever_is_fixed() -> None:
    def view(_: HttpRequest) -> HttpResponse:
        return HttpResponse()

    for table in (
        [path("<str:a>/b/", view, name="any"), path("x/b/", view, name="fixed")],
        [path("x/b/", view, name="fixed"), path("<str:a>/b/", view, name="any")],
        [path("<path:rest>", view, name="rest"), path("x/y/z/", view, name="fixed")],
        [path("x/<path:rest>/z/", view, name="rest"), path("x/y/q/", view, name="fixed")],
        [path("x/<str:a>-<str:b>/z/", view, name="two"), path("x/y/z/", view, name="fixed")],
    ):
        shelves = Shelves(table)
        for asked in ("x/b/", "q/b/", "x/y/z/", "x/y/q/", "x/y-y/z/", "x/q/r/z/", "x/q/r/s/z/", "", "x"):
            must_find_the_same(shelves, asked)


def test_a_table_under_a_word_of_its_own_is_refused() -> None:
    def view(_: HttpRequest) -> HttpResponse:
        return HttpResponse()

    inside: list[URLPattern | URLResolver] = [path("x/", include([path("y/", view)]))]
    with pytest.raises(TypeError, match="x/"):
        Shelves(inside).resolve("x/y/")
