"""Guessing is hopeless, and nobody keeps her out by guessing: measured with ten thousand wrong codes in an hour."""

from datetime import timedelta
from time import monotonic

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client, RequestFactory, override_settings

from hrm2m.foundation import clock
from hrm2m.pages.hers.entering import look_up
from hrm2m.pages.hers.limits import OF_PAIR
from tests.pages.hers.her_phone import is_in, robin
from tests.records.hers.samples import WORDS


pytestmark = pytest.mark.django_db

GUESSES = 10_000
PLACES = 50
HOUR = 3600


class QuickHasher(Argon2PasswordHasher):
    """Costs little, so that ten thousand guesses fit into a test; what is counted of them is the same."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1


def test_who_guesses_from_one_place_is_soon_not_looked_at_and_she_comes_in_from_another() -> None:
    robin()
    for number in range(OF_PAIR.most + 1):
        Client(REMOTE_ADDR="203.0.113.9").post("/n/", {"code": f"sea other words here {number}"})
    from_there, from_elsewhere = Client(REMOTE_ADDR="203.0.113.9"), Client(REMOTE_ADDR="203.0.113.10")
    from_there.post("/n/", {"code": WORDS})
    from_elsewhere.post("/n/", {"code": WORDS})
    assert not is_in(from_there)
    assert is_in(from_elsewhere)


def test_who_guesses_beginnings_does_not_keep_her_out_of_the_same_house() -> None:
    robin()
    for number in range(OF_PAIR.most + 1):
        Client(REMOTE_ADDR="203.0.113.9").post("/n/", {"code": f"other{number} words than hers here"})
    client = Client(REMOTE_ADDR="203.0.113.9")
    client.post("/n/", {"code": WORDS})
    assert is_in(client)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_after_ten_thousand_wrong_codes_from_fifty_places_her_right_one_works_within_five_seconds() -> None:
    robin()
    start = clock.now()
    with override_settings(PASSWORD_HASHERS=["tests.pages.hers.test_guessing.QuickHasher"]):
        for number in range(GUESSES):
            with clock.at(start + timedelta(seconds=number * HOUR / GUESSES)):
                place = f"203.0.113.{number % PLACES}"
                guess = {"code": f"sea shell horse button {number}"}
                assert look_up(RequestFactory(REMOTE_ADDR=place).post("/n/", guess)) is None
    with clock.at(start + timedelta(seconds=HOUR)):
        began = monotonic()
        client = Client(REMOTE_ADDR="198.51.100.7")
        client.post("/n/", {"code": WORDS})
        assert is_in(client)
        assert monotonic() - began < 5
