"""One worry as its page tells it: each step in words, newest first, with who took it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from hrm2m.pages.today.sides import Side, sides_of, writers_in
from hrm2m.pages.today.timing import day_in_words, moment_in_words
from hrm2m.pages.worries import words
from hrm2m.pages.worries.desk import Late, late, name_of
from hrm2m.records.agencies.queries import WorkerCard, workers_named
from hrm2m.records.children.entries import Observation
from hrm2m.records.children.threads import Thread
from hrm2m.records.worries.entries import (
    Asked,
    Conditional,
    DecisionAsked,
    Grounds,
    OurView,
    Referral,
    SecondLook,
    TheirDecision,
    ToldHer,
    WorryOutcome,
    WorryRead,
)
from hrm2m.records.worries.queries import WorryPage
from hrm2m.vault.entries import Body, Entry


@dataclass(frozen=True)
class StepLine:
    """One step: what it was, the lines said of it, who took it and when."""

    ref: str
    title: str
    lines: tuple[str, ...]
    by: str
    when: str
    sides: tuple[Side, ...]
    is_referral: bool = False


def told(page: WorryPage, now: datetime) -> dict[str, Any]:
    """What the template of a worry shows."""
    people = writers_in((page.entry, *page.steps, *page.told, *page.looks))
    names = workers_named(people | {page.raised_by_id} | {held.by_id for held in page.held_back})
    return {
        "page": page,
        "status": str(words.STATUSES[page.status]),
        "raised_by": name_of(names, page.raised_by_id),
        "raised": moment_in_words(page.raised_at, now),
        "known": words.known_in_words(
            f"{page.entry.how_known}: {page.entry.from_whom}"
            if page.entry.from_whom
            else page.entry.how_known
        ),
        "grounds": grounds_lines(page.entry.body.grounds),
        "sides": sides_of(page.entry.replies, names, now),
        "steps": steps_of(page, names, now),
        "clocks": clocks_of(page, now),
        "held_back": [
            (held, day_in_words(held.until) if held.until else "", name_of(names, held.by_id))
            for held in page.held_back
        ],
    }


def clocks_of(page: WorryPage, now: datetime) -> list[Late]:
    """The promises that run about it."""
    return [shown for line in page.clocks if (shown := late(line, now)) is not None]


def steps_of(page: WorryPage, names: dict[int, WorkerCard], now: datetime) -> list[StepLine]:
    """Every step, what she was told and said, and each second look, newest first."""
    entries: list[Entry[Any]] = [*page.steps, *page.told, *page.looks]
    entries.sort(key=lambda entry: entry.written_at, reverse=True)
    return [
        StepLine(
            entry.ref,
            *said_of(entry.body),
            name_of(names, entry.by_id),
            moment_in_words(entry.happened_at, now),
            sides_of(entry.replies, names, now),
            isinstance(entry.body, Referral),
        )
        for entry in entries
    ]


def said_of(body: Body) -> tuple[str, tuple[str, ...]]:
    """A step in words: its title, and the lines below."""
    if isinstance(body, WorryRead):
        return gettext("Read"), _lines(body.words)
    if isinstance(body, DecisionAsked):
        return gettext("A decision is asked"), tuple(f"{a}: {b}" for a, b in grounds_lines(body.grounds))
    if isinstance(body, Referral):
        return _referral(body)
    if isinstance(body, TheirDecision):
        step = str(words.THEIR_STEPS[body.step])
        return gettext("They said: %(step)s") % {"step": step}, _lines(body.words, body.who_said)
    if isinstance(body, OurView):
        whom = gettext("Said to %(whom)s") % {"whom": body.escalated_to} if body.escalated_to else ""
        return gettext("We agree") if body.agrees else gettext("We disagree"), _lines(whom, body.words)
    return _after(body)


def grounds_lines(grounds: Grounds) -> list[tuple[str, str]]:
    """What was said of the grounds, each with what it is; what is empty is left out."""
    asks = str(words.ASKS[grounds.asks]) if grounds.asks is not Asked.NOT_SAID else ""
    on = "" if grounds.conditional is Conditional.NOT_KNOWN else str(words.CONDITIONAL[grounds.conditional])
    found = [
        (gettext("Asked"), asks),
        (gettext("To look at"), grounds.look_at),
        (gettext("In our words"), grounds.words),
        (gettext("Fact"), grounds.fact),
        (gettext("Opinion of %(whose)s") % {"whose": grounds.whose_opinion or "?"}, grounds.opinion),
        (gettext("Help made conditional on it"), " ".join(filter(None, (on, grounds.conditional_on)))),
        (gettext("Misunderstood?"), grounds.questions.misunderstood),
        (gettext("Misrepresented?"), grounds.questions.misrepresented),
        (gettext("Misused?"), grounds.questions.misused),
    ]
    return [(label, said) for label, said in found if said]


def observation_choices(noticed: Iterable[Thread[Observation]]) -> list[tuple[str, str]]:
    """Each observation as one can be chosen: its words, how known, and the day."""
    return [
        (
            entry.ref,
            f"{entry.body.words} ({words.known_in_words(entry.how_known)}, {day_in_words(entry.happened_at)})",
        )
        for entry in (each.newest for each in noticed)
    ]


def _referral(body: Referral) -> tuple[str, tuple[str, ...]]:
    paper = body.paper
    title = gettext("Told: %(to)s") % {"to": words.TO[paper.to]}
    missing = ", ".join(str(words.MISSING[name]) for name in paper.missing)
    lacking = gettext("Missing when it was sent: %(missing)s") % {"missing": missing} if missing else ""
    return title, _lines(str(words.HOW[paper.how]), body.whom, body.reason, lacking)


def _after(body: Body) -> tuple[str, tuple[str, ...]]:
    if isinstance(body, WorryOutcome):
        return gettext("What came of it"), _lines(body.words)
    if isinstance(body, ToldHer):
        account = f"“{body.her_account}”" if body.her_account else ""
        return gettext("She was told"), _lines(body.how, account)
    if isinstance(body, SecondLook):
        return gettext("A second person looked") if body.agrees else gettext(
            "A second person said no"
        ), _lines(body.words)
    return "", ()


def _lines(*said: str) -> tuple[str, ...]:
    return tuple(line for line in said if line)
