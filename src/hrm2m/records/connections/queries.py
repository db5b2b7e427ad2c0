"""Reading connections and safety questions from the one side that is open; frozen values only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hrm2m.cadence import due_for_clock
from hrm2m.cadence.local_time import LAST_SECOND, instant, local_day
from hrm2m.cadence.working_days import add, is_working_day
from hrm2m.foundation import clock
from hrm2m.policy import Actor, Compartment, Ground, Permission
from hrm2m.policy.connecting import ConnectionStatus, next_status
from hrm2m.policy.facts import GROUND_OPENS
from hrm2m.records.children.entries import SafetyAnswer
from hrm2m.records.clocks.queries import nation_of
from hrm2m.records.connections.entries import (
    Connection,
    ConnectionLook,
    ConnectionMore,
    SafetyAnswered,
    SafetyAsked,
)
from hrm2m.records.connections.models import OPEN, Reading
from hrm2m.records.treatment.entries import SafetyQuestion
from hrm2m.vault import door, standing
from hrm2m.vault.box import Box
from hrm2m.vault.entries import B, Entry


@dataclass(frozen=True)
class Asked:
    """One question to whoever treats her, as the side that asked sees it: the newest answer first, or none yet."""

    entry: Entry[SafetyAsked]
    answers: tuple[Entry[SafetyAnswer], ...]
    due_at: datetime

    @property
    def ref(self) -> str:
        """The ref of the question."""
        return self.entry.body.question


@dataclass(frozen=True)
class ConnectionCard:
    """One connection as child safety holds it, with its looks, newest first, and what was added."""

    entry: Entry[Connection]
    looks: tuple[Entry[ConnectionLook], ...]
    more: tuple[Entry[ConnectionMore], ...]
    asked: Asked | None
    status: ConnectionStatus
    due_at: datetime

    @property
    def ref(self) -> str:
        """The ref of the connection."""
        return self.entry.ref

    @property
    def looked_at(self) -> datetime | None:
        """When it was last looked at; None: not yet."""
        return self.looks[0].happened_at if self.looks else None

    @property
    def has_her_side(self) -> bool:
        """Whether she has said anything to it, to us or as a reply."""
        return bool(self.entry.body.her_account.strip() or self.entry.replies)


@dataclass(frozen=True)
class Question:
    """One question as treatment holds it, for whoever treats her; the newest answer first, or none yet."""

    entry: Entry[SafetyQuestion]
    answers: tuple[Entry[SafetyAnswered], ...]
    due_at: datetime


@dataclass(frozen=True)
class ReadingCard:
    """One connection that a worker was asked to look at: refs and times alone, nothing of hers."""

    connection: str
    mother_id: int
    asked_by_id: int
    reader_id: int
    asked_at: datetime
    until: datetime
    is_open: bool
    ended_why: str


def connections_in(box: Box) -> tuple[ConnectionCard, ...]:
    """Every connection of her record, newest first: none is ever left out. Needs child safety open."""
    found = box.entries(Connection, compartment=Compartment.CHILD_SAFETY)
    if not found:
        return ()
    around = _around(box)
    return tuple(_card(box, entry, *around) for entry in found)


def connection_card(box: Box, ref: str) -> ConnectionCard | None:
    """The connection with this ref; None if it is not in her record. Needs child safety open."""
    entry = connection_in(box, ref)
    return _card(box, entry, *_around(box)) if entry else None


def connection_in(box: Box, ref: str) -> Entry[Connection] | None:
    """What the connection with this ref says; None if it is not in her record."""
    found = box.entries(Connection, compartment=Compartment.CHILD_SAFETY, refs=[ref])
    return found[0] if found else None


def asked_in(box: Box) -> tuple[Asked, ...]:
    """What was asked of whoever treats her, newest first. Needs child safety open."""
    answers = box.entries(SafetyAnswer, compartment=Compartment.CHILD_SAFETY)
    asked = box.entries(SafetyAsked, compartment=Compartment.CHILD_SAFETY)
    return tuple(_asked(box, entry, answers) for entry in asked)


def questions_in(box: Box) -> tuple[Question, ...]:
    """What was asked for a child's safety, newest first. Needs treatment open."""
    answers = box.entries(SafetyAnswered, compartment=Compartment.TREATMENT)
    questions = box.entries(SafetyQuestion, compartment=Compartment.TREATMENT)
    return tuple(
        Question(
            entry,
            _newest(a for a in answers if a.about == entry.ref),
            answer_due(entry.happened_at, box.area),
        )
        for entry in questions
    )


def questions_waiting(box: Box) -> tuple[Question, ...]:
    """Those that nobody has answered, the one asked first first. Needs treatment open."""
    return tuple(question for question in reversed(questions_in(box)) if not question.answers)


def waiting_for(by: Actor, *, page: str) -> tuple[tuple[str, str, datetime], ...]:
    """Mother and question, as refs, and since when, of what waits for whoever treats them; first asked first."""
    reached = standing.mothers_within_reach(by, [Ground.TREATING], Compartment.TREATMENT, clock.now())
    mothers = sorted(reached.numbers())
    permission = Permission.SAFETY_QUESTION_ANSWER
    with door.looking_at_many(by=by, permission=permission, mothers=mothers, page=page) as boxes:
        found = boxes.entries(SafetyQuestion, SafetyAnswered, compartment=Compartment.TREATMENT)
        refs = boxes.refs
    waiting = [(refs[mother], entry) for mother, entries in found.items() for entry in _unanswered(entries)]
    waiting.sort(key=lambda one: one[1].happened_at)
    return tuple((ref, entry.ref, entry.happened_at) for ref, entry in waiting)


