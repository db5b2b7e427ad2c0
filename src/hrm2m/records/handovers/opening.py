"""Opening the record a handover belongs to by the ref in its address, its steps, and whose its promises are."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.handover_lifecycle import HandoverEvent, HandoverStatus, next_handover_status
from hrm2m.policy.lifecycles import BridgeStatus, NoSuchStep
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.bridges.queries import bridge_of, kept_by, whose_work_it_is
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.handovers.models import HandoverRow
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.entries import Body, Draft
from hrm2m.vault.errors import NotYours


MEETING, MET, ASKED = "handover_meeting", "handover_met", "handover_asked"


@contextmanager
def acting_on(
    handover: str, *, by: Actor, permission: Permission, her_word: bool = False
) -> Iterator[tuple[Box, HandoverRow]]:
    """The record this handover belongs to, open for one act, and its row under the lock of her record.

    Raises NotYours for a ref that is unknown and for a record out of reach alike.
    """
    with door.unit(by=by) as unit:
        number = mother_of(handover, by, permission)
        head = unit.lock([number])[number]
        row = HandoverRow.objects.get(entry=handover)
        act = ActFacts(about=handover, author_id=gainer_for(row, by.worker_id), her_word=her_word)
        with door.acting(by=by, permission=permission, mother=head.ref, act=act) as box:
            box.note(about=handover)
            yield box, row


def gainers_of(mother_id: int, *, to_worker_id: int, proposed_by_id: int) -> frozenset[int]:
    """Who gains by her yes: whoever is to be there for her, whoever proposed it, and whose work is done with it."""
    return whose_work_it_is(mother_id) | {to_worker_id, proposed_by_id}


def gainer_for(row: HandoverRow, worker_id: int) -> int:
    """The one who gains, as the policy is told it: this worker, if he or she is among them."""
    gainers = gainers_of(row.mother, to_worker_id=row.to_worker_id, proposed_by_id=row.proposed_by_id)
    return worker_id if worker_id in gainers else row.to_worker_id


def mother_of(handover: str, by: Actor, permission: Permission) -> int:
    """The number of the mother this handover belongs to; raises NotYours for a ref that is unknown in the area."""
    found = HandoverRow.objects.filter(entry=handover, area=by.area).values_list("mother", flat=True).first()
    if found is None:
        raise NotYours(permission, HOUSE)
    return found


def moved(row: HandoverRow, event: HandoverEvent, at: datetime) -> None:
    """Moves the handover along its lifecycle; raises BadInput for a step that does not come now."""
    try:
        row.status = next_handover_status(HandoverStatus(row.status), event)
    except NoSuchStep as refusal:
        field, sentence = "event", "This step does not come now. Open the page of the handover again."
        raise BadInput(field, sentence) from refusal
    over = row.status in (HandoverStatus.DONE, HandoverStatus.LEFT)
    if row.over_at is not None and not over:
        must_not_run(row.mother, row.to_worker_id, row.referral)
    row.over_at = at if over else None
    row.save()


def must_not_run(mother: int, to_worker_id: int, referral: str) -> None:
    """Raises BadInput where a handover of hers to this worker runs already."""
    same = HandoverRow.objects.filter(mother=mother, to_worker_id=to_worker_id, referral=referral)
    if same.filter(over_at=None).exists():
        field, sentence = "to", "A handover to this person runs already. Open it from the list."
        raise BadInput(field, sentence)


def draft(body: Body, at: datetime, *, about: str = "", how_known: str = "her_words") -> Draft[Body]:
    """An entry of her general record, in the category of her words."""
    return Draft(body, Category.MY_WORDS, at, about=about, how_known=how_known)


def promise(box: Box, kind: str, handover: str, *, due_at: datetime | None = None) -> None:
    """Starts a promise of whoever holds her bridge now, with the lead of that agency behind it."""
    bridge = bridge_of(box.mother_id)
    agency = kept_by(box.mother_id)
    leads = agencies.team_leads(agency) if agency else ()
    owner = box.by_id
    if bridge:
        owner = bridge.builder_id if bridge.status is BridgeStatus.OPEN else bridge.cover_id
    clocks.start(
        box,
        kind,
        about=handover,
        owner_id=owner,
        escalate_to_id=next(iter(leads), owner),
        started_at=box.now,
        due_at=due_at,
    )


def stop_promises(box: Box, handover: str) -> None:
    """Nothing about this handover is owed any more."""
    for kind in (MEETING, MET, ASKED):
        clocks.stop(box, kind, about=handover)
