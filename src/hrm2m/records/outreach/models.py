"""Tables of outreach: the plain row per mother that Today reads, and visits; codes and times, no content."""

from typing import ClassVar

from django.db import models

from hrm2m.foundation.models import Row


class Due(Row):
    """When she is next to be reached and why, in codes; equal to `due.row_for` of her history."""

    mother = models.BigIntegerField(unique=True)
    on_list = models.BooleanField(default=True)
    left_be = models.BooleanField(default=False)
    due_at = models.DateTimeField(null=True)
    next_try_at = models.DateTimeField(null=True)
    waiting_since = models.DateTimeField()
    next_agreed_at = models.DateTimeField(null=True)
    phase = models.CharField(max_length=16)
    overdue_working_days = models.PositiveIntegerField(default=0)
    reasons = models.JSONField(default=list)
    next_channel = models.CharField(max_length=16)
    next_change = models.CharField(max_length=16)
    contacts_this_week = models.PositiveIntegerField(default=0)
    most_contacts_a_week = models.PositiveIntegerField(null=True)
    last_met_at = models.DateTimeField(null=True)
    last_word_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField()
    counted_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["area", "on_list", "waiting_since", "id"], name="due_by_waiting"),
            models.Index(fields=["area", "last_word_at"], name="due_by_last_word"),
        ]


class Visit(Row):
    """A visit that has begun: who is out, back by when, and whom to ring if not."""

    mother = models.BigIntegerField()
    worker_id = models.BigIntegerField()
    named_id = models.BigIntegerField()
    plan_ref = models.CharField(max_length=26)
    in_at = models.DateTimeField()
    back_by = models.DateTimeField()
    out_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["back_by"], condition=models.Q(out_at=None), name="visits_still_out"),
            models.Index(fields=["worker_id"], condition=models.Q(out_at=None), name="visits_of_worker_out"),
        ]
