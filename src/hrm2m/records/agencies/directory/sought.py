"""What is sought, said as conditions on the table of services: what says yes, what says no, what says nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Case, Expression, F, IntegerField, Q, Value, When

from hrm2m.cadence.local_time import local_day
from hrm2m.records.agencies.directory import plain_words
from hrm2m.records.agencies.directory.vocabulary import ChildcareSought, ForWhom, State, Takes, Unsure


@dataclass(frozen=True)
class Sought:
    """What a worker looks for; what is empty or None is not asked."""

    words: str = ""
    category: str = ""
    place: str = ""
    for_whom: ForWhom = ForWhom.ALL
    age: int | None = None
    childcare: ChildcareSought | None = None
    by_day: date | None = None
    closed_too: bool = False


class Answer(NamedTuple):
    """What services say to one thing that is sought: some yes, some no, some both, some nothing."""

    about: Unsure
    yes: Q
    no: Q

    @property
    def kept(self) -> Q:
        """All but those that say no and nothing else."""
        return self.yes | ~self.no

    @property
    def sure(self) -> Q:
        """Those that say yes and nothing else."""
        return self.yes & ~self.no


# What is not stated comes after what is. A place weighs more than the rest together: it comes last.
WEIGHTS = {
    Unsure.FOR_WHOM: 1,
    Unsure.AGE: 1,
    Unsure.CHILDCARE: 1,
    Unsure.FROM_WHEN: 1,
}
COVERS_A_NATION = 8
NO_PLACE_STATED = 16

_TAKEN = {
    ForWhom.WOMAN: {Takes.WOMEN, Takes.ANYONE},
    ForWhom.WOMEN_ONLY: {Takes.WOMEN},
    ForWhom.MAN: {Takes.MEN, Takes.ANYONE},
    ForWhom.ANYONE: {Takes.ANYONE},
}


def conditions(sought: Sought, now: datetime) -> Q:
    """Which services are found at all: those that say no to what is sought are not."""
    found = Q() if sought.closed_too else active_at(now)
    for word in plain_words.sought_words(sought.words):
        found &= Q(words__contains=f" {word}")
    if sought.category:
        found &= Q(categories__contains=f" {sought.category} ")
    for answer in answers(sought):
        found &= answer.kept
    return found & _nothing_stated(sought) & _place_condition(sought)


def weights(sought: Sought) -> dict[str, Expression]:
    """For each thing that is sought how far down a service stands because it does not state it."""
    found: dict[str, Expression] = {
        f"unsure_{answer.about}": _weight(When(answer.sure, then=Value(0)), otherwise=WEIGHTS[answer.about])
        for answer in answers(sought)
    }
    place = plain_words.plain(sought.place)
    if place:
        found[f"unsure_{Unsure.PLACE}"] = _weight(
            When(place_words__contains=f" {place}", then=Value(0)),
            When(covers_a_nation=True, then=Value(COVERS_A_NATION)),
            otherwise=NO_PLACE_STATED,
        )
    return found


def rank(weighed: dict[str, Expression]) -> Expression:
    """All weights together: what states everything that is sought has 0 and comes first."""
    total: Expression = Value(0, output_field=IntegerField())
    for name in weighed:
        total = total + F(name)
    return total


def active_at(now: datetime) -> Q:
    """The services that take someone now; says in the database's words what `cards.state_of` says."""
    today = local_day(now)
    stated = Q(status=State.ACTIVE) | Q(status=State.NOT_YET, valid_from__isnull=False)
    begun = Q(valid_from=None) | Q(valid_from__lte=today)
    not_over = Q(valid_until=None) | Q(valid_until__gte=now)
    return stated & begun & not_over & Q(withdrawn_at=None)


def answers(sought: Sought) -> Iterator[Answer]:
    """What services say to each thing that is sought, in the feed's statement and in what workers added."""
    taken = _TAKEN.get(sought.for_whom)
    if taken:
        others = set(Takes) - taken
        yes = Q(takes__in=taken) | Q(added_takes__in=taken)
        yield Answer(Unsure.FOR_WHOM, yes, Q(takes__in=others) | Q(added_takes__in=others))
    if sought.age is not None:
        too_young, too_old = Q(minimum_age__gt=sought.age), Q(maximum_age__lt=sought.age)
        some = Q(minimum_age__isnull=False) | Q(maximum_age__isnull=False)
        yield Answer(Unsure.AGE, some & ~too_young & ~too_old, too_young | too_old)
    if sought.childcare in {ChildcareSought.THERE, ChildcareSought.NONE}:
        there = sought.childcare is ChildcareSought.THERE
        yes = Q(childcare=there) | Q(added_childcare=there)
        yield Answer(Unsure.CHILDCARE, yes, Q(childcare=not there) | Q(added_childcare=not there))
    if sought.by_day is not None:
        yes = Q(available_from__lte=sought.by_day) | Q(added_available_from__lte=sought.by_day)
        later = Q(available_from__gt=sought.by_day) | Q(added_available_from__gt=sought.by_day)
        yield Answer(Unsure.FROM_WHEN, yes, later)


def _nothing_stated(sought: Sought) -> Q:
    """Where what is sought is just that nothing is stated: for finding what to ask about."""
    found = Q()
    if sought.for_whom is ForWhom.NOT_STATED:
        found &= Q(takes="", added_takes="")
    if sought.childcare is ChildcareSought.NOT_STATED:
        found &= Q(childcare=None, added_childcare=None)
    return found


def _place_condition(sought: Sought) -> Q:
    place = plain_words.plain(sought.place)
    if not place:
        return Q()
    return Q(place_words__contains=f" {place}") | Q(covers_a_nation=True) | Q(place_words="")


def _weight(*whens: When, otherwise: int) -> Case:
    return Case(*whens, default=Value(otherwise), output_field=IntegerField())
