"""What her page says, in its order: each entry in words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from hrm2m.cadence import load_rules
from hrm2m.cadence.local_time import local_day
from hrm2m.pages.ask.words import ENDED
from hrm2m.pages.mother.windows import length_from
from hrm2m.pages.today.timing import date_in_words, dated
from hrm2m.pages.treatment.course_rows import CourseRow, course_row, never_taken, threads_of
from hrm2m.pages.treatment.words import HOW_USED, SET_BY, YES_NO
from hrm2m.pages.treatment.written import Teller, Written, versions_of
from hrm2m.records.asks.threads import Thread
from hrm2m.records.treatment.conditions import ConditionCard, ConditionEnded
from hrm2m.records.treatment.entries import DrugUse, SetBy, WindowAnswer
from hrm2m.records.treatment.proposing import Proposal, days_of
from hrm2m.records.treatment.queries import GoalCard, Treatment
from hrm2m.vault.entries import Entry


@dataclass(frozen=True)
class ProposalRow:
    """A window to ask her about."""

    about: str
    name: str
    since: str
    source: str


@dataclass(frozen=True)
class Told:
    """Everything her page says, in its order."""

    goals: tuple[Written, ...]
    goals_over: tuple[Written, ...]
    running: tuple[CourseRow, ...]
    over: tuple[CourseRow, ...]
    never_taken: tuple[tuple[str, tuple[Written, ...]], ...]
    proposals: tuple[ProposalRow, ...]
    answers: tuple[str, ...]
    keeping: Written | None
    naloxone: Written | None
    uses: tuple[Written, ...]
    conditions: tuple[Written, ...]
    conditions_over: tuple[tuple[Written, Written], ...]
    """Each with how it ended."""


def told_of(found: Treatment, now: datetime) -> Told:
    """Her treatment in words."""
    teller = Teller(_entries(found), now)
    rows = [(card.course.ended is None, course_row(teller, card)) for card in found.courses]
    goals = [_goal(teller, card) for card in found.goals]
    return Told(
        goals=tuple(goal for goal in goals if not goal.is_over),
        goals_over=tuple(goal for goal in goals if goal.is_over),
        running=tuple(row for is_running, row in rows if is_running),
        over=tuple(row for is_running, row in rows if not is_running),
        never_taken=never_taken(teller, found.mistaken),
        proposals=tuple(proposal_row(proposal) for proposal in found.proposals),
        answers=tuple(_answer(entry, found) for entry in found.answers),
        keeping=_keeping(teller, found),
        naloxone=_naloxone(teller, found),
        uses=tuple(teller.with_versions(thread, lambda entry: _use(teller, entry)) for thread in found.uses),
        conditions=tuple(_condition(teller, card) for card in found.conditions if card.ended is None),
        conditions_over=tuple(
            (_condition(teller, card), _condition_ended(teller, card.ended))
            for card in found.conditions
            if card.ended is not None
        ),
    )


def proposal_row(proposal: Proposal) -> ProposalRow:
    """A proposed window in words."""
    name = gettext(load_rules().windows[proposal.kind].name)
    return ProposalRow(proposal.about, name, date_in_words(proposal.opened), length_from(proposal.kind))


def _goal(teller: Teller, card: GoalCard) -> Written:
    body = card.goal.body
    whose = gettext("Set by %(whom)s") % {"whom": body.whose} if body.set_by is not SetBy.SHE else ""
    row = teller.written(
        card.goal.newest, "", whose or str(SET_BY[body.set_by]), ref=card.goal.ref, hers=body.words
    )
    if card.ended is None:
        return row
    said = (
        gettext("She says: it is reached")
        if card.ended.body.is_reached
        else gettext("She says: no longer mine")
    )
    return replace(row, lines=(*row.lines, said, card.ended.body.words), is_over=True)


def _condition(teller: Teller, card: ConditionCard) -> Written:
    entry = card.condition.newest
    otherwise = (
        gettext("Or else: %(what)s") % {"what": entry.body.consequence} if entry.body.consequence else ""
    )
    whose = gettext("It is our own agency") if entry.body.is_ours else ""
    row = teller.written(entry, entry.body.agency, f"“{entry.body.words}”", otherwise, whose)
    return replace(row, thread=card.condition.ref)


def _condition_ended(teller: Teller, thread: Thread[ConditionEnded]) -> Written:
    body = thread.body
    by_whom = gettext("Ended by %(whom)s") % {"whom": body.by_whom}
    since = gettext("Holds no longer since %(day)s") % {"day": dated(body.ended)}
    return teller.written(thread.newest, str(ENDED[body.how]), by_whom, body.words, day=since)


def _keeping(teller: Teller, found: Treatment) -> Written | None:
    if found.keeping is None:
        return None
    body = found.keeping.body
    return teller.written(
        found.keeping.newest,
        gettext("Where her medicine is kept"),
        gettext("Locked box: %(answer)s") % {"answer": YES_NO[body.locked_box]},
        gettext("A child lives or stays there: %(answer)s") % {"answer": YES_NO[body.child_stays]},
        gettext("Shown how: %(answer)s") % {"answer": YES_NO[body.shown_how]},
        day=gettext("Asked %(day)s") % {"day": dated(body.asked_at)},
    )


def _naloxone(teller: Teller, found: Treatment) -> Written | None:
    if found.naloxone is None:
        return None
    body = found.naloxone.body
    keeps = gettext("Keeps until %(day)s") % {"day": dated(body.expires)} if body.expires else ""
    is_past = body.expires is not None and body.expires < local_day(teller.now)
    old = gettext("It is past its date: offer her a new one.") if is_past else ""
    near = gettext("Near her: %(who)s") % {"who": body.somebody_near} if body.somebody_near else ""
    return teller.written(
        found.naloxone.newest,
        gettext("Naloxone"),
        gettext("She has it: %(answer)s") % {"answer": YES_NO[body.has_it]},
        gettext("Shown how: %(answer)s") % {"answer": YES_NO[body.shown_how]},
        keeps,
        old,
        near,
    )


def _use(teller: Teller, entry: Entry[DrugUse]) -> Written:
    body = entry.body
    test = ""
    if body.result:
        test = gettext("%(result)s, cut-off %(cut_off)s, %(laboratory)s") % {
            "result": body.result,
            "cut_off": body.cut_off,
            "laboratory": body.laboratory,
        }
    return teller.written(
        entry, body.what, body.how_often, str(HOW_USED[body.how]), test, hers=body.her_account
    )


def _answer(entry: Entry[WindowAnswer], found: Treatment) -> str:
    words = {
        "window": gettext(load_rules().windows[entry.body.kind].name),
        "day": dated(entry.body.opened),
    }
    if not entry.body.she_said_yes:
        return gettext("She said no: nobody is told of “%(window)s” since %(day)s.") % words
    said = gettext("She said yes: her bridge builder knows of “%(window)s” since %(day)s.") % words
    days = {day for card in found.courses for _kind, day in days_of(card.course)}
    if entry.body.opened in days:
        return said
    wrong = gettext("That day was put right since. Ask her whether her bridge builder may be told so.")
    return f"{said} {wrong}"


def _entries(found: Treatment) -> Iterator[Entry[Any]]:
    for course in (*(card.course for card in found.courses), *found.mistaken):
        yield from versions_of(threads_of(course))
    yield from versions_of(goal.goal for goal in found.goals)
    for card in found.conditions:
        yield from versions_of(one for one in (card.condition, card.ended) if one is not None)
    more = (found.keeping, found.naloxone, *found.uses, *found.outcomes)
    yield from versions_of(thread for thread in more if thread is not None)
