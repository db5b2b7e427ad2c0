"""`/healthz` says ok or not ok to anybody, and nothing more."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from hrm2m.vault.keystore import forget_opened_keystores


pytestmark = pytest.mark.django_db


def test_ok_without_a_sign_in_and_without_a_cookie() -> None:
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies


def test_not_ok_and_not_why_when_the_keystore_does_not_open(settings: Any, tmp_path: Path) -> None:
    settings.HRM2M_KEYSTORE = tmp_path / "keystore.sqlite3"
    settings.HRM2M_KEYSTORE.write_bytes(b"not a keystore" * 100)
    settings.HRM2M_KEYSTORE.chmod(0o600)
    forget_opened_keystores()
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.content) == (503, b"not ok\n")


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_other_methods_find_no_page(method: str) -> None:
    assert getattr(Client(), method)("/healthz").status_code == 404
