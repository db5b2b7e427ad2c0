"""Observations, children and plans as a page tells them: frozen words, the child's own apart from adults' words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext, ngettext

from hrm2m.cadence.local_time import local_day
from hrm2m.pages.children.words import ADULTS, HOW_TOLD, KINDS, LIVES, PLANS, SAID_BY
from hrm2m.pages.today.sides import Names, Side, first_name, sides_of, writers_in
from hrm2m.pages.today.timing import date_in_words, dated, moment_in_words
from hrm2m.policy.showing import is_hers
from hrm2m.records.agencies.queries import workers_named
from hrm2m.records.children.entries import Child, ChildAdult, Observation, PlanTask
from hrm2m.records.children.queries import ChildCard, HerChildren, Noticed, PlanCard
from hrm2m.vault.entries import Entry, Showing
from hrm2m.vault.hers_to_read import facts_of


@dataclass(frozen=True)
class Told:
    """One observation on a page."""

    ref: str
    when: str
    kind: str
    words: str
    childs_words: str
    about: str
    how: str
    by: str
    told_her: str
    may_see: bool
    waits: bool
    decided: str
    is_new: bool
    before: tuple[tuple[str, str, str], ...]
    sides: tuple[Side, ...]
    child: str
    how_old: str


@dataclass(frozen=True)
class TaskTold:
    """Who must do what by when."""

    who: str
    what: str
    by_when: str
    is_hers: bool


@dataclass(frozen=True)
class PlanTold:
    """A plan on a page."""

    ref: str
    kind: str
    agency: str
    next: str
    where: str
    is_court: bool
    tasks: tuple[TaskTold, ...]
    family_time: str
    written: str
    people: tuple[tuple[str, str], ...]
    ended: str
    versions: int
    told_her: str
    sides: tuple[Side, ...]


@dataclass(frozen=True)
class Beside:
    """What stands beside every entry of a child's record: how it is known, whether she was told, her side."""

    ref: str
    how: str
    told_her: str
    sides: tuple[Side, ...]


