"""How doors, agencies and declared terms are put into words for workers; nothing is asked for here."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from hrm2m.pages.doors.words import ANSWERS, SAID_HOW, WHOM, kept_in_words
from hrm2m.pages.today.timing import dated
from hrm2m.policy import Actor
from hrm2m.records.agencies.doors.looking import Answers
from hrm2m.records.agencies.doors.queries import DoorCard, TermsCard
from hrm2m.records.bridges.queries import mothers_near
from hrm2m.records.clocks.kept import kept_by_agencies


@dataclass(frozen=True)
class DoorLine:
    """A door in a list."""

    card: DoorCard
    answers: str
    terms: str
    is_old: bool


@dataclass(frozen=True)
class AgencyLine:
    """An agency with its doors, and how often it kept what it promised: to everybody, and to who reads this."""

    name: str
    is_own: bool
    kept: str
    kept_for_me: str
    doors: tuple[DoorLine, ...]


@dataclass(frozen=True)
class TermsShown:
    """Declared terms as a page shows them."""

    ref: str
    does: str
    from_when: str
    for_whom: str
    tells: tuple[tuple[str, str], ...]
    said: str
    by: str
    how: str
    until: str
    is_old: bool


def agencies_of(by: Actor, found: tuple[Answers, ...], now: datetime) -> list[AgencyLine]:
    """The doors by agency, in their order."""
    everybody = kept_by_agencies(by.area, now)
    to_me = kept_by_agencies(by.area, now, mothers=mothers_near(by.worker_id))
    lines = []
    for agency_id, answers in groupby(found, key=lambda each: each.card.agency_id):
        of_agency = list(answers)
        mine = to_me[agency_id].kept
        lines.append(
            AgencyLine(
                name=of_agency[0].card.agency_name,
                is_own=agency_id == by.agency_id,
                kept=kept_in_words(everybody[agency_id].kept),
                kept_for_me=kept_in_words(mine) if mine.all else "",
                doors=tuple(line_of(each, now) for each in of_agency),
            )
        )
    return lines


def line_of(each: Answers, now: datetime) -> DoorLine:
    """A door in a list: how soon it answers, and from when its terms are."""
    terms = each.terms
    said = dated(terms.declared_at) if terms else ""
    return DoorLine(
        each.card, str(ANSWERS[each.card.answers_within]), said, bool(terms and terms.is_old(now))
    )


def shown(terms: TermsCard, now: datetime) -> TermsShown:
    """Declared terms in words; what was not spoken of is empty."""
    return TermsShown(
        ref=terms.ref,
        does=terms.does,
        from_when=terms.from_when,
        for_whom=terms.for_whom,
        tells=tuple((str(words), terms.tells.get(whom, "")) for whom, words in WHOM.items()),
        said=dated(terms.declared_at),
        by=terms.declared_by,
        how=str(SAID_HOW[terms.said_how]),
        until=dated(terms.due_again_at),
        is_old=terms.is_old(now),
    )
