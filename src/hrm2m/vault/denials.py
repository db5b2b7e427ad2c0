"""Writes a refusal to the ledger after the rollback it caused: one line a minute, then a count."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from hrm2m.policy import Actor
from hrm2m.vault import ledger
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import Denied
from hrm2m.vault.ledger import Saying
from hrm2m.vault.models import DenialCount


SECONDS = 60
MOST_LINES_A_MINUTE = 60
"""Refusals of one worker that get a line of their own in one minute; whoever tries more only counts up."""


def write(by: Actor, refusal: Denied) -> None:
    """Writes the refusal in her chain, or an equal line in the house chain where the ref was unknown."""
    with transaction.atomic(durable=True):
        heads = ledger.lock_heads([refusal.chain])
        now = ledger.now_after_lock()
        if not _needs_a_line(by, refusal, int(now.timestamp()) // SECONDS):
            return
        body = {
            "act": refusal.permission.value,
            "result": "deny",
            "by": by.worker_ref,
            "agency": by.agency_ref,
        }
        ledger.append(heads, [Saying(refusal.chain, now, body)])


def _needs_a_line(by: Actor, refusal: Denied, minute: int) -> bool:
    of_this_minute = DenialCount.objects.filter(worker_id=by.worker_id, minute=minute)
    too_many = of_this_minute.count() >= MOST_LINES_A_MINUTE
    row, made = DenialCount.objects.get_or_create(
        worker_id=by.worker_id,
        minute=minute,
        chain=HOUSE if too_many else refusal.chain,
        mark="" if too_many else refusal.mark,
        defaults={"worker_ref": by.worker_ref},
    )
    if made and not too_many:
        return True
    DenialCount.objects.filter(id=row.id).update(more=F("more") + 1)
    return False


def write_counts(now: datetime) -> int:
    """Writes how often a refusal was repeated in minutes before `now`, and forgets the counts; answers how many."""
    over = DenialCount.objects.filter(minute__lt=int(now.timestamp()) // SECONDS)
    with transaction.atomic(durable=True):
        # Heads before counts, as `write` does: in the other order two of them could wait for each other.
        heads = ledger.lock_heads(over.values_list("chain", flat=True))
        counts = list(over.select_for_update().filter(chain__in=list(heads)).order_by("id"))
        repeated = [count for count in counts if count.more]
        if repeated:
            at = ledger.now_after_lock()
            ledger.append(heads, [Saying(count.chain, at, _again(count)) for count in repeated])
        DenialCount.objects.filter(id__in=[count.id for count in counts]).delete()
    return len(repeated)


def _again(count: DenialCount) -> dict[str, str | int]:
    return {"act": "denied_again", "result": "deny", "by": count.worker_ref, "times": count.more}
