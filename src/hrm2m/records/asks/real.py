"""Whether an offer was real: one pure rule over what was written down; it reads no clock and no table.

An offer is real when nothing of this is missing (3-record.md, promise 5):

    told          she was told of it
    in time       told before the time of her own urgency was up (today · 1 · 5 working days after she asked), and it
                  begins within as long again: counted from when that time was up, or from when she was told where
                  that was later. A later beginning is hers to accept: where she has said yes, it is soon enough
    begins        the day from which she can have it is known
    reachable     it comes to her, or by telephone or online; or it is known where it is and how she gets there, and
                  there is a way. Of a place that must not be found the way alone is known, and suffices. Where she
                  has said that she needs childcare, there is some
    conditions    stated, or stated to be none
    there         it was not taken back

What is not known counts as missing, because finding out is our work. Hours, cost and the words about travel are told
to her and weighed by nobody but her.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hrm2m.cadence.local_time import local_day
from hrm2m.records.asks.entries import Ask, Childcare, GettingThere, Offer


class Missing(StrEnum):
    """What an offer lacks to be real; each is about the offer or about us."""

    NOT_TOLD = "not_told"
    TOLD_LATE = "told_late"
    BEGINNING_NOT_KNOWN = "beginning_not_known"
    BEGINS_LATE = "begins_late"
    PLACE_NOT_KNOWN = "place_not_known"
    TRAVEL_NOT_KNOWN = "travel_not_known"
    NO_WAY_THERE = "no_way_there"
    CHILDCARE_NOT_KNOWN = "childcare_not_known"
    NO_CHILDCARE = "no_childcare"
    CONDITIONS_NOT_STATED = "conditions_not_stated"
    TAKEN_BACK = "taken_back"


SENTENCES: dict[Missing, str] = {
    Missing.NOT_TOLD: "She has not been told of it.",
    Missing.TOLD_LATE: "She was told later than she asked for.",
    Missing.BEGINNING_NOT_KNOWN: "Nobody has found out from when she can have it.",
    Missing.BEGINS_LATE: "It begins later than she asked for.",
    Missing.PLACE_NOT_KNOWN: "Nobody has found out where it is.",
    Missing.TRAVEL_NOT_KNOWN: "Nobody has found out how she gets there.",
    Missing.NO_WAY_THERE: "There is no way for her to get there.",
    Missing.CHILDCARE_NOT_KNOWN: "She needs childcare, and nobody has found out whether there is any.",
    Missing.NO_CHILDCARE: "She needs childcare, and there is none.",
    Missing.CONDITIONS_NOT_STATED: "Its conditions have not been stated.",
    Missing.TAKEN_BACK: "It was taken back.",
}

COMES_TO_HER = frozenset({GettingThere.COMES_TO_HER, GettingThere.BY_PHONE_OR_ONLINE})

TimeFor = Callable[[datetime], datetime]
"""The instant at which the time of her urgency is up, counted from the instant given; never earlier than it."""


@dataclass(frozen=True)
class Realness:
    """What an offer lacks, in the order of `Missing`; real when that is nothing."""

    missing: tuple[Missing, ...]

    @property
    def real(self) -> bool:
        """Nothing is missing."""
        return not self.missing

    @property
    def meets_the_clock(self) -> bool:
        """Real, or real but for having been told late.

        Nothing anybody does makes it earlier, so lateness alone does not keep the clock running: the clock is met
        late, and says by how much.
        """
        return set(self.missing) <= {Missing.TOLD_LATE}

    @property
    def words(self) -> tuple[str, ...]:
        """What is missing, a sentence each."""
        return tuple(SENTENCES[code] for code in self.missing)


def is_real(
    offer: Offer,
    ask: Ask,
    *,
    asked_at: datetime,
    time_for: TimeFor,
    she_said_yes: bool = False,
    taken_back: bool = False,
) -> Realness:
    """What this offer lacks as an answer to this ask; the module says the rule."""
    lacking = {
        *_lacking_in_telling(offer, asked_at, time_for),
        *_lacking_in_beginning(offer, asked_at, time_for, she_said_yes),
        *_lacking_in_reach(offer),
        *_lacking_in_childcare(offer, ask),
    }
    if offer.conditions is None:
        lacking.add(Missing.CONDITIONS_NOT_STATED)
    if taken_back:
        lacking.add(Missing.TAKEN_BACK)
    return Realness(tuple(code for code in Missing if code in lacking))


def _lacking_in_telling(offer: Offer, asked_at: datetime, time_for: TimeFor) -> Iterator[Missing]:
    if offer.told_at is None:
        yield Missing.NOT_TOLD
    elif offer.told_at > time_for(asked_at):
        yield Missing.TOLD_LATE


def _lacking_in_beginning(
    offer: Offer, asked_at: datetime, time_for: TimeFor, she_said_yes: bool
) -> Iterator[Missing]:
    if offer.from_day is None:
        yield Missing.BEGINNING_NOT_KNOWN
        return
    # Not counted from the telling alone: then waiting to tell her would make a late beginning look like an early one.
    counted_from = max(time_for(asked_at), offer.told_at or asked_at)
    if offer.from_day > local_day(time_for(counted_from)) and not she_said_yes:
        yield Missing.BEGINS_LATE


def _lacking_in_reach(offer: Offer) -> Iterator[Missing]:
    if offer.getting_there in COMES_TO_HER:
        return
    if offer.where is None and not offer.place_hidden:
        yield Missing.PLACE_NOT_KNOWN
    if offer.getting_there is None:
        yield Missing.TRAVEL_NOT_KNOWN
    elif offer.getting_there is GettingThere.NO_WAY_THERE:
        yield Missing.NO_WAY_THERE


def _lacking_in_childcare(offer: Offer, ask: Ask) -> Iterator[Missing]:
    if not ask.needs_childcare:
        return
    if offer.childcare is None:
        yield Missing.CHILDCARE_NOT_KNOWN
    elif offer.childcare is Childcare.NONE:
        yield Missing.NO_CHILDCARE
