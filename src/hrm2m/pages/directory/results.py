"""How a service stands in the list of what was found."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hrm2m.pages.directory.words import BOTH_WAYS, CHILDCARE, STATES, TAKES, UNSURE
from hrm2m.pages.today.timing import dated
from hrm2m.records.agencies.directory.cards import ServiceLine
from hrm2m.records.agencies.directory.vocabulary import State, Unsure


PLACES_NAMED = 3


@dataclass(frozen=True)
class Result:
    """One service found: what it states at a glance, and what it does not state of what was asked."""

    ref: str
    name: str
    agency: str
    tags: tuple[str, ...]
    where: str
    takes_nobody: str
    unsure: tuple[str, ...]
    states_all: bool


RING_AND_WRITE = _(
    "They may still fit. Ring and ask, then write here what you were told, so that the next worker knows."
)
RING = _("They may still fit. Ring and ask.")


@dataclass(frozen=True)
class Group:
    """Results under one heading."""

    heading: str
    lead: str
    results: tuple[Result, ...]


def groups_of(lines: Iterable[ServiceLine], *, may_add: bool) -> list[Group]:
    """Those that state everything asked, then those that do not; a heading only where there is one to show."""
    results = [_result(line) for line in lines]
    every = tuple(result for result in results if result.states_all)
    others = tuple(result for result in results if not result.states_all)
    lead = RING_AND_WRITE if may_add else RING
    groups = (Group(_("Found"), "", every), Group(_("Something is not stated here"), lead, others))
    return [group for group in groups if group.results]


def where_in_words(line: ServiceLine) -> str:
    """Where a service is, in a few words."""
    named = " · ".join(line.where[:PLACES_NAMED])
    more = len(line.where) - PLACES_NAMED
    if more > 0:
        named += " " + ngettext("and %(more)d more", "and %(more)d more", more) % {"more": more}
    if line.undisclosed:
        return _("District only: %(named)s") % {"named": named} if named else _("Its place is not shown")
    return named or _("Place not stated")


def _result(line: ServiceLine) -> Result:
    agency = line.agency_name if line.agency_name.casefold() not in line.name.casefold() else ""
    return Result(
        ref=line.ref,
        name=line.name,
        agency=agency,
        tags=tuple(_tags(line)),
        where=where_in_words(line),
        takes_nobody="" if line.state is State.ACTIVE else str(STATES[line.state]),
        unsure=tuple(_unsure(line)),
        states_all=not line.unsure,
    )


def _unsure(line: ServiceLine) -> Iterable[str]:
    """What was asked for and is not stated, and what the feed says one way and a worker was told another way."""
    both = {
        Unsure.FOR_WHOM: line.takes and line.added_takes,
        Unsure.CHILDCARE: line.childcare is not None and line.added_childcare is not None,
        Unsure.FROM_WHEN: line.available_from and line.added_available_from,
        Unsure.PLACE: line.where,
    }
    silent = [str(UNSURE[about]) for about in Unsure if about in line.unsure and not both.get(about)]
    if silent:
        yield _("Not stated: %(what)s") % {"what": ", ".join(silent)}
    for about in Unsure:
        if about in line.unsure and both.get(about):
            yield str(BOTH_WAYS[about])


def _tags(line: ServiceLine) -> Iterable[str]:
    takes, added_takes = (TAKES[said] if said else None for said in (line.takes, line.added_takes))
    yield from _said(takes, added_takes, Unsure.FOR_WHOM in line.unsure, _("Who it is for: not stated"))
    yield from _ages(line)
    there, added_there = (
        CHILDCARE[said] if said is not None else None for said in (line.childcare, line.added_childcare)
    )
    yield from _said(there, added_there, Unsure.CHILDCARE in line.unsure, _("Childcare: not stated"))
    begins, added_begins = (
        _("From %(day)s") % {"day": dated(said)} if said else None
        for said in (line.available_from, line.added_available_from)
    )
    yield from _said(begins, added_begins, True, "")


def _said(feed: object, added: object, is_marked: bool, silence: str) -> Iterable[str]:
    """What the feed says, and what a worker was told where it is something else; `silence` for neither."""
    if feed:
        yield str(feed)
    if added and str(added) != str(feed):
        yield _("%(what)s (a worker was told)") % {"what": added}
    if not (feed or added or is_marked):
        yield silence


def _ages(line: ServiceLine) -> Iterable[str]:
    said = ages_in_words(line.minimum_age, line.maximum_age)
    if said:
        yield said


def ages_in_words(lowest: int | None, highest: int | None) -> str:
    """The ages a service states, both included; empty where it states none."""
    if lowest is not None and highest is not None:
        return _("Age %(lowest)d to %(highest)d") % {"lowest": lowest, "highest": highest}
    if lowest is not None:
        return _("Age %(lowest)d and over") % {"lowest": lowest}
    if highest is not None:
        return _("Age %(highest)d and under") % {"highest": highest}
    return ""
