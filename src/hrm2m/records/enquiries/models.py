"""The table of questions without a name: where each stands, at which door, since when; every word is ciphertext."""

from typing import ClassVar

from django.db import models

from hrm2m.foundation.models import Row
from hrm2m.policy.enquiry_lifecycle import EnquiryStatus


class EnquiryRow(Row):
    """One question. `closed_at` is when its page at the agency was closed, whatever became of it here."""

    mother = models.BigIntegerField()
    asked_by_id = models.BigIntegerField()
    agency_id = models.BigIntegerField()
    door = models.CharField(max_length=26)
    worker_id = models.BigIntegerField()
    status = models.CharField(max_length=16, choices=[(s.value, s.value) for s in EnquiryStatus])
    drafted_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    times_asked = models.PositiveSmallIntegerField(default=0)
    asked = models.BinaryField()
    kept = models.BinaryField(default=bytes)
    answer = models.BinaryField(default=bytes)
    decided = models.BinaryField(default=bytes)
    entry = models.CharField(max_length=26, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["mother", "status"], name="enquiries_of_mother"),
            models.Index(fields=["area", "status", "due_at"], name="enquiries_of_area"),
        ]
