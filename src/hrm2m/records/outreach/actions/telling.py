"""What she has been told face to face, or in the way she chose, and what we owed her until then."""

from datetime import datetime

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.records.bridges.queries import bridge_of
from hrm2m.records.bridges.telling import TOLD
from hrm2m.records.clocks import actions as clocks
from hrm2m.vault import door


def she_knows_who_holds(*, by: Actor, mother: str, at: datetime) -> None:
    """She has been told that cover holds her bridge: the promise is kept."""
    with door.acting(by=by, permission=Permission.CONTACT_LOG, mother=mother) as box:
        bridge = bridge_of(box.mother_id)
        if bridge is None or not clocks.meet(box, TOLD, about=bridge.ref, at=at):
            field, sentence = "bridge", "There is nothing to tell her about her bridge. Open the page again."
            raise BadInput(field, sentence)
        box.note(told_her=TOLD)
