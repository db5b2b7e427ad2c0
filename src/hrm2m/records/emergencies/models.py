"""The table of emergency looks: codes, times and numbers; who was in danger and why is only sealed in her record."""

from typing import ClassVar

from django.db import models

from hrm2m.foundation.models import Row
from hrm2m.policy.emergencies import READS
from hrm2m.records.emergencies.entries import Verdict


class EmergencyLook(Row):
    """One part of one record, open to one worker until a time: the cause of one standing, and ended with it.

    `entry` is the ref of what was written about it in her general record; its address carries that one.
    """

    mother = models.BigIntegerField()
    worker_id = models.BigIntegerField()
    agency_id = models.BigIntegerField()
    part = models.CharField(max_length=12, choices=[(part.value, part.value) for part in READS])
    entry = models.CharField(max_length=26, unique=True)
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    looked_by_id = models.BigIntegerField(null=True)
    looked_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=9, blank=True, choices=[(v.value, v.value) for v in Verdict])

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(looked_by_id=None) | ~models.Q(looked_by_id=models.F("worker_id")),
                name="whoever_opened_never_looks",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["worker_id", "opened_at"], name="emergencies_of_worker"),
            models.Index(
                fields=["area", "opened_at"],
                condition=models.Q(looked_at=None),
                name="emergencies_to_look_at",
            ),
            models.Index(fields=["mother"], name="emergencies_of_mother"),
        ]

    @property
    def cause(self) -> str:
        """What gives the standing of whoever opened it."""
        return f"emergency:{self.ref}"
