"""Reading worries: the lead's desk with a constant number of statements, one worry, one referral, what is withheld."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Q, When

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Compartment, Ground, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.worry_lifecycle import WorryStatus
from hrm2m.records.children.entries import Observation
from hrm2m.records.children.threads import Thread, threads
from hrm2m.records.clocks.queries import ClockLine, clocks_within
from hrm2m.records.worries.entries import Referral, SecondLook, ToldHer, Worry
from hrm2m.records.worries.models import LOOKS_IN, ReferralRow, SecondAsked, WorryRow
from hrm2m.records.worries.opening import (
    SAFE,
    acting_on,
    author_of,
    mother_ref_of,
    steps_in,
    withheld_for,
    worry_in,
)
from hrm2m.vault import door, standing, to_show
from hrm2m.vault.box import Box
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.entries import Body, Entry, HeldBackBefore, Showing
from hrm2m.vault.errors import NotYours
from hrm2m.vault.to_show import Asks, Unshown


MOST_SHOWN = 200
"""On the desk: what nobody has read comes first, so that what goes on for months never hides it."""
OPEN = tuple(status for status in WorryStatus if status is not WorryStatus.OVER)
DESK, PAGE, PAPER = "worries", "worry", "referral-paper"


@dataclass(frozen=True)
class WorryLine:
    """One worry on the desk."""

    ref: str
    status: WorryStatus
    raised_at: datetime
    raised_by_id: int
    words: str
    clock: ClockLine | None


@dataclass(frozen=True)
class ToLookAt:
    """A referral that was sent and waits for a second person."""

    ref: str
    worry: str
    to: str
    sent_at: datetime
    sent_by_id: int
    is_mine: bool
    clock: ClockLine | None


@dataclass(frozen=True)
class HeldBack:
    """Something that is withheld from her: by whom, why and until when, and who signed it second."""

    entry: str
    since: datetime
    until: datetime | None
    by_id: int
    signed_by_id: int | None
    why: str


@dataclass(frozen=True)
class AskedToLook:
    """One look that somebody was asked for."""

    about: str
    is_referral: bool
    asked_by_id: int
    since: datetime
    until: datetime


@dataclass(frozen=True)
class Desk:
    """All that waits, oldest first: what nobody has read, what is under way, what was sent.

    `is_cut`: there is more than one page holds.
    """

    unread: tuple[WorryLine, ...]
    under_way: tuple[WorryLine, ...]
    to_look_at: tuple[ToLookAt, ...]
    is_cut: bool = False

    @property
    def worries(self) -> tuple[WorryLine, ...]:
        """Every worry on it, those that nobody has read first."""
        return self.unread + self.under_way


@dataclass(frozen=True)
class WorryPage:
    """One worry with its steps, newest first, and what can be chosen from the record."""

    ref: str
    mother_ref: str
    status: WorryStatus
    raised_at: datetime
    raised_by_id: int
    entry: Entry[Worry]
    steps: tuple[Entry[Body], ...]
    told: tuple[Entry[ToldHer], ...]
    looks: tuple[Entry[SecondLook], ...]
    held_back: tuple[HeldBack, ...]
    clocks: tuple[ClockLine, ...]
    observations: tuple[Thread[Observation], ...]
    """What was noticed of her children, each as it stands now."""
    seen: str
    """The newest step: the version a form is read from."""


@dataclass(frozen=True)
class ReferralPage:
    """One referral as it was sent, for whoever looks at it or prints it."""

    ref: str
    worry: str
    mother_ref: str
    sent_at: datetime
    sent_by_id: int
    looked_at: datetime | None
    entry: Entry[Referral]
    looks: tuple[Entry[SecondLook], ...]


def desk(by: Actor) -> Desk:
    """What waits for a safeguarding lead; the number of statements does not grow with it."""
    with door.unit(by=by) as unit:
        here = _within_reach(by, unit.now)
        is_read = Case(When(status=WorryStatus.RAISED, then=0), default=1)
        waiting = WorryRow.objects.filter(here, status__in=OPEN)
        worries = list(waiting.order_by(is_read, "raised_at", "id")[:MOST_SHOWN])
        sent = list(ReferralRow.objects.filter(here, looked_at=None).order_by("sent_at", "id")[:MOST_SHOWN])
        mothers = sorted({w.mother for w in worries} | {r.mother for r in sent})
        with door.looking_at_many(
            by=by, permission=Permission.WORRIES_SEE, mothers=mothers, page=DESK
        ) as boxes:
            found = boxes.entries(Worry, compartment=SAFE)
            words = {entry.ref: entry.body.grounds.words for each in found.values() for entry in each}
            running = clocks_within(boxes, Compartment.CHILD_SAFETY)
        lines = [_line(row, words, running) for row in worries if row.entry in words]
        return Desk(
            tuple(line for line in lines if line.status is WorryStatus.RAISED),
            tuple(line for line in lines if line.status is not WorryStatus.RAISED),
            tuple(_to_look_at(row, by, running) for row in sent if row.mother in found),
            is_cut=MOST_SHOWN in {len(worries), len(sent)},
        )


def worry_page(*, by: Actor, worry: str) -> WorryPage:
    """One worry, from one look at what is known of her children. Raises NotYours as every page does."""
    with door.unit(by=by):
        mother = mother_ref_of(WorryRow, worry, by=by, permission=Permission.WORRIES_SEE)
        row = WorryRow.objects.get(entry=worry)
        with door.looking(by=by, permission=Permission.WORRIES_SEE, mother=mother, page=PAGE) as box:
            steps = steps_in(box, worry)
            of_it = {worry, *(step.ref for step in steps)}
            entry = worry_in(box, worry)
            return WorryPage(
                ref=worry,
                mother_ref=mother,
                status=WorryStatus(row.status),
                raised_at=row.raised_at,
                raised_by_id=row.raised_by_id,
                entry=entry,
                steps=steps,
                told=tuple(e for e in box.entries(ToldHer, compartment=SAFE) if e.about in of_it),
                looks=tuple(e for e in box.entries(SecondLook, compartment=SAFE) if e.about in of_it),
                held_back=_held_back(box, (entry, *steps)),
                clocks=tuple(c for c in clocks_within(box, SAFE) if c.about in of_it),
                observations=threads(box.entries(Observation, compartment=SAFE)),
                seen=steps[0].ref if steps else "",
            )


def referral_page(*, by: Actor, referral: str) -> ReferralPage:
    """One referral for whoever may see her worries: to print it, or to see what was sent."""
    with door.unit(by=by):
        mother = mother_ref_of(ReferralRow, referral, by=by, permission=Permission.WORRIES_SEE)
        row = ReferralRow.objects.get(entry=referral)
        with door.looking(
            by=by, permission=Permission.WORRIES_SEE, mother=mother, page=PAPER, purpose="referral_paper"
        ) as box:
            (entry,) = box.entries(Referral, compartment=SAFE, refs=[referral])
            looks = tuple(e for e in box.entries(SecondLook, compartment=SAFE) if e.about == referral)
            return ReferralPage(
                referral, row.worry, mother, row.sent_at, row.sent_by_id, row.looked_at, entry, looks
            )


def may_look_at(*, by: Actor, referral: str) -> ReferralPage:
    """The same for a second person who is about to look: raises Denied, in words, for whoever sent it."""
    act = ActFacts(about=referral, author_id=author_of(referral))
    with acting_on(ReferralRow, referral, by=by, permission=Permission.SECOND_LOOK, act=act) as (box, row):
        (entry,) = box.entries(Referral, compartment=SAFE, refs=[referral])
        looks = tuple(e for e in box.entries(SecondLook, compartment=SAFE) if e.about == referral)
        return ReferralPage(
            referral, row.worry, box.mother_ref, row.sent_at, row.sent_by_id, row.looked_at, entry, looks
        )


def may_sign(*, by: Actor, entry: str) -> HeldBack:
    """What is withheld, for a second person who is about to sign; raises Denied, in words, for whoever withholds it.

    Raises NotYours for what is not withheld, or waits for no signature.
    """
    with withheld_for(entry, by=by) as (box, row):
        if row.asks(box.now) is not Asks.SIGN:
            raise NotYours(Permission.SECOND_LOOK, HOUSE)
        found: tuple[Entry[Any], ...] = box.entries(
            Showing, HeldBackBefore, compartment=SAFE, refs=[row.decision]
        )
        return _held(row, found[0].body.why)


def asked_of(by: Actor) -> tuple[AskedToLook, ...]:
    """What this worker was asked to look at in the agency chosen, oldest first; it opens nothing."""
    rows = SecondAsked.objects.filter(
        area=by.area, worker_id=by.worker_id, agency_id=by.agency_id, ended_at=None, until__gt=clock.now()
    )
    return tuple(
        AskedToLook(row.about, row.kind == "referral", row.asked_by_id, row.since, row.until)
        for row in rows.order_by("since", "id")[:MOST_SHOWN]
    )


def mothers_looked_at_by(worker_id: int) -> list[int]:
    """The numbers of the mothers of whom this worker is asked to look at something as second person."""
    rows = SecondAsked.objects.filter(worker_id=worker_id, ended_at=None)
    return sorted(set(rows.values_list("mother", flat=True)))


def standing_due() -> set[tuple[int, str, int | None, int | None, str]]:
    """Who should stand near whom to look a second time: mother, ground, worker, agency, compartment."""
    return {
        (row.mother, Ground.SECOND_READER.value, row.worker_id, row.agency_id, compartment.value)
        for row in SecondAsked.objects.filter(ended_at=None, until__gt=clock.now()).iterator()
        for compartment in LOOKS_IN
    }


def _within_reach(by: Actor, now: datetime) -> Q:
    """Rows of mothers whose bridge the actor's agency keeps, without those who barred the actor."""
    within = standing.mothers_within_reach(by, (Ground.LEAD,), Compartment.CHILD_SAFETY, now)
    barred = standing.mothers_barred(by, now).numbers()
    return Q(mother__in=within.numbers() - barred)


