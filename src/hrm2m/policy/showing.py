"""What she is shown of what is written in her record: pure rules over frozen facts; nothing here reads an entry.

She reads what she told us at once. Anything else waits until somebody has looked; what a child, a partner or another
person told us waits until somebody has decided that showing it is safe. No day shows anything by itself.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum


HER_WORDS = "her_words"
WHOSE_NOT_ASKED = "whose_not_asked"
"""It was written before anybody asked whose words it is: they may be hers, a child's or somebody else's."""
TOLD_BY_OTHERS = frozenset({"told_by", WHOSE_NOT_ASKED})
UNTIL_DECIDED = datetime(9000, 1, 1, tzinfo=UTC)
"""What an entry is held until when somebody else's words are in it: no day lifts it."""
LONGEST_WITHHELD = timedelta(days=14)
"""What is withheld from her is looked at again within this time (3-record.md: policy_choice)."""


class Shown(StrEnum):
    """Whether she reads an entry, and why."""

    AT_ONCE = "at_once"
    LOOKED_AT = "looked_at"
    OURS = "ours"
    WAITS = "waits"
    WITHHELD = "withheld"
    LOOK_AGAIN = "look_again"


SHE_READS = frozenset({Shown.AT_ONCE, Shown.LOOKED_AT})

SENTENCES: dict[Shown, str] = {
    Shown.AT_ONCE: "She told us herself, or it is for her: she reads it at once.",
    Shown.LOOKED_AT: "Somebody looked at it, and she may read it.",
    Shown.OURS: "A mark of our own beside an entry: nobody decides on it, and no page of hers has it.",
    Shown.WAITS: "Nobody has looked at it yet: within one working day somebody does.",
    Shown.WITHHELD: "It is withheld, with a reason and until a day; a second person signs.",
    Shown.LOOK_AGAIN: "The day has come: it is not shown by that, and it is late until somebody has looked again.",
}


@dataclass(frozen=True)
class Decided:
    """The decision that stands: the newest one counts. `until` is said where it withholds."""

    she_may_see: bool
    until: datetime | None = None


@dataclass(frozen=True)
class EntryFacts:
    """What the rule looks at. `is_held`: somebody else's words are in it, or showing it would add danger.

    `is_ours`: a mark beside an entry, such as that it was read. `is_for_her`: made with her, or said to her.
    `corrects_hidden`: it corrects what she may not read.
    """

    how_known: str
    is_held: bool = False
    is_ours: bool = False
    is_for_her: bool = False
    corrects_hidden: bool = False
    decided: Decided | None = None


def is_hers(facts: EntryFacts) -> bool:
    """Whether she told us this herself or it is for her, with nobody else's words in it, and it gives nothing away."""
    hers = facts.how_known == HER_WORDS or (facts.is_for_her and facts.how_known not in TOLD_BY_OTHERS)
    return hers and not (facts.is_held or facts.is_ours or facts.corrects_hidden)


def said_by_others(facts: EntryFacts) -> bool:
    """Whether a child, a partner or another person told it: nobody decides on such a one in passing."""
    return facts.is_held or facts.how_known in TOLD_BY_OTHERS


def how_shown(facts: EntryFacts, now: datetime) -> Shown:
    """Whether she reads it at `now`, and why."""
    if facts.is_ours:
        return Shown.OURS
    if is_hers(facts):
        return Shown.AT_ONCE
    if facts.decided is None:
        return Shown.WAITS
    if facts.decided.she_may_see:
        return Shown.LOOKED_AT
    until = facts.decided.until
    return Shown.WITHHELD if until is not None and now < until else Shown.LOOK_AGAIN


def she_may_read(facts: EntryFacts, now: datetime) -> bool:
    """Whether her own page may show it at `now`."""
    return how_shown(facts, now) in SHE_READS
