"""A hold is looked at again on a day, and she is told of it unless two people say not yet; never a word of hers.

Its promises stand in no chain of hers: a court may forbid telling her, and a record may be forgotten meanwhile.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from hrm2m.foundation import mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Role
from hrm2m.policy.holds import LOOKED_AT_AFTER, TOLD_FOR, is_told, looked_at_before
from hrm2m.policy.showing import LONGEST_WITHHELD
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks import unseen
from hrm2m.records.whole.holds import HoldCard, NotTold, card_of
from hrm2m.records.whole.holds_opening import acting_on
from hrm2m.records.whole.models import Hold
from hrm2m.vault import house
from hrm2m.vault.box import Box
from hrm2m.vault.chains import HOUSE


REVIEW, NOT_TOLD = "hold_review", "hold_not_told"
TABLE, COLUMN = "whole_hold", "not_told_why"
LONGEST = 2000
AHEAD = "Choose a day from tomorrow on, within six months: it is looked at again then."
WHY = "Write the reason: which order or law forbids telling her, and its date."
WITHIN = "Choose a day within 14 days: somebody looks at it before, or she is told."
SOMEBODY_ELSE = "Whoever says that she is not told yet cannot sign it too: somebody else does."
UNSIGNED = (
    "You said so before, and nobody signed it: somebody else says it now, or she is told. Choose that she is told, or "
    "ask the other lead."
)
NOTHING_TO_SIGN = "There is nothing to sign: she is told of it, or it was signed. Open the list again."


def look_again(*, by: Actor, hold: str, look_at: datetime, not_told: NotTold | None = None) -> None:
    """Still needed: whoever looked now looks again on a day. She is told, unless `not_told` says anew not yet."""
    with acting_on(hold, by=by) as (box, row, _mother, _is_forgotten):
        if not box.now < look_at <= box.now + LOOKED_AT_AFTER:
            field = "look_at"
            raise BadInput(field, AHEAD)
        no_more_looks(box, [row.ref])
        promise_a_look(box, by, row, look_at)
        if not_told is not None:
            keep_from_her(box, by, row, not_told)
        elif row.not_told_until is not None and row.not_told_until > box.now:
            row.not_told_until = box.now
            row.save(update_fields=["not_told_until"])
        box.note(hold=row.why, looked_at=True, not_told=not_told is not None)


def sign_not_told(*, by: Actor, hold: str) -> None:
    """A second person agrees that she is not told yet; without it three days are all there is."""
    with acting_on(hold, by=by) as (box, row, _mother, _is_forgotten):
        field = "hold"
        if row.not_told_until is None or row.not_told_signed_at is not None or row.not_told_until <= box.now:
            raise BadInput(field, NOTHING_TO_SIGN)
        if row.not_told_by_id == by.worker_id:
            raise BadInput(field, SOMEBODY_ELSE)
        row.not_told_signed_by_id, row.not_told_signed_at = by.worker_id, box.now
        row.save(update_fields=["not_told_signed_by_id", "not_told_signed_at"])
        unseen.meet_about(box, [NOT_TOLD], about=row.ref, at=box.now)
        first = row.not_told_by_id or by.worker_id
        due_at = looked_at_before(row.not_told_until, box.now)
        _promise(box, NOT_TOLD, row, owner_id=first, behind_id=by.worker_id, due_at=due_at)
        box.note(hold=row.why, not_told="signed")


def why_not_told(*, by: Actor, hold: str) -> str:
    """The reason as it was sealed; each look stands in the ledger."""
    with acting_on(hold, by=by) as (box, row, _mother, _is_forgotten):
        box.note(hold=row.why, read="why")
        kept = bytes(row.not_told_why)
        return house.unseal_for_house(TABLE, COLUMN, row.ref, kept) if kept else ""


def holds_told(box: Box) -> tuple[HoldCard, ...]:
    """The holds on her record that her own page tells of: those that stand, and for a while those that are over."""
    rows = Hold.objects.filter(mother=box.mother_id).order_by("-at", "-id")
    since = box.now - TOLD_FOR
    lately = rows.filter(Q(lifted_at=None) | Q(lifted_at__gte=since) | Q(not_told_until__gte=since))
    return tuple(card_of(row) for row in lately if _is_told(row, box.now))


def promise_a_look(box: Box, by: Actor, row: Hold, look_at: datetime) -> None:
    """A named person looks whether it is still needed; another lead of the agency is behind."""
    unseen.stop_about(box, [REVIEW], about=[row.ref])
    row.look_at = look_at
    row.save(update_fields=["look_at"])
    _promise(box, REVIEW, row, owner_id=by.worker_id, behind_id=_another(by), due_at=look_at)


def keep_from_her(box: Box, by: Actor, row: Hold, not_told: NotTold) -> None:
    """She is not told yet, says one; another one is asked to sign.

    Raises BadInput for whoever said so last and found nobody to sign it: said again every three days, one alone
    would keep it from her for ever.
    """
    if not not_told.why.strip():
        field = "not_told_why"
        raise BadInput(field, WHY)
    if not box.now < not_told.until <= box.now + LONGEST_WITHHELD:
        field = "not_told_until"
        raise BadInput(field, WITHIN)
    if row.not_told_by_id == by.worker_id and row.not_told_signed_at is None:
        field = "told"
        raise BadInput(field, UNSIGNED)
    row.not_told_until, row.not_told_at, row.not_told_by_id = not_told.until, box.now, by.worker_id
    row.not_told_why = house.seal_for_house(TABLE, COLUMN, row.ref, not_told.why.strip()[:LONGEST])
    row.not_told_signed_by_id, row.not_told_signed_at = None, None
    row.save()
    unseen.stop_about(box, [NOT_TOLD], about=[row.ref])
    asked = _another(by)
    _promise(box, NOT_TOLD, row, owner_id=asked, behind_id=by.worker_id)
    if asked != by.worker_id:
        about = f"{row.ref}:{box.now.timestamp():.0f}"
        mail.post(mail.Text.SOMETHING_WAITS, to_worker=asked, about=about, at=box.now)


def no_more_looks(box: Box, holds: Iterable[str]) -> None:
    """These are let go, or looked at: nothing is promised of them any more."""
    unseen.stop_about(box, [REVIEW, NOT_TOLD], about=list(holds))


def forget_reasons(mother_id: int) -> None:
    """She is forgotten: nobody is left to be told, and no reason stays; inside the act that forgets."""
    Hold.objects.filter(mother=mother_id).update(not_told_why=b"")


def _is_told(row: Hold, now: datetime) -> bool:
    return is_told(row.not_told_until, row.not_told_at, is_signed=row.not_told_signed_at is not None, now=now)


def _another(by: Actor) -> int:
    leads = agencies.colleagues_of(by, (Role.TEAM_LEAD, Role.SAFEGUARDING_LEAD))
    return next((card.id for card in leads), by.worker_id)


def _promise(
    box: Box, kind: str, row: Hold, *, owner_id: int, behind_id: int, due_at: datetime | None = None
) -> None:
    clocks.start(
        box,
        kind,
        about=row.ref,
        owner_id=owner_id,
        escalate_to_id=behind_id,
        started_at=box.now,
        due_at=due_at,
        area=row.area,
        mother=HOUSE,
    )
