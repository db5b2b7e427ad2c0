"""Her pages: small, plain, without a trace; and nothing of ours on what is no page."""

import pytest
from django.test import Client

from hrm2m.pages.base.assets import all_assets
from tests.pages.hers.her_phone import (
    PAGES,
    Her,
    phone,
    robin,
)


pytestmark = pytest.mark.django_db

MOST_BYTES = 30_000
ALWAYS_THERE = len(all_assets()["n/plain.css"].content) + len(all_assets()["n/plain.js"].content)


@pytest.fixture
def her() -> Her:
    return robin()


@pytest.mark.slow
def test_every_page_of_hers_is_small_plain_and_leaves_nothing(her: Her) -> None:
    client = phone()
    for path in ("/n/", "/n/x/", *PAGES):
        answer = client.get(path)
        page = answer.content.decode()
        assert answer.status_code == 200, path
        assert "<title>Notes</title>" in page
        assert len(answer.content) + ALWAYS_THERE < MOST_BYTES, (path, len(answer.content))
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "HR M2M" not in page
        assert "Robin" not in page.split("<title>")[1].split("</title>")[0]
        assert page.count("<script") == 1
        assert 'rel="icon" href="data:,"' in page


@pytest.mark.slow
def test_no_page_needs_a_cookie_that_stays(her: Her) -> None:
    client = phone()
    for path in PAGES:
        client.get(path)
    assert {name: cookie["max-age"] for name, cookie in client.cookies.items()} == {"n": ""}
    assert client.cookies["n"]["httponly"]
    assert client.cookies["n"]["samesite"] == "Strict"


@pytest.mark.slow
def test_without_a_visit_every_page_leads_to_the_empty_box(her: Her) -> None:
    for path in PAGES:
        answer = Client().get(path)
        assert (answer.status_code, answer["Location"]) == (302, "/n/"), path


@pytest.mark.slow
def test_an_address_below_hers_that_is_no_page_shows_nothing_and_no_brand(her: Her) -> None:
    for method in ("get", "post", "put"):
        for path in ("/n/nothing/", "/n/a/b/c/", "/n/g/9/x/"):
            answer = getattr(Client(), method)(path)
            assert b"HR M2M" not in answer.content, (method, path)


@pytest.mark.slow
def test_what_breaks_shows_a_plain_page(her: Her, monkeypatch: pytest.MonkeyPatch) -> None:
    client = phone()
    monkeypatch.delattr("hrm2m.pages.hers.promised.kept_to")
    answer = client.get("/n/c/")
    assert b"This page did not work" in answer.content
    assert b"HR M2M" not in answer.content
