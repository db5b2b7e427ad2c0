"""Closing questions with her record or at her bar, letting late ones be named, and forgetting what was asked."""

from datetime import datetime

from hrm2m.foundation import clock, jobs, mail
from hrm2m.policy import Actor, Permission
from hrm2m.policy.enquiry_lifecycle import ENQUIRY, EnquiryEvent, EnquiryStatus
from hrm2m.records.bridges.asked_again import nothing_left_to_ask
from hrm2m.records.bridges.there import Chosen, is_barred
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
    return _close(box, _open(box), EnquiryEvent.HER_RECORD_CLOSED)


def close_what_is_barred(box: Box) -> int:
    """Closes every question at the door of whoever she barred a moment ago, in that act; how many.

    Nothing of hers was there, so nothing is to be confirmed; what they fear for a child stays on the lead's desk.
    """
    barred = [
        row for row in _open(box) if is_barred(row.mother, Chosen(row.worker_id, row.agency_id), box.now)
    ]
    return _close(box, barred, EnquiryEvent.WE_TAKE_IT_BACK)


def _open(box: Box) -> list[EnquiryRow]:
    return list(EnquiryRow.objects.select_for_update().filter(mother=box.mother_id, closed_at=None))


def _close(box: Box, rows: list[EnquiryRow], event: EnquiryEvent) -> int:
    for row in rows:
        row.status = ENQUIRY[EnquiryStatus(row.status)].get(event, EnquiryStatus(row.status))
        row.closed_at = box.now
        row.save(update_fields=["status", "closed_at"])
    refs = [row.ref for row in rows]
    unseen.stop_about(box, OF_AN_ENQUIRY, about=refs)
    nothing_left_to_ask(box, YesTo.ENQUIRY, about=refs)
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
