"""The headers every answer carries, and the one host name people use."""

import pytest
from django.test import Client

from tests.pages.workers import Someone, signed_in


pytestmark = pytest.mark.django_db(transaction=True)

EXPECTED = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.parametrize(
    "path", ["/sign-in/", "/account/", "/", "/no/such/page/", "/welcome/", "/sign-in/help/"]
)
def test_every_answer_carries_the_headers(asha: Someone, path: str) -> None:
    answer = signed_in(asha).get(path)
    for name, value in EXPECTED.items():
        assert value in answer.headers[name]
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy.split("; ")
    assert "unsafe" not in policy
    assert "camera=()" in answer.headers["Permissions-Policy"]


def test_pages_with_secrets_are_not_compressed(asha: Someone) -> None:
    answer = signed_in(asha).get("/account/", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers


def test_a_numbered_address_leads_to_the_name_with_its_path() -> None:
    answer = Client().get("/sign-in/?next=/account/", headers={"Host": "127.0.0.1:8000"})
    assert answer.status_code == 302
    assert answer.headers["Location"] == "http://localhost:8000/sign-in/?next=/account/"


def test_what_is_posted_to_a_numbered_address_is_not_led_anywhere() -> None:
    answer = Client().post("/sign-in/", {}, headers={"Host": "127.0.0.1:8000"})
    assert answer.status_code == 200


def test_cookies_cannot_be_read_by_scripts_or_sent_from_elsewhere(asha: Someone) -> None:
    for cookie in signed_in(asha).cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
