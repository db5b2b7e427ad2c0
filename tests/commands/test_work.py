"""The worker process does what is due, one bad job stops no other, and two of them do nothing twice."""

import inspect
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail as outbox

from hrm2m.commands.working import lanes
from hrm2m.commands.working.recurring import DAY, MINUTE, RECURRING, Lane, Recurring, Wants
from hrm2m.foundation import clock, jobs, mail
from hrm2m.foundation.models import Job
from hrm2m.policy.facts import machine_actor
from hrm2m.records.agencies.models import Area, Worker
from hrm2m.records.danger import actions as danger
from tests import worlds
from tests.commands import things_to_do


NOON = datetime(2026, 5, 5, 12, tzinfo=UTC)
HERE = "tests.commands.things_to_do"
COUNT = Recurring("count", f"{HERE}:count", MINUTE, Wants.NOTHING)
FAIL = Recurring("fail", f"{HERE}:fail", MINUTE, Wants.NOTHING)
NIGHTLY = Recurring("night", f"{HERE}:count", DAY, Wants.NOTHING, Lane.NIGHTLY, at_hour=3)


@pytest.fixture(autouse=True)
def no_calls_before() -> Iterator[None]:
    things_to_do.calls.clear()
    with clock.at(NOON):
        yield


# ------------------------------------------------------------------ the table


@pytest.mark.parametrize("line", RECURRING, ids=lambda line: line.name)
def test_every_line_of_the_table_names_a_function_that_takes_what_it_is_given(line: Recurring) -> None:
    said = {Wants.BY: ["by"], Wants.NOW: ["now"], Wants.BEFORE: ["before"], Wants.NOTHING: []}[line.wants]
    inspect.signature(line.resolve()).bind(**dict.fromkeys(said))


def test_the_names_in_the_table_are_different_and_fit_into_the_column() -> None:
    names = [line.name for line in RECURRING]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 40


def test_danger_is_told_within_a_minute_and_never_behind_a_nightly_job() -> None:
    for line in RECURRING:
        if "danger" in line.name:
            assert (line.lane, line.every <= MINUTE) == (Lane.OFTEN, True)
        assert (line.lane is Lane.NIGHTLY) or line.at_hour is None


@pytest.mark.parametrize(
    ("now", "next_due"),
    [
        (datetime(2026, 5, 5, 1, 59, tzinfo=UTC), datetime(2026, 5, 5, 2, tzinfo=UTC)),
        (datetime(2026, 5, 5, 2, tzinfo=UTC), datetime(2026, 5, 6, 2, tzinfo=UTC)),
        (datetime(2026, 12, 5, 2, 59, tzinfo=UTC), datetime(2026, 12, 5, 3, tzinfo=UTC)),
        (datetime(2026, 10, 24, 3, tzinfo=UTC), datetime(2026, 10, 25, 3, tzinfo=UTC)),
    ],
)
def test_a_nightly_job_is_due_at_its_hour_on_a_clock_in_the_uk(now: datetime, next_due: datetime) -> None:
    assert NIGHTLY.next_due(now) == next_due


# ------------------------------------------------------------------ one round


@pytest.mark.django_db
def test_a_recurring_job_is_done_once_and_again_when_its_time_has_come() -> None:
    assert lanes.do_all_once([COUNT]).done == {"count": 2}
    assert lanes.do_all_once([COUNT]).done == {}
    with clock.at(NOON + MINUTE):
        assert lanes.do_all_once([COUNT]).done == {"count": 2}


@pytest.mark.django_db
def test_after_a_long_night_it_is_done_once_and_not_for_every_minute_missed() -> None:
    lanes.do_all_once([COUNT])
    with clock.at(NOON + DAY):
        assert lanes.do_all_once([COUNT]).done == {"count": 2}


