"""Tables of people: each change of stage, and marks by which a handle that is met twice is noticed."""

from typing import ClassVar

from django.db import models

from hrm2m.foundation.models import Row
from hrm2m.policy.lifecycles import RecordEvent, Stage


class StageChange(Row):
    """One step of the record's lifecycle: a row, never an update."""

    mother = models.BigIntegerField()
    event = models.CharField(max_length=32, choices=[(e.value, e.value) for e in RecordEvent])
    before = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Stage])
    after = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Stage])
    by_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["mother", "at"], name="stage_change_of_mother")]


class HandleMark(Row):
    """A keyed hash of a handle in an area: it can say "met before", and nothing else."""

    mother = models.BigIntegerField(unique=True)
    mark = models.CharField(max_length=64)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["area", "mark"], name="handle_mark")]
