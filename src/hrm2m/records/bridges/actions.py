"""Opening and changing bridges; here, and only here, workers gain and lose their standing on her record."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Ground, Permission, Role
from hrm2m.policy.lifecycles import BRIDGE, BridgeEvent, BridgeStatus
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.bridges.models import Bridge, BridgeChange, Profile, TeamPlace
from hrm2m.records.bridges.queries import LIMIT, mothers_near, open_bridges_held_by
from hrm2m.records.people import actions as people
from hrm2m.records.people.entries import Age, HowSaid
from hrm2m.vault import door
from hrm2m.vault.box import Box


MAY_COVER = (Role.BRIDGE_BUILDER, Role.OUTREACH_WORKER)


@dataclass(frozen=True)
class FirstWords:
    """What there is on the first day: how she wants to be known, and that the honest sentence was said."""

    handle: str
    age: Age
    honest_sentence: HowSaid
    locality: str = ""


def begin_bridge(
    *,
    by: Actor,
    words: FirstWords,
    builder: str,
    cover: str,
    at: datetime,
    and_then: Callable[[Box], None] = lambda _box: None,
) -> str:
    """Begins her record by her choice of a bridge builder (`builder`, `cover`: workers' refs); her ref.

    `and_then` is what a room above adds in the same act, while there is no record yet for anybody else.

    Raises BadInput where the worker is not a bridge builder of this agency, is there for as many women as the limit
    lets, or would cover himself or herself.
    """
    with door.beginning(by=by, permission=Permission.BRIDGE_BEGIN) as box:
        builder_id = _bridge_builder(by, builder)
        cover_id = _cover(by, cover, builder_id)
        people.introduce(
            box,
            handle=words.handle,
            age=words.age,
            locality=words.locality,
            honest_sentence=words.honest_sentence,
            at=at,
        )
        _open(box, builder_id, cover_id, by.agency_id, at)
        and_then(box)
        return box.mother_ref


def change_bridge_builder(*, by: Actor, mother: str, builder: str, cover: str, at: datetime) -> None:
    """She chose another bridge builder, for no reason that anyone may ask."""
    with door.acting(by=by, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        people.must_not_be_later_than_now(box, at)
        bridge = _bridge_in(box)
        builder_id = _bridge_builder(by, builder)
        cover_id = _cover(by, cover, builder_id)
        _close(box, bridge, BridgeEvent.SHE_CHOSE_ANOTHER)
        _open(box, builder_id, cover_id, bridge.agency_id, at)


def change_cover(*, by: Actor, mother: str, cover: str, at: datetime) -> None:
    """Names other cover, whom she knows of."""
    with door.acting(by=by, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        people.must_not_be_later_than_now(box, at)
        bridge = _bridge_in(box)
        bridge.cover_id = _cover(by, cover, bridge.builder_id)
        bridge.save(update_fields=["cover_id"])
        box.end_standing(cause=f"cover:{bridge.ref}")
        box.give_standing(Ground.COVER, cause=f"cover:{bridge.ref}", worker_id=bridge.cover_id)


def let_cover_hold(*, by: Actor, mother: str) -> None:
    """The bridge builder cannot: access ends now and cover holds the bridge."""
    with door.acting(by=by, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        _let_cover_hold(box, _bridge_in(box))


def take_bridge_back(*, by: Actor, mother: str) -> None:
    """The bridge builder is back: access begins again."""
    with door.acting(by=by, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        bridge = _bridge_in(box)
        _step(box, bridge, BridgeEvent.BUILDER_IS_BACK)
        box.give_standing(Ground.BRIDGE, cause=f"bridge:{bridge.ref}", worker_id=bridge.builder_id)


def stand_down(*, by: Actor, worker: str) -> int:
    """Stands a worker down at once, from every record of the area; answers how many bridges cover holds now.

    Nothing may stop it half-way: whoever barred the lead, and bridges of other agencies, are among them.
    """
    with door.unit(by=by) as unit:
        with door.acting(by=by, permission=Permission.BRIDGE_STAND_DOWN) as house:
            worker_id = _worker(by, worker, "worker")
            numbers = mothers_near(worker_id)
            house.note(worker=worker, records=len(numbers))
        heads = unit.lock(numbers)
        held = [_end_all_of(by, heads[number].ref, worker_id) for number in numbers]
        return sum(held)


def _end_all_of(by: Actor, mother: str, worker_id: int) -> bool:
    """Ends whatever this worker is to one mother; whether cover holds her bridge now."""
    with door.acting(by=by, permission=Permission.BRIDGE_STAND_DOWN, mother=mother) as box:
        for place in TeamPlace.objects.filter(mother=box.mother_id, worker_id=worker_id, until=None):
            _end_place(box, place)
        bridge = Bridge.objects.filter(mother=box.mother_id, closed_at=None).first()
        if bridge is None:
            return False
        if bridge.cover_id == worker_id:
            _let_lead_cover(box, bridge, by)
        if bridge.builder_id == worker_id and BridgeStatus(bridge.status) is BridgeStatus.OPEN:
            _let_cover_hold(box, bridge)
            return True
        return False


def _let_lead_cover(box: Box, bridge: Bridge, by: Actor) -> None:
    """Until she knows of other cover, whoever stood the worker down is cover; the bridge builder cannot be."""
    box.end_standing(cause=f"cover:{bridge.ref}")
    if by.worker_id != bridge.builder_id:
        bridge.cover_id = by.worker_id
        bridge.save(update_fields=["cover_id"])
        box.give_standing(Ground.COVER, cause=f"cover:{bridge.ref}", worker_id=bridge.cover_id)


def add_to_team(*, by: Actor, mother: str, worker: str, at: datetime) -> None:
    """Adds a worker to her outreach team, because she agreed to know one more."""
    with door.acting(by=by, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        people.must_not_be_later_than_now(box, at)
        worker_id = _worker(by, worker, "worker")
        if not agencies.holds_role_in_area(worker_id, MAY_COVER, area=by.area):
            field, sentence = "worker", "Choose an outreach worker or a bridge builder of this area."
            raise BadInput(field, sentence)
        place, made = TeamPlace.objects.get_or_create(
            mother=box.mother_id,
            worker_id=worker_id,
            until=None,
            defaults={"area": box.area, "since": box.now},
        )
        if made:
            box.give_standing(Ground.TEAM, cause=f"team:{place.ref}", worker_id=worker_id)


def take_off_team(*, by: Actor, mother: str, worker: str) -> None:
    """Takes a worker off her outreach team: access ends now."""
    with door.acting(by=by, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        worker_id = _worker(by, worker, "worker")
        place = TeamPlace.objects.filter(mother=box.mother_id, worker_id=worker_id, until=None).first()
        if place:
            _end_place(box, place)


def bar(*, by: Actor, mother: str, worker: str) -> None:
    """Nobody asks why: this worker never opens her record, because she says so or the worker knows her."""
    with door.acting(by=by, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        worker_id = _worker(by, worker, "worker")
        box.give_standing(Ground.BLOCK, cause=f"bar:{worker}", worker_id=worker_id)


def open_again(box: Box, *, by: Actor, builder: str, cover: str, at: datetime) -> None:
    """Opens a bridge of her choice on a record that woke; called by the acts on the whole record."""
    people.must_not_be_later_than_now(box, at)
    builder_id = _bridge_builder(by, builder)
    box.end_standing_on(Ground.LEAD)
    _open(box, builder_id, _cover(by, cover, builder_id), by.agency_id, at)


def close_with_record(box: Box) -> None:
    """Closes her bridge and her team because the record is over; called by the acts on the whole record."""
    bridge = Bridge.objects.select_for_update().filter(mother=box.mother_id, closed_at=None).first()
    if bridge:
        _close(box, bridge, BridgeEvent.RECORD_ENDED)
    for place in TeamPlace.objects.filter(mother=box.mother_id, until=None):
        _end_place(box, place)


def _end_place(box: Box, place: TeamPlace) -> None:
    place.until = box.now
    place.save(update_fields=["until"])
    box.end_standing(cause=f"team:{place.ref}")


def close_for_ever(box: Box) -> None:
    """Closes her bridge because she is forgotten: nobody stands near her any more."""
    close_with_record(box)
    for ground in Ground:
        box.end_standing_on(ground)


def _open(box: Box, builder_id: int, cover_id: int, agency_id: int, at: datetime) -> None:
    bridge = Bridge.objects.create(
        area=box.area,
        mother=box.mother_id,
        builder_id=builder_id,
        cover_id=cover_id,
        agency_id=agency_id,
        status=BridgeStatus.OPEN,
        opened_at=at,
    )
    box.give_standing(Ground.BRIDGE, cause=f"bridge:{bridge.ref}", worker_id=builder_id)
    box.give_standing(Ground.COVER, cause=f"cover:{bridge.ref}", worker_id=cover_id)
    box.give_standing(Ground.LEAD, cause=f"lead:{bridge.ref}", agency_id=agency_id)


def _close(box: Box, bridge: Bridge, event: BridgeEvent) -> None:
    _step(box, bridge, event)
    for cause in ("bridge", "cover"):
        box.end_standing(cause=f"{cause}:{bridge.ref}")
    # When the record ends or sleeps, the agency alone may wake it; it opens nothing while it is not open.
    if event is not BridgeEvent.RECORD_ENDED:
        box.end_standing(cause=f"lead:{bridge.ref}")


def _let_cover_hold(box: Box, bridge: Bridge) -> None:
    _step(box, bridge, BridgeEvent.BUILDER_CANNOT)
    box.end_standing(cause=f"bridge:{bridge.ref}")


def _step(box: Box, bridge: Bridge, event: BridgeEvent) -> None:
    following = BRIDGE[BridgeStatus(bridge.status)].get(event)
    if following is None:
        field, sentence = "bridge", "The bridge is not where this step begins. Open the page again."
        raise BadInput(field, sentence)
    bridge.status = following
    bridge.closed_at = box.now if following is BridgeStatus.CLOSED else None
    bridge.save(update_fields=["status", "closed_at"])
    BridgeChange.objects.create(
        area=box.area, bridge=bridge, event=event, after=following, by_id=box.by_id, at=box.now
    )


def _bridge_in(box: Box) -> Bridge:
    bridge = Bridge.objects.filter(mother=box.mother_id, closed_at=None).first()
    if bridge is None:
        field, sentence = "bridge", "She has no open bridge. Begin one with her first."
        raise BadInput(field, sentence)
    return bridge


def _worker(by: Actor, ref: str, field: str) -> int:
    found = agencies.worker_id_of(ref, area=by.area)
    if found is None:
        raise BadInput(field, "Choose a worker from the list.")
    return found


def _bridge_builder(by: Actor, ref: str) -> int:
    worker_id = _worker(by, ref, "builder")
    if not agencies.holds_role_in_area(worker_id, [Role.BRIDGE_BUILDER], area=by.area):
        field, sentence = "builder", "Choose somebody who is a bridge builder in this area."
        raise BadInput(field, sentence)
    # The profile is locked, so that two bridges begun at the same moment cannot pass the limit together.
    profile, _ = Profile.objects.get_or_create(
        worker_id=worker_id, defaults={"area": by.area, "limit": LIMIT}
    )
    profile = Profile.objects.select_for_update().get(id=profile.id)
    if open_bridges_held_by(worker_id) >= profile.limit:
        field = "builder"
        sentence = f"This bridge builder is there for {profile.limit} women already. She can choose another."
        raise BadInput(field, sentence)
    return worker_id


def _cover(by: Actor, ref: str, builder_id: int) -> int:
    worker_id = _worker(by, ref, "cover")
    if worker_id == builder_id:
        field, sentence = "cover", "Cover is somebody else than the bridge builder. Choose another worker."
        raise BadInput(field, sentence)
    if not agencies.holds_role_in_area(worker_id, MAY_COVER, area=by.area):
        field, sentence = "cover", "Choose an outreach worker or a bridge builder as cover."
        raise BadInput(field, sentence)
    return worker_id
