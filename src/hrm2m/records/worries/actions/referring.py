"""Telling children's social care or the police. Nothing in here refuses to send, and nothing waits for anybody."""

from datetime import datetime

from hrm2m.cadence.local_time import local_day
from hrm2m.policy import Actor, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.showing import UNTIL_DECIDED
from hrm2m.policy.worry_lifecycle import WorryEvent, WorryStatus, next_worry_status
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.worries.actions.raising import written
from hrm2m.records.worries.entries import HowTold, Paper, Referral, ToldHer, ToWhom, Worry
from hrm2m.records.worries.leads import promise, tell
from hrm2m.records.worries.models import ReferralRow, WorryRow
from hrm2m.records.worries.opening import SAFE, draft
from hrm2m.records.worries.paper import FromRecord, Sending, lines_of, paper_of
from hrm2m.records.worries.quoting import quoted_in
from hrm2m.records.worries.telling import hold_back_if_said
from hrm2m.records.worries.their_time import start_by_step
from hrm2m.vault import door
from hrm2m.vault.box import Box


PAPER = "referral_paper"
NOT_WRITTEN = "No reason was written: it is marked as missing."


def refer(*, by: Actor, mother: str, sending: Sending, at: datetime) -> str:
    """One worker tells them, alone and at once; it writes and opens nothing. Answers the ref of the referral.

    Whatever is empty is marked as missing on the paper, and it goes.
    """
    act = ActFacts(reason=_reason(sending))
    with door.acting(by=by, permission=Permission.CHILD_REFER, mother=mother, act=act) as box:
        when = min(at, box.now)
        return _sent(box, sending, paper_of(by, sending, when), _new_worry(box, sending, when), when)


def refer_with_record(*, by: Actor, mother: str, sending: Sending, at: datetime, worry: str = "") -> str:
    """The safeguarding lead tells them with what the record holds: the observations chosen, strengths, her account.

    `worry` is the worry it answers; one that is not here is no reason not to send.
    """
    act = ActFacts(reason=_reason(sending))
    with door.acting(by=by, permission=Permission.CHILD_REFER_WITH_RECORD, mother=mother, act=act) as box:
        when = min(at, box.now)
        record = _from_record(box, sending, worry)
        paper = paper_of(by, sending, when, record)
        row = WorryRow.objects.filter(entry=worry, mother=box.mother_id).first()
        if row is None:
            return _sent(box, sending, paper, _new_worry(box, sending, when), when, record)
        row.status = next_worry_status(WorryStatus(row.status), WorryEvent.THEY_WERE_TOLD)
        row.save(update_fields=["status"])
        clocks.meet(box, "worry_read", about=worry, at=when)
        return _sent(box, sending, paper, worry, when, record)


def _reason(sending: Sending) -> str:
    return sending.reason.strip() or sending.grounds.words.strip() or NOT_WRITTEN


def _new_worry(box: Box, sending: Sending, at: datetime) -> str:
    worry = Worry(sending.grounds, about_how_old=sending.child)
    return written(box, worry, at, how_known="opinion_of", telling=sending.telling, status=WorryStatus.SENT)


def _sent(
    box: Box, sending: Sending, paper: Paper, worry: str, at: datetime, record: FromRecord | None = None
) -> str:
    there = record or FromRecord()
    body = Referral(paper, _reason(sending), sending.whom.strip(), there.refs)
    held = UNTIL_DECIDED if there.quotes_what_is_held else None
    # A paper says again what it quotes: it is not shown to her by the way where that is held from her.
    ref = box.write(draft(body, at, about=worry, held_until=held, **sending.telling.envelope(at)))
    ReferralRow.objects.create(
        area=box.area,
        mother=box.mother_id,
        entry=ref,
        worry=worry,
        to=paper.to,
        sent_by_id=box.by_id,
        sent_at=at,
    )
    hold_back_if_said(box, about=ref, telling=sending.telling)
    promise(box, "second_look", ref, without=box.by_id)
    if paper.to is ToWhom.SOCIAL_CARE:
        start_by_step(box, worry, "sent", at)
        if paper.how is HowTold.RING:
            start_by_step(box, worry, "rang", at)
    _look_again_where_due(box, sending)
    tell(box, ref)
    box.note(referral=ref, worry=worry, to=paper.to.value)
    return ref


def take_paper(*, by: Actor, mother: str, form: str) -> None:
    """Whoever sent it takes the paper along, as `form` (pdf or json): a line says so, and nothing is opened."""
    act = ActFacts(reason=PAPER, purpose=PAPER)
    with door.acting(by=by, permission=Permission.CHILD_REFER, mother=mother, act=act) as box:
        box.note(paper=form)


def _look_again_where_due(box: Box, sending: Sending) -> None:
    """A connection past its date goes with the day it was last looked at, and somebody is to look at it now."""
    touches = sending.touches
    if touches.connection and touches.due_again and touches.due_again < local_day(box.now):
        promise(box, "connection_look", touches.connection, due_at=box.now)


def _from_record(box: Box, sending: Sending, worry: str) -> FromRecord:
    """What was chosen, every strength that is written down, each as it stands now, and what she said to it."""
    quoted = quoted_in(box, sending.grounds.observations)
    told = [entry for entry in box.entries(ToldHer, compartment=SAFE) if worry and entry.about == worry]
    raised = box.entries(Worry, compartment=SAFE, refs=[worry]) if worry else ()
    said = [entry.body.her_account for entry in told]
    said += [reply.body.words for entry in raised for reply in entry.replies]
    return FromRecord(
        lines_of(each.newest for each in quoted.seen),
        lines_of(each.newest for each in quoted.strengths),
        " / ".join(filter(None, said)),
        refs=tuple(each.newest.ref for each in (*quoted.seen, *quoted.strengths)),
        quotes_what_is_held=quoted.is_held,
    )
