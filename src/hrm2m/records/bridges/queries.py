"""Reading bridges: who holds them, how many, and the profiles she chooses from; frozen values only."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from hrm2m.policy import Actor, Ground, Role
from hrm2m.policy.facts import GROUND_OPENS
from hrm2m.policy.lifecycles import BridgeStatus
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.agencies.queries import WorkerCard
from hrm2m.records.bridges.models import Bridge, CoverMet, Profile, TeamPlace
from hrm2m.records.bridges.there import stood_down_among
from hrm2m.vault.open_to import who_may_open


LIMIT = 10
"""Women each bridge builder is there for, unless the profile says otherwise (policy_choice, 3-record.md)."""


@dataclass(frozen=True)
class BridgeCard:
    """One bridge as a page shows it."""

    ref: str
    mother_id: int
    builder_id: int
    builder_name: str
    cover_id: int
    cover_name: str
    status: BridgeStatus
    opened_at: datetime
    agency_id: int
    cover_agency_id: int


@dataclass(frozen=True)
class Chooseable:
    """One bridge builder she can choose."""

    worker_ref: str
    first_name: str
    words: str
    places_left: int
    languages: str
    days: str
    says_lived_it: bool


@dataclass(frozen=True)
class Seer:
    """One worker who can open her record now, on which ground and since when; a lead must first say why."""

    worker_ref: str
    first_name: str
    job_title: str
    ground: Ground
    since: datetime


def bridge_of(mother_id: int) -> BridgeCard | None:
    """Her open bridge."""
    row = Bridge.objects.filter(mother=mother_id, closed_at=None).first()
    return _cards([row])[0] if row else None


def whose_work_it_is(mother_id: int) -> frozenset[int]:
    """Her bridge builder, and cover while cover holds her bridge: their work is done where somebody else is there."""
    return whose_work_among([mother_id]).get(mother_id, frozenset())


def whose_work_among(mother_ids: list[int]) -> dict[int, frozenset[int]]:
    """The same of several mothers in one query."""
    return {
        mother: frozenset({bridge.builder_id, bridge.cover_id})
        if bridge.status is BridgeStatus.HELD_BY_COVER
        else frozenset({bridge.builder_id})
        for mother, bridge in bridges_of_mothers(mother_ids).items()
    }


def kept_by(mother_id: int) -> int | None:
    """The number of the agency that keeps her bridge, or kept it last; None where none ever did."""
    rows = Bridge.objects.filter(mother=mother_id).order_by("-id")
    return rows.values_list("agency_id", flat=True).first()


def bridges_of_mothers(mother_ids: list[int]) -> dict[int, BridgeCard]:
    """The open bridges of these mothers, by mother; two statements."""
    rows = Bridge.objects.filter(mother__in=mother_ids, closed_at=None)
    return {card.mother_id: card for card in _cards(list(rows))}


def bridges_kept_by(agency_id: int) -> tuple[BridgeCard, ...]:
    """The open bridges that this agency keeps, the oldest first; two statements."""
    rows = Bridge.objects.filter(agency_id=agency_id, closed_at=None).order_by("opened_at", "id")
    return tuple(_cards(list(rows)))


def open_bridges_held_by(worker_id: int) -> int:
    """For how many women the worker is there now."""
    return Bridge.objects.filter(builder_id=worker_id, closed_at=None).count()


def keeps_bridges(agency_id: int) -> int:
    """How many open bridges this agency keeps."""
    return Bridge.objects.filter(agency_id=agency_id, closed_at=None).count()


def limit_of(worker_id: int) -> int:
    """For how many women at most."""
    found = Profile.objects.filter(worker_id=worker_id).values_list("limit", flat=True).first()
    return LIMIT if found is None else found


def builders_to_choose_from(by: Actor) -> tuple[Chooseable, ...]:
    """The bridge builders of the agency with their profiles and places left, by first name; nobody who stands down."""
    workers = agencies.workers_with(Role.BRIDGE_BUILDER, agency_id=by.agency_id)
    if Role.TEAM_LEAD not in by.roles:
        # Only a lead may place such a worker again, because she wants it.
        gone = stood_down_among(worker.id for worker in workers)
        workers = tuple(worker for worker in workers if worker.id not in gone)
    profiles = {p.worker_id: p for p in Profile.objects.filter(worker_id__in=[w.id for w in workers])}
    held = dict(
        Bridge.objects.filter(builder_id__in=[w.id for w in workers], closed_at=None)
        .values_list("builder_id")
        .annotate(Count("id"))
    )
    nothing = Profile(limit=LIMIT)
    return tuple(
        _chooseable(worker, profiles.get(worker.id, nothing), held.get(worker.id, 0)) for worker in workers
    )


def own_profile(by: Actor) -> Chooseable:
    """What the worker who asks says of himself or herself, as a mother is shown it."""
    profile = Profile.objects.filter(worker_id=by.worker_id).first() or Profile(limit=LIMIT)
    card = agencies.workers_named([by.worker_id])[by.worker_id]
    return _chooseable(card, profile, open_bridges_held_by(by.worker_id))


def has_met_cover(bridge: BridgeCard) -> bool:
    """Whether she has met whoever is cover of this bridge now."""
    return CoverMet.objects.filter(mother=bridge.mother_id, worker_id=bridge.cover_id).exists()


def _chooseable(worker: WorkerCard, profile: Profile, held: int) -> Chooseable:
    return Chooseable(
        worker.ref,
        worker.first_name,
        profile.words,
        max(0, profile.limit - held),
        profile.languages,
        profile.days,
        profile.says_lived_it,
    )


def near(mother_id: int, by: Actor) -> bool:
    """Whether the worker, in the agency chosen now, builds, covers or is on the team of her bridge."""
    return near_with(mother_id, Bridge.objects.filter(mother=mother_id, closed_at=None).first(), by)


def near_with(mother_id: int, bridge: Bridge | BridgeCard | None, by: Actor) -> bool:
    """The same for who has read her open bridge."""
    actor = (by.worker_id, by.agency_id)
    if bridge is not None and actor in {
        (bridge.builder_id, bridge.agency_id),
        (bridge.cover_id, bridge.cover_agency_id),
    }:
        return True
    places = TeamPlace.objects.filter(mother=mother_id, worker_id=by.worker_id, agency_id=by.agency_id)
    return places.filter(until=None).exists()


def mothers_near(worker_id: int) -> list[int]:
    """The numbers of every mother whose bridge this worker builds or covers, or on whose team he or she is."""
    held = Bridge.objects.filter(Q(builder_id=worker_id) | Q(cover_id=worker_id), closed_at=None)
    places = TeamPlace.objects.filter(worker_id=worker_id, until=None)
    numbers = {*held.values_list("mother", flat=True), *places.values_list("mother", flat=True)}
    return sorted(numbers)


def who_can_see(mother_id: int, now: datetime) -> tuple[Seer, ...]:
    """Who can open her record now, and why: her bridge builder, cover, team, and the leads of the agency.

    The policy is asked for each of them, so that nobody is named who is barred, has left, or holds no role any more.
    """
    near_her = list(_near_her(mother_id))
    workers = agencies.workers_named(worker_id for worker_id, _, _ in near_her)
    # For whichever agency he or she acts.
    opens = {actor.worker_id for actor in who_may_open(agencies.actors_of(workers), mother_id, now)}
    return tuple(
        Seer(card.ref, card.first_name, card.job_title, ground, since)
        for worker_id, ground, since in near_her
        if worker_id in opens and (card := workers.get(worker_id))
    )


def _near_her(mother_id: int) -> Iterator[tuple[int, Ground, datetime]]:
    bridge = Bridge.objects.filter(mother=mother_id, closed_at=None).first()
    if bridge and BridgeStatus(bridge.status) is BridgeStatus.OPEN:
        yield bridge.builder_id, Ground.BRIDGE, bridge.opened_at
    if bridge:
        yield bridge.cover_id, Ground.COVER, bridge.opened_at
    for place in TeamPlace.objects.filter(mother=mother_id, until=None).order_by("since", "id"):
        yield place.worker_id, Ground.TEAM, place.since
    if bridge:
        for lead in agencies.team_leads(bridge.agency_id):
            yield lead, Ground.LEAD, bridge.opened_at


def standing_by_causes() -> set[tuple[str, int | None, int | None, str]]:
    """What should stand, by the open bridges and team places: ground, worker, agency, compartment.

    A test holds the vault's table equal to it. Blocks have no row but their own.
    """
    return {one[1:] for one in standing_due()}


def standing_due() -> set[tuple[int, str, int | None, int | None, str]]:
    """The same with the number of the mother before it."""
    found: set[tuple[int, str, int | None, int | None, str]] = set()

    def add(mother: int, ground: Ground, worker_id: int | None, agency_id: int | None) -> None:
        found.update((mother, ground.value, worker_id, agency_id, c.value) for c in GROUND_OPENS[ground])

    for bridge in Bridge.objects.filter(closed_at=None).iterator():
        if BridgeStatus(bridge.status) is BridgeStatus.OPEN:
            add(bridge.mother, Ground.BRIDGE, bridge.builder_id, bridge.agency_id)
        add(bridge.mother, Ground.COVER, bridge.cover_id, bridge.cover_agency_id)
        add(bridge.mother, Ground.LEAD, None, bridge.agency_id)
    for place in TeamPlace.objects.filter(until=None).iterator():
        add(place.mother, Ground.TEAM, place.worker_id, place.agency_id)
    return found


def _cards(rows: list[Bridge]) -> list[BridgeCard]:
    workers = agencies.workers_named(n for row in rows for n in (row.builder_id, row.cover_id))
    return [
        BridgeCard(
            row.ref,
            row.mother,
            row.builder_id,
            workers[row.builder_id].first_name,
            row.cover_id,
            workers[row.cover_id].first_name,
            BridgeStatus(row.status),
            row.opened_at,
            row.agency_id,
            row.cover_agency_id,
        )
        for row in rows
    ]
