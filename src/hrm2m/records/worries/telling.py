"""Whether she was told of a worry or a referral; where she was not, what is held back, why and until when."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hrm2m.records.worries.entries import Withholding
from hrm2m.records.worries.leads import promise
from hrm2m.records.worries.models import WithheldRow
from hrm2m.records.worries.opening import draft
from hrm2m.vault.box import Box


LONGEST = timedelta(days=14)
"""What is held back is looked at again within this time (3-record.md: policy_choice)."""


@dataclass(frozen=True)
class Telling:
    """What was written of telling her; all of it may be empty, and is then marked as missing."""

    was_told: bool | None = None
    how: str = ""
    her_account: str = ""
    why_not: str = ""
    until: datetime | None = None

    def envelope(self, at: datetime) -> dict[str, object]:
        """What stands on the entry itself."""
        if self.was_told:
            return {"told_her_at": at, "told_her_how": self.how.strip()}
        return {"not_told_why": self.why_not.strip()} if self.was_told is False else {}


def hold_back(box: Box, *, about: str, worry: str, why: str, until: datetime | None) -> str:
    """Holds it back from her: a second person signs within a working day, and it is looked at again in time."""
    end = min(until or box.now + LONGEST, box.now + LONGEST)
    ref = box.write(draft(Withholding(why, end), box.now, about=about))
    WithheldRow.objects.filter(about=about, over_at=None).update(over_at=box.now)
    WithheldRow.objects.create(
        area=box.area,
        mother=box.mother_id,
        entry=ref,
        about=about,
        worry=worry,
        by_id=box.by_id,
        since=box.now,
        until=end,
    )
    promise(box, "withheld_signed", ref, without=box.by_id)
    promise(box, "withheld_review", ref, due_at=end)
    return ref


def hold_back_if_said(box: Box, *, about: str, worry: str, telling: Telling) -> None:
    """Where she was not told, for a reason: what is about her is held back from her."""
    if telling.was_told is False and telling.why_not.strip():
        hold_back(box, about=about, worry=worry, why=telling.why_not.strip(), until=telling.until)
