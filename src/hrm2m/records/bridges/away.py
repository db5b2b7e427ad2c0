"""Who is away, or will be, of those a worker may speak for, and who stands down; frozen values only."""

from dataclasses import dataclass
from datetime import datetime

from hrm2m.policy import Actor, Role
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.agencies.queries import WorkerCard
from hrm2m.records.bridges.models import Absence, StandDown
from hrm2m.records.bridges.there import EVERYBODY


@dataclass(frozen=True)
class AwayCard:
    """One absence, planned or begun."""

    worker_ref: str
    first_name: str
    begins_at: datetime
    ends_at: datetime | None
    has_begun: bool


def speaks_for(by: Actor) -> tuple[WorkerCard, ...]:
    """Whose absences this worker may write down: the own, and as a lead those of everybody in the agency."""
    cards = agencies.workers_named([by.worker_id])
    own = tuple(cards.values())
    return (*own, *agencies.colleagues_of(by)) if Role.TEAM_LEAD in by.roles else own


def absences(by: Actor) -> tuple[AwayCard, ...]:
    """Absences that are not over, first day first."""
    cards = {card.id: card for card in speaks_for(by)}
    rows = Absence.objects.filter(worker_id__in=cards, over_at=None).order_by("begins_at", "id")
    return tuple(
        AwayCard(
            cards[row.worker_id].ref,
            cards[row.worker_id].first_name,
            row.begins_at,
            row.ends_at,
            row.begun_at is not None,
        )
        for row in rows
    )


def stood_down_now(by: Actor) -> frozenset[str]:
    """The refs of the workers of the area whom a lead stood down and nobody new chooses."""
    rows = StandDown.objects.filter(area=by.area, mother=EVERYBODY, until=None)
    cards = agencies.workers_named(rows.values_list("worker_id", flat=True))
    return frozenset(card.ref for card in cards.values())
