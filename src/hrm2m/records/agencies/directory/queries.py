"""Searching and reading the directory: frozen values, and as many statements for a long page as for a short one."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from django.db.models import Q, QuerySet

from hrm2m.foundation import clock, ids
from hrm2m.policy import Actor, Facts, Permission, decide
from hrm2m.records.agencies.directory.cards import ServiceCard, ServiceLine, card_of, line_of
from hrm2m.records.agencies.directory.sought import Sought, conditions, rank, weights
from hrm2m.records.agencies.directory.vocabulary import Unsure
from hrm2m.records.agencies.models import Area, Service, ServiceFact, ServicePlace, Worker
from hrm2m.vault import door


PAGE_SIZE = 20
MOST_ADDED = 60
RANK = "rank"
MOST_DIGITS_OF_A_RANK = 3
LONGEST_DISTRICT = 40


@dataclass(frozen=True)
class Page:
    """Some lines, and where the next ones begin (empty at the end)."""

    items: tuple[ServiceLine, ...]
    next: str


def search(by: Actor, sought: Sought, *, after: str = "", size: int = PAGE_SIZE) -> Page:
    """The services of the area that fit, those that state everything first, then by name.

    What does not state something that is sought comes after, and each line says what. Raises Denied.
    """
    _must_see(by)
    now = clock.now()
    weighed = weights(sought)
    found = _of_area(by).filter(conditions(sought, now)).annotate(**weighed).annotate(**{RANK: rank(weighed)})
    rows = list(_after(found, by, after).order_by(RANK, "name_key", "id")[: size + 1])
    lines = tuple(line_of(row, now, _unsure(row)) for row in islice(rows, size))
    last = rows[size - 1] if len(rows) > size else None
    return Page(lines, f"{getattr(last, RANK)}.{last.ref}" if last else "")


def service_of(by: Actor, ref: str) -> ServiceCard | None:
    """One service with everything that is stated and was added; None if there is none in this area. Raises Denied."""
    _must_see(by)
    row = _of_area(by).filter(ref=ref).first() if _is_ref(ref) else None
    if row is None:
        return None
    facts = list(ServiceFact.objects.filter(service=row).order_by("-stated_on", "-id")[:MOST_ADDED])
    names = _first_names({row.written_by_id or 0, *(fact.by_id for fact in facts)})
    return card_of(row, facts, names, clock.now())


def localities_in(area: int) -> tuple[str, ...]:
    """The coarse parts of the area, by name: the area itself, and each district that its directory states.

    A district with a figure in it could be a postcode, so it is no part of the list.
    """
    stated = ServicePlace.objects.filter(area=area).exclude(district="").values_list("district", flat=True)
    districts = {name for name in stated.distinct() if len(name) <= LONGEST_DISTRICT and not _has_digit(name)}
    names = set(Area.objects.filter(number=area).values_list("name", flat=True))
    return tuple(sorted(districts | names))


def _has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def _must_see(by: Actor) -> None:
    """A look leaves no line: the directory says nothing about anyone. A refusal does, as everywhere."""
    if not decide(Permission.DIRECTORY_SEE, Facts(actor=by, now=clock.now())).allowed:
        with door.acting(by=by, permission=Permission.DIRECTORY_SEE):
            pass


def _of_area(by: Actor) -> QuerySet[Service]:
    return Service.objects.filter(area=by.area).select_related("agency").prefetch_related("places")


def _after(found: QuerySet[Service], by: Actor, after: str) -> QuerySet[Service]:
    """The rows after the last one shown; one that is not there begins again from the top."""
    weight, _, ref = after.partition(".")
    is_rank = weight.isascii() and weight.isdecimal() and len(weight) <= MOST_DIGITS_OF_A_RANK
    if not (is_rank and _is_ref(ref)):
        return found
    last = Service.objects.filter(area=by.area, ref=ref).only("id", "name_key").first()
    if last is None:
        return found
    by_name = Q(name_key__gt=last.name_key) | Q(name_key=last.name_key, id__gt=last.id)
    return found.filter(Q(rank__gt=int(weight)) | Q(Q(rank=int(weight)), by_name))


def _is_ref(text: str) -> bool:
    """Whether this could be a ref: no database is asked for a text that it cannot hold."""
    return len(text) == ids.REF_LENGTH and text.isascii() and text.isalnum()


def _unsure(row: Service) -> Iterable[Unsure]:
    return (about for about in Unsure if getattr(row, f"unsure_{about}", 0))


def _first_names(worker_ids: Iterable[int]) -> dict[int, str]:
    return dict(Worker.objects.filter(id__in=set(worker_ids)).values_list("id", "first_name"))
