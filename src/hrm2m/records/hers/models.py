"""The tables of her ways in: numbers, times and marks; never a word or a number that opens one."""

from enum import StrEnum
from typing import ClassVar

from django.db import models

from hrm2m.foundation.models import Row
from hrm2m.records.hers.kinds import Kind


class EndedBy(StrEnum):
    """How a way in came to its end."""

    TAKEN_AWAY = "taken_away"
    HERSELF = "herself"
    RECORD_IS_OVER = "record_is_over"


class WayIn(Row):
    """One way in that was set up beside her; the cause of her own standing, and ended or frozen with it."""

    mother = models.BigIntegerField()
    kind = models.CharField(max_length=5, choices=[(kind.value, kind.value) for kind in Kind])
    since = models.DateTimeField()
    by_id = models.BigIntegerField()
    frozen_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=14, blank=True, choices=[(e.value, e.value) for e in EndedBy])

    class Meta:
        indexes: ClassVar = [models.Index(fields=["mother", "until"], name="way_in_of_mother")]

    @property
    def cause(self) -> str:
        """What the standing it gives is kept for."""
        return f"way:{self.ref}"


class Secret(Row):
    """What opens one way in: a keyed mark of its first part, by which it is found, and argon2id of the whole.

    A way in that is over has none.
    """

    way = models.ForeignKey(WayIn, on_delete=models.CASCADE, related_name="secrets")
    mark = models.CharField(max_length=64, unique=True)
    hashed = models.CharField(max_length=200)
    quiet = models.BooleanField(default=False)