@pytest.mark.django_db
def test_a_job_that_is_due_again_before_it_is_done_does_not_hold_up_the_round() -> None:
    assert lanes.do_all_once([replace(COUNT, every=timedelta(0))]).done == {"count": 2}


@pytest.mark.slow
@pytest.mark.django_db
def test_one_bad_job_stops_no_other_and_is_tried_again_for_ever() -> None:
    tally = lanes.do_all_once([FAIL, COUNT])
    assert (tally.done, tally.failed) == ({"count": 2}, {"fail (ValueError)": 1})
    now = NOON
    for _ in range(jobs.MOST_ATTEMPTS + 2):
        now = Job.objects.get(kind="fail").due_at
        with clock.at(now):
            lanes.do_all_once([FAIL])
    assert jobs.failed_for_good() == {}
    assert Job.objects.get(kind="fail").reason == "ValueError"


@pytest.mark.django_db
def test_a_function_that_is_not_there_is_a_failure_that_is_counted() -> None:
    gone = replace(COUNT, function=f"{HERE}:nowhere")
    assert lanes.do_all_once([gone]).failed == {"count (AttributeError)": 1}


@pytest.mark.django_db
def test_what_another_version_put_down_is_left_to_that_version() -> None:
    lanes.do_all_once([COUNT])
    with clock.at(NOON + MINUTE):
        assert lanes.do_all_once([NIGHTLY]).done == {"night": 2}
        assert jobs.failed_for_good() == {}
        assert lanes.do_all_once([COUNT]).done == {"count": 2}


@pytest.mark.django_db
def test_each_area_has_the_worker_process_for_itself() -> None:
    for number in (1, 2):
        Area.objects.create(number=number, name="A", nation="wales")
    lanes.do_all_once([replace(COUNT, function=f"{HERE}:count_by", wants=Wants.BY)])
    assert things_to_do.calls == [machine_actor(1), machine_actor(2)]


@pytest.mark.django_db
def test_a_sweep_is_told_what_is_old_enough() -> None:
    lanes.do_all_once([replace(COUNT, function=f"{HERE}:count_before", wants=Wants.BEFORE, keep=DAY)])
    assert things_to_do.calls == [NOON - DAY]


@pytest.mark.django_db
def test_mail_goes_out_in_the_round_that_put_it_down_and_only_once() -> None:
    team = worlds.make_team()
    danger.raise_danger(by=team.jo, who="her", at=NOON)
    for _ in range(2):
        lanes.do_all_once([])
    assert [message.to for message in outbox.outbox] == [["ruth@testmere.example"]]
    assert Job.objects.get(kind=mail.KIND).done_at == NOON


@pytest.mark.django_db
def test_a_mail_to_somebody_who_has_left_is_given_up_and_the_next_goes_out() -> None:
    team = worlds.make_team()
    mail.post(mail.Text.PROMISE_LATE, to_worker=team.sam.worker_id, about="a", at=NOON - MINUTE)
    mail.post(mail.Text.PROMISE_LATE, to_worker=team.jo.worker_id, about="a", at=NOON)
    Worker.objects.filter(id=team.sam.worker_id).update(is_active=False)
    assert lanes.do_all_once([]).failed == {"mail (no_address)": 1}
    assert [message.to for message in outbox.outbox] == [["jo@testmere.example"]]


@pytest.mark.django_db
def test_a_mail_server_that_is_away_loses_nothing(settings: Any) -> None:
    team = worlds.make_team()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    mail.post(mail.Text.DANGER, to_worker=team.jo.worker_id, about="a", at=NOON)
    assert lanes.do_all_once([]).failed == {"mail (ConnectionRefusedError)": 1}
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with clock.at(NOON + MINUTE):
        assert lanes.do_all_once([]).done == {"mail": 1}
    assert len(outbox.outbox) == 1


@pytest.mark.django_db
def test_a_failure_is_logged_by_its_kind_in_the_reason_and_never_by_its_message() -> None:
    lanes.do_all_once([FAIL])
    assert "CANARYWORD" not in str(vars(Job.objects.get()))


