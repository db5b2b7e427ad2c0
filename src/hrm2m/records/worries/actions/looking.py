"""The second look: at a referral that was sent, and at what is withheld from her; never by whoever wrote it."""

from datetime import datetime, timedelta

from hrm2m.foundation import mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Ground, Permission
from hrm2m.policy.facts import GROUND_OPENS, ActFacts
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.bridges import chosen
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.records.showing import inside
from hrm2m.records.worries.actions.leaving import MAY_BE_ASKED, over
from hrm2m.records.worries.entries import SecondLook
from hrm2m.records.worries.models import (
    HELD,
    LOOKS_IN,
    REFERRAL,
    ReferralRow,
    SecondAsked,
)
from hrm2m.records.worries.opening import SAFE, acting_on, author_of, draft, withheld_for
from hrm2m.vault import door, to_show
from hrm2m.vault.box import Box
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import NotYours
from hrm2m.vault.to_show import Asks


LONGEST = timedelta(days=14)
"""After this somebody else is asked: standing near her without an end is nobody's."""


def ask_to_look(*, by: Actor, about: str, worker: str, at: datetime) -> str:
    """Asks a lead of the agency to look at a referral: the one act he or she stands there for.

    Raises BadInput for whoever sent it, and for somebody who leads nobody in the agency.
    """
    with acting_on(ReferralRow, about, by=by, permission=Permission.WORRY_ANSWER) as (box, sent):
        return _asked(box, about, REFERRAL, sent.sent_by_id, by, worker, at)


def ask_to_sign(*, by: Actor, entry: str, worker: str, at: datetime) -> str:
    """Asks a lead of the agency to sign, as second person, what is withheld from her about a child.

    Raises BadInput for whoever withholds it, for what waits for no signature, and for somebody who leads nobody.
    """
    with door.unit(by=by, mothers=[HOUSE]) as unit:
        row = to_show.reached(by, entry, [SAFE], unit.now)
        if row is None:
            raise NotYours(Permission.WORRY_ANSWER, HOUSE)
        mother = unit.lock([row.mother])[row.mother].ref
        with door.acting(by=by, permission=Permission.WORRY_ANSWER, mother=mother) as box:
            if row.asks(box.now) is not Asks.SIGN or row.decided_by_id is None:
                field, sentence = "worker", "This waits for no signature any more. Open the list again."
                raise BadInput(field, sentence)
            box.note(about=entry)
            return _asked(box, entry, HELD, row.decided_by_id, by, worker, at)


def _asked(box: Box, about: str, kind: str, author: int, by: Actor, worker: str, at: datetime) -> str:
    must_not_be_later_than_now(box, at)
    asked = agencies.worker_id_of(worker, area=by.area)
    leads = {card.id for role in MAY_BE_ASKED for card in agencies.workers_with(role, agency_id=by.agency_id)}
    if asked is None or asked not in leads or asked == author:
        field, sentence = "worker", "Choose a lead of your agency who did not write it."
        raise BadInput(field, sentence)
    chosen.must_not_stand_down(box, asked, "worker")
    there = SecondAsked.objects.filter(about=about, kind=kind, worker_id=asked, ended_at=None)
    if there.filter(until__gt=box.now).exists():
        return about
    _end_what_was_asked(box, about, kind, asked)
    _lets_stand(box, about, kind, by, asked)
    mail.post(mail.Text.SOMETHING_WAITS, to_worker=asked, about=about, at=box.now)
    return about


def _lets_stand(box: Box, about: str, kind: str, by: Actor, asked: int) -> None:
    """The row that says why somebody stands near her to look, and the standing that ends with it."""
    row = SecondAsked.objects.create(
        area=box.area,
        mother=box.mother_id,
        about=about,
        kind=kind,
        worker_id=asked,
        agency_id=by.agency_id,
        asked_by_id=by.worker_id,
        since=box.now,
        until=box.now + LONGEST,
    )
    box.give_standing(
        Ground.SECOND_READER,
        cause=row.cause,
        worker_id=asked,
        agency_id=by.agency_id,
        until=row.until,
        purpose=about,
        but=GROUND_OPENS[Ground.SECOND_READER] - LOOKS_IN,
    )


def look_at_referral(*, by: Actor, referral: str, look: SecondLook, at: datetime) -> str:
    """A second person has read what was sent. It changes nothing of what was sent: corrections are sent anew.

    Raises Denied, in words, for whoever sent it, in whatever role.
    """
    act = ActFacts(about=referral, author_id=author_of(referral))
    with acting_on(ReferralRow, referral, by=by, permission=Permission.SECOND_LOOK, act=act) as (box, row):
        must_not_be_later_than_now(box, at)
        _must_say_something(look)
        ref = box.write(draft(look, at, about=referral))
        if row.looked_at is None:
            row.looked_at, row.looked_by_id = at, box.by_id
            row.save(update_fields=["looked_at", "looked_by_id"])
        clocks.meet(box, "second_look", about=referral, at=at)
        _end_what_was_asked(box, referral, REFERRAL)
        return ref


def sign_withholding(*, by: Actor, entry: str, look: SecondLook, at: datetime) -> str:
    """A second person says yes or no to what is withheld about a child; with a no she may read it from now on.

    Raises Denied, in words, for whoever withholds it, in whatever role.
    """
    with withheld_for(entry, by=by) as (box, row):
        ref = inside.sign(box, row, words=look.words, agrees=look.agrees, at=at)
        _end_what_was_asked(box, entry, HELD)
        return ref


def _end_what_was_asked(box: Box, about: str, kind: str, worker_id: int | None = None) -> None:
    """Whoever was asked to look at it stands there no longer."""
    rows = SecondAsked.objects.filter(mother=box.mother_id, about=about, kind=kind, ended_at=None)
    for row in rows if worker_id is None else rows.filter(worker_id=worker_id):
        over(box, row)


def _must_say_something(look: SecondLook) -> None:
    if not look.words.strip():
        field, sentence = "words", "Write in a sentence what you looked at and what you think."
        raise BadInput(field, sentence)
