"""Tables of danger now: who it is for in a code, when, who was told, who has it; what was said only as ciphertext."""

from typing import ClassVar

from django.db import models

from hrm2m.foundation.models import Row
from hrm2m.policy.lifecycles import DangerStatus
from hrm2m.records.danger.who import Shown, Who


class Step(models.TextChoices):
    """What was done about an alert."""

    TOLD = "told"
    HAS_IT = "has_it"
    LOOKED_AT = "looked_at"


class Alert(Row):
    """Danger that was raised, by a worker for an agency.

    `mother` is the number of a mother within reach of whoever raised it, or nothing.
    """

    who = models.CharField(max_length=16, choices=[(w.value, w.value) for w in Who])
    mother = models.BigIntegerField(null=True)
    agency_id = models.BigIntegerField()
    raised_by_id = models.BigIntegerField()
    raised_at = models.DateTimeField()
    filed_at = models.DateTimeField()
    words = models.BinaryField(default=bytes)
    told_at = models.DateTimeField()
    times_told = models.PositiveIntegerField(default=0)
    had_by_id = models.BigIntegerField(null=True)
    had_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["area", "raised_at"], condition=models.Q(had_at=None), name="alerts_open"),
            models.Index(
                fields=["area", "raised_at"], condition=models.Q(looked_at=None), name="alerts_to_look_at"
            ),
            models.Index(
                fields=["mother", "raised_at"],
                condition=models.Q(mother__isnull=False),
                name="alerts_of_mother",
            ),
        ]

    @property
    def status(self) -> DangerStatus:
        """Where it stands."""
        return DangerStatus.RAISED if self.had_at is None else DangerStatus.ANSWERED


class AlertStep(Row):
    """One thing done about an alert: somebody was told, somebody has it, two people looked at it together."""

    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Step])
    worker_id = models.BigIntegerField()
    at = models.DateTimeField()
    how = models.CharField(max_length=10, blank=True)
    times_told = models.PositiveIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["alert", "at"], name="steps_of_alert")]


class LookedAt(Row):
    """What two people decided when they looked at danger together; one who thinks otherwise later writes another."""

    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="looks")
    by_id = models.BigIntegerField()
    second_id = models.BigIntegerField()
    at = models.DateTimeField()
    becomes = models.JSONField(default=list)
    shown = models.CharField(max_length=16, choices=[(s.value, s.value) for s in Shown])
    words = models.BinaryField(default=bytes)
    why = models.BinaryField(default=bytes)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["alert", "at"], name="looks_at_alert")]