@pytest.mark.slow
@pytest.mark.django_db
def test_the_whole_table_runs_on_an_invented_area_without_a_failure(tmp_path: Path, settings: Any) -> None:
    settings.HRM2M_SPOOL = tmp_path
    team = worlds.make_team()
    worlds.begin(team, days_ago=400)
    worlds.begin(team, "Wren")
    with clock.at(NOON + DAY):
        tally = lanes.do_all_once([line for line in RECURRING if "spool" not in line.name])
    assert tally.failed == {}
    assert tally.done["count due rows again"] >= 1
    assert tally.done["let records sleep"] == 1


# ------------------------------------------------------------------ the process


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_it_stops_after_the_job_in_hand() -> None:
    stopping = threading.Event()
    worker = threading.Thread(target=lanes.work_until_stopped, args=(stopping, [COUNT]))
    worker.start()
    while not things_to_do.calls:
        time.sleep(0.05)
    stopping.set()
    worker.join(20)
    assert not worker.is_alive()


def installation(home: Path) -> dict[str, str]:
    """The surroundings of a process with keys and a database of its own, on SQLite."""
    surroundings = {**os.environ, "HRM2M_HOME": str(home), "HRM2M_MODE": "test", "PYTHONPATH": _python_path()}
    for name in ("HRM2M_DATABASE_URL", "HRM2M_OWNER_DATABASE_URL", "HRM2M_ROOT_KEY_FILE"):
        surroundings.pop(name, None)
    for words in (["keys", "new", "--home", str(home)], ["migrate", "--quiet"]):
        subprocess.run([sys.executable, "-m", "hrm2m.commands", *words], env=surroundings, check=True)
    return surroundings


def _python_path() -> str:
    return os.pathsep.join([os.getcwd(), os.environ.get("PYTHONPATH", "")])


def work(surroundings: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "hrm2m.commands", "work", *words]
    return subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.slow
def test_once_says_on_stderr_what_it_did_and_ends_well(tmp_path: Path) -> None:
    surroundings = installation(tmp_path)
    found = work(surroundings, "--once")
    assert (found.returncode, found.stdout) == (0, ""), found.stderr
    assert "seal the ledger: " in found.stderr
    (tmp_path / "spool.pub").chmod(0o600)
    (tmp_path / "spool.pub").write_text("nonsense")
    refused = work(surroundings, "--once")
    assert refused.returncode == 1
    assert refused.stderr.startswith("hrm2m work: The public key of the spool cannot be used")


TWO_LANES = f"""
import threading
from hrm2m.foundation.django_setup import set_up_django
set_up_django()
from hrm2m.commands.working import lanes
from hrm2m.commands.working.recurring import *
stopping = threading.Event()
lanes.stop_on_signals(stopping)
line = Recurring("wait", "{HERE}:write_and_wait", DAY, Wants.NOTHING)
raise SystemExit(0 if lanes.work_until_stopped(stopping, [line]) else 3)
"""


@pytest.mark.slow
def test_sigterm_lets_the_job_in_hand_be_done(tmp_path: Path) -> None:
    surroundings = installation(tmp_path)
    process = subprocess.Popen([sys.executable, "-c", TWO_LANES], env=surroundings, cwd=tmp_path)
    end = time.monotonic() + 30
    while not (tmp_path / "began").exists() and time.monotonic() < end:
        time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    assert (tmp_path / "ended").exists()


@pytest.mark.slow
def test_a_real_installation_refuses_to_print_mail_instead_of_sending_it(tmp_path: Path) -> None:
    surroundings = {**installation(tmp_path), "HRM2M_MODE": "production", "HRM2M_MAIL_URL": "console:"}
    found = work(surroundings, "--once")
    assert found.returncode == 1
    assert "nobody would be told of danger" in found.stderr
