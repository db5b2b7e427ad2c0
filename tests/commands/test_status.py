"""`hrm2m status` says ok while all is well, and in a sentence what a person must do when it is not."""

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hrm2m.commands import status
from hrm2m.commands.watching import machine, records, work
from hrm2m.commands.watching.check import Check, since
from hrm2m.commands.working import lanes
from hrm2m.commands.working.recurring import DAY, HOUR, MINUTE
from hrm2m.foundation import clock, jobs, mail
from hrm2m.foundation.models import Job
from hrm2m.records.danger import actions as danger
from hrm2m.vault import readiness, seals, spool, under_way
from hrm2m.vault.errors import UnsafeStart
from hrm2m.vault.key_files import write_new
from hrm2m.vault.new_keys import make_new_keys
from tests import worlds
from tests.vault.installations import Installation, installation, sqlite_template


__all__ = ["installation", "sqlite_template"]

NOON = datetime(2026, 5, 5, 12, tzinfo=UTC)


@pytest.fixture
def at_noon() -> Iterator[None]:
    with clock.at(NOON):
        yield


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    """A home with every key."""
    settings.HRM2M_HOME, settings.HRM2M_SPOOL = tmp_path, tmp_path / "spool"
    settings.HRM2M_KEYSTORE = tmp_path / "keystore.sqlite3"
    settings.HRM2M_ROOT_KEY_FILE = tmp_path / "root.key"
    make_new_keys(tmp_path, tmp_path / "root.key", tmp_path / "secret.key")
    return tmp_path


@pytest.fixture
def at_work(db: None, home: Path, at_noon: None) -> worlds.Team:
    """A team that raised danger, and a worker process that did everything at noon."""
    team = worlds.make_team()
    worlds.begin(team)
    danger.raise_danger(by=team.jo, who="worker", at=NOON)
    assert not lanes.do_all_once().failed
    seals.seal_changed_heads()  # the jobs of the night wrote lines after the seal
    Job.objects.filter(kind=mail.KIND).delete()
    return team


# ------------------------------------------------------------------ the command


@pytest.mark.slow
def test_it_goes_from_never_run_to_all_well(installation: Installation) -> None:
    before = installation.hrm2m("status", "--json")
    assert before.returncode == 1
    assert json.loads(before.stdout)["checks"]["worker"]["words"].startswith(
        "The worker process has never run"
    )
    _with_keys_of_the_spool(installation.home)
    assert "There is no area yet" in json.loads(before.stdout)["checks"]["area"]["words"]
    assert installation.hrm2m("area", "new", "Saltmarsh", "--nation", "wales").returncode == 0
    assert installation.hrm2m("work", "--once").returncode == 0
    after = installation.hrm2m("status")
    assert after.returncode == 0, after.stdout
    assert [line.split()[1] for line in after.stdout.splitlines()] == ["ok"] * 12
    said = json.loads(installation.hrm2m("status", "--json").stdout)
    assert said["well"] is True
    assert set(said["checks"]["ledger"]) == {"well", "words", "sealed_at", "unsealed_since"}


@pytest.mark.slow
def test_a_database_that_does_not_answer_is_said_in_a_sentence(installation: Installation) -> None:
    away = {
        "sqlite": f"sqlite:///{installation.home}/not-here/records.sqlite3",
        "postgres": "postgres://hr_app@/hrm2m?host=/nowhere",
    }
    engine = "postgres" if os.environ.get("HRM2M_DATABASE_URL") else "sqlite"
    told = installation.hrm2m("status", HRM2M_DATABASE_URL=away[engine])
    assert told.returncode == 1
    assert "does not answer (OperationalError)" in told.stdout
    assert "Traceback" not in told.stderr
    assert "worker" not in told.stdout, "what cannot be looked at is not guessed"


@pytest.mark.slow
def test_a_database_that_was_not_brought_up_is_said(tmp_path: Path) -> None:
    empty = Installation.of(tmp_path / "home")
    assert empty.hrm2m("keys", "new").returncode == 0
    told = empty.hrm2m("status")
    assert told.returncode == 1
    assert "Run “hrm2m migrate”" in told.stdout
    assert "Traceback" not in told.stderr


def _with_keys_of_the_spool(home: Path) -> None:
    if not (home / spool.PRIVATE_KEY).exists():
        private, public = spool.new_pair()
        write_new(home / spool.PRIVATE_KEY, private)
        write_new(home / spool.PUBLIC_KEY, public)


# ------------------------------------------------------------------ the worker process


@pytest.mark.slow
def test_right_after_work_all_is_well(at_work: worlds.Team) -> None:
    checks = [*named(NOON + 2 * MINUTE).values()]
    assert [check.name for check in checks if not check.well] == []
    assert named(NOON)["worker"].figures["last_beat"] == "2026-05-05T12:00:00+00:00"


@pytest.mark.slow
def test_a_worker_process_that_stopped_is_said_within_three_minutes(at_work: worlds.Team) -> None:
    found = named(NOON + 3 * MINUTE)["worker"]
    assert not found.well
    assert "tell danger again" in str(found.figures["behind"])
    assert "let records sleep" not in str(found.figures["behind"])


@pytest.mark.slow
def test_a_nightly_job_that_never_came_is_said_in_the_morning(at_work: worlds.Team) -> None:
    Job.objects.exclude(kind="let records sleep").update(due_at=NOON + 2 * DAY)
    assert named(NOON + 19 * HOUR)["worker"].well
    assert named(NOON + 20 * HOUR)["worker"].figures["behind"] == "let records sleep"


