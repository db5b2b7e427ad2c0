"""What two people say of danger when they look at it together: checked, and written as a row that stays."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from hrm2m.foundation.errors import BadInput
from hrm2m.records.danger.models import Alert, LookedAt
from hrm2m.records.danger.sealing import sealed_of_look
from hrm2m.records.danger.who import Becomes, Shown


WORDS_LENGTH = 4000


@dataclass(frozen=True)
class Look:
    """What becomes of it, whether she is shown it, and why; each by the two who looked."""

    becomes: tuple[str, ...]
    shown: str
    words: str = ""
    why: str = ""


def checked(look: Look, row: Alert) -> None:
    """Refuses what says too little, with a sentence."""
    if not look.becomes or not set(look.becomes) <= set(Becomes.values):
        raise BadInput("becomes", "Choose what becomes of it: more than one is possible.")
    if Becomes.NOTHING_MORE in look.becomes and len(look.becomes) > 1:
        raise BadInput("becomes", "You chose that nothing more is needed, and something more. Choose again.")
    if look.shown not in Shown.values:
        raise BadInput("shown", "Choose whether she is shown it.")
    if row.mother is not None and look.shown == Shown.NOT_HERS:
        raise BadInput("shown", "It is linked to a mother with a record here: say whether she is shown it.")
    if look.shown == Shown.ADDS_DANGER and not look.why.strip():
        raise BadInput("why", "Write why showing her would add danger, and to whom.")
    _must_fit((("words", look.words), ("why", look.why)))
    if Becomes.OTHER in look.becomes and not look.words.strip():
        raise BadInput("words", "Write what becomes of it.")


def written(look: Look, row: Alert, by_id: int, second_id: int, at: datetime) -> LookedAt:
    """The row of this look."""
    found = LookedAt(
        area=row.area,
        alert=row,
        by_id=by_id,
        second_id=second_id,
        at=at,
        becomes=sorted(set(look.becomes)),
        shown=look.shown,
    )
    found.words = sealed_of_look(found.ref, "words", look.words.strip())
    found.why = sealed_of_look(found.ref, "why", look.why.strip())
    found.save(force_insert=True)
    return found


def _must_fit(typed: Iterable[tuple[str, str]]) -> None:
    for field, text in typed:
        if len(text) > WORDS_LENGTH:
            raise BadInput(field, f"This is longer than {WORDS_LENGTH} characters. Make it shorter.")
        if any(not character.isprintable() and character not in "\r\n\t" for character in text):
            raise BadInput(field, "There is a character in it that cannot be kept. Type it again.")
