"""A baby’s death, inside an act: every window about a baby closes in that minute, and no word of one is said after."""

from datetime import datetime

from hrm2m.cadence import WindowKind
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Category
from hrm2m.records.clocks.actions import close_window
from hrm2m.records.clocks.entries import BABY_KINDS, BabyDied, BabyLives, WindowEnd
from hrm2m.records.clocks.queries import open_windows
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft


CLOSES = {**dict.fromkeys(BABY_KINDS, WindowEnd.BABY_DIED), WindowKind.CHILD_COMES_HOME: WindowEnd.OVER}
"""Better one window too many: whoever knows that it was for another child opens it again with her."""


def write_baby_died(box: Box, *, died: datetime, at: datetime) -> str:
    """Writes it, closes every window about a baby now; the ref of what was written."""
    must_not_be_later_than_now(box, at)
    if died > box.now:
        field, sentence = "died", "That time has not come yet. Write when it was, or leave it empty."
        raise BadInput(field, sentence)
    for line in open_windows(box):
        if line.kind in CLOSES:
            close_window(box, window=line.ref, closed=box.now, at=at, why=CLOSES[line.kind])
    return box.write(Draft(BabyDied(died), Category.BABY_AND_BIRTH, at, how_known="told_by"))


def write_baby_lives(box: Box, *, about: str, at: datetime) -> str:
    """It was a mistake. Windows that closed with it stay closed: they are opened again with her."""
    return box.write(Draft(BabyLives(), Category.BABY_AND_BIRTH, at, about=about, how_known="told_by"))
