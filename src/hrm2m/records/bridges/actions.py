"""Opening and changing bridges; here, and only here, workers gain and lose their standing on her record."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Ground, Permission
from hrm2m.policy.lifecycles import BRIDGE, BridgeEvent, BridgeStatus
from hrm2m.records.bridges import chosen, telling
from hrm2m.records.bridges.chosen import Chosen
from hrm2m.records.bridges.models import Bridge, BridgeChange, StandDown, TeamPlace
from hrm2m.records.bridges.queries import mothers_near
from hrm2m.records.people import actions as people
from hrm2m.records.people.entries import Age, HowSaid
from hrm2m.vault import door
from hrm2m.vault.box import Box


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
        who = _who(box, by, builder, cover)
        people.introduce(
            box,
            handle=words.handle,
            age=words.age,
            locality=words.locality,
            honest_sentence=words.honest_sentence,
            at=at,
        )
        _open(box, *who, at)
        and_then(box)
        return box.mother_ref


def change_bridge_builder(*, by: Actor, mother: str, builder: str, cover: str, at: datetime) -> None:
    """She chose another bridge builder, for no reason that anyone may ask.

    Her bridge is kept by the agency of the bridge builder: chosen in another agency, the old one keeps nothing.
    """
    with door.acting(by=by, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        people.must_not_be_later_than_now(box, at)
        bridge = _bridge_in(box)
        builder_chosen, cover_chosen = _who(box, by, builder, cover)
        _close(box, bridge, BridgeEvent.SHE_CHOSE_ANOTHER)
        _open(box, builder_chosen, cover_chosen, at)
        if builder_chosen.agency_id != bridge.agency_id:
            _end_team(box, TeamPlace.objects.filter(agency_id=bridge.agency_id))


def change_cover(*, by: Actor, mother: str, cover: str, at: datetime) -> None:
    """Names other cover, whom she knows of."""
    with door.acting(by=by, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        people.must_not_be_later_than_now(box, at)
        bridge = _bridge_in(box)
        who = chosen.cover(box, by, cover, bridge.builder_id, rather=bridge.agency_id)
        box.end_standing(cause=f"cover:{bridge.ref}")
        _let_cover_be(box, bridge, who)


def let_cover_hold(*, by: Actor, mother: str) -> None:
    """The bridge builder cannot: access ends now and cover holds the bridge."""
    with door.acting(by=by, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        _let_cover_hold(box, _bridge_in(box))


def take_bridge_back(*, by: Actor, mother: str) -> None:
    """The bridge builder is back: access begins again. After a stand-down that is for a lead to say."""
    with door.acting(by=by, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        bridge = _bridge_in(box)
        chosen.place_again(box, by, bridge.builder_id, "bridge")
        _step(box, bridge, BridgeEvent.BUILDER_IS_BACK)
        _let_builder_be(box, bridge)


def stand_down(*, by: Actor, worker: str) -> int:
    """Stands a worker down at once, from every record of the area; answers how many bridges cover holds now.

    Nothing may stop it half-way: whoever barred the lead, and bridges of other agencies, are among them. None of
    them comes back to the worker before a lead lets her choose him or her again.
    """
    with door.unit(by=by) as unit:
        with door.acting(by=by, permission=Permission.BRIDGE_STAND_DOWN) as house:
            worker_id = chosen.worker_of(by, worker, "worker")
            numbers = mothers_near(worker_id)
            house.note(worker=worker, records=len(numbers))
        heads = unit.lock(numbers)
        held = [_end_all_of(by, heads[number].ref, worker_id) for number in numbers]
        return sum(held)


def _end_all_of(by: Actor, mother: str, worker_id: int) -> bool:
    """Ends whatever this worker is to one mother; whether cover holds her bridge now."""
    with door.acting(by=by, permission=Permission.BRIDGE_STAND_DOWN, mother=mother) as box:
        _end_team(box, TeamPlace.objects.filter(worker_id=worker_id))
        StandDown.objects.get_or_create(
            mother=box.mother_id,
            worker_id=worker_id,
            until=None,
            defaults={"area": box.area, "since": box.now},
        )
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
        _let_cover_be(box, bridge, Chosen(by.worker_id, by.agency_id))


def add_to_team(*, by: Actor, mother: str, worker: str, at: datetime) -> None:
    """Adds a worker to her outreach team, because she agreed to know one more."""
    with door.acting(by=by, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        people.must_not_be_later_than_now(box, at)
        who = chosen.for_her_team(box, by, worker, rather=_bridge_in(box).agency_id)
        place, made = TeamPlace.objects.get_or_create(
            mother=box.mother_id,
            worker_id=who.worker_id,
            until=None,
            defaults={"area": box.area, "agency_id": who.agency_id, "since": box.now},
        )
        if made:
            cause = f"team:{place.ref}"
            box.give_standing(Ground.TEAM, cause=cause, worker_id=who.worker_id, agency_id=who.agency_id)


def take_off_team(*, by: Actor, mother: str, worker: str) -> None:
    """Takes a worker off her outreach team: access ends now."""
    with door.acting(by=by, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        worker_id = chosen.worker_of(by, worker, "worker")
        _end_team(box, TeamPlace.objects.filter(worker_id=worker_id))


def bar(*, by: Actor, mother: str, worker: str) -> None:
    """Nobody asks why: this worker never opens her record, because she says so or the worker knows her."""
    with door.acting(by=by, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        worker_id = chosen.worker_of(by, worker, "worker")
        box.give_standing(Ground.BLOCK, cause=f"bar:{worker}", worker_id=worker_id)


def open_again(box: Box, *, by: Actor, builder: str, cover: str, at: datetime) -> None:
    """Opens a bridge of her choice on a record that woke; called by the acts on the whole record."""
    people.must_not_be_later_than_now(box, at)
    who = _who(box, by, builder, cover)
    box.end_standing_on(Ground.LEAD)
    _open(box, *who, at)


def close_with_record(box: Box) -> None:
    """Closes her bridge and her team because the record is over; called by the acts on the whole record."""
    bridge = Bridge.objects.select_for_update().filter(mother=box.mother_id, closed_at=None).first()
    if bridge:
        _close(box, bridge, BridgeEvent.RECORD_ENDED)
    _end_team(box, TeamPlace.objects.all())


def _end_team(box: Box, places: QuerySet[TeamPlace]) -> None:
    for place in places.filter(mother=box.mother_id, until=None):
        place.until = box.now
        place.save(update_fields=["until"])
        box.end_standing(cause=f"team:{place.ref}")


def close_for_ever(box: Box) -> None:
    """Closes her bridge because she is forgotten: nobody stands near her any more."""
    close_with_record(box)
    for ground in Ground:
        box.end_standing_on(ground)


def _who(box: Box, by: Actor, builder: str, cover: str) -> tuple[Chosen, Chosen]:
    """The bridge builder she chose and cover, each in an agency; cover in the builder's where that can be."""
    builds = chosen.builder(box, by, builder)
    return builds, chosen.cover(box, by, cover, builds.worker_id, rather=builds.agency_id)


