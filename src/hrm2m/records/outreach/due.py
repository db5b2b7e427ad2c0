"""The due row of one mother as a pure function of her entries and the time; no table, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from hrm2m import cadence
from hrm2m.cadence import Agreed, History, Nation, OpenWindow, Outcome, PastContact
from hrm2m.records.outreach.entries import Contact, IfIGoQuiet, LeaveMeBe, SafeContact
from hrm2m.vault.entries import Entry


WEEK = timedelta(days=7)
NOT_WAITING = datetime(9000, 1, 1, tzinfo=UTC)
HER_WORD = frozenset({Outcome.MET, Outcome.SPOKE, Outcome.NOT_NOW})


@dataclass(frozen=True)
class DueRow:
    """What the row holds; the columns of `models.Due` of the same names."""

    on_list: bool
    left_be: bool
    due_at: datetime | None
    next_try_at: datetime | None
    waiting_since: datetime
    next_agreed_at: datetime | None
    phase: str
    overdue_working_days: int
    reasons: list[str]
    next_channel: str
    next_change: str
    contacts_this_week: int
    most_contacts_a_week: int | None
    last_met_at: datetime | None
    last_word_at: datetime | None
    begun_at: datetime
    counted_at: datetime


def history_of(
    entries: Sequence[Entry[Any]],
    windows: Sequence[OpenWindow],
    *,
    begun_at: datetime,
    nation: Nation,
    now: datetime,
    ended: bool = False,
) -> History:
    """Her history as the cadence takes it, from entries of any order (newest first) and her windows.

    What was written while a clock ran ahead counts as of now, and what lies more than a week ahead not at all: she is
    reached late by a week at the most.
    """
    contacts = tuple(
        PastContact(min(e.happened_at, now), e.body.channel, e.body.outcome)
        for e in standing_contacts(entries)
        if e.happened_at < now + WEEK
    )
    return History(
        now=now,
        nation=nation,
        asked_at=min(begun_at, now),
        ended=ended,
        contacts=contacts,
        windows=tuple(windows),
        agreed=agreed_in(entries),
    )


def standing_contacts(entries: Sequence[Entry[Any]]) -> list[Entry[Contact]]:
    """The contacts as they stand: one that was corrected counts as corrected."""
    corrected = {entry.corrects for entry in entries if entry.corrects}
    return [e for e in entries if isinstance(e.body, Contact) and e.ref not in corrected]


def agreed_in(entries: Sequence[Entry[Any]]) -> Agreed:
    """Her own limits, as she last set them."""
    card = newest(entries, SafeContact)
    quiet = newest(entries, IfIGoQuiet)
    left = newest(entries, LeaveMeBe)
    return Agreed(
        most_contacts_a_week=card.body.most_contacts_a_week if card else None,
        leave_me_be=left.body.on if left else False,
        worry_after_days=quiet.body.worry_after_days if quiet else None,
    )


def newest(entries: Sequence[Entry[Any]], body: type[Any]) -> Entry[Any] | None:
    """The newest entry of this kind by when it happened, then by when it was written."""
    found = [entry for entry in entries if isinstance(entry.body, body)]
    return max(found, key=lambda entry: (entry.happened_at, entry.written_at), default=None)


def next_agreed_in(entries: Sequence[Entry[Any]]) -> datetime | None:
    """The next contact as agreed with her: it stands until there was another contact."""
    found = newest(standing_contacts(entries), Contact)
    agreed: datetime | None = found.body.next_at if found else None
    return agreed


def row_for(history: History, next_agreed_at: datetime | None = None) -> DueRow:
    """The due row of this history. What was agreed with her can only bring the next contact forward."""
    advice = cadence.explain(history)
    left_be = history.agreed.leave_me_be
    agreed = None if left_be or advice.due is None else next_agreed_at
    met = [c.at for c in history.contacts if c.outcome is Outcome.MET]
    word = [c.at for c in history.contacts if c.outcome in HER_WORD]
    begun_at = history.asked_at or history.now
    return DueRow(
        on_list=advice.on_list,
        left_be=left_be,
        due_at=min((at for at in (advice.due, agreed) if at), default=None),
        next_try_at=advice.next_try,
        waiting_since=_waiting_since(advice, agreed, history.now),
        next_agreed_at=agreed,
        phase=advice.phase.value,
        overdue_working_days=advice.overdue_working_days,
        reasons=[reason.rule for reason in advice.reasons],
        next_channel=advice.next_method.channel.value,
        next_change=advice.next_method.change.value,
        contacts_this_week=sum(history.now - WEEK < c.at for c in history.contacts),
        most_contacts_a_week=history.agreed.most_contacts_a_week,
        last_met_at=max(met, default=None),
        last_word_at=max(word, default=begun_at),
        begun_at=begun_at,
        counted_at=history.now,
    )


def _waiting_since(advice: cadence.Advice, agreed: datetime | None, now: datetime) -> datetime:
    """Since when she waits, or from when on: the priority as a time, which rows counted at other times share."""
    if advice.due is None:
        return NOT_WAITING
    since = now - timedelta(hours=advice.priority)
    return min(since, agreed) if agreed else since