@pytest.mark.slow
def test_a_long_job_in_hand_is_not_behind(at_work: worlds.Team) -> None:
    Job.objects.exclude(kind="let records sleep").update(due_at=NOON + 2 * DAY)
    Job.objects.filter(kind="let records sleep").update(leased_until=NOON + 21 * HOUR)
    assert named(NOON + 20 * HOUR)["worker"].well


@pytest.mark.slow
def test_a_job_that_fails_again_and_again_is_said_with_its_reason(at_work: worlds.Team) -> None:
    Job.objects.filter(kind="seal the ledger").update(attempts=2, reason="KeystoreRefused")
    assert named(NOON)["worker"].well
    Job.objects.filter(kind="seal the ledger").update(attempts=3)
    assert "seal the ledger (KeystoreRefused)" in named(NOON)["worker"].words


# ------------------------------------------------------------------ the ledger, mail, the machine


@pytest.mark.slow
def test_lines_that_nobody_seals_are_said(at_work: worlds.Team) -> None:
    sealed = named(NOON)["ledger"]
    assert (sealed.well, sealed.figures["unsealed_since"]) == (True, None)
    with clock.at(NOON + HOUR):
        worlds.begin(at_work, "Wren")
    assert named(NOON + HOUR + 5 * MINUTE)["ledger"].well
    behind = named(NOON + HOUR + 6 * MINUTE)["ledger"]
    assert not behind.well
    assert behind.figures["unsealed_since"] == "2026-05-05T13:00:00+00:00"


@pytest.mark.slow
def test_mail_that_waits_and_mail_that_was_given_up_are_said(at_work: worlds.Team) -> None:
    mail.post(mail.Text.PROMISE_LATE, to_worker=1, about="x", at=NOON)
    assert named(NOON + 15 * MINUTE)["mail"].well
    assert not named(NOON + 16 * MINUTE)["mail"].well
    Job.objects.filter(kind=mail.KIND).update(failed_at=NOON)
    assert "given up" in named(NOON + 7 * DAY)["mail"].words
    assert named(NOON + 8 * DAY)["mail"].well, "what was old news is not said for ever"


@pytest.mark.slow
def test_mail_that_is_put_off_again_and_again_is_late_though_not_due(at_work: worlds.Team) -> None:
    mail.post(mail.Text.PROMISE_LATE, to_worker=1, about="x", at=NOON)
    Job.objects.filter(kind=mail.KIND).update(due_at=NOON + HOUR, attempts=3, reason="ConnectionRefusedError")
    assert not named(NOON)["mail"].well


@pytest.mark.slow
def test_late_promises_are_counted_and_are_the_team_s_own_business(at_work: worlds.Team) -> None:
    assert named(NOON)["promises"].figures == {"late": 0}
    later = named(NOON + DAY)["promises"]
    assert (later.well, later.figures) == (True, {"late": 1})


def test_danger_that_waits_in_the_spool_is_said(home: Path) -> None:
    assert machine.spooled(NOON).well
    name = spool.put(b"danger")
    waiting = home / "spool" / f"{name}.age"
    os.utime(waiting, times=(NOON.timestamp(), NOON.timestamp()))
    assert machine.spooled(NOON + 5 * MINUTE).well
    assert "nobody has been told" in machine.spooled(NOON + 6 * MINUTE).words
    waiting.rename(waiting.with_suffix(".unreadable"))
    assert "could not be opened" in machine.spooled(NOON).words


@pytest.mark.django_db
def test_a_keystore_that_others_can_read_is_said(settings: Any) -> None:
    assert machine.keys().well
    Path(settings.HRM2M_KEYSTORE).chmod(0o644)
    assert "can be read by others" in machine.keys().words
    with pytest.raises(UnsafeStart):
        readiness.keystore_is_private(Path(settings.HRM2M_KEYSTORE))


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["restore", "upgrade"])
def test_a_place_that_is_half_made_is_said_and_nothing_in_it_is_looked_at(home: Path, what: str) -> None:
    under_way.begin(what)
    checks = {check.name: check for check in status.look(NOON)}
    assert list(checks) == ["keystore", "disk", "spool", "under way"]
    assert not checks["under way"].well
    assert f"Run “hrm2m {what}” again" in checks["under way"].words
    under_way.end()
    assert "under way" not in {check.name for check in status.look(NOON)}


def test_the_room_on_the_disk_is_told(tmp_path: Path, settings: Any) -> None:
    settings.HRM2M_HOME = tmp_path
    found = machine.disk()
    assert set(found.figures) == {"free_megabytes", "free_percent"}
    assert found.well is (
        int(found.figures["free_megabytes"] or 0) >= machine.LEAST_FREE_MEGABYTES
        and int(found.figures["free_percent"] or 0) >= machine.LEAST_FREE_PERCENT
    )


@pytest.mark.parametrize(
    ("gone", "words"),
    [
        (timedelta(seconds=-5), "less than a minute ago"),
        (timedelta(seconds=59), "less than a minute ago"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(hours=25), "1 day ago"),
        (timedelta(hours=5), "5 hours ago"),
    ],
)
def test_how_long_ago_is_said_at_a_glance(gone: timedelta, words: str) -> None:
    assert since(NOON - gone, NOON) == words


def named(now: datetime) -> dict[str, Check]:
    """The checks that meet the database, by name."""
    assert records.database().well
    assert jobs.waiting(["seal the ledger"])
    checks = [records.migrations(), records.ledger(now), work.worker(now), work.mail_queue(now)]
    return {check.name: check for check in [*checks, records.promises(now)]}


@pytest.mark.slow
def test_what_is_printed_for_programs_holds_every_check(at_work: worlds.Team) -> None:
    checks = [*named(NOON).values()]
    said = status.as_json(checks, NOON)
    assert json.loads(json.dumps(said))["checks"].keys() == {check.name for check in checks}
