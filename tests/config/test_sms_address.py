"""HRM2M_SMS_URL is understood whole or refused with its shape."""

import pytest

from hrm2m.config.environment import UnsafeSettings
from hrm2m.config.sms_address import checked_secret, read_sms_url


def read(url: str, *, invented: bool = False) -> object:
    return read_sms_url(url, port=8000, invented=invented)


def test_an_smsbox_is_read_with_who_we_are_there() -> None:
    found = read_sms_url(
        "kannel://us:p%40ss@box:14000/cgi-bin/sendsms?from=1234&tls=1", port=8000, invented=False
    )
    assert (found.by, found.kannel) == (
        "kannel",
        {
            "url": "https://box:14000/cgi-bin/sendsms",
            "user": "us",
            "password": "p@ss",
            "sender": "1234",
            "reports_to": "http://localhost:8000",
        },
    )
    for address in ("from=+441632960000", "from=%2B441632960000"):
        found = read_sms_url(f"kannel://us:p@box?{address}", port=8000, invented=False)
        assert found.kannel["sender"] == "+441632960000"
    plain = read_sms_url("kannel://us:p@box?reports=http://10.0.0.2:8000", port=8000, invented=False)
    assert plain.kannel["url"] == "http://box:13013/cgi-bin/sendsms"
    assert plain.kannel["reports_to"] == "http://10.0.0.2:8000"


def test_a_folder_is_for_an_invented_area_only() -> None:
    assert read_sms_url("folder:", port=8000, invented=True).by == "folder"
    assert read_sms_url("none:", port=8000, invented=False).by == "none"
    with pytest.raises(UnsafeSettings, match="in the clear"):
        read("folder:")


@pytest.mark.parametrize(
    "url", ["", "smtp://x", "kannel:", "kannel://box:port", "kannel://box?to=1", "kannel://box?from=a%20b"]
)
def test_anything_else_is_refused_with_the_shape(url: str) -> None:
    with pytest.raises(UnsafeSettings, match="kannel://user"):
        read(url)


def test_a_secret_that_can_be_guessed_is_refused() -> None:
    assert checked_secret("") == ""
    assert checked_secret("a" * 32) == "a" * 32
    for weak in ("short", "a" * 31, "a b" * 20):
        with pytest.raises(UnsafeSettings, match="at least 32"):
            checked_secret(weak)
