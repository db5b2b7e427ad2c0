"""When a hold is looked at again, and when she is told of it; pure rules.

Of an entry no day shows anything by itself (`showing.py`). A hold is no entry: it is something done to her record, and
nothing that is done to it is kept from her for ever. So here the day does.
"""

from datetime import datetime, timedelta


LOOKED_AT_AFTER = timedelta(days=182)
"""How long a hold stands at most before a named person looks at it again (policy_choice)."""
SIGNED_WITHIN = timedelta(days=3)
"""How long one signature alone keeps it from her (policy_choice)."""
TOLD_FOR = timedelta(days=90)
"""How long her page tells of a hold that is over: as long as of who opened her notes."""


def is_told(until: datetime | None, said_at: datetime | None, *, is_signed: bool, now: datetime) -> bool:
    """Whether she is told that her record is held: always, unless two say otherwise until a day that lies ahead.

    Said by one alone it counts for three days, in which the second signs.
    """
    ends = kept_from_her_until(until, said_at, is_signed=is_signed)
    return ends is None or now >= ends


def kept_from_her_until(
    until: datetime | None, said_at: datetime | None, *, is_signed: bool
) -> datetime | None:
    """From when she is told whatever happens; None where it was never kept from her."""
    if until is None or said_at is None:
        return None
    return until if is_signed else min(until, said_at + SIGNED_WITHIN)


def looked_at_before(until: datetime, now: datetime) -> datetime:
    """When somebody looks once more before she is told: three days before, half-way where it is shorter."""
    return max(until - SIGNED_WITHIN, now + (until - now) / 2)
