"""Being away: cover holds every bridge in one act, and coming back gives back what the absence moved, nothing else."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hrm2m.foundation import clock, jobs
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission, Role
from hrm2m.policy.lifecycles import BridgeEvent, BridgeStatus
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.bridges import chosen, steps, there
from hrm2m.records.bridges.models import Absence, Bridge, HandedOver, StandDown
from hrm2m.records.bridges.there import Chosen
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import NotYours


LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Away:
    """What was written: the absence, and how many bridges moved already (none where it only begins later)."""

    ref: str
    moved: int


def be_away(*, by: Actor, worker: str, begins: datetime, ends: datetime | None) -> Away:
    """The worker is away from `begins` until `ends` (or until back): from then on cover holds every bridge.

    Said by the worker, or by a lead of an agency he or she works for; begins in this act where the time has come.
    """
    with door.unit(by=by) as unit:
        with door.acting(by=by, permission=Permission.ABSENCE_SET) as house:
            worker_id = _whom(by, worker)
            _must_be_a_time(house.now, begins, ends)
            if Absence.objects.filter(worker_id=worker_id, over_at=None).exists():
                field, sentence = "begins", "An absence is written down already. End that one first."
                raise BadInput(field, sentence)
            row = Absence.objects.create(
                area=by.area, worker_id=worker_id, by_id=by.worker_id, begins_at=begins, ends_at=ends
            )
            house.note(absence=row.ref, worker=worker)
            due = begins <= house.now
        return Away(row.ref, _begin(by, row, unit.now) if due else 0)


def come_back(*, by: Actor, worker: str) -> int:
    """The worker is back, or the plan is dropped: how many bridges came back by it."""
    with door.unit(by=by) as unit:
        with door.acting(by=by, permission=Permission.ABSENCE_SET) as house:
            worker_id = _whom(by, worker)
            row = Absence.objects.select_for_update().filter(worker_id=worker_id, over_at=None).first()
            if row is None:
                field, sentence = "worker", "No absence is written down for this worker."
                raise BadInput(field, sentence)
            house.note(absence=row.ref, worker=worker)
        return _end(by, row, unit.now)


def keep_absences(*, by: Actor) -> int:
    """Begins and ends the absences whose time has come, each on its own; called by the worker process."""
    now = clock.now()
    open_ones = Absence.objects.filter(area=by.area, over_at=None)
    over = [(row.id, False) for row in open_ones.filter(ends_at__lte=now)]
    due = [(row.id, True) for row in open_ones.filter(begins_at__lte=now, begun_at=None)]
    return jobs.do_each(over + due, lambda each: _keep(by, *each))


def _keep(by: Actor, number: int, begins: bool) -> int:
    with door.unit(by=by) as unit:
        with door.acting(by=by, permission=Permission.ABSENCE_SET) as house:
            if Role.MACHINE not in by.roles:
                raise NotYours(Permission.ABSENCE_SET, HOUSE)
            row = Absence.objects.select_for_update().filter(id=number, over_at=None).first()
            # Another worker process, or the worker, may have been quicker.
            if row is None or (begins and row.begun_at is not None):
                return 0
            house.note(absence=row.ref)
        if begins:
            _begin(by, row, unit.now)
        else:
            _end(by, row, unit.now)
        return 1


def _begin(by: Actor, row: Absence, now: datetime) -> int:
    row.begun_at = now
    row.save(update_fields=["begun_at"])
    builds = Bridge.objects.filter(builder_id=row.worker_id, closed_at=None, status=BridgeStatus.OPEN)
    covers = Bridge.objects.filter(cover_id=row.worker_id, closed_at=None, status=BridgeStatus.HELD_BY_COVER)
    numbers = sorted({*builds.values_list("mother", flat=True), *covers.values_list("mother", flat=True)})
    with door.unit(by=by, mothers=numbers) as unit:
        return sum(_hand_over(by, unit.heads[number].ref, row) for number in numbers)


def _hand_over(by: Actor, mother: str, absence: Absence) -> bool:
    with door.acting(by=by, permission=Permission.ABSENCE_SET, mother=mother) as box:
        bridge = steps.bridge_in(box)
        before = Chosen(bridge.cover_id, bridge.cover_agency_id)
        builds = bridge.builder_id == absence.worker_id
        if builds:
            steps.hold(box, bridge)
        else:
            steps.stand_in(box, bridge)
        stood_in = bridge.cover_id != before.worker_id
        HandedOver.objects.create(
            area=box.area,
            absence=absence,
            bridge=bridge,
            was="builder" if builds else "cover",
            cover_before_id=before.worker_id if stood_in else None,
            cover_before_agency_id=before.agency_id if stood_in else None,
            stood_in_id=bridge.cover_id if stood_in else None,
        )
        return builds


def _end(by: Actor, row: Absence, now: datetime) -> int:
    row.over_at = now
    row.save(update_fields=["over_at"])
    moved = HandedOver.objects.filter(absence=row, bridge__closed_at=None).select_related("bridge")
    by_mother = {each.bridge.mother: each for each in moved}
    with door.unit(by=by, mothers=sorted(by_mother)) as unit:
        return sum(_give_back(by, unit.heads[n].ref, by_mother[n]) for n in sorted(by_mother))


def _give_back(by: Actor, mother: str, moved: HandedOver) -> bool:
    with door.acting(by=by, permission=Permission.ABSENCE_SET, mother=mother) as box:
        bridge = Bridge.objects.get(id=moved.bridge_id)
        if moved.stood_in_id is not None and bridge.cover_id == moved.stood_in_id:
            _cover_again(box, bridge, Chosen(moved.cover_before_id or 0, moved.cover_before_agency_id or 0))
        if moved.was != "builder" or not _may_have_it_back(box, bridge):
            return False
        steps.step(box, bridge, BridgeEvent.BUILDER_IS_BACK)
        steps.let_builder_be(box, bridge)
        return True


def _cover_again(box: Box, bridge: Bridge, who: Chosen) -> None:
    """Cover whom she knows is cover again, unless that worker was stood down, barred, or no longer goes out."""
    gone = who.agency_id not in there.duties_of(who.worker_id).goes_out
    if gone or _must_stay_away(box, who) or who.worker_id == bridge.builder_id:
        return
    box.end_standing(cause=f"cover:{bridge.ref}")
    steps.let_cover_be(box, bridge, who)


def _may_have_it_back(box: Box, bridge: Bridge) -> bool:
    who = Chosen(bridge.builder_id, bridge.agency_id)
    builds = who.agency_id in there.duties_of(who.worker_id).builds
    held = BridgeStatus(bridge.status) is BridgeStatus.HELD_BY_COVER
    return held and builds and not _must_stay_away(box, who)


def _must_stay_away(box: Box, who: Chosen) -> bool:
    stood_down = StandDown.objects.filter(mother=box.mother_id, worker_id=who.worker_id, until=None)
    return stood_down.exists() or there.is_barred(box.mother_id, who, box.now)


def _whom(by: Actor, worker: str) -> int:
    """The number of the worker; raises NotYours for whoever is neither the worker nor a lead of an agency of theirs."""
    worker_id = chosen.worker_of(by, worker, "worker")
    leads = Role.TEAM_LEAD in by.roles and by.agency_id in agencies.agencies_of_roles(worker_id, Role)
    if worker_id != by.worker_id and not leads:
        raise NotYours(Permission.ABSENCE_SET, HOUSE)
    return worker_id


def _must_be_a_time(now: datetime, begins: datetime, ends: datetime | None) -> None:
    if begins > now + LONGEST:
        field, sentence = "begins", "This lies more than a year ahead. Check the year."
        raise BadInput(field, sentence)
    if ends is not None and ends <= max(begins, now):
        field, sentence = "ends", "The day back is not after the first day away. Check both days."
        raise BadInput(field, sentence)
