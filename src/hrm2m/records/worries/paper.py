"""What a referral says: one frozen value made from what was typed and, for the lead, from what the record holds.

Nothing here refuses: what is not there is named in `missing`, and the paper says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from hrm2m.cadence.local_time import local_day
from hrm2m.policy import Actor
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.agencies import reaching
from hrm2m.records.children.entries import Observation, ObservationKind
from hrm2m.records.worries.entries import (
    Asked,
    DrugUse,
    Grounds,
    HowTold,
    Paper,
    PaperLine,
    TouchesThisChild,
    ToWhom,
)
from hrm2m.records.worries.telling import Telling
from hrm2m.records.worries.their_time import edition_words
from hrm2m.vault.entries import Entry


@dataclass(frozen=True)
class Sending:
    """What somebody typed who tells children's social care or the police; every part may be empty."""

    to: ToWhom = ToWhom.SOCIAL_CARE
    how: HowTold = HowTold.RING
    whom: str = ""
    reason: str = ""
    child: str = ""
    mother: str = ""
    grounds: Grounds = field(default_factory=Grounds)
    touches: TouchesThisChild = field(default_factory=TouchesThisChild)
    telling: Telling = field(default_factory=Telling)


@dataclass(frozen=True)
class FromRecord:
    """What the record holds for the paper of the lead."""

    seen: tuple[PaperLine, ...] = ()
    strengths: tuple[PaperLine, ...] = ()
    her_account: str = ""
    refs: tuple[str, ...] = ()
    """Of the observations and strengths that are quoted."""
    quotes_what_is_held: bool = False
    """Whether something that is held from her, such as what a child said, is quoted."""


def paper_of(by: Actor, sending: Sending, at: datetime, record: FromRecord | None = None) -> Paper:
    """The paper as it is sent at `at`."""
    there = record or FromRecord()
    sender = reaching.reach_of([by.worker_id]).get(by.worker_id)
    agency = agencies.agencies_named([by.agency_id]).get(by.agency_id)
    account = sending.telling.her_account.strip() or there.her_account
    return Paper(
        to=sending.to,
        how=sending.how,
        made_at=at,
        area=agencies.area_of(by.area).name,
        edition=edition_words(by.area),
        sender=f"{sender.first_name}, {sender.job_title}" if sender else "",
        agency=agency.name if agency else "",
        phone=sender.phone if sender else "",
        child=sending.child.strip(),
        mother=sending.mother.strip(),
        grounds=sending.grounds,
        touches=sending.touches,
        told_her=_told_in_words(sending.telling),
        seen=there.seen,
        strengths=there.strengths,
        her_account=account,
        with_record=record is not None,
        missing=_missing(sending, there, account),
    )


def lines_of(entries: Iterable[Entry[Observation]]) -> tuple[PaperLine, ...]:
    """Observations as the paper shows them, oldest first, each with her reply beside it."""
    return tuple(_line(entry) for entry in sorted(entries, key=lambda entry: entry.happened_at))


def is_strength(entry: Entry[Observation]) -> bool:
    """Whether it is a strength, or the child's everyday care."""
    return entry.body.kind is not ObservationKind.SEEN_OR_HEARD


def _line(entry: Entry[Observation]) -> PaperLine:
    return PaperLine(
        words=entry.body.words,
        known=f"{entry.how_known}: {entry.from_whom}" if entry.from_whom else entry.how_known,
        happened=local_day(entry.happened_at),
        childs_own_words=entry.body.childs_own_words,
        her_reply=" / ".join(reply.body.words for reply in entry.replies),
    )


def _told_in_words(telling: Telling) -> str:
    if telling.was_told:
        return telling.how.strip() or "yes"
    return telling.why_not.strip() if telling.was_told is False else ""


def _missing(sending: Sending, record: FromRecord, her_account: str) -> tuple[str, ...]:
    grounds = sending.grounds
    parts = {
        "child": sending.child.strip(),
        "mother": sending.mother.strip(),
        "reason": sending.reason.strip(),
        "grounds": grounds.words.strip() or record.seen,
        "asks": grounds.asks is not Asked.NOT_SAID,
        "look_at": grounds.look_at.strip(),
        "fact": grounds.fact.strip(),
        "touches": sending.touches.kind is not DrugUse.NOT_SAID,
        "told_her": sending.telling.was_told is not None,
        "her_account": her_account,
        "strengths": record.strengths,
    }
    return tuple(name for name, there in parts.items() if not there)
