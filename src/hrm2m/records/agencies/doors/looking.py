"""What a worker sees of doors: who answers at which agency; a look leaves no line, a refusal does."""

from dataclasses import dataclass

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Facts, Permission, decide
from hrm2m.records.agencies.doors import queries
from hrm2m.records.agencies.doors.queries import DoorCard, TermsCard
from hrm2m.records.agencies.models import Agency, Service
from hrm2m.vault import door as acts


@dataclass(frozen=True)
class Answers:
    """A door, and what was declared through it last; None where nothing ever was."""

    card: DoorCard
    terms: TermsCard | None


@dataclass(frozen=True)
class DoorPage:
    """A door with everything that was ever declared through it, newest first, and the service it is of."""

    card: DoorCard
    terms: tuple[TermsCard, ...]
    service_name: str


@dataclass(frozen=True)
class AtAgency:
    """An agency of the area with a door, as one chooses it."""

    ref: str
    name: str
    is_ours: bool


def all_doors(by: Actor) -> tuple[Answers, ...]:
    """The open doors of the area with their newest terms, by agency. Raises Denied."""
    _must_see(by)
    return _with_terms(queries.doors_in(by.area))


def doors_of_service(by: Actor, service: str) -> tuple[Answers, ...]:
    """Who answers for this service, or for the whole agency that runs it. Raises Denied."""
    _must_see(by)
    agency_id = Service.objects.filter(ref=service, area=by.area).values_list("agency_id", flat=True).first()
    found = [
        card
        for card in queries.doors_in(by.area)
        if card.service_ref == service or (not card.service_ref and card.agency_id == agency_id)
    ]
    return _with_terms(tuple(found))


def one_door(by: Actor, ref: str) -> DoorPage:
    """One door, also one that has ended. Raises Denied, NotYours without one."""
    _must_see(by)
    card = queries.door(by.area, ref)
    service = Service.objects.filter(ref=card.service_ref).values_list("name", flat=True).first()
    return DoorPage(card, queries.terms_told(ref), service or "")


def agencies_to_choose(by: Actor) -> tuple[AtAgency, ...]:
    """The agencies of the area that have not ended, those that somebody here wrote down first, by name."""
    rows = Agency.objects.filter(area=by.area, ended_at=None).order_by("name", "id")
    found = [AtAgency(row.ref, row.name, not row.source) for row in rows]
    return tuple(sorted(found, key=lambda card: not card.is_ours))


def _with_terms(cards: tuple[DoorCard, ...]) -> tuple[Answers, ...]:
    terms = queries.terms_of_doors(card.ref for card in cards)
    return tuple(Answers(card, terms.get(card.ref)) for card in cards)


def _must_see(by: Actor) -> None:
    if not decide(Permission.DOOR_SEE, Facts(actor=by, now=clock.now())).allowed:
        with acts.acting(by=by, permission=Permission.DOOR_SEE):
            pass
