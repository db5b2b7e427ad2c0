"""Whether she was told of a worry or a referral; where she was not, what is held back, why and until when."""

from dataclasses import dataclass
from datetime import datetime

from hrm2m.policy.showing import LONGEST_WITHHELD
from hrm2m.records.showing import inside
from hrm2m.vault.box import Box


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


def hold_back_if_said(box: Box, *, about: str, telling: Telling) -> None:
    """Where she was not told, for a reason: it is withheld from her, a second person signs, and it is reviewed."""
    if telling.was_told is False and telling.why_not.strip():
        longest = box.now + LONGEST_WITHHELD
        end = min(telling.until, longest) if telling.until and telling.until > box.now else longest
        row = inside.the_row(box, about)
        inside.withhold(box, row, why=telling.why_not, until=end, at=box.now)
