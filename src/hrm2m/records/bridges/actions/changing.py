"""Opening and changing bridges by her choice, cover holding them, her team, and closing them with the record."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from hrm2m.policy import Actor, Ground, Permission
from hrm2m.policy.lifecycles import BridgeEvent
from hrm2m.records.bridges import chosen, steps
from hrm2m.records.bridges.models import Bridge, TeamPlace
from hrm2m.records.bridges.there import Chosen
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
        steps.open_bridge(box, *who, at)
        and_then(box)
        return box.mother_ref


def change_bridge_builder(*, by: Actor, mother: str, builder: str, cover: str, at: datetime) -> None:
    """She chose another bridge builder, for no reason that anyone may ask.

    Her bridge is kept by the agency of the bridge builder: chosen in another agency, the old one keeps nothing.
    """
    with door.acting(by=by, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        people.must_not_be_later_than_now(box, at)
        bridge = steps.bridge_in(box)
        builder_chosen, cover_chosen = _who(box, by, builder, cover)
        steps.close(box, bridge, BridgeEvent.SHE_CHOSE_ANOTHER)
        opened = steps.open_bridge(box, builder_chosen, cover_chosen, at)
        steps.let_promises_follow(box, bridge, opened)
        if builder_chosen.agency_id != bridge.agency_id:
            steps.end_team(box, TeamPlace.objects.filter(agency_id=bridge.agency_id))


def change_cover(*, by: Actor, mother: str, cover: str, at: datetime) -> None:
    """Names other cover, whom she knows of."""
    with door.acting(by=by, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        people.must_not_be_later_than_now(box, at)
        bridge = steps.bridge_in(box)
        who = chosen.cover(box, by, cover, bridge.builder_id, rather=bridge.agency_id)
        box.end_standing(cause=f"cover:{bridge.ref}")
        steps.let_cover_be(box, bridge, who)


def let_cover_hold(*, by: Actor, mother: str) -> None:
    """The bridge builder cannot: access ends now and cover holds the bridge."""
    with door.acting(by=by, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        steps.hold(box, steps.bridge_in(box))


def take_bridge_back(*, by: Actor, mother: str) -> None:
    """The bridge builder is back: access begins again. After a stand-down that is for a lead to say."""
    with door.acting(by=by, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        bridge = steps.bridge_in(box)
        chosen.place_again(box, by, bridge.builder_id, "bridge")
        chosen.must_be_able_to_build(box, bridge)
        steps.step(box, bridge, BridgeEvent.BUILDER_IS_BACK)
        steps.let_builder_be(box, bridge)


def add_to_team(*, by: Actor, mother: str, worker: str, at: datetime) -> None:
    """Adds a worker to her outreach team, because she agreed to know one more."""
    with door.acting(by=by, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        people.must_not_be_later_than_now(box, at)
        who = chosen.for_her_team(box, by, worker, rather=steps.bridge_in(box).agency_id)
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
        steps.end_team(box, TeamPlace.objects.filter(worker_id=worker_id))


def open_again(box: Box, *, by: Actor, builder: str, cover: str, at: datetime) -> None:
    """Opens a bridge of her choice on a record that woke; called by the acts on the whole record."""
    people.must_not_be_later_than_now(box, at)
    who = _who(box, by, builder, cover)
    box.end_standing_on(Ground.LEAD)
    steps.open_bridge(box, *who, at)


def close_with_record(box: Box) -> None:
    """Closes her bridge and her team because the record is over; called by the acts on the whole record."""
    bridge = Bridge.objects.select_for_update().filter(mother=box.mother_id, closed_at=None).first()
    if bridge:
        steps.close(box, bridge, BridgeEvent.RECORD_ENDED)
    steps.end_team(box, TeamPlace.objects.all())


def close_for_ever(box: Box) -> None:
    """Closes her bridge because she is forgotten: nobody stands near her any more."""
    close_with_record(box)
    for ground in Ground:
        box.end_standing_on(ground)


def _who(box: Box, by: Actor, builder: str, cover: str) -> tuple[Chosen, Chosen]:
    """The bridge builder she chose and cover, each in an agency; cover in the builder's where that can be."""
    builds = chosen.builder(box, by, builder)
    return builds, chosen.cover(box, by, cover, builds.worker_id, rather=builds.agency_id)
