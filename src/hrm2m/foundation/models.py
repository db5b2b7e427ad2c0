"""The base row (number, ref, area) and the table of jobs; nothing personal is kept here."""

from typing import ClassVar

from django.db import models

from hrm2m.foundation import ids


class Row(models.Model):
    """What every row has: a number that stays here, a random ref for addresses, the area it belongs to."""

    id = models.BigAutoField(primary_key=True)
    ref = models.CharField(max_length=ids.REF_LENGTH, unique=True, default=ids.new_ref, editable=False)
    area = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class Job(models.Model):
    """One piece of later work: at least once, so whoever does it makes twice the same as once."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    payload = models.JSONField(default=dict)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "key"], name="job_once")]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"], condition=models.Q(done_at=None, failed_at=None), name="job_waiting"
            ),
        ]
