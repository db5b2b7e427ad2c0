"""What she has been told face to face, or in the way she chose, and what we owed her until then."""

from datetime import datetime

from hrm2m.cadence import Channel
from hrm2m.policy import Actor, Permission
from hrm2m.records.bridges import telling
from hrm2m.vault import door


def she_knows_who_holds(*, by: Actor, mother: str, how: Channel, at: datetime) -> None:
    """She has been told, in this way, that cover holds her bridge: the promise is kept."""
    with door.acting(by=by, permission=Permission.CONTACT_LOG, mother=mother) as box:
        telling.write_told(box, how=how.value, at=at)


def she_is_not_reached_yet(*, by: Actor, mother: str, at: datetime) -> None:
    """She could not be told yet who holds her bridge: the cadence goes on, and she is still to be told."""
    with door.acting(by=by, permission=Permission.CONTACT_LOG, mother=mother) as box:
        telling.write_not_reached(box, at=at)
