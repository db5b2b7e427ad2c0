"""What Kannel says of a text later (delivery reports): where it says it, and what its number means."""

import hmac
from collections.abc import Mapping
from hashlib import sha256

from hrm2m.policy.lifecycles import TextEvent
from hrm2m.vault.keystore import keystore


MEANS: Mapping[str, TextEvent] = {
    "1": TextEvent.ARRIVED,
    "2": TextEvent.DID_NOT_ARRIVE,
    "16": TextEvent.DID_NOT_ARRIVE,
}
"""By the value of %d; what else there is (on its way, at the centre) is no news."""


def report_link(base: str, ref: str) -> str:
    """Where the report of one text goes; Kannel puts its number in for %d. No number of a phone stands in it."""
    return f"{base.rstrip('/')}/line/report/{ref}/{report_mark(ref)}/?said=%d"


def report_mark(ref: str) -> str:
    """What only we and the carrier of this text know."""
    return hmac.new(keystore().derive("text-report"), ref.encode(), sha256).hexdigest()[:32]


def is_right(ref: str, mark: str) -> bool:
    """Whether this mark belongs to this text."""
    return hmac.compare_digest(report_mark(ref).encode(), mark.encode())