def _open(box: Box, builder: Chosen, cover: Chosen, at: datetime) -> None:
    bridge = Bridge.objects.create(
        area=box.area,
        mother=box.mother_id,
        builder_id=builder.worker_id,
        agency_id=builder.agency_id,
        cover_id=cover.worker_id,
        cover_agency_id=cover.agency_id,
        status=BridgeStatus.OPEN,
        opened_at=at,
    )
    _let_builder_be(box, bridge)
    _let_cover_be(box, bridge, cover)
    box.give_standing(Ground.LEAD, cause=f"lead:{bridge.ref}", agency_id=bridge.agency_id)


def _let_builder_be(box: Box, bridge: Bridge) -> None:
    cause = f"bridge:{bridge.ref}"
    box.give_standing(Ground.BRIDGE, cause=cause, worker_id=bridge.builder_id, agency_id=bridge.agency_id)


def _let_cover_be(box: Box, bridge: Bridge, who: Chosen) -> None:
    bridge.cover_id, bridge.cover_agency_id = who.worker_id, who.agency_id
    bridge.save(update_fields=["cover_id", "cover_agency_id"])
    cause = f"cover:{bridge.ref}"
    box.give_standing(Ground.COVER, cause=cause, worker_id=who.worker_id, agency_id=who.agency_id)


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
    telling.follow(box, bridge, event)


def _bridge_in(box: Box) -> Bridge:
    bridge = Bridge.objects.filter(mother=box.mother_id, closed_at=None).first()
    if bridge is None:
        field, sentence = "bridge", "She has no open bridge. Begin one with her first."
        raise BadInput(field, sentence)
    return bridge
