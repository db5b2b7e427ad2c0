"""Telling her of a worry or a referral, and withholding it from her: decided as everything else that she may read."""

from datetime import datetime

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.records.showing import inside
from hrm2m.records.worries.entries import ToldHer
from hrm2m.records.worries.models import WorryRow
from hrm2m.records.worries.opening import SAFE, acting_on, draft
from hrm2m.records.worries.quoting import quotes_what_is_held
from hrm2m.vault import to_show
from hrm2m.vault.box import Box


TOLD = "She was told."


def tell_her(*, by: Actor, worry: str, about: str, how: str, at: datetime, her_account: str = "") -> str:
    """She was told of the worry or of a referral, and what she said to it; nothing of it is withheld any more.

    Where somebody else's words are in it, that she reads them stays a decision of its own.
    """
    with acting_on(WorryRow, worry, by=by, permission=Permission.WORRY_ANSWER) as (box, _row):
        must_not_be_later_than_now(box, at)
        _must_be_there(box, about)
        if not how.strip():
            field, sentence = "how", "Write how she was told, and by whom."
            raise BadInput(field, sentence)
        told = ToldHer(how.strip(), her_account.strip())
        ref = box.write(draft(told, at, about=about, told_her_at=at, told_her_how=how.strip()))
        row = to_show.of_entry(box.mother_id, about)
        if row is not None and not (row.by_others or quotes_what_is_held(box, about)):
            inside.show(box, row, why=TOLD, at=at, told_her_how=how)
        return ref


def hold_back_from_her(*, by: Actor, worry: str, about: str, why: str, until: datetime, at: datetime) -> str:
    """Withholds it, or goes on withholding it after looking at it again: a second person signs each time."""
    with acting_on(WorryRow, worry, by=by, permission=Permission.WORRY_ANSWER) as (box, _row):
        _must_be_there(box, about)
        if not why.strip():
            field, sentence = "why", "Write why telling her now would put somebody in danger."
            raise BadInput(field, sentence)
        return inside.withhold(box, inside.the_row(box, about), why=why, until=until, at=at)


def _must_be_there(box: Box, about: str) -> None:
    if not box.holds(about, SAFE):
        field, sentence = "about", "This is not in her record any more. Open the page again."
        raise BadInput(field, sentence)
