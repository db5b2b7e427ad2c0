"""Putting a worry to the safeguarding lead: anybody near her, with as much or as little as there is."""

from datetime import datetime

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.policy.worry_lifecycle import WorryStatus
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.records.worries.entries import Worry
from hrm2m.records.worries.leads import promise, tell
from hrm2m.records.worries.models import WorryRow
from hrm2m.records.worries.opening import draft
from hrm2m.records.worries.telling import Telling, hold_back_if_said
from hrm2m.vault import door
from hrm2m.vault.box import Box


HOW_THEY_KNOW = frozenset({"seen", "heard", "told_by", "read_in", "opinion_of"})


def raise_worry(
    *,
    by: Actor,
    mother: str,
    worry: Worry,
    how_known: str,
    at: datetime,
    from_whom: str = "",
    telling: Telling | None = None,
) -> str:
    """Puts a worry to the lead and opens nothing; answers its ref. It is read within one working day.

    Raises BadInput where neither words nor observations say what it is about.
    """
    with door.acting(by=by, permission=Permission.WORRY_RAISE, mother=mother) as box:
        must_not_be_later_than_now(box, at)
        if not (worry.grounds.words.strip() or worry.grounds.observations):
            field, sentence = "words", "Write in your own words what you are worried about."
            raise BadInput(field, sentence)
        said = telling or Telling()
        ref = written(box, worry, at, how_known=how_known, from_whom=from_whom, telling=said)
        hold_back_if_said(box, about=ref, telling=said)
        promise(box, "worry_read", ref)
        tell(box, ref)
        return ref


def written(
    box: Box,
    worry: Worry,
    at: datetime,
    *,
    how_known: str,
    from_whom: str = "",
    telling: Telling,
    status: WorryStatus = WorryStatus.RAISED,
) -> str:
    """Writes the entry of a worry and the row that says where it stands; answers its ref."""
    known = how_known if how_known in HOW_THEY_KNOW else "opinion_of"
    ref = box.write(
        draft(
            worry,
            at,
            about=worry.child,
            how_known=known,
            from_whom=from_whom.strip(),
            **telling.envelope(at),
        )
    )
    WorryRow.objects.create(
        area=box.area,
        mother=box.mother_id,
        entry=ref,
        status=status,
        raised_by_id=box.by_id,
        raised_at=box.now,
    )
    box.note(worry=ref)
    return ref
