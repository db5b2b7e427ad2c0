"""What of an observation is held from her own page until somebody decides: a pure rule that reads no table."""

from dataclasses import dataclass
from datetime import datetime

from hrm2m.policy.showing import UNTIL_DECIDED
from hrm2m.records.children.entries import Observation, Said


FROM_OTHERS = frozenset({Said.CHILD, Said.PARTNER, Said.OTHER_PERSON})


@dataclass(frozen=True)
class Telling:
    """Whether she was told: when and how, or why not; `adds_danger` where showing it to her would."""

    told_at: datetime | None = None
    told_how: str = ""
    not_told_why: str = ""
    adds_danger: bool = False


def held_until(seen: Observation, how_known: str, telling: Telling) -> datetime | None:
    """Until when an observation is held from her page: until decided where another person said it, or it adds danger.

    Told by somebody who is not named by what he or she is counts as another person.
    """
    told_by_nobody_said = how_known == "told_by" and seen.by_whom_said is Said.NOBODY
    from_others = seen.by_whom_said in FROM_OTHERS or bool(seen.childs_own_words) or told_by_nobody_said
    return UNTIL_DECIDED if from_others or telling.adds_danger else None
