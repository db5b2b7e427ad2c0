"""Who is there for how many women, for the board: a load and its limit, never an outcome."""

from collections import Counter
from dataclasses import dataclass

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Compartment, Ground, Role
from hrm2m.policy.lifecycles import BridgeStatus
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.bridges.models import Bridge, Profile
from hrm2m.records.bridges.queries import LIMIT
from hrm2m.vault import standing


@dataclass(frozen=True)
class Load:
    """For how many women a bridge builder is there, how many of those bridges cover holds now, and the limit."""

    worker_ref: str
    first_name: str
    women: int
    held_by_cover: int
    limit: int

    @property
    def is_over(self) -> bool:
        """More than the limit: then she cannot be sure of anyone's time."""
        return self.women > self.limit

    @property
    def is_full(self) -> bool:
        """No place left."""
        return self.women >= self.limit


def loads_of(by: Actor) -> tuple[Load, ...]:
    """The bridge builders of the actor's agency, and whoever else holds one of its bridges; fullest first."""
    # Found through whoever stands there for the agency: every bridge of the area was walked before.
    led = standing.mothers_within_reach(by, (Ground.LEAD,), Compartment.GENERAL, clock.now())
    bridges = Bridge.objects.filter(agency_id=by.agency_id, closed_at=None, mother__in=led)
    held = list(bridges.values_list("builder_id", "status"))
    workers = {card.id: card for card in agencies.workers_with(Role.BRIDGE_BUILDER, agency_id=by.agency_id)}
    workers |= agencies.workers_named({builder for builder, _ in held} - workers.keys())
    limits = dict(Profile.objects.filter(worker_id__in=workers).values_list("worker_id", "limit"))
    women = Counter(builder for builder, _ in held)
    with_cover = Counter(builder for builder, status in held if status == BridgeStatus.HELD_BY_COVER)
    loads = [
        Load(card.ref, card.first_name, women[number], with_cover[number], limits.get(number, LIMIT))
        for number, card in workers.items()
    ]
    return tuple(sorted(loads, key=lambda load: (load.limit - load.women, load.first_name, load.worker_ref)))