@dataclass(frozen=True)
class AdultShown:
    """Somebody who is there for the child; `before`: when, by whom, and what was written before it was put right."""

    ref: str
    title: str
    lines: tuple[str, ...]
    beside: Beside
    before: tuple[tuple[str, str, str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class ChildTold:
    """A child, or a baby expected, in a few words."""

    ref: str
    label: str
    lines: tuple[str, ...]
    is_expected: bool


def names_in(found: HerChildren) -> Names:
    """Everybody whose name a page about these children needs."""
    seen = [each.thread for each in found.everything_noticed]
    entries: list[Entry[Any]] = [entry for thread in seen for entry in (thread.newest, *thread.before)]
    entries += [entry for card in found.children for entry in (card.child.newest, *card.child.before)]
    entries += [each.decision for each in found.everything_noticed if each.decision]
    entries += [each for card in found.children for thread in card.adults for each in thread.versions]
    plans = [*found.plans, *(plan for card in found.children for plan in card.plans)]
    named = {number for plan in plans for number in plan.people}
    return workers_named(writers_in(entries) | named | writers_in(plan.thread.newest for plan in plans))


def told(noticed: Noticed, names: Names, now: datetime, about: str = "") -> Told:
    """One observation; `about` is what the child is called, where one is named."""
    entry, body = noticed.thread.newest, noticed.thread.newest.body
    return Told(
        ref=entry.ref,
        when=moment_in_words(entry.happened_at, now),
        kind=str(KINDS[body.kind]),
        words=body.words,
        childs_words=body.childs_own_words,
        about=about or _how_old(body),
        how=_how(entry),
        by=first_name(names, entry.by_id),
        told_her=_told_her(entry, now),
        may_see=noticed.she_may_see,
        waits=not (noticed.she_may_see and is_hers(facts_of(entry))),
        decided=_decided(noticed.decision, names, now),
        is_new=noticed.is_new,
        before=tuple(
            (moment_in_words(e.written_at, now), first_name(names, e.by_id), e.body.words)
            for e in noticed.thread.before
        ),
        sides=sides_of(entry.replies, names, now),
        child=body.child,
        how_old=body.about_how_old,
    )


def everything_told(found: HerChildren, names: Names, now: datetime) -> tuple[Told, ...]:
    """What was noticed of all her children, newest first, each with what the child is called."""
    called = {card.child.ref: card.child.newest.body.label for card in found.children}
    return tuple(
        told(each, names, now, called.get(each.thread.newest.about, "")) for each in found.everything_noticed
    )


def plan_told(card: PlanCard, names: Names, now: datetime) -> PlanTold:
    """A plan as it stands."""
    entry, body = card.thread.newest, card.thread.newest.body
    return PlanTold(
        ref=card.thread.ref,
        kind=str(PLANS[body.kind]),
        agency=body.agency,
        next=moment_in_words(body.next_meeting, now) if body.next_meeting else "",
        where=body.where,
        is_court=body.next_is_court,
        tasks=tuple(_task(task) for task in body.tasks),
        family_time=body.family_time,
        written=moment_in_words(entry.written_at, now),
        people=tuple((names[n].ref, _person(names, n)) for n in card.people if n in names),
        ended=card.ended.body.why if card.ended else "",
        versions=len(card.thread.before) + 1,
        told_her=_told_her(entry, now),
        sides=sides_of(entry.replies, names, now),
    )


def child_told(card: ChildCard) -> ChildTold:
    """A child in a few words."""
    body = card.child.newest.body
    return ChildTold(card.child.ref, body.label, tuple(_child_lines(body)), body.is_expected)


def beside(entry: Entry[Any], names: Names, now: datetime) -> Beside:
    """How an entry is known, whether she was told of it, and her side."""
    how = f"{HOW_TOLD.get(entry.how_known, entry.how_known)} {entry.from_whom}".strip()
    return Beside(entry.ref, how, _told_her(entry, now), sides_of(entry.replies, names, now))


def adult_lines(adult: ChildAdult) -> tuple[str, ...]:
    """Somebody who is there for the child: what he or she does, and what was done, in that order."""
    harms = gettext("What was done: %(what)s") % {"what": adult.harms} if adult.harms else ""
    return tuple(line for line in (adult.what_he_or_she_does, harms) if line)


def adult_title(adult: ChildAdult) -> str:
    """What the family calls him or her, and what he or she is to the child."""
    return f"{adult.called} – {str(ADULTS[adult.what_to_child]).lower()}"


def _child_lines(body: Child) -> Iterable[str]:
    if body.is_expected:
        due = dated(body.due_date) if body.due_date else gettext("not known")
        yield gettext("Expected: %(due)s") % {"due": due}
        if body.how_many > 1:
            yield ngettext("%(n)s baby", "%(n)s babies", body.how_many) % {"n": body.how_many}
    elif body.born:
        yield gettext("Born %(day)s") % {"day": dated(body.born)}
    elif body.born_year:
        yield gettext("Born in %(year)s") % {"year": body.born_year}
    yield str(LIVES[body.lives])


def _how_old(body: Observation) -> str:
    if body.about_how_old:
        return gettext("A child, %(age)s") % {"age": body.about_how_old}
    return gettext("A child who is not named")


def _how(entry: Entry[Observation]) -> str:
    how = str(HOW_TOLD.get(entry.how_known, entry.how_known))
    said = str(SAID_BY.get(entry.body.by_whom_said, ""))
    return ", ".join(part for part in (f"{how} {entry.from_whom}".strip(), said.lower()) if part)


def _told_her(entry: Entry[Any], now: datetime) -> str:
    if entry.told_her_at:
        how = f" ({entry.told_her_how})" if entry.told_her_how else ""
        return gettext("She was told %(when)s%(how)s.") % {
            "when": moment_in_words(entry.told_her_at, now),
            "how": how,
        }
    if not entry.not_told_why:
        return gettext("She has not been told yet.")
    return gettext("She was not told: %(why)s") % {"why": entry.not_told_why}


def _decided(decision: Entry[Showing] | None, names: Names, now: datetime) -> str:
    if decision is None:
        return ""
    words = {
        "by": first_name(names, decision.by_id),
        "when": moment_in_words(decision.written_at, now),
        "why": decision.body.why,
    }
    if decision.body.she_may_see:
        return gettext("%(by)s decided %(when)s that she may see it: %(why)s") % words
    again = date_in_words(local_day(decision.held_until)) if decision.held_until else ""
    sentence = gettext(
        "%(by)s decided %(when)s that it stays withheld: %(why)s Looked at again by %(again)s."
    )
    return sentence % (words | {"again": again})


def _task(task: PlanTask) -> TaskTold:
    by_when = date_in_words(task.by_when) if task.by_when else ""
    return TaskTold(task.who, task.what, by_when, task.is_hers)


def _person(names: Names, number: int) -> str:
    card = names[number]
    return f"{card.first_name}, {card.job_title}" if card.job_title else card.first_name
