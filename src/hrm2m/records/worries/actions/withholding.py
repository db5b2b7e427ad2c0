"""Telling her, and holding back from her for a reason, until a day, with a second person's signature."""

from datetime import datetime

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.records.worries.entries import ToldHer
from hrm2m.records.worries.models import WithheldRow, WorryRow
from hrm2m.records.worries.opening import SAFE, acting_on, draft
from hrm2m.records.worries.telling import LONGEST, hold_back
from hrm2m.vault.box import Box


def tell_her(*, by: Actor, worry: str, about: str, how: str, at: datetime, her_account: str = "") -> str:
    """She was told of the worry or of a referral, and what she said to it; nothing of it is held back any more."""
    with acting_on(WorryRow, worry, by=by, permission=Permission.WORRY_ANSWER) as (box, _row):
        must_not_be_later_than_now(box, at)
        _must_be_there(box, about)
        if not how.strip():
            field, sentence = "how", "Write how she was told, and by whom."
            raise BadInput(field, sentence)
        told = ToldHer(how.strip(), her_account.strip())
        ref = box.write(draft(told, at, about=about, told_her_at=at, told_her_how=how.strip()))
        end(box, about, at)
        return ref


def hold_back_from_her(*, by: Actor, worry: str, about: str, why: str, until: datetime, at: datetime) -> str:
    """Holds it back, or goes on holding it back after looking at it again: a second person signs each time."""
    with acting_on(WorryRow, worry, by=by, permission=Permission.WORRY_ANSWER) as (box, _row):
        must_not_be_later_than_now(box, at)
        _must_be_there(box, about)
        if not why.strip():
            field, sentence = "why", "Write why telling her now would put somebody in danger."
            raise BadInput(field, sentence)
        if not box.now < until <= box.now + LONGEST:
            field, sentence = "until", "Choose a day within 14 days: it is looked at again then."
            raise BadInput(field, sentence)
        end(box, about, at)
        return hold_back(box, about=about, worry=worry, why=why.strip(), until=until)


def end(box: Box, about: str, at: datetime) -> None:
    """Nothing about it is held back any more, and what was promised of that is kept."""
    rows = WithheldRow.objects.filter(mother=box.mother_id, about=about, over_at=None)
    for row in rows:
        clocks.meet(box, "withheld_review", about=row.entry, at=at)
        clocks.stop(box, "withheld_signed", about=row.entry)
    rows.update(over_at=at)


def _must_be_there(box: Box, about: str) -> None:
    if not box.holds(about, SAFE):
        field, sentence = "about", "This is not in her record any more. Open the page again."
        raise BadInput(field, sentence)
