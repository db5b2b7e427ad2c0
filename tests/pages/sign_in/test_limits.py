"""Guessing is hopeless, and nobody can lock a worker out of her own account."""

from typing import Any

import pytest
from django.test import Client

from hrm2m.pages.sign_in import limits
from tests.pages.workers import PASSWORD, Someone, signed_in


pytestmark = pytest.mark.django_db(transaction=True)

TOO_MANY = "Too many tries from here"


@pytest.mark.slow
def test_one_source_gets_ten_tries_and_then_not_even_the_right_password(asha: Someone) -> None:
    answers = [_try(asha, "wrong one entirely", "203.0.113.7") for _ in range(limits.OF_PAIR.most)]
    assert not any(TOO_MANY in answer.content.decode() for answer in answers)
    assert TOO_MANY in _try(asha, PASSWORD, "203.0.113.7").content.decode()


@pytest.mark.slow
def test_a_right_password_takes_its_own_try_back_and_no_other(asha: Someone) -> None:
    for _ in range(limits.OF_PAIR.most - 1):
        _try(asha, "wrong one entirely", "203.0.113.7")
    assert _try(asha, PASSWORD, "203.0.113.7").status_code == 302
    _try(asha, "wrong one entirely", "203.0.113.7")
    assert TOO_MANY in _try(asha, "wrong one entirely", "203.0.113.7").content.decode()


@pytest.mark.slow
def test_many_strangers_cannot_lock_a_worker_out_of_a_device_she_used_before(asha: Someone) -> None:
    client = signed_in(asha)
    client.post("/sign-out/")
    _strangers_try(asha, sources=12)
    for _ in range(limits.OF_PAIR.most + 1):
        _try(asha, "wrong one entirely", "127.0.0.1")  # and somebody beside her, on the same network
    assert client.post("/sign-in/", _words(asha, PASSWORD)).status_code == 302


@pytest.mark.slow
def test_many_strangers_cannot_lock_a_worker_out_of_a_new_device_either(asha: Someone) -> None:
    _strangers_try(asha, sources=12)
    assert _try(asha, PASSWORD, "198.51.100.99").status_code == 302


@pytest.mark.slow
def test_a_stranger_beyond_the_first_three_is_stopped_by_the_count_of_the_account(asha: Someone) -> None:
    _strangers_try(asha, sources=12)
    for _ in range(limits.FRESH):
        assert TOO_MANY not in _try(asha, "wrong one entirely", "198.51.100.98").content.decode()
    assert TOO_MANY in _try(asha, PASSWORD, "198.51.100.98").content.decode()


def test_one_household_is_one_source_in_the_newer_internet() -> None:
    near, far = limits.source_of("2001:db8:1:2::1"), limits.source_of("2001:db8:1:2:ffff::9")
    assert near == far != limits.source_of("2001:db8:1:3::1")


@pytest.mark.slow
def test_ten_wrong_codes_stop_whoever_knows_the_password(asha: Someone) -> None:
    client = Client()
    client.post("/sign-in/", _words(asha, PASSWORD))
    for _ in range(limits.CODES_OF_STRANGERS.most):
        client.post("/sign-in/code/", {"code": "000000"})
    answer = client.post("/sign-in/code/", {"code": asha.code()})
    assert "Too many wrong codes" in answer.content.decode()


@pytest.mark.slow
def test_a_header_from_outside_does_not_make_a_new_source(asha: Someone) -> None:
    for number in range(limits.OF_PAIR.most):
        _try(asha, "wrong one entirely", "203.0.113.7", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
    answer = _try(asha, PASSWORD, "203.0.113.7", HTTP_X_FORWARDED_FOR="198.51.100.200")
    assert TOO_MANY in answer.content.decode()


def test_the_counts_name_nobody(asha: Someone) -> None:
    from hrm2m.pages.sign_in.models import Tries

    _try(asha, "wrong one entirely", "203.0.113.7")
    kept = str(list(Tries.objects.values_list("key", flat=True)))
    assert "asha" not in kept
    assert "203.0.113" not in kept


def _strangers_try(who: Someone, *, sources: int) -> None:
    for number in range(sources):
        for _ in range(limits.OF_PAIR.most):
            _try(who, "wrong one entirely", f"203.0.113.{number}")


def _try(who: Someone, password: str, source: str, **headers: Any) -> Any:
    return Client(REMOTE_ADDR=source).post("/sign-in/", _words(who, password), **headers)


def _words(who: Someone, password: str) -> dict[str, str]:
    return {"login": who.worker.email, "password": password}
