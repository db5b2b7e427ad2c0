"""Closing questions towards agencies with her record, letting late ones be named, and forgetting what was asked."""

from datetime import datetime

from hrm2m.foundation import clock, jobs, mail
from hrm2m.policy import Actor, Permission
from hrm2m.policy.enquiry_lifecycle import EnquiryEvent, EnquiryStatus, next_enquiry_status
from hrm2m.records.bridges.asked_again import nothing_left_to_ask
from hrm2m.records.bridges.yeses import YesTo
from hrm2m.records.clocks import unseen
from hrm2m.records.enquiries.actions.asking import OF_AN_ENQUIRY
from hrm2m.records.enquiries.models import EnquiryRow
from hrm2m.records.enquiries.opening import moved
from hrm2m.records.enquiries.who_sees_to_it import holder_of
from hrm2m.vault import door
from hrm2m.vault.box import Box


ABOUT_A_CHILD = (EnquiryStatus.CHILD_AT_RISK, EnquiryStatus.TO_BE_NAMED)


class _AnsweredMeanwhile(Exception):
    """It was answered or closed since a moment ago: nothing to write, no line."""


def close_with_record(box: Box) -> int:
    """Closes every question about her towards the agencies, in the act that ends, puts to sleep or forgets; how many.

    What an agency fears for a child stays on the lead's desk.
    """
    rows = list(EnquiryRow.objects.select_for_update().filter(mother=box.mother_id, closed_at=None))
    for row in rows:
        status = EnquiryStatus(row.status)
        if status is not EnquiryStatus.OVER:
            row.status = next_enquiry_status(status, EnquiryEvent.HER_RECORD_CLOSED)
        row.closed_at = box.now
        row.save(update_fields=["status", "closed_at"])
    unseen.stop_about(box, OF_AN_ENQUIRY, about=[row.ref for row in rows])
    nothing_left_to_ask(box, YesTo.ENQUIRY, about=[row.ref for row in rows])
    return len(rows)


def keep_clocks_right(box: Box) -> int:
    """Stops the promises of questions that are closed: called where a record is open again and clocks run again."""
    over = EnquiryRow.objects.filter(mother=box.mother_id).exclude(closed_at=None)
    return unseen.stop_about(box, OF_AN_ENQUIRY, about=list(over.values_list("ref", flat=True)))


def forget_rows(box: Box) -> int:
    """Takes away what was asked about her, with her record; what an agency fears for a child stays sealed."""
    rows = EnquiryRow.objects.filter(mother=box.mother_id).exclude(status__in=ABOUT_A_CHILD)
    return rows.filter(decided=b"").delete()[0]


def lapse_late(*, by: Actor) -> int:
    """Writes of every question that its time is over, once, and tells who asked; it stays open. Answers how many."""
    late = EnquiryRow.objects.filter(
        area=by.area, status=EnquiryStatus.SENT, closed_at=None, due_at__lte=clock.now()
    )
    waiting = list(late.order_by("due_at", "id").values_list("id", "mother"))
    return jobs.do_each(waiting, lambda row: _lapse(by, *row))


def _lapse(by: Actor, number: int, mother: int) -> bool:
    try:
        with door.unit(by=by, mothers=[mother]) as unit:
            ref = unit.heads[mother].ref
            with door.acting(by=by, permission=Permission.ENQUIRY_LAPSE, mother=ref) as box:
                _mark_late(box, number, box.now)
    except _AnsweredMeanwhile:
        return False
    return True


def _mark_late(box: Box, number: int, now: datetime) -> None:
    still = EnquiryRow.objects.select_for_update().filter(
        id=number, status=EnquiryStatus.SENT, closed_at=None, due_at__lte=now
    )
    row = still.first()
    if row is None:
        raise _AnsweredMeanwhile
    moved(row, EnquiryEvent.NO_ANSWER_IN_TIME)
    row.save(update_fields=["status"])
    mail.post(mail.Text.SOMETHING_WAITS, to_worker=holder_of(row), about=f"{row.ref}:late", at=now)
    box.note(enquiry=row.ref)
