"""Who can be chosen to be near her, and in which agency; no standing is given or ended here."""

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission, Role
from hrm2m.policy.roles import permissions_of
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.bridges import there
from hrm2m.records.bridges.models import Bridge, Profile, StandDown
from hrm2m.records.bridges.queries import LIMIT, open_bridges_held_by
from hrm2m.records.bridges.there import EVERYBODY, MAY_COVER, Chosen
from hrm2m.vault import door
from hrm2m.vault.box import Box


STOOD_DOWN = (
    "This worker was stood down. Let her choose somebody else, or ask the team lead to place this worker because she "
    "wants it."
)
CHOOSE_ANOTHER = "This worker was stood down and cannot be asked. Choose somebody else."
BARRED = "This worker must not open her record. Let her choose somebody else; only her own word changes it."
CANNOT_BUILD = "Her bridge builder cannot be there for her now. Let her choose another one."


def worker_of(by: Actor, ref: str, field: str) -> int:
    """The number of the worker with this ref; raises BadInput at `field` if there is none in the area."""
    found = agencies.worker_id_of(ref, area=by.area)
    if found is None:
        raise BadInput(field, "Choose a worker from the list.")
    return found


def anybody_of(by: Actor, ref: str) -> int:
    """The number of the worker with this ref, whose account may have ended; raises BadInput if there is none."""
    found = agencies.anybody_id_of(ref, area=by.area)
    if found is None:
        field, sentence = "worker", "Choose a worker from the list."
        raise BadInput(field, sentence)
    return found


def builder(box: Box, by: Actor, ref: str) -> Chosen:
    """The bridge builder she chose, in the agency whose list she was shown; raises BadInput over the limit."""
    worker_id = worker_of(by, ref, "builder")
    agency_id = agencies.agency_of_role(worker_id, [Role.BRIDGE_BUILDER], area=by.area, rather=by.agency_id)
    if agency_id is None:
        field, sentence = "builder", "Choose somebody who is a bridge builder in this area."
        raise BadInput(field, sentence)
    place_again(box, by, worker_id, "builder")
    _must_not_be_barred(box, Chosen(worker_id, agency_id), "builder")
    _must_have_a_place(by, worker_id)
    return Chosen(worker_id, agency_id)


def cover(box: Box, by: Actor, ref: str, builder_id: int, *, rather: int) -> Chosen:
    """Cover, somebody else than the bridge builder, for the agency `rather` if the worker goes out for it."""
    worker_id = worker_of(by, ref, "cover")
    if worker_id == builder_id:
        field, sentence = "cover", "Cover is somebody else than the bridge builder. Choose another worker."
        raise BadInput(field, sentence)
    sentence = "Choose an outreach worker or a bridge builder as cover."
    return _who_goes_out(box, by, worker_id, "cover", sentence, rather)


def for_her_team(box: Box, by: Actor, ref: str, *, rather: int) -> Chosen:
    """A worker for her outreach team, for the agency `rather` if the worker goes out for it."""
    worker_id = worker_of(by, ref, "worker")
    sentence = "Choose an outreach worker or a bridge builder of this area."
    return _who_goes_out(box, by, worker_id, "worker", sentence, rather)


def place_again(box: Box, by: Actor, worker_id: int, field: str) -> None:
    """Raises BadInput for a worker who was stood down, from her or from all, unless a lead lets her choose so."""
    if not _stands_down(box.mother_id, worker_id):
        return
    if Permission.BRIDGE_PLACE_AGAIN not in permissions_of(by.roles):
        raise BadInput(field, STOOD_DOWN)
    with door.acting(by=by, permission=Permission.BRIDGE_PLACE_AGAIN, mother=box.mother_ref):
        hers = StandDown.objects.filter(mother=box.mother_id, worker_id=worker_id, until=None)
        if not hers.update(until=box.now):
            # Stood down from all, and never from her: what the lead lets her choose is written down all the same.
            StandDown.objects.create(
                area=box.area, mother=box.mother_id, worker_id=worker_id, since=box.now, until=box.now
            )


def must_not_stand_down(box: Box, worker_id: int, field: str) -> None:
    """Raises BadInput for a worker who was stood down, and whom no lead let be near her again since."""
    if _stands_down(box.mother_id, worker_id):
        raise BadInput(field, CHOOSE_ANOTHER)


def _stands_down(mother_id: int, worker_id: int) -> bool:
    rows = StandDown.objects.filter(worker_id=worker_id, mother__in=(mother_id, EVERYBODY))
    hers = [row for row in rows if row.mother == mother_id]
    since = [row.since for row in rows if row.mother == EVERYBODY and row.until is None]
    if any(row.until is None for row in hers):
        return True
    # Of those whom a lead let choose this worker again since, nobody needs to be asked once more.
    return bool(since) and not any(row.until and row.until >= max(since) for row in hers)


def _who_goes_out(box: Box, by: Actor, worker_id: int, field: str, sentence: str, rather: int) -> Chosen:
    agency_id = agencies.agency_of_role(worker_id, MAY_COVER, area=by.area, rather=rather)
    if agency_id is None:
        raise BadInput(field, sentence)
    place_again(box, by, worker_id, field)
    _must_not_be_barred(box, Chosen(worker_id, agency_id), field)
    return Chosen(worker_id, agency_id)


def must_be_able_to_build(box: Box, bridge: Bridge) -> None:
    """Raises BadInput where her bridge builder left, lost the role, is away or must not open her record."""
    who = Chosen(bridge.builder_id, bridge.agency_id)
    builds = who.agency_id in there.duties_of(who.worker_id).builds
    if not builds or there.away_among([who.worker_id]) or there.is_barred(box.mother_id, who, box.now):
        field = "bridge"
        raise BadInput(field, CANNOT_BUILD)


def _must_not_be_barred(box: Box, who: Chosen, field: str) -> None:
    if there.is_barred(box.mother_id, who, box.now):
        raise BadInput(field, BARRED)


def _must_have_a_place(by: Actor, worker_id: int) -> None:
    # The profile is locked, so that two bridges begun at the same moment cannot pass the limit together.
    profile, _ = Profile.objects.get_or_create(
        worker_id=worker_id, defaults={"area": by.area, "limit": LIMIT}
    )
    profile = Profile.objects.select_for_update().get(id=profile.id)
    if open_bridges_held_by(worker_id) >= profile.limit:
        field = "builder"
        sentence = (
            f"This bridge builder is there for {profile.limit} women already. She can choose another, or the team "
            "lead lets one more in, on the board."
        )
        raise BadInput(field, sentence)
