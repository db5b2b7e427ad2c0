"""Her bridge builder does not come back, or cover has lasted: she is asked whom she wants next; a promise of cover's.

Rooms call it inside their own act. It never chooses for her and moves no bridge: that is her choice, written elsewhere.
"""

from datetime import datetime
from enum import StrEnum

from hrm2m.cadence import Nation
from hrm2m.foundation.errors import BadInput
from hrm2m.policy.lifecycles import OPEN_STAGES, BridgeEvent, BridgeStatus
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.bridges import asked_again, there
from hrm2m.records.bridges.models import Absence, Bridge, BridgeChange, StandDown, WhomNext
from hrm2m.records.bridges.there import Chosen
from hrm2m.records.bridges.yeses import Wants, YesTo
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks.promises import due_of
from hrm2m.vault.box import Box


NEXT = "asked_whom_next"
NOBODY_TO_REPLACE = "Her bridge builder is there for her, or she chose another one. Open her page again."


class Spans(StrEnum):
    """Lengths of time of the cadence, each called like a promise."""

    LASTS = "cover_lasts"
    KEPT_COVER = "whom_next_kept_cover"
    NOT_NOW = "whom_next_not_now"


ASKED_AGAIN_AFTER = {
    Wants.COVER: Spans.KEPT_COVER,
    Wants.NOT_NOW: Spans.NOT_NOW,
    Wants.LEFT_BE: Spans.NOT_NOW,
}


def follow(box: Box, bridge: Bridge, event: BridgeEvent) -> None:
    """Starts the promise where nobody knows that her bridge builder comes back soon; any other step ends it."""
    if event is BridgeEvent.BUILDER_CANNOT:
        start_if_due(box, bridge)
        return
    if event is BridgeEvent.SHE_CHOSE_ANOTHER:
        clocks.meet(box, NEXT, about=bridge.ref, at=box.now)
    clocks.stop_kind(box, NEXT)
    asked_again.no_longer_asked(box, YesTo.COVER)


def start_if_due(box: Box, bridge: Bridge) -> bool:
    """Starts the promise of whoever holds her bridge, a lead behind, if she is to be asked; whether she is."""
    # She died, or her record is over: nothing is promised to her any more.
    if box.stage not in OPEN_STAGES or not is_to_be_asked(bridge, box.now):
        return False
    leads = [lead for lead in agencies.team_leads(bridge.agency_id) if lead != bridge.cover_id]
    clocks.start(
        box,
        NEXT,
        about=bridge.ref,
        owner_id=bridge.cover_id,
        escalate_to_id=next(iter(leads), bridge.cover_id),
        started_at=box.now,
    )
    return True


def is_to_be_asked(bridge: Bridge, now: datetime) -> bool:
    """Whether cover holds her bridge, nobody comes back soon, and what she last said of it is not young."""
    if BridgeStatus(bridge.status) is not BridgeStatus.HELD_BY_COVER:
        return False
    said = _said(bridge)
    if said is not None:
        return now >= _after(ASKED_AGAIN_AFTER[Wants(said.wants)], said.at, bridge)
    lasts_from = _after(Spans.LASTS, _held_since(bridge), bridge)
    return now >= lasts_from or not _is_back_before(lasts_from, bridge, now)


def write_said(box: Box, *, wants: Wants, at: datetime) -> None:
    """What she wants, where she chooses nobody else: the promise is kept. Left be: she is asked when she calls.

    That she keeps whoever is cover is a yes, and that worker gains by it: somebody else asks her whether it was so.
    """
    bridge = Bridge.objects.filter(mother=box.mother_id, closed_at=None).first()
    if bridge is None or BridgeStatus(bridge.status) is not BridgeStatus.HELD_BY_COVER:
        field = "wants"
        raise BadInput(field, NOBODY_TO_REPLACE)
    said = WhomNext.objects.create(
        area=box.area, bridge=bridge, wants=wants, cover_id=bridge.cover_id, by_id=box.by_id, at=at
    )
    if wants is Wants.LEFT_BE:
        clocks.stop(box, NEXT, about=bridge.ref)
    else:
        clocks.meet(box, NEXT, about=bridge.ref, at=at)
    asked_again.no_longer_asked(box, YesTo.COVER)
    if wants is Wants.COVER:
        asked_again.promise_to_ask_again(box, YesTo.COVER, about=said.ref, gains=bridge.cover_id)
    box.note(whom_next=wants.value)


def _said(bridge: Bridge) -> WhomNext | None:
    """What she said last since cover holds her bridge; to keep somebody who is not cover any more says nothing."""
    rows = WhomNext.objects.filter(bridge=bridge, at__gte=_held_since(bridge)).order_by("-id")
    said = rows.first()
    if said is not None and Wants(said.wants) is Wants.COVER and said.cover_id != bridge.cover_id:
        return None
    return said


def _held_since(bridge: Bridge) -> datetime:
    changes = BridgeChange.objects.filter(bridge=bridge, event=BridgeEvent.BUILDER_CANNOT).order_by("-id")
    return changes.values_list("at", flat=True).first() or bridge.opened_at


def _is_back_before(day: datetime, bridge: Bridge, now: datetime) -> bool:
    """Whether her bridge builder may be it again, and a day is written down on which he or she is back."""
    who = Chosen(bridge.builder_id, bridge.agency_id)
    gone = who.agency_id not in there.duties_of(who.worker_id).builds
    mothers = (bridge.mother, there.EVERYBODY)
    stood_down = StandDown.objects.filter(worker_id=who.worker_id, mother__in=mothers, until=None)
    if gone or stood_down.exists() or there.is_barred(bridge.mother, who, now):
        return False
    absences = Absence.objects.filter(worker_id=who.worker_id, over_at=None, ends_at__lte=day)
    return absences.exclude(begun_at=None).exists()


def _after(span: Spans, since: datetime, bridge: Bridge) -> datetime:
    area = agencies.area_of(bridge.area)
    return due_of(span.value, since, Nation(area.nation), area.choices)
