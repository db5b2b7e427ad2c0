"""Bridge builders of other areas whom she can choose when she moves there, and who stands beside hers; reading only."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from hrm2m.policy import Role
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.agencies.elsewhere import BuilderElsewhere, area_of_agency, bridge_builders_elsewhere
from hrm2m.records.bridges.models import Bridge, Profile, TeamPlace
from hrm2m.records.bridges.queries import LIMIT
from hrm2m.records.bridges.there import Chosen, away_among, stood_down_among


@dataclass(frozen=True)
class CanBeThere(BuilderElsewhere):
    """One bridge builder of another area who has a place, with what he or she says of himself or herself."""

    words: str


def builders_elsewhere(area: int) -> tuple[CanBeThere, ...]:
    """Who can be there for one more woman in the other areas: not away, with a place, and a lead behind for cover."""
    found = bridge_builders_elsewhere(area)
    numbers = [one.worker_id for one in found]
    profiles = {row.worker_id: row for row in Profile.objects.filter(worker_id__in=numbers)}
    held = dict(
        Bridge.objects.filter(builder_id__in=numbers, closed_at=None)
        .values_list("builder_id")
        .annotate(Count("id"))
    )
    leads = {
        number: set(agencies.leads_in_area(Role.TEAM_LEAD, area=number)) for number in {o.area for o in found}
    }
    away = away_among(numbers) | stood_down_among(numbers)
    nothing = Profile(limit=LIMIT)
    return tuple(
        CanBeThere(**vars(one), words=profile.words)
        for one in found
        if one.worker_id not in away
        and leads[one.area] - {one.worker_id}
        and held.get(one.worker_id, 0) < (profile := profiles.get(one.worker_id, nothing)).limit
    )


def who_stands_beside(mother_id: int, area: int) -> Chosen | None:
    """The worker of another area who is on her team while she moves there; None: nobody is."""
    for place in TeamPlace.objects.filter(mother=mother_id, until=None).order_by("-id"):
        if area_of_agency(place.agency_id) != area:
            return Chosen(place.worker_id, place.agency_id)
    return None


def chose_elsewhere(mother_id: int, area: int, since: datetime) -> bool:
    """Whether she chose a bridge builder of another area since then, who is there for her now or not any more."""
    places = TeamPlace.objects.filter(mother=mother_id, since__gte=since)
    return any(area_of_agency(place.agency_id) != area for place in places)
