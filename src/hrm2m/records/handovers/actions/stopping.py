"""A handover is over without having been done: she wants none, or she stopped the referral it belongs to."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from hrm2m.policy import Actor, Permission
from hrm2m.policy.handover_lifecycle import HANDOVER, HandoverEvent, HandoverStatus
from hrm2m.records.bridges.asked_again import no_longer_asked
from hrm2m.records.bridges.there import Chosen, is_barred
from hrm2m.records.bridges.yeses import YesTo
from hrm2m.records.consent.queries import State, consents_on, somebody_listened_at
from hrm2m.records.handovers.entries import SheWantsNone
from hrm2m.records.handovers.models import HandoverRow
from hrm2m.records.handovers.opening import ASKED, acting_on, draft, moved, promise, stop_promises
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.vault.box import Box


def she_wants_none(*, by: Actor, handover: str, at: datetime, words: str = "") -> str:
    """She does not want to meet this person, or not any more. Her bridge stays as it was."""
    with acting_on(handover, by=by, permission=Permission.HANDOVER_SET, her_word=True) as (box, row):
        must_not_be_later_than_now(box, at)
        moved(row, HandoverEvent.SHE_WANTS_NONE, at)
        stop_promises(box, handover)
        return box.write(draft(SheWantsNone(words.strip()), at, about=handover))


def stop_with(box: Box, *, agency_id: int | None) -> int:
    """She stopped sharing with this agency, or with any: so she meets nobody of it, inside that act; how many."""
    running = HandoverRow.objects.filter(mother=box.mother_id, over_at=None)
    return _stop(box, running if agency_id is None else running.filter(to_agency_id=agency_id))


def stop_of_referral(box: Box, referral: str) -> int:
    """What was sent is stopped: so is the handover that belongs to it, inside that act; how many."""
    return _stop(box, HandoverRow.objects.filter(mother=box.mother_id, over_at=None, referral=referral))


def stop_what_rests_on(box: Box, consents: Collection[str]) -> int:
    """Nobody may rely on these yeses: she meets nobody of an agency to which she has no other; how many."""
    cards = consents_on(box.mother_id)
    still = {card.agency_id for card in cards if card.state(box.now) is State.IN_FORCE}
    over = {card.agency_id for card in cards if card.ref in consents} - still
    running = HandoverRow.objects.filter(mother=box.mother_id, over_at=None)
    return _stop(box, running.filter(to_agency_id__in=over))


def ask_anew_what_was_heard(box: Box) -> None:
    """Somebody was listening when a worker heard her yes to a handover: it does not count, and she is asked again."""
    for row in HandoverRow.objects.filter(mother=box.mother_id, status=HandoverStatus.CONFIRMED):
        if row.said_at is None or not somebody_listened_at(box.mother_id, row.said_at):
            continue
        moved(row, HandoverEvent.SOMEBODY_LISTENED, box.now)
        no_longer_asked(box, YesTo.HANDOVER, about=[row.entry])
        promise(box, ASKED, row.entry)


def end_what_is_barred(box: Box) -> int:
    """She meets nobody whom she barred a moment ago, inside that act; how many handovers."""
    running = HandoverRow.objects.filter(mother=box.mother_id, over_at=None)
    barred = [
        row.id
        for row in running
        if is_barred(row.mother, Chosen(row.to_worker_id, row.to_agency_id), box.now)
    ]
    return _stop(box, running.filter(id__in=barred))


def _stop(box: Box, running: QuerySet[HandoverRow]) -> int:
    rows = list(running)
    for row in rows:
        if HandoverEvent.SHE_WANTS_NONE in HANDOVER[HandoverStatus(row.status)]:
            moved(row, HandoverEvent.SHE_WANTS_NONE, box.now)
        else:
            # She said yes to it once: that stays true, and there is nothing left to ask.
            row.over_at = box.now
            row.save(update_fields=["over_at"])
        stop_promises(box, row.entry)
    no_longer_asked(box, YesTo.HANDOVER, about=[row.entry for row in rows])
    return len(rows)
