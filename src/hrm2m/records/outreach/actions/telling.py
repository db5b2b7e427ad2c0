"""What she has been told face to face, or in the way she chose, and what we owed her until then."""

from datetime import datetime

from hrm2m.cadence import Channel
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.records.bridges import succession, telling
from hrm2m.records.bridges.yeses import Wants
from hrm2m.records.outreach.entries import LeaveMeBe
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.vault import door


NOT_LEFT_BE = "She has not asked to be left be. If she has, write that on her page first."


def she_knows_who_holds(*, by: Actor, mother: str, how: Channel, at: datetime) -> None:
    """She has been told, in this way, that cover holds her bridge: the promise is kept."""
    with door.acting(by=by, permission=Permission.CONTACT_LOG, mother=mother) as box:
        telling.write_told(box, how=how.value, at=at)


def she_is_not_reached_yet(*, by: Actor, mother: str, at: datetime) -> None:
    """She could not be told yet who holds her bridge: the cadence goes on, and she is still to be told."""
    with door.acting(by=by, permission=Permission.CONTACT_LOG, mother=mother) as box:
        telling.write_not_reached(box, at=at)


def she_said_whom_next(*, by: Actor, mother: str, wants: Wants, at: datetime) -> None:
    """She was asked whom she wants next, and chooses nobody else: she keeps cover, not now, or she is left be.

    Raises BadInput where nobody is to be replaced, and for *left be* where she has not asked for that.
    """
    with door.acting(by=by, permission=Permission.CONTACT_LOG, mother=mother) as box:
        must_not_be_later_than_now(box, at)
        newest = next(iter(box.entries(LeaveMeBe, newest=1)), None)
        if wants is Wants.LEFT_BE and not (newest and newest.body.on):
            field = "wants"
            raise BadInput(field, NOT_LEFT_BE)
        succession.write_said(box, wants=wants, at=at)
