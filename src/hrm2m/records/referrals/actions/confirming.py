"""Whoever was told to stop confirms it, and says honestly what is still held; she sees what was confirmed.

By the link in a mail, which is sent again while nobody did; or by telephone, written down by who holds her bridge.
"""

from datetime import datetime, timedelta

from hrm2m.foundation import clock, mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Permission
from hrm2m.policy.lifecycles import Stage
from hrm2m.policy.showing import UNTIL_DECIDED
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks.queries import running_about
from hrm2m.records.enquiries.actions.answering import must_name_a_person
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.records.referrals.actions.ending import CONFIRMED
from hrm2m.records.referrals.entries import Basis, Held, StopAnswer
from hrm2m.records.referrals.models import SharedWrongly, StopNotice
from hrm2m.vault import door, sleepers
from hrm2m.vault.box import Box
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.entries import Draft
from hrm2m.vault.errors import NotYours


EVERY = timedelta(days=14)
"""How long a link is good for, so that a new one is sent by then (policy_choice)."""
ASKED_FOR = timedelta(days=182)


def confirm_stop(*, by: Actor, notice: str, held: Held, said_by: str, because: str = "") -> None:
    """Confirms one notice in a person's own name; what is kept is kept for a reason that is said.

    Raises NotYours for anybody else's, and BadInput without a name: many read one inbox.
    """
    row = StopNotice.objects.filter(ref=notice, worker_id=by.worker_id, confirmed_at=None).first()
    if row is None:
        with door.unit(by=by):
            raise NotYours(Permission.STOP_CONFIRM, HOUSE)
    must_name_a_person(said_by, "said_by")
    _must_say_why(held, because)
    mother = sleepers.ref_of(row.mother)
    with door.acting(by=by, permission=Permission.STOP_CONFIRM, mother=mother) as box:
        row = StopNotice.objects.select_for_update().get(id=row.id)
        if row.confirmed_at is not None:
            return
        said = StopAnswer(held, because.strip(), said_by.strip())
        _confirm(box, row, said, how="read_in", at=box.now)


def take_down_stop(
    *, by: Actor, mother: str, notice: str, held: Held, because: str, said_by: str, at: datetime
) -> None:
    """What they said by telephone at `at`, in whose name: as good as their own answer, and she reads it.

    Raises BadInput without a name, without a reason for what is kept, and for what is confirmed already.
    """
    with door.acting(by=by, permission=Permission.REFERRAL_CHASE, mother=mother) as box:
        must_not_be_later_than_now(box, at)
        row = _unconfirmed(box, notice)
        must_name_a_person(said_by, "said_by", "Write the name of whoever said it.")
        _must_say_why(held, because)
        _confirm(box, row, StopAnswer(held, because.strip(), said_by.strip()), how="heard", at=at)


def chase_stop(*, by: Actor, mother: str, notice: str) -> None:
    """Asks them again: a new link goes to whoever was told to stop, and the promise stays as late as it is."""
    with door.acting(by=by, permission=Permission.REFERRAL_CHASE, mother=mother) as box:
        row = _unconfirmed(box, notice)
        _mail_again(row, f"{box.now:%Y%m%dT%H%M%S}", box.now)
        box.note(notice=row.ref)


def ask_stops_again(*, by: Actor) -> int:
    """A new link each fortnight for every stop that nobody confirmed: the one before is over; how many were sent.

    By the worker process, for half a year; whoever holds her bridge has it as late all that time, and after.
    """
    now = clock.now()
    open_ones = StopNotice.objects.filter(area=by.area, confirmed_at=None, told_at__gt=now - ASKED_FOR)
    # After her death, or once her record is over, no promise runs and nobody is asked.
    runs = {about for _mother, about in running_about(CONFIRMED, by.area)}
    due = [row for row in open_ones.order_by("id") if row.ref in runs and (now - row.told_at) >= EVERY]
    if not due:
        return 0
    with door.acting(by=by, permission=Permission.CLOCK_ESCALATE) as house:
        sent = sum(_mail_again(row, str((house.now - row.told_at) // EVERY), house.now) for row in due)
        house.note(stops_asked_again=sent)
    return sent


def _mail_again(row: StopNotice, number: str, now: datetime) -> bool:
    return mail.post(mail.Text.REQUEST, to_worker=row.worker_id, about=f"stop:{row.ref}:{number}", at=now)


def _unconfirmed(box: Box, notice: str) -> StopNotice:
    rows = StopNotice.objects.select_for_update().filter(mother=box.mother_id, ref=notice, confirmed_at=None)
    row = rows.first()
    if row is None:
        field, sentence = "notice", "This was confirmed already. Open the page again."
        raise BadInput(field, sentence)
    return row


def _must_say_why(held: Held, because: str) -> None:
    if held is Held.KEPT and not because.strip():
        field, sentence = "because", "Write what is kept and why: she reads it."
        raise BadInput(field, sentence)


def _confirm(box: Box, row: StopNotice, said: StopAnswer, *, how: str, at: datetime) -> None:
    row.confirmed_at, row.confirmed_by_id, row.what_they_hold = at, box.by_id, said.held
    if box.stage is not Stage.FORGOTTEN:
        # Of a mother who is forgotten no word is kept: that it was confirmed is all.
        row.entry = box.write(
            Draft(
                said,
                Category.MY_WORDS,
                at,
                how_known=how,
                from_whom=said.said_by,
                about=row.ref,
                held_until=_held_until(row),
            )
        )
    row.save()
    clocks.meet(box, CONFIRMED, about=row.ref, at=at)


def _held_until(row: StopNotice) -> datetime | None:
    """What is said to a stop she may not know of would tell her of it: it waits until somebody decides."""
    by_mistake = SharedWrongly.objects.filter(referral=row.referral_id, noted_at=row.told_at).exists()
    return None if row.referral.basis == Basis.CONSENT and not by_mistake else UNTIL_DECIDED
