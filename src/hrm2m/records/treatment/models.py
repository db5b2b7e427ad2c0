"""The table of who treats her: numbers and times only; never what she takes, uses or wants."""

from typing import ClassVar

from django.db import models

from hrm2m.foundation.models import Row


class Treating(Row):
    """A worker who treats her, because she said yes; the cause of one standing, and ended with it."""

    mother = models.BigIntegerField()
    worker_id = models.BigIntegerField()
    agency_id = models.BigIntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mother", "worker_id"], condition=models.Q(until=None), name="treats_her_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["area", "worker_id", "agency_id", "until"], name="treated_by_worker")
        ]

    @property
    def cause(self) -> str:
        """What the standing it gives is kept for."""
        return f"treating:{self.ref}"
