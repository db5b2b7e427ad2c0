"""Whoever was stood down comes to stand near nobody new, by any way; nor in the moment in which it is said.

On SQLite writers take turns, so that two at once are one after the other; on PostgreSQL both orders are tried.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import pytest
from django.db import connection

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Role
from hrm2m.records.accounts import actions as accounts
from hrm2m.records.whole import near_her
from hrm2m.vault import door, standing
from hrm2m.vault.errors import Denied
from tests.records.agencies.test_second_person import worker
from tests.records.whole import givings
from tests.records.whole.givings import Giving


@dataclass(frozen=True)
class Act:
    """Who does what, not begun yet."""

    by: Actor
    do: Callable[[], object]


def stands_near(worker: Actor) -> set[str]:
    """The grounds on which this worker stands near anybody now."""
    rows = standing.everything_in_force(clock.now())
    return {ground for _, ground, who, _, _ in rows if who == worker.worker_id and ground != "block"}


def is_stood_down(giving: Giving) -> Act:
    kit = giving.team.kit
    return Act(kit, lambda: near_her.stand_down(by=kit, worker=giving.worker.worker_ref))


def has_no_account(giving: Giving) -> Act:
    ada = worker(giving.team.jo.agency_ref, "ada", Role.ADMINISTRATOR)
    return Act(ada, lambda: accounts.end_account(by=ada, worker=giving.worker.worker_ref))


def has_no_role(giving: Giving) -> Act:
    ada = worker(giving.team.jo.agency_ref, "ada", Role.ADMINISTRATOR)
    of = giving.worker
    (role,) = of.roles
    return Act(
        ada,
        lambda: accounts.take_role(by=ada, worker=of.worker_ref, agency=of.agency_ref, role=role),
    )


TAKINGS: tuple[Callable[[Giving], Act], ...] = (is_stood_down, has_no_account, has_no_role)


@pytest.mark.django_db
@pytest.mark.parametrize("giving", givings.EVERY)
def test_whoever_was_stood_down_comes_near_nobody(giving: str) -> None:
    given = givings.EVERY[giving]()
    is_stood_down(given).do()
    with pytest.raises(BadInput, match="stood down"):
        given.act()
    assert stands_near(given.worker) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("giving", givings.EVERY)
def test_until_then_each_of_these_ways_is_open(giving: str) -> None:
    given = givings.EVERY[giving]()
    given.act()
    assert stands_near(given.worker)


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
@pytest.mark.parametrize("taking", TAKINGS, ids=lambda taking: taking.__name__)
@pytest.mark.parametrize("giving", givings.EVERY)
@pytest.mark.parametrize("first", ["gives", "takes"])
def test_of_both_at_once_it_is_over(giving: str, taking: Callable[[Giving], Act], first: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL only")
    given = givings.EVERY[giving]()
    gives, takes = Act(given.by, lambda: answered(given.act)), taking(given)
    overlapping(*((gives, takes) if first == "gives" else (takes, gives)))
    assert stands_near(given.worker) == set()


def answered(act: Callable[[], object]) -> None:
    """A refusal is an answer too: then nobody stands there."""
    with suppress(BadInput, Denied):
        act()


def overlapping(first: Act, second: Act) -> None:
    """The first act is done and not saved yet when the second begins; saved once that is over, or waits for it."""
    begun, over = threading.Event(), threading.Event()
    numbers: list[int] = []
    errors: list[BaseException] = []

    def goes_first() -> None:
        with door.unit(by=first.by):
            first.do()
            begun.set()
            while not over.is_set() and not (numbers and _waits(numbers[0])):
                over.wait(0.01)

    def goes_second() -> None:
        begun.wait()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            numbers.append(cursor.fetchone()[0])
        second.do()

    run = [_thread(goes_first, begun, errors), _thread(goes_second, over, errors)]
    for thread in run:
        thread.start()
    for thread in run:
        thread.join()
    assert errors == []


def _thread(do: Callable[[], None], said: threading.Event, errors: list[BaseException]) -> threading.Thread:
    """Does it with a connection of its own; an error is kept for the test."""

    def act() -> None:
        try:
            do()
        except BaseException as error:
            errors.append(error)
        finally:
            said.set()
            connection.close()

    return threading.Thread(target=act)


def _waits(backend: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND pid = %s", [backend])
        return bool(cursor.fetchone()[0])
