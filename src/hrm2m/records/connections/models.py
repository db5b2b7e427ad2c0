"""The table of connections: who was asked to look at which one, and until when; never what it says."""

from typing import ClassVar

from django.db import models

from hrm2m.foundation.models import Row


class Why(models.TextChoices):
    """Why a reading ended before its time."""

    LOOKED_AT = "looked_at"
    ANOTHER_WAS_ASKED = "another_was_asked"
    STOPPED_BEFORE = "stopped_before"
    WORKER_GONE = "worker_gone"


OPEN = models.Q(ended_at=None)


class Reading(Row):
    """One worker, in one agency, asked to be the second reader of one connection; its author stands beside it."""

    mother = models.BigIntegerField()
    connection = models.CharField(max_length=26)
    author_id = models.BigIntegerField()
    reader_id = models.BigIntegerField()
    agency_id = models.BigIntegerField()
    asked_by_id = models.BigIntegerField()
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=20, blank=True, choices=Why.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["connection"], condition=OPEN, name="one_open_reading"),
            models.CheckConstraint(
                condition=~models.Q(reader_id=models.F("author_id")), name="the_author_never_looks"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["area", "reader_id", "agency_id"], condition=OPEN, name="readings_of_worker"
            ),
            models.Index(fields=["mother"], name="readings_of_mother"),
        ]

    @property
    def cause(self) -> str:
        """What gives the standing of the reader."""
        return f"connection:{self.ref}"
