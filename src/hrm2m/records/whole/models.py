"""The one table of acts on the whole record: what is held back from being destroyed; never a word about her."""

from typing import ClassVar

from django.db import models

from hrm2m.foundation.models import Row
from hrm2m.policy.retention import HoldFor


class Hold(Row):
    """While it stands nothing of this record is destroyed."""

    mother = models.BigIntegerField()
    why = models.CharField(max_length=12, choices=[(w.value, w.value) for w in HoldFor])
    by_id = models.BigIntegerField()
    at = models.DateTimeField()
    lifted_by_id = models.BigIntegerField(null=True)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mother", "why"], condition=models.Q(lifted_at=None), name="hold_once"
            )
        ]
