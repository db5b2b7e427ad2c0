"""Tables of outreach: the plain row per mother that Today reads, visits, texts, phones; codes and times, no content."""

from typing import ClassVar

from django.db import models

from hrm2m.foundation.models import Row
from hrm2m.policy.lifecycles import OPEN_TEXTS, TextStatus


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


class Text(Row):
    """A text to her phone: who asked for it on which card, and what became of it; neither number nor words."""

    mother = models.BigIntegerField()
    card_ref = models.CharField(max_length=26)
    asked_by_id = models.BigIntegerField()
    asked_at = models.DateTimeField()
    planned_at = models.DateTimeField()
    status = models.CharField(max_length=12, choices=[(s.value, s.value) for s in TextStatus])
    status_at = models.DateTimeField()
    why = models.CharField(max_length=24, blank=True)
    tries = models.PositiveIntegerField(default=0)
    contact_ref = models.CharField(max_length=26, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mother"],
                condition=models.Q(status__in=sorted(status.value for status in OPEN_TEXTS)),
                name="one_text_waits",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["mother", "asked_at"], name="texts_of_mother")]


class Phone(Row):
    """A phone she agreed may be texted, as a keyed mark; one that said stop stays here, silent, until she says so."""

    mother = models.BigIntegerField()
    mark = models.CharField(max_length=64)
    on_card = models.BooleanField(default=True)
    agreed_at = models.DateTimeField()
    silenced_at = models.DateTimeField(null=True)
    silent_because = models.CharField(max_length=8, blank=True)
    heard_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["mother", "mark"], name="phone_once")]
        indexes: ClassVar = [models.Index(fields=["mark"], name="phone_by_mark")]
