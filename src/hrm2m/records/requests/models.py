"""The table of requests in: codes, times and numbers of workers; who asked and what is only there as ciphertext."""

from typing import ClassVar

from django.db import models

from hrm2m.foundation.models import Row
from hrm2m.records.requests.entries import About, Asker, Gave, ToldHer


class RequestRow(Row):
    """One request. `mother` is the number of a mother within reach of whoever wrote it down, or nothing."""

    asker = models.CharField(max_length=16, choices=[(a.value, a.value) for a in Asker])
    about = models.CharField(max_length=8, choices=[(a.value, a.value) for a in About])
    mother = models.BigIntegerField(null=True)
    agency_id = models.BigIntegerField()
    taken_by_id = models.BigIntegerField()
    taken_at = models.DateTimeField()
    due_at = models.DateTimeField()
    child_at_risk = models.BooleanField(default=False)
    asked = models.BinaryField()
    answered_by_id = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)
    gave = models.CharField(max_length=8, blank=True, choices=[(g.value, g.value) for g in Gave])
    told = models.CharField(max_length=8, blank=True, choices=[(t.value, t.value) for t in ToldHer])
    answer = models.BinaryField(default=bytes)
    entry = models.CharField(max_length=26, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["agency_id", "due_at"],
                condition=models.Q(answered_at=None),
                name="requests_that_wait",
            ),
            models.Index(fields=["agency_id", "answered_at"], name="requests_answered"),
        ]