def _line(row: WorryRow, words: dict[str, str], running: Iterable[ClockLine]) -> WorryLine:
    return WorryLine(
        row.entry,
        WorryStatus(row.status),
        row.raised_at,
        row.raised_by_id,
        words[row.entry],
        _first(running, row.entry),
    )


def _to_look_at(row: ReferralRow, by: Actor, running: Iterable[ClockLine]) -> ToLookAt:
    mine = row.sent_by_id == by.worker_id
    return ToLookAt(
        row.entry, row.worry, row.to, row.sent_at, row.sent_by_id, mine, _first(running, row.entry)
    )


def _held_back(box: Box, entries: Iterable[Entry[Any]]) -> tuple[HeldBack, ...]:
    """What is withheld of these, each with who signed it."""
    rows = {row.entry: row for row in to_show.of_mother(box.mother_id, SAFE) if row.shown is False}
    return tuple(
        _held(rows[entry.ref], entry.showing.body.why)
        for entry in entries
        if entry.ref in rows and entry.showing
    )


def _held(row: Unshown, why: str) -> HeldBack:
    by = row.decided_by_id or row.by_id
    return HeldBack(row.entry, row.decided_at or row.at, row.until, by, row.signed_by_id, why)


def _first(running: Iterable[ClockLine], about: str) -> ClockLine | None:
    return next((line for line in running if line.about == about), None)
