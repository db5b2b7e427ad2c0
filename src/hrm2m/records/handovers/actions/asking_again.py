"""Somebody else asks her again what a worker wrote as her yes; said otherwise, it is not done and the bridge holds."""

from datetime import datetime

from hrm2m.policy import Actor, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.handover_lifecycle import HandoverEvent
from hrm2m.records.bridges.asked_again import ToAskAgain, answered_again, no_longer_asked, the_yes
from hrm2m.records.bridges.yeses import Again, YesTo
from hrm2m.records.handovers.entries import SaidAgain
from hrm2m.records.handovers.models import HandoverRow
from hrm2m.records.handovers.opening import ASKED, draft, moved, promise
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import NotYours


def ask_again(*, by: Actor, said: str, the_same: bool, at: datetime, words: str = "") -> str:
    """She was asked again, by somebody other than who wrote her yes and who gains by it; `said` is the ref of that yes.

    Raises Denied in words for those, NotYours for what is unknown, out of reach or asked already.
    """
    with door.unit(by=by) as unit:
        found = the_yes(said, by.area)
        if found is None:
            raise NotYours(Permission.HANDOVER_CHECK, HOUSE)
        head = unit.lock([found.mother_id])[found.mother_id]
        author = by.worker_id if by.worker_id in found.who_may_not_ask else found.by_id
        act = ActFacts(about=found.about, author_id=author)
        with door.acting(by=by, permission=Permission.HANDOVER_CHECK, mother=head.ref, act=act) as box:
            must_not_be_later_than_now(box, at)
            box.note(about=found.about)
            answered_again(box, found, Again.THE_SAME if the_same else Again.OTHERWISE)
            if found.what is YesTo.HANDOVER:
                _move_handover(box, found, at, the_same=the_same)
            return box.write(draft(SaidAgain(the_same, words.strip()), at, about=found.about))


def _move_handover(box: Box, found: ToAskAgain, at: datetime, *, the_same: bool) -> None:
    row = HandoverRow.objects.get(entry=found.about)
    moved(
        row,
        HandoverEvent.SHE_SAYS_THE_SAME_AGAIN if the_same else HandoverEvent.SHE_SAYS_OTHERWISE,
        at,
    )
    if not the_same:
        # The handover itself is what is put right with her: its own clock runs.
        no_longer_asked(box, YesTo.HANDOVER, about=[found.about])
        promise(box, ASKED, found.about)