def answer_due(asked_at: datetime, area: int) -> datetime:
    """The end of the same working day; asked on a day off, of the next one."""
    nation = nation_of(area)
    if is_working_day(nation, local_day(asked_at)):
        return due_for_clock("safety_question", asked_at, nation)
    return instant(datetime.combine(local_day(add(nation, asked_at, 1)), LAST_SECOND))


def reading_open_to(by: Actor, connection: str) -> ReadingCard | None:
    """What this worker, in this agency, was last asked about this connection, over or not; None: never."""
    rows = Reading.objects.filter(
        area=by.area, connection=connection, reader_id=by.worker_id, agency_id=by.agency_id
    )
    row = rows.order_by("-asked_at", "-id").first()
    return _reading(row, clock.now()) if row else None


def readings_of(by: Actor) -> tuple[ReadingCard, ...]:
    """What waits for this worker, in this agency, to be looked at, the one that closes first first."""
    now = clock.now()
    rows = Reading.objects.filter(
        OPEN, area=by.area, reader_id=by.worker_id, agency_id=by.agency_id, until__gt=now
    )
    return tuple(_reading(row, now) for row in rows.order_by("until", "id"))


def reader_of(box: Box, connection: str) -> ReadingCard | None:
    """Who is asked to look at this connection now; None: nobody."""
    row = Reading.objects.filter(OPEN, mother=box.mother_id, connection=connection, until__gt=box.now).first()
    return _reading(row, box.now) if row else None


def mothers_read_by(worker_id: int) -> list[int]:
    """The numbers of the mothers of whom this worker is asked to look at a connection."""
    rows = Reading.objects.filter(OPEN, reader_id=worker_id)
    return sorted(set(rows.values_list("mother", flat=True)))


def mother_of(by: Actor, reading: ReadingCard) -> str:
    """The ref of the mother whose connection it is: for the door on this server, never for an address."""
    with door.unit(by=by, mothers=[reading.mother_id]) as unit:
        return str(unit.heads[reading.mother_id].ref)


def standing_due() -> set[tuple[int, str, int | None, int | None, str]]:
    """Who should stand as a second reader now: mother, ground, worker, agency, compartment."""
    opens = GROUND_OPENS[Ground.SECOND_READER]
    rows = Reading.objects.filter(OPEN, until__gt=clock.now())
    return {
        (row.mother, Ground.SECOND_READER.value, row.reader_id, row.agency_id, compartment.value)
        for row in rows.iterator()
        for compartment in opens
    }


def _unanswered(entries: Iterable[Entry[Any]]) -> list[Entry[SafetyQuestion]]:
    known = list(entries)
    answered = {entry.about for entry in known if entry.kind == SafetyAnswered.KIND}
    return [entry for entry in known if entry.kind == SafetyQuestion.KIND and entry.ref not in answered]


Around = tuple[tuple[Entry[ConnectionLook], ...], tuple[Entry[ConnectionMore], ...], tuple[Asked, ...]]


def _around(box: Box) -> Around:
    looks = box.entries(ConnectionLook, compartment=Compartment.CHILD_SAFETY)
    more = box.entries(ConnectionMore, compartment=Compartment.CHILD_SAFETY)
    return looks, more, asked_in(box)


def _card(
    box: Box,
    entry: Entry[Connection],
    looks: Iterable[Entry[ConnectionLook]],
    more: Iterable[Entry[ConnectionMore]],
    asked: Iterable[Asked],
) -> ConnectionCard:
    of_this = _newest(look for look in looks if look.about == entry.ref)
    status = ConnectionStatus.PROPOSED
    for look in reversed(of_this):
        status = next_status(status, look.body.outcome)
    kind, since = ("connection_look", of_this[0]) if of_this else ("connection_read", entry)
    return ConnectionCard(
        entry,
        of_this,
        _newest(added for added in more if added.about == entry.ref),
        next((one for one in asked if one.ref == entry.body.question), None),
        status,
        due_for_clock(kind, since.happened_at, nation_of(box.area)),
    )


def _asked(box: Box, entry: Entry[SafetyAsked], answers: Iterable[Entry[SafetyAnswer]]) -> Asked:
    to_this = _newest(answer for answer in answers if answer.body.question == entry.body.question)
    return Asked(entry, to_this, answer_due(entry.happened_at, box.area))


def _newest(entries: Iterable[Entry[B]]) -> tuple[Entry[B], ...]:
    """By when they were written: a later word stands before an earlier one, whatever day it is about."""

    def written(entry: Entry[Any]) -> datetime:
        return entry.written_at

    return tuple(sorted(entries, key=written, reverse=True))


def _reading(row: Reading, now: datetime) -> ReadingCard:
    return ReadingCard(
        row.connection,
        row.mother,
        row.asked_by_id,
        row.reader_id,
        row.asked_at,
        row.until,
        row.ended_at is None and row.until > now,
        row.ended_why,
    )
