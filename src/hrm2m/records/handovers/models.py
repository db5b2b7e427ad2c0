"""The table of handovers: codes, times, refs and numbers of workers; every word lies sealed in her general record."""

from typing import ClassVar

from django.db import models

from hrm2m.foundation.models import Row
from hrm2m.policy.handover_lifecycle import HandoverStatus


class HandoverRow(Row):
    """Where one handover stands. `entry` is the ref of its entry, and what an address carries.

    `to_worker_id` answers at the door she is to meet; `referral` is the ref of the referral it belongs to, or nothing.
    """

    mother = models.BigIntegerField()
    entry = models.CharField(max_length=26, unique=True)
    referral = models.CharField(max_length=26, blank=True)
    to_worker_id = models.BigIntegerField()
    to_agency_id = models.BigIntegerField()
    proposed_by_id = models.BigIntegerField()
    proposed_at = models.DateTimeField()
    status = models.CharField(max_length=12, choices=[(s.value, s.value) for s in HandoverStatus])
    meets_at = models.DateTimeField(null=True)
    said_at = models.DateTimeField(null=True)
    over_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mother", "to_worker_id", "referral"],
                condition=models.Q(over_at=None),
                name="one_handover_at_a_time",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["mother", "proposed_at"],
                condition=models.Q(over_at=None),
                name="handovers_that_wait",
            ),
            models.Index(fields=["referral"], name="handovers_of_referral"),
        ]
