"""What she says to a handover: on her page, or face to face; a text only starts the question."""

from datetime import datetime

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.policy.handover_lifecycle import SHE_SAID_SO, HandoverEvent, HandoverStatus
from hrm2m.records.bridges.asked_again import no_longer_asked, promise_to_ask_again
from hrm2m.records.bridges.yeses import YesTo
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.consent.actions import NOT_WHILE_LISTENING
from hrm2m.records.consent.queries import somebody_listened_at
from hrm2m.records.handovers.entries import AskedByText, SaidWhere, SheSaid
from hrm2m.records.handovers.opening import ASKED, acting_on, draft, moved, promise
from hrm2m.records.people.actions import must_not_be_later_than_now


def ask_by_text(*, by: Actor, handover: str, at: datetime) -> str:
    """She was asked by text. It is written down and confirms nothing: the promise to hear her runs on."""
    with acting_on(handover, by=by, permission=Permission.HANDOVER_SET) as (box, _row):
        must_not_be_later_than_now(box, at)
        return box.write(draft(AskedByText(), at, about=handover, how_known="seen"))


def write_what_she_said(*, by: Actor, handover: str, yes: bool, at: datetime, words: str = "") -> str:
    """She says yes or not yet: she herself on her page, or face to face to a worker who gains nothing by it.

    What a worker writes is asked again by somebody else within four weeks. Not yet: the bridge stays and a clock runs.
    Raises BadInput for a yes that a worker heard while somebody was listening.
    """
    with acting_on(handover, by=by, permission=Permission.HANDOVER_CONFIRM, her_word=True) as (box, row):
        must_not_be_later_than_now(box, at)
        if yes and not by.way_in and somebody_listened_at(box.mother_id, at):
            raise BadInput("yes", NOT_WHILE_LISTENING)
        row.said_at = at
        moved(row, _event(by, HandoverStatus(row.status), yes=yes), at)
        clocks.meet(box, ASKED, about=handover, at=at)
        # What she says now stands before whatever was to be asked again.
        no_longer_asked(box, YesTo.HANDOVER, about=[handover])
        where = SaidWhere.HER_PAGE if by.way_in else SaidWhere.FACE_TO_FACE
        ref = box.write(draft(SheSaid(yes, where, words.strip()), at, about=handover))
        if yes:
            promise_to_ask_again(
                box, YesTo.HANDOVER, about=handover, gains=row.proposed_by_id, with_id=row.to_worker_id
            )
        else:
            promise(box, ASKED, handover)
        return ref


def _event(by: Actor, status: HandoverStatus, *, yes: bool) -> HandoverEvent:
    if not yes:
        return HandoverEvent.SHE_SAYS_OTHERWISE if status in SHE_SAID_SO else HandoverEvent.SHE_DOES_NOT
    return HandoverEvent.SHE_CONFIRMS_HERSELF if by.way_in else HandoverEvent.A_WORKER_HEARS_HER_CONFIRM
