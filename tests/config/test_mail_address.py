"""The mail address in the settings is read whole or refused in a sentence."""

import pytest

from hrm2m.config.environment import UnsafeSettings
from hrm2m.config.mail_address import read_mail_url


def test_console_prints() -> None:
    found = read_mail_url("console:", "notes.example")
    assert found.backend.endswith("console.EmailBackend")
    assert found.from_address == "no-reply@notes.example"


def test_a_server_with_a_name_a_password_and_tls() -> None:
    found = read_mail_url("smtp://jo%40x:p%3Aw@mail.example:2525?tls=1&from=post@x.example", "notes.example")
    assert (found.host, found.port, found.user, found.password) == ("mail.example", 2525, "jo@x", "p:w")
    assert (found.starttls, found.tls, found.from_address) == (True, False, "post@x.example")


@pytest.mark.parametrize(
    ("url", "port", "starttls", "tls"),
    [
        ("smtp://mail.example", 25, False, False),
        ("smtp://mail.example?tls=1", 587, True, False),
        ("smtps://mail.example", 465, False, True),
    ],
)
def test_the_usual_port_goes_with_the_kind_of_tls(url: str, port: int, starttls: bool, tls: bool) -> None:
    found = read_mail_url(url, "notes.example")
    assert (found.port, found.starttls, found.tls) == (port, starttls, tls)


@pytest.mark.parametrize(
    "url", ["", "mail.example", "http://x", "smtp://", "smtp://x?ssl=1", "smtp://x:port"]
)
def test_anything_else_is_refused_without_repeating_what_was_in_it(url: str) -> None:
    with pytest.raises(UnsafeSettings, match="HRM2M_MAIL_URL must be"):
        read_mail_url(url, "notes.example")
