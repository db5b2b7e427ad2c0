"""The table of whom she lets read about her safety: numbers and times only; never what was said."""

from typing import ClassVar

from django.db import models

from hrm2m.foundation.models import Row


class Agreed(Row):
    """A worker whom she lets see what she said of her own safety; the cause of one standing, and ended with it."""

    mother = models.BigIntegerField()
    worker_id = models.BigIntegerField()
    agency_id = models.BigIntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mother", "worker_id"], condition=models.Q(until=None), name="agreed_once"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["area", "worker_id", "until"], name="agreed_to_worker")]

    @property
    def cause(self) -> str:
        """What the standing it gives is kept for."""
        return f"agreed:{self.ref}"
