"""What an entry that she does not read asks of somebody changes at the moment that was set, not after it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import pytest

from hrm2m.policy import Compartment
from hrm2m.vault.entries import Body
from hrm2m.vault.to_show import Asks, Unshown


NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
TICK = timedelta(microseconds=1)


def unshown(*, shown: bool | None, until: datetime | None, signed_by_id: int | None) -> Unshown:
    entry = (1, Compartment.GENERAL, "e" * 26, "note", 7, NOON, False)
    return Unshown(*entry, "d" * 26, 7, NOON, shown, until, signed_by_id)


@pytest.mark.parametrize("signed_by_id", [None, 9])
def test_it_is_looked_at_again_from_the_moment_that_was_set(signed_by_id: int | None) -> None:
    held = unshown(shown=False, until=NOON, signed_by_id=signed_by_id)
    before = Asks.SIGN if signed_by_id is None else Asks.NOTHING
    assert [held.asks(at) for at in (NOON - TICK, NOON, NOON + TICK)] == [
        before,
        Asks.LOOK_AGAIN,
        Asks.LOOK_AGAIN,
    ]


def test_without_a_time_it_is_looked_at_again_and_without_a_decision_it_is_decided() -> None:
    assert unshown(shown=False, until=None, signed_by_id=9).asks(NOON) is Asks.LOOK_AGAIN
    assert unshown(shown=None, until=None, signed_by_id=None).asks(NOON) is Asks.DECIDE
    assert unshown(shown=True, until=NOON, signed_by_id=None).asks(NOON) is Asks.NOTHING


class Paper(Body, frozen=True):
    KIND: ClassVar[str] = "a paper of these tests"
    QUOTES: ClassVar[bool] = True


def test_what_others_told_and_what_quotes_is_decided_by_itself() -> None:
    usual = unshown(shown=None, until=None, signed_by_id=None)
    assert not usual.is_decided_by_itself
    assert replace(usual, by_others=True).is_decided_by_itself
    assert replace(usual, kind=Paper.KIND).is_decided_by_itself
