"""The table of clocks: codes, times, numbers of workers; never what was promised, nor to whom in words."""

from typing import ClassVar

from django.db import models

from hrm2m.foundation.models import Row
from hrm2m.policy import Compartment


RUNNING = models.Q(met_at=None, stopped_at=None)
"""A clock that nobody met and that did not stop, late or not."""


class Clock(Row):
    """One promise. `mother` is 0 where it concerns no mother; `tell_at` is when the next person is told."""

    mother = models.BigIntegerField()
    compartment = models.CharField(max_length=12, choices=[(c.value, c.value) for c in Compartment])
    kind = models.CharField(max_length=24)
    about = models.CharField(max_length=26)
    owner_id = models.BigIntegerField()
    escalate_to_id = models.BigIntegerField()
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    tell_at = models.DateTimeField(null=True)
    level = models.PositiveSmallIntegerField(default=0)
    escalated_at = models.DateTimeField(null=True)
    met_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mother", "kind", "about"], condition=RUNNING, name="clock_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["area", "due_at", "id"], condition=RUNNING, name="clocks_late"),
            models.Index(fields=["area", "tell_at"], condition=RUNNING, name="clocks_to_tell"),
            models.Index(fields=["mother", "due_at"], name="clocks_of_mother"),
            # Not only of some kinds: SQLite, which is told the kinds as parameters, would pass such an index by.
            models.Index(fields=["owner_id", "kind", "started_at"], name="clocks_of_owner"),
        ]
