"""Later work is put down once, taken by one at a time, tried again later and later, and never lost."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrm2m.foundation import jobs
from hrm2m.foundation.models import Job


pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
LEASE = timedelta(minutes=2)


def put(key: str = "a", due_at: datetime = NOON) -> bool:
    return jobs.enqueue(kind="mail", key=key, due_at=due_at, payload={"to": 7})


def take(now: datetime = NOON, limit: int = 10) -> tuple[jobs.Taken, ...]:
    return jobs.take(now=now, kinds=["mail"], limit=limit, lease=LEASE)


def test_the_same_job_put_down_twice_is_one_job() -> None:
    assert put()
    assert not put(due_at=NOON + timedelta(days=1))
    assert [job.due_at for job in take()] == [NOON]


def test_a_job_that_was_done_is_not_put_down_again() -> None:
    put()
    (job,) = take()
    jobs.done(job, now=NOON)
    assert not put()
    assert take() == ()


def test_a_job_is_not_taken_before_it_is_due() -> None:
    put(due_at=NOON)
    assert take(NOON - timedelta(seconds=1)) == ()
    assert len(take(NOON)) == 1


def test_the_oldest_is_taken_first_and_no_more_than_asked() -> None:
    for minutes in (3, 1, 2):
        put(key=str(minutes), due_at=NOON - timedelta(minutes=minutes))
    assert [job.key for job in take(limit=2)] == ["3", "2"]


def test_another_kind_is_left_to_whoever_does_it() -> None:
    put()
    assert jobs.take(now=NOON, kinds=["seals"], limit=10, lease=LEASE) == ()


def test_a_job_taken_is_nobody_elses_until_its_lease_ends() -> None:
    put()
    assert len(take()) == 1
    assert take(NOON + LEASE - timedelta(seconds=1)) == ()
    (again,) = take(NOON + LEASE)
    assert again.attempts == 2


def test_whoever_comes_back_after_the_lease_changes_nothing() -> None:
    put()
    (slow,) = take()
    (quick,) = take(NOON + LEASE)
    assert jobs.done(quick, now=NOON + LEASE)
    assert not jobs.failed(slow, now=NOON + LEASE, reason="Late")
    assert Job.objects.get().failed_at is None
    assert Job.objects.get().reason == ""


def test_a_recurring_job_is_due_again_and_an_old_taker_cannot_move_it() -> None:
    put()
    (slow,) = take()
    (quick,) = take(NOON + LEASE)
    assert jobs.again(quick, due_at=NOON + timedelta(hours=1))
    (next_time,) = take(NOON + timedelta(hours=1))
    assert not jobs.again(slow, due_at=NOON)
    assert jobs.again(next_time, due_at=NOON + timedelta(hours=2))


def test_a_failed_job_waits_longer_each_time_and_keeps_the_reason() -> None:
    put()
    now = NOON
    waits = []
    for _ in range(4):
        (job,) = take(now)
        jobs.failed(job, now=now, reason="OperationalError")
        row = Job.objects.get()
        assert row.reason == "OperationalError"
        waits.append((row.due_at - now).total_seconds())
        now = row.due_at
    assert waits == [30, 60, 120, 240]


def test_a_job_that_cannot_be_done_stays_for_somebody_to_look_at() -> None:
    put()
    (job,) = take()
    jobs.failed(job, now=NOON, reason="no_address", for_good=True)
    assert take(NOON + timedelta(days=9)) == ()
    jobs.forget_done(before=NOON + timedelta(days=9))
    assert jobs.failed_for_good() == {"mail: no_address": 1}


@pytest.mark.slow
def test_after_the_most_attempts_it_is_failed_and_not_forgotten() -> None:
    put()
    now = NOON
    for _ in range(jobs.MOST_ATTEMPTS):
        (job,) = take(now)
        jobs.failed(job, now=now, reason="Timeout")
        now = Job.objects.get().due_at
    assert jobs.failed_for_good() == {"mail: Timeout": 1}
    assert now - NOON > timedelta(days=2)


def test_done_jobs_are_forgotten_and_waiting_ones_are_not() -> None:
    put("done")
    put("waits", NOON + timedelta(days=1))
    (job,) = take()
    jobs.done(job, now=NOON)
    assert jobs.done_times("mail", ["done", "waits"]) == {"done": NOON}
    assert jobs.forget_done(before=NOON + timedelta(days=30)) == 1
    assert Job.objects.get().key == "waits"


def test_one_that_fails_keeps_no_other_from_being_done_and_is_raised_at_the_end() -> None:
    done = []

    def do(number: int) -> int:
        done.append(10 // number)
        return 1

    with pytest.raises(ZeroDivisionError):
        jobs.do_each([5, 0, 2], do)
    assert done == [2, 5]
    assert jobs.do_each([5, 2], do) == 2


@pytest.mark.slow
@given(st.integers(0, 10_000))
def test_no_attempt_makes_the_wait_shorter_or_longer_than_an_hour(attempts: int) -> None:
    assert timedelta(seconds=30) <= jobs.wait(attempts) <= jobs.wait(attempts + 1) <= timedelta(hours=1)
