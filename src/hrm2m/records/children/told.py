"""Notices as they are read: by the safeguarding leads whom they are for, and the answer by whoever told."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from hrm2m.policy import Actor, Permission
from hrm2m.records.agencies import reaching
from hrm2m.records.agencies.reaching import Reach
from hrm2m.records.children.finding import the_notice
from hrm2m.records.children.models import Notice
from hrm2m.records.children.sealing import NOTICE, unsealed
from hrm2m.vault import door


MOST_SHOWN = 50


@dataclass(frozen=True)
class NoticeLine:
    """That something was told, and when; nothing of what."""

    ref: str
    at: datetime
    by: Reach | None


@dataclass(frozen=True)
class NoticePage:
    """One notice as a safeguarding lead reads it."""

    ref: str
    at: datetime
    words: str
    by: Reach | None
    had_at: datetime | None
    answer: str


@dataclass(frozen=True)
class MyNotice:
    """What became of one that the reader told."""

    at: datetime
    had_at: datetime | None
    answer: str


def notices_to_read(by: Actor) -> tuple[NoticeLine, ...]:
    """The notices for this lead that nobody has seen to, oldest first."""
    with door.acting(by=by, permission=Permission.CHILD_NOTICE_READ) as house:
        for_us = Q(for_agency_id=None) | Q(for_agency_id=by.agency_id)
        rows = Notice.objects.filter(for_us, area=by.area, had_at=None)
        shown = list(rows.order_by("at", "id")[:MOST_SHOWN])
        house.note(notices=len(shown))
    people = reaching.reach_of(row.by_id for row in shown)
    return tuple(NoticeLine(row.ref, row.at, people.get(row.by_id)) for row in shown)


def notice_page(*, by: Actor, notice: str) -> NoticePage:
    """One notice with its words; the look stands in the ledger. Raises NotYours for one that is not the reader's."""
    with door.acting(by=by, permission=Permission.CHILD_NOTICE_READ) as house:
        row = the_notice(by, notice)
        house.note(notice=row.ref)
        words = unsealed(NOTICE, "words", row.ref, row.words)
        answer = unsealed(NOTICE, "answer", row.ref, row.answer)
    by_whom = reaching.reach_of([row.by_id]).get(row.by_id)
    return NoticePage(row.ref, row.at, words, by_whom, row.had_at, answer)


def my_notices(by: Actor) -> tuple[MyNotice, ...]:
    """What this worker told last, and what became of it."""
    with door.acting(by=by, permission=Permission.CHILD_NOTICE) as house:
        rows = list(Notice.objects.filter(by_id=by.worker_id, area=by.area).order_by("-at", "-id")[:5])
        house.note(notices=len(rows))
        return tuple(
            MyNotice(row.at, row.had_at, unsealed(NOTICE, "answer", row.ref, row.answer)) for row in rows
        )
