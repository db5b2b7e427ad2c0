"""Stopping texts that wait, in the transaction of whatever stops them."""

from hrm2m.cadence.texting import WhyNot
from hrm2m.policy.lifecycles import TextStatus
from hrm2m.records.outreach.models import Text
from hrm2m.vault.box import Box


def stop_texts(box: Box, why: WhyNot) -> None:
    """No text that waits goes out any more, from this minute on."""
    Text.objects.filter(mother=box.mother_id, status=TextStatus.WAITING).update(
        status=TextStatus.HELD_BACK, why=why, status_at=box.now
    )
