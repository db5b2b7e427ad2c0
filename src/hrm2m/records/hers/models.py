"""The tables of her ways in and of copies she asked for: numbers, times, marks and refs; never a word of hers."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import Q, QuerySet

from hrm2m.foundation.models import Row
from hrm2m.policy import Compartment
from hrm2m.records.hers.kinds import CopyWay, Kind


STAYS_OPEN = timedelta(days=14)
"""So long she can go on reading a copy after she had it (policy_choice)."""


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


class Copy(Row):
    """That she asked for a copy of her record, when, and when she had it. What it says is kept nowhere.

    `asked_by_id` is the worker who wrote it down, or below zero where she asked on her own page.
    """

    mother = models.BigIntegerField()
    way = models.CharField(max_length=5, choices=[(way.value, way.value) for way in CopyWay])
    asked_at = models.DateTimeField()
    asked_by_id = models.BigIntegerField()
    given_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["mother", "asked_at"], name="copy_of_mother")]


class CopyCheck(Row):
    """Whether an entry about somebody else goes into one copy, and who says so. Why lies sealed beside the entry."""

    copy = models.ForeignKey(Copy, on_delete=models.CASCADE, related_name="checks")
    compartment = models.CharField(max_length=12, choices=[(c.value, c.value) for c in Compartment])
    entry = models.CharField(max_length=26)
    gives = models.BooleanField()
    at = models.DateTimeField()
    by_id = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["copy", "entry"], name="copy_check_once"),
        ]


class CopyHanded(Row):
    """That somebody gave her one part of a copy on paper."""

    copy = models.ForeignKey(Copy, on_delete=models.CASCADE, related_name="handed")
    compartment = models.CharField(max_length=12, choices=[(c.value, c.value) for c in Compartment])
    at = models.DateTimeField()
    by_id = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["copy", "compartment"], name="copy_handed_once"),
        ]


def open_copies(now: datetime) -> QuerySet[Copy]:
    """The copies that are open at `now`."""
    still = Q(given_at=None) | Q(given_at__gt=now - STAYS_OPEN)
    return Copy.objects.filter(still, taken_back_at=None)
