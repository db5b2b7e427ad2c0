"""Asking her once more: before a yes ends, and where one did not count because somebody was there."""

from collections.abc import Collection
from datetime import datetime

from hrm2m.policy import Ground
from hrm2m.policy.consenting import Asked, asked_again_at
from hrm2m.records.agencies.queries import agencies_named
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.consent.models import Consent
from hrm2m.records.consent.queries import consents_on
from hrm2m.vault import standing
from hrm2m.vault.box import Box


BEFORE_IT_ENDS, WHEN_ALONE = "consent_again", "consent_alone"
"""The first is about a yes, the second about an agency: she is asked once, however often somebody was there."""


def asked(box: Box, row: Consent) -> None:
    """She was asked: what waited for that is kept, and the next asking is promised."""
    for card in consents_on(box.mother_id):
        if (card.agency_id, card.purpose) == (row.agency_id, row.purpose) and card.ref != row.ref:
            clocks.meet(box, BEFORE_IT_ENDS, about=card.ref, at=box.now)
    if Asked(row.asked) is not Asked.ALONE:
        ask_when_alone(box, {row.agency_id})
        return
    for ref in _refs({row.agency_id}):
        clocks.meet(box, WHEN_ALONE, about=ref, at=box.now)
    _promise(box, BEFORE_IT_ENDS, row.ref, asked_again_at(row.since, row.until))


def ask_when_alone(box: Box, agency_ids: Collection[int]) -> None:
    """What she said of these agencies does not count, because somebody was there: silence must not be its end."""
    for ref in _refs(agency_ids):
        _promise(box, WHEN_ALONE, ref)


def nothing_to_ask(box: Box, agency_ids: Collection[int]) -> None:
    """She wants nothing shared with these agencies: nobody asks her about them."""
    for ref in _refs(agency_ids):
        clocks.stop(box, WHEN_ALONE, about=ref)


def _refs(agency_ids: Collection[int]) -> list[str]:
    return sorted(card.ref for card in agencies_named(agency_ids).values())


def _promise(box: Box, kind: str, about: str, due_at: datetime | None = None) -> None:
    builders = standing.who_stands(box.mother_id, Ground.BRIDGE, box.now)
    covers = standing.who_stands(box.mother_id, Ground.COVER, box.now)
    clocks.start(
        box,
        kind,
        about=about,
        owner_id=min(builders, default=box.by_id),
        escalate_to_id=min(covers, default=box.by_id),
        started_at=box.now,
        due_at=due_at,
    )
