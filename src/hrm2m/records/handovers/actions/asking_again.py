"""Somebody else asks her again what a worker wrote as her yes; said otherwise, it is not done, and no sharing holds."""

from collections.abc import Callable, Mapping
from datetime import datetime

from hrm2m.policy import Actor, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.handover_lifecycle import HandoverEvent
from hrm2m.records.bridges.asked_again import ToAskAgain, answered_again, no_longer_asked, the_yes
from hrm2m.records.bridges.yeses import Again, YesTo
from hrm2m.records.consent import actions as consent
from hrm2m.records.enquiries import actions as enquiries
from hrm2m.records.handovers.actions import stopping as handovers
from hrm2m.records.handovers.entries import SaidAgain
from hrm2m.records.handovers.models import HandoverRow
from hrm2m.records.handovers.opening import ASKED, draft, moved, promise
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.records.referrals import actions as referrals
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
            elif not the_same and found.what in STOPS:
                STOPS[found.what](box, found.about)
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


def _stop_the_yes(box: Box, ref: str) -> None:
    """What rests on a yes that she never said ends with it, as with her stop: told, to be confirmed."""
    for card in consent.end_what_she_never_said(box, ref):
        for referral in referrals.stop_what_rests_on(box, [card.ref]):
            handovers.stop_of_referral(box, referral)
        handovers.stop_what_rests_on(box, [card.ref])


def _stop_the_referral(box: Box, ref: str) -> None:
    referrals.stop_what_she_never_said(box, ref)
    handovers.stop_of_referral(box, ref)


def _stop_the_agency(box: Box, ref: str) -> None:
    """She never said yes to this agency: nothing that came after it holds."""
    agency_id = enquiries.take_back_what_she_never_said(box, ref)
    consent.stop(box, agency_id=agency_id)
    handovers.stop_with(box, agency_id=agency_id)
    referrals.stop_with(box, agency_id=agency_id)


STOPS: Mapping[YesTo, Callable[[Box, str], None]] = {
    YesTo.CONSENT: _stop_the_yes,
    YesTo.MEETING: _stop_the_referral,
    YesTo.ENQUIRY: _stop_the_agency,
}
"""What ends in the same moment where she says that she did not say so."""
