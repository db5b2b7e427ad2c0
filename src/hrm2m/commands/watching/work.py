"""Looks at the worker process through the rows it leaves: when it last did something, what fails, which mail waits."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings

from hrm2m.commands.watching.check import Check, Figure, since, stamp
from hrm2m.commands.working.lanes import LEASES
from hrm2m.commands.working.recurring import RECURRING, Lane, Recurring
from hrm2m.foundation import jobs, mail
from hrm2m.records.outreach.texts import text_counts


MAY_LAG = {
    Lane.OFTEN: timedelta(minutes=2),
    Lane.NIGHTLY: timedelta(hours=6),
    Lane.MAIL: timedelta(minutes=15),
    Lane.TEXT: timedelta(minutes=15),
}
"""How far a lane may fall behind before somebody looks; policy_choice."""
FAILED_OFTEN = 3
GIVEN_UP_IS_NEWS = timedelta(days=7)


def worker(now: datetime, table: Iterable[Recurring] = RECURRING) -> Check:
    """Whether the recurring work is done in time, and nothing of it fails again and again."""
    lines = {line.name: line for line in table}
    rows = jobs.waiting(list(lines))
    beat = max(filter(None, (_last_done(row, lines[row.kind]) for row in rows)), default=None)
    behind = sorted(row.kind for row in rows if _is_behind(row, lines[row.kind].lane, now))
    failing = sorted(
        f"{row.kind} ({row.reason})" for row in rows if row.reason and row.attempts >= FAILED_OFTEN
    )
    figures: dict[str, Figure] = {
        "last_beat": stamp(beat),
        "behind": ", ".join(behind),
        "failing": ", ".join(failing),
    }
    if not rows:
        return Check("worker", False, "The worker process has never run: start “hrm2m work”.", figures)
    if behind:
        words = f"The worker process does not keep up ({', '.join(behind)}). Is “hrm2m work” running?"
        return Check("worker", False, words, figures)
    if failing:
        words = f"Fails again and again: {', '.join(failing)}. The log of the worker process says where."
        return Check("worker", False, words, figures)
    return Check("worker", True, f"last beat {since(beat, now)}" if beat else "it began just now", figures)


def mail_queue(now: datetime) -> Check:
    """How many mails wait or were given up."""
    # A mail that failed is put off: its reason tells that it waits though it is not due.
    rows = [row for row in jobs.waiting([mail.KIND]) if row.due_at <= now or row.reason]
    late = sum(now - row.due_at > MAY_LAG[Lane.MAIL] or row.attempts >= FAILED_OFTEN for row in rows)
    given_up = jobs.given_up(mail.KIND, since=now - GIVEN_UP_IS_NEWS)
    figures: dict[str, Figure] = {"waiting": len(rows), "late": late, "given_up_this_week": given_up}
    if settings.HRM2M_MODE == "production" and "console" in settings.EMAIL_BACKEND:
        return Check(
            "mail", False, "HRM2M_MAIL_URL is console: nobody gets mail. Name the mail server.", figures
        )
    if late:
        return Check("mail", False, f"{late} mails are late or fail. Does the mail server answer?", figures)
    if given_up:
        words = f"{given_up} mails of this week were given up. “hrm2m work --once” says why; correct the addresses."
        return Check("mail", False, words, figures)
    return Check("mail", True, f"{len(rows)} waiting", figures)


def texts(now: datetime) -> Check:
    """How many texts to phones wait, failed, or may or may not have gone."""
    found = text_counts(now, now - GIVEN_UP_IS_NEWS)
    figures: dict[str, Figure] = {
        "by": settings.HRM2M_TEXTS_BY,
        "waiting": found.waiting,
        "late": found.late,
        "failed_this_week": found.failed,
        "unclear_this_week": found.unclear,
    }
    if found.late:
        return Check("texts", False, f"{found.late} texts are late. Does the carrier answer?", figures)
    if found.failed:
        words = f"{found.failed} texts of this week did not go. Whoever asked was told; does the carrier take them?"
        return Check("texts", False, words, figures)
    words = "nobody carries texts" if settings.HRM2M_TEXTS_BY == "none" else f"{found.waiting} waiting"
    return Check("texts", True, words, figures)


def _last_done(row: jobs.Waiting, line: Recurring) -> datetime | None:
    """When the line was taken or done last, as far as its row says; a row that failed says nothing."""
    if row.leased_until is not None:
        return row.leased_until - LEASES[line.lane]
    if line.at_hour is None and not row.reason:
        return row.due_at - line.every
    return None


def _is_behind(row: jobs.Waiting, lane: Lane, now: datetime) -> bool:
    held = row.leased_until is not None and row.leased_until > now
    return not held and now - row.due_at > MAY_LAG[lane]
