"""Demands on her, ours included: written as they were put, moved and ended; their clashes are computed, never typed."""

from datetime import date, datetime

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Permission
from hrm2m.records.asks.actions.checking import (
    LINE_LENGTH,
    Known,
    may_have_words,
    must_be_one_of,
    must_have_words,
    must_not_be_later_than_now,
    must_say_how_known,
)
from hrm2m.records.asks.clashes import load_clash_rules
from hrm2m.records.asks.entries import Demand, DemandEnded, DemandKind, DemandMoved, EndedHow
from hrm2m.records.asks.queries import demand_threads_in
from hrm2m.records.asks.threads import DemandThread
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft


SHE_TOLD_US = Known()


def record_demand(
    *, by: Actor, mother: str, demand: Demand, category: Category, at: datetime, known: Known = SHE_TOLD_US
) -> str:
    """Writes what an agency demands of her, put to her at `at`; answers its ref."""
    with door.acting(by=by, permission=Permission.DEMAND_RECORD, mother=mother) as box:
        return box.write(_demand_draft(box, demand, category, at, known))


def put_on_her_list(
    *, by: Actor, mother: str, demand: Demand, category: Category, at: datetime, known: Known = SHE_TOLD_US
) -> str:
    """Puts what is asked of her on her list for workers who do not read that list; answers its ref."""
    with door.acting(by=by, permission=Permission.DEMAND_ADD, mother=mother) as box:
        return box.write(_demand_draft(box, demand, category, at, known))


def take_off_her_list(
    *,
    by: Actor,
    mother: str,
    demand_ref: str,
    ended: DemandEnded,
    category: Category,
    at: datetime,
    known: Known = SHE_TOLD_US,
) -> str:
    """Takes off what was put on her list by workers who do not read that list; answers the ref.

    They cannot see whether her bridge builder took it off before: then the list keeps both, and says the newer.
    """
    with door.acting(by=by, permission=Permission.DEMAND_ADD, mother=mother) as box:
        must_be_one_of(ended.how, EndedHow, "how")
        may_have_words(ended.words, "words")
        must_be_one_of(category, Category, "category")
        must_not_be_later_than_now(box, at, "at")
        must_say_how_known(known)
        return box.write(
            Draft(ended, category, at, how_known=known.how, from_whom=known.from_whom, about=demand_ref)
        )


def correct_demand(
    *,
    by: Actor,
    mother: str,
    demand_ref: str,
    seen_ref: str,
    demand: Demand,
    category: Category,
    at: datetime,
    known: Known = SHE_TOLD_US,
) -> str:
    """Puts a demand right that we wrote wrongly; another time or place from the agency is a move."""
    with door.acting(by=by, permission=Permission.DEMAND_RECORD, mother=mother) as box:
        box.expect(_demand(box, demand_ref).demand.newest, seen_ref)
        return box.write(_demand_draft(box, demand, category, at, known, corrects=seen_ref))


def move_demand(
    *, by: Actor, mother: str, demand_ref: str, seen_ref: str, moved: DemandMoved, at: datetime
) -> str:
    """Writes another time or place for a demand; `seen_ref` is the newest move the form knew of, empty for none."""
    with door.acting(by=by, permission=Permission.DEMAND_RECORD, mother=mother) as box:
        thread = _demand(box, demand_ref)
        _must_not_have_ended(thread)
        box.expect(thread.moved.newest if thread.moved else None, seen_ref)
        _check_when(moved.starts_at, moved.ends_at, moved.day)
        if moved.starts_at is None and moved.day is None and moved.where is None:
            raise BadInput("starts_at", "Write the new time, the new day or the new place.")
        _check_lines(("where", moved.where), ("moved_by", moved.moved_by))
        must_not_be_later_than_now(box, at, "at")
        return box.write(Draft(moved, thread.demand.newest.category, at, about=demand_ref))


def end_demand(*, by: Actor, mother: str, demand_ref: str, ended: DemandEnded, at: datetime) -> str:
    """Takes a demand off the list: it is done, or the agency called it off."""
    with door.acting(by=by, permission=Permission.DEMAND_RECORD, mother=mother) as box:
        thread = _demand(box, demand_ref)
        _must_not_have_ended(thread)
        must_be_one_of(ended.how, EndedHow, "how")
        may_have_words(ended.words, "words")
        must_not_be_later_than_now(box, at, "at")
        return box.write(Draft(ended, thread.demand.newest.category, at, about=demand_ref))


def _demand(box: Box, demand_ref: str) -> DemandThread:
    for thread in demand_threads_in(box):
        if thread.demand.ref == demand_ref:
            return thread
    raise BadInput("demand", "This demand is not in her record. Open her page again and choose it there.")


def _must_not_have_ended(thread: DemandThread) -> None:
    if thread.ended is not None:
        raise BadInput("demand", "This demand has ended. If it was put to her again, write it as a new one.")


def _demand_draft(
    box: Box, demand: Demand, category: Category, at: datetime, known: Known, corrects: str = ""
) -> Draft[Demand]:
    must_have_words(demand.agency, "agency", "Write which agency demands it.", LINE_LENGTH)
    must_have_words(demand.words, "words", "Write the demand as it was put to her.")
    must_be_one_of(demand.what, DemandKind, "what")
    must_be_one_of(category, Category, "category")
    _check_when(demand.starts_at, demand.ends_at, demand.day)
    _check_lines(("where", demand.where), ("said_by", demand.said_by), ("consequence", demand.consequence))
    if demand.condition and demand.condition not in load_clash_rules().conditions:
        raise BadInput("condition", "Choose a condition from the list, or leave it empty.")
    must_not_be_later_than_now(box, at, "at")
    must_say_how_known(known)
    return Draft(demand, category, at, how_known=known.how, from_whom=known.from_whom, corrects=corrects)


def _check_when(starts_at: datetime | None, ends_at: datetime | None, day: date | None) -> None:
    if starts_at is not None and day is not None:
        raise BadInput("day", "Write the time, or the day alone where no time was said.")
    if ends_at is not None and starts_at is None:
        raise BadInput("starts_at", "Write when it begins, or leave the end empty.")
    for field, instant in (("starts_at", starts_at), ("ends_at", ends_at)):
        if instant is not None and instant.tzinfo is None:
            raise BadInput(field, "This time does not say which zone it is in. Choose it again.")
    if starts_at is not None and ends_at is not None and ends_at <= starts_at:
        raise BadInput("ends_at", "The end is not after the beginning. Look at both times.")


def _check_lines(*lines: tuple[str, str | None]) -> None:
    for field, text in lines:
        if text is not None:
            must_have_words(text, field, "Write what is known, or say that it is not known.", LINE_LENGTH)
