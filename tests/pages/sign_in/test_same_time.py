"""Whether somebody signs in with an address cannot be told by the clock either."""

import time
from statistics import median

import pytest
from django.test import Client

from tests.pages.workers import Someone


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_an_unknown_address_takes_as_long_as_a_wrong_password(asha: Someone) -> None:
    unknown, wrong = _seconds("nobody@example.org"), _seconds(asha.worker.email)
    assert 0.6 < unknown / wrong < 1.7


def _seconds(email: str) -> float:
    """The median of nine tries, each from a place of its own so that none is refused."""
    taken = []
    for number in range(9):
        client = Client(REMOTE_ADDR=f"203.0.113.{number}")
        began = time.perf_counter()
        client.post("/sign-in/", {"login": email, "password": "wrong one entirely"})
        taken.append(time.perf_counter() - began)
    return median(taken)
