"""Whether the vault works, and how far its seals are behind: the oldest line that no seal covers."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hrm2m.foundation import clock
from hrm2m.vault import pulse, seals
from tests.vault import notes


pytestmark = pytest.mark.django_db(transaction=True)

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_it_works_while_the_records_answer_and_the_keystore_opens() -> None:
    assert pulse.works()
    notes.as_owner("DELETE FROM vault_head WHERE id = 0")
    assert not pulse.works(), "without the house's head no line of the house can be written"


def test_without_a_keystore_it_does_not_work(settings: Any) -> None:
    settings.HRM2M_KEYSTORE = "/dev/null/keystore.sqlite3"
    assert not pulse.works()


def test_the_newest_seal_says_when() -> None:
    assert pulse.sealed_at() is None
    for at in (NOON, NOON + MINUTE):
        with clock.at(at):
            notes.begin()
            seals.seal_changed_heads()
        assert pulse.sealed_at() == at


def test_the_oldest_line_without_a_seal_says_since_when() -> None:
    assert pulse.unsealed_since() is None
    with clock.at(NOON):
        first = notes.begin()
        seals.seal_changed_heads()
    assert pulse.unsealed_since() is None
    for minutes in (1, 2):
        with clock.at(NOON + minutes * MINUTE):
            notes.log(first)
    with clock.at(NOON + 3 * MINUTE):
        second = notes.begin()
    assert pulse.unsealed_since() == NOON + MINUTE
    with clock.at(NOON + 4 * MINUTE):
        seals.seal_changed_heads()
    assert pulse.unsealed_since() is None
    for minutes, mother in ((5, second), (6, first)):
        with clock.at(NOON + minutes * MINUTE):
            notes.log(mother)
    assert pulse.unsealed_since() == NOON + 5 * MINUTE


def test_of_many_chains_the_first_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pulse.MOST_HEADS_LOOKED_AT == 50
    monkeypatch.setattr(pulse, "MOST_HEADS_LOOKED_AT", 2)
    for minutes in (3, 2, 1):
        with clock.at(NOON + minutes * MINUTE):
            notes.begin()
    assert pulse.unsealed_since() == NOON + 2 * MINUTE
