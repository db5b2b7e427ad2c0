"""Guessing is hopeless, and nobody keeps her out by guessing: measured with ten thousand wrong codes in an hour."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from time import monotonic

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client, RequestFactory, override_settings

from hrm2m.foundation import clock
from hrm2m.pages.hers.entering import look_up
from hrm2m.pages.hers.limits import OF_PAIR
from hrm2m.pages.sign_in.passwords import WorkerPasswordHasher
from hrm2m.records.hers import codes
from hrm2m.records.hers.models import Secret
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


@contextmanager
def at_little_cost() -> Iterator[None]:
    """What is kept and tried meanwhile costs little: by PASSWORD_HASHERS, which sets the cost in the product too."""
    codes._nobodys.cache_clear()
    with override_settings(PASSWORD_HASHERS=["tests.pages.hers.test_guessing.QuickHasher"]):
        yield
    codes._nobodys.cache_clear()


def keep_at_full_cost() -> None:
    """Her words, kept as the product keeps them, for the one try that is measured."""
    Secret.objects.filter(quiet=False).update(hashed=codes.hashed(WORDS))
    kept = Secret.objects.get(quiet=False).hashed
    assert f"$m={WorkerPasswordHasher.memory_cost},t={WorkerPasswordHasher.time_cost}," in kept


@pytest.mark.slow
def test_who_guesses_from_one_place_is_soon_not_looked_at_and_she_comes_in_from_another() -> None:
    robin()
    for number in range(OF_PAIR.most + 1):
        Client(REMOTE_ADDR="203.0.113.9").post("/n/", {"code": f"sea other words here {number}"})
    from_there, from_elsewhere = Client(REMOTE_ADDR="203.0.113.9"), Client(REMOTE_ADDR="203.0.113.10")
    from_there.post("/n/", {"code": WORDS})
    from_elsewhere.post("/n/", {"code": WORDS})
    assert not is_in(from_there)
    assert is_in(from_elsewhere)


@pytest.mark.slow
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
    start = clock.now()
    with at_little_cost():
        robin()
        for number in range(GUESSES):
            with clock.at(start + timedelta(seconds=number * HOUR / GUESSES)):
                place = f"203.0.113.{number % PLACES}"
                guess = {"code": f"sea shell horse button {number}"}
                assert look_up(RequestFactory(REMOTE_ADDR=place).post("/n/", guess)) is None
    keep_at_full_cost()
    with clock.at(start + timedelta(seconds=HOUR)):
        began = monotonic()
        client = Client(REMOTE_ADDR="198.51.100.7")
        client.post("/n/", {"code": WORDS})
        assert is_in(client)
        assert monotonic() - began < 5
