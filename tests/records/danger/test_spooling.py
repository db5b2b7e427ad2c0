"""When the vault or the database fails, danger goes another way, and the answer says that nobody was told."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.conf import settings
from django.db import connection

from hrm2m.foundation import clock
from hrm2m.policy.facts import machine_actor
from hrm2m.records.clocks.models import Clock
from hrm2m.records.danger import actions, queries
from hrm2m.records.danger.actions import Kept
from hrm2m.records.danger.models import Alert
from hrm2m.vault import spool
from hrm2m.vault.keystore import forget_opened_keystores
from tests import worlds


pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 5, 3, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)
MACHINE = machine_actor(1)


@pytest.fixture
def team() -> Iterator[worlds.Team]:
    with clock.at(NIGHT - timedelta(days=30)):
        found = worlds.make_team()
    with clock.at(NIGHT):
        yield found


@pytest.fixture(autouse=True)
def an_empty_spool(tmp_path: Path, settings: Any) -> None:
    settings.HRM2M_SPOOL = tmp_path / "spool"


@contextmanager
def broken_database() -> Iterator[None]:
    """Every statement fails, as with a lost connection."""

    def fail(*_: Any) -> None:
        raise ConnectionError

    with connection.execute_wrapper(fail):
        yield


@contextmanager
def lost_root_key(folder: Path) -> Iterator[None]:
    """The keystore refuses: its root key is not there."""
    before = settings.HRM2M_ROOT_KEY_FILE
    settings.HRM2M_ROOT_KEY_FILE = folder / "nowhere"
    forget_opened_keystores()
    try:
        yield
    finally:
        settings.HRM2M_ROOT_KEY_FILE = before
        forget_opened_keystores()


@pytest.mark.promise(4)
def test_with_a_broken_database_it_waits_in_the_spool_and_is_filed_with_its_real_time(
    team: worlds.Team,
) -> None:
    with broken_database():
        answer = actions.raise_danger(by=team.jo, who="a_child", words="alone in the flat", at=NIGHT)
    assert (answer.kept, answer.nobody_was_told) == (Kept.SPOOLED, True)
    with clock.at(NIGHT + 2 * HOUR):
        assert actions.file_spooled(by=MACHINE) == 1
        row = Alert.objects.get()
        assert (row.ref, row.who, row.raised_at, row.filed_at) == (
            answer.ref,
            "a_child",
            NIGHT,
            NIGHT + 2 * HOUR,
        )
        found = queries.alert_page(by=team.kit, alert=row.ref).answers
        assert found is not None
        assert found.words == "alone in the flat"
        # Two hours have gone by: the lead is told with the person on call, and the hour's promise is late.
        assert len(found.told) == 2
        assert Clock.objects.get(kind="danger_answered").due_at == NIGHT + HOUR


@pytest.mark.promise(4)
def test_with_a_lost_root_key_words_are_not_lost(team: worlds.Team, tmp_path: Path) -> None:
    with lost_root_key(tmp_path):
        answer = actions.raise_danger(by=team.jo, who="her", words="not breathing", at=NIGHT)
    assert answer.kept is Kept.SPOOLED
    assert actions.file_spooled(by=MACHINE) == 1
    found = queries.alert_page(by=team.jo, alert=answer.ref).answers
    assert found is not None
    assert found.words == "not breathing"


def test_what_was_filed_leaves_the_spool_and_filing_twice_makes_one_alert(team: worlds.Team) -> None:
    with broken_database():
        first = actions.raise_danger(by=team.jo, who="her", at=NIGHT)
        actions.raise_danger(by=team.jo, who="her", at=NIGHT, ref=first.ref)
    actions.file_spooled(by=MACHINE)
    assert actions.file_spooled(by=MACHINE) == 0
    assert Alert.objects.count() == 1


def test_the_spool_is_not_readable_as_it_lies_there(team: worlds.Team) -> None:
    with broken_database():
        actions.raise_danger(by=team.jo, who="her", words="CANARYWORD", at=NIGHT)
    files = [path for path in Path(settings.HRM2M_SPOOL).rglob("*") if path.is_file()]
    assert files
    assert not any(b"CANARYWORD" in path.read_bytes() for path in files)


def test_one_that_cannot_be_filed_does_not_keep_the_next_from_being_filed(team: worlds.Team) -> None:
    spool.put(b"not a raising")
    with broken_database():
        actions.raise_danger(by=team.jo, who="her", at=NIGHT)
    with pytest.raises(msgspec.DecodeError):
        actions.file_spooled(by=MACHINE)
    assert Alert.objects.count() == 1
    assert spool.waiting() == 1


def test_while_the_database_still_fails_what_waits_stays(team: worlds.Team) -> None:
    with broken_database():
        actions.raise_danger(by=team.jo, who="her", at=NIGHT)
        with pytest.raises(ConnectionError):
            actions.file_spooled(by=MACHINE)
    assert actions.file_spooled(by=MACHINE) == 1


def test_if_even_the_spool_fails_the_answer_says_so(team: worlds.Team, tmp_path: Path, settings: Any) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("", "ascii")
    settings.HRM2M_SPOOL = in_the_way / "spool"
    with broken_database():
        answer = actions.raise_danger(by=team.jo, who="her", at=NIGHT)
    assert (answer.kept, answer.nobody_was_told) == (Kept.NOWHERE, True)


def test_the_log_of_a_failure_says_nothing_that_was_typed(
    team: worlds.Team, caplog: pytest.LogCaptureFixture
) -> None:
    with broken_database():
        actions.raise_danger(by=team.jo, who="her", words="CANARYWORD", at=NIGHT)
    assert "spool" in caplog.text
    assert "CANARYWORD" not in caplog.text
