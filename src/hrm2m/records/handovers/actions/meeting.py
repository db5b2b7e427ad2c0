"""The steps to the meeting: proposed to her, a meeting of the three set, all three were there."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hrm2m.cadence.spans import Span, after
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.policy.handover_lifecycle import HandoverEvent, HandoverStatus
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks.queries import nation_of
from hrm2m.records.handovers.entries import AllThreeThere, Handover, MeetingOfThree
from hrm2m.records.handovers.models import HandoverRow
from hrm2m.records.handovers.opening import (
    ASKED,
    MEETING,
    MET,
    acting_on,
    draft,
    moved,
    must_not_run,
    promise,
)
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.vault import door


LONGEST_AHEAD = timedelta(days=365)
WRITTEN_UP = Span(working_days=1, end_of_day=True)


@dataclass(frozen=True)
class ToWhom:
    """Who is to be there for her: a worker who answers at a door, and how that worker and the agency are called."""

    worker_id: int
    agency_id: int
    called: str
    agency: str


def propose(*, by: Actor, mother: str, to: ToWhom, at: datetime, referral: str = "", words: str = "") -> str:
    """Proposes to her a first meeting of three; answers its ref. Her bridge stays as it is.

    Raises BadInput where a handover to this worker runs already, and where the bridge builder would meet himself.
    """
    with door.acting(by=by, permission=Permission.HANDOVER_SET, mother=mother) as box:
        must_not_be_later_than_now(box, at)
        _must_be_another(by, to)
        must_not_run(box.mother_id, to.worker_id, referral)
        ref = box.write(draft(Handover(to.called, to.agency, words.strip()), at, how_known="seen"))
        HandoverRow.objects.create(
            area=box.area,
            mother=box.mother_id,
            entry=ref,
            referral=referral,
            to_worker_id=to.worker_id,
            to_agency_id=to.agency_id,
            proposed_by_id=box.by_id,
            proposed_at=at,
            status=HandoverStatus.PROPOSED,
        )
        promise(box, MEETING, ref)
        box.note(handover=ref)
        return ref


def set_meeting(*, by: Actor, handover: str, meeting: MeetingOfThree, at: datetime) -> str:
    """A meeting of the three is set, for the first time or anew; who was there is to be written once it has been."""
    with acting_on(handover, by=by, permission=Permission.HANDOVER_SET) as (box, row):
        must_not_be_later_than_now(box, at)
        _must_lie_ahead(meeting, box.now)
        row.meets_at = meeting.meets_at
        moved(row, HandoverEvent.A_MEETING_IS_SET, at)
        clocks.meet(box, MEETING, about=handover, at=at)
        clocks.stop(box, MET, about=handover)
        promise(box, MET, handover, due_at=after(meeting.meets_at, WRITTEN_UP, nation_of(box.area)))
        return box.write(draft(meeting, at, about=handover, how_known="seen"))


def write_all_there(*, by: Actor, handover: str, at: datetime, words: str = "") -> str:
    """She, her bridge builder and the other were there. She is asked now; nothing is done by having met."""
    with acting_on(handover, by=by, permission=Permission.HANDOVER_SET) as (box, row):
        must_not_be_later_than_now(box, at)
        if row.meets_at is not None and row.meets_at > box.now:
            field, sentence = (
                "at",
                "The meeting has not been yet. Write it once it has, or set the meeting anew.",
            )
            raise BadInput(field, sentence)
        moved(row, HandoverEvent.ALL_THREE_WERE_THERE, at)
        clocks.meet(box, MET, about=handover, at=at)
        promise(box, ASKED, handover)
        return box.write(draft(AllThreeThere(words.strip()), at, about=handover, how_known="seen"))


def _must_be_another(by: Actor, to: ToWhom) -> None:
    if to.worker_id == by.worker_id:
        field, sentence = "to", "Choose somebody else: three people meet, and you are one of them."
        raise BadInput(field, sentence)


def _must_lie_ahead(meeting: MeetingOfThree, now: datetime) -> None:
    field = "meets_at"
    if meeting.meets_at <= now:
        sentence = "This time is past. Write when the three will meet."
        raise BadInput(field, sentence)
    if meeting.meets_at > now + LONGEST_AHEAD:
        sentence = "This lies more than a year ahead. Check the year."
        raise BadInput(field, sentence)
    if not meeting.where.strip():
        field, sentence = "where", "Write where the three will meet."
        raise BadInput(field, sentence)
