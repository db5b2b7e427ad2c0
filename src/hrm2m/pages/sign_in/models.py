"""One table: how often something was tried in a stretch of time; its keys are marks that name nobody."""

from typing import ClassVar

from django.db import models


class Tries(models.Model):
    """A count of tries for one key and one stretch of time; written by one statement only."""

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=64)
    stretch = models.BigIntegerField()
    times = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["key", "stretch"], name="tries_once")]
        indexes: ClassVar = [models.Index(fields=["at"], name="tries_at")]
