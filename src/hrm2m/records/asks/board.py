"""What the board reads of offers: how many were not real, and what was missing; no handle and no word of hers."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from hrm2m.policy import Actor, Permission
from hrm2m.records.asks.models import OfferMark
from hrm2m.records.asks.real import SENTENCES, Missing
from hrm2m.records.clocks.board import of_mothers_led
from hrm2m.vault import door


@dataclass(frozen=True)
class Lacking:
    """One kind of missing thing, and in how many offers it was missing."""

    missing: Missing
    times: int

    @property
    def words(self) -> str:
        """What was missing, in a sentence."""
        return SENTENCES[self.missing]


@dataclass(frozen=True)
class Offers:
    """The offers of a time: how many in all, how many were not real, and what those lacked, most often first."""

    all: int
    not_real: int
    lacking: tuple[Lacking, ...]


def offers_since(by: Actor, since: datetime) -> Offers:
    """The offers made since then to mothers whose bridge the lead's agency keeps, whoever wrote them down.

    Raises Denied for whoever does not lead.
    """
    with door.acting(by=by, permission=Permission.BOARD_SEE) as house:
        house.note(list="offers_not_real")
        # The area is that of the standing. Said here as well, SQLite walks every mark of the area.
        marks = OfferMark.objects.filter(of_mothers_led(by, house.now))
        found = list(marks.filter(offered_at__gte=since).values_list("real", "missing"))
    lacked = [missing for real, missing in found if not real]
    times = Counter(code for missing in lacked for code in missing)
    # The order of `Missing` where two lack equally often, so that the list does not jump.
    kinds = sorted(
        (Lacking(code, times[code]) for code in Missing if times[code]), key=lambda kind: -kind.times
    )
    return Offers(len(found), len(lacked), tuple(kinds))
