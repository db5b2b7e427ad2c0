"""Tables of worries: codes, times, refs and numbers of workers; every word lies sealed in the child-safety drawer."""

from typing import ClassVar

from django.db import models

from hrm2m.foundation.models import Row
from hrm2m.policy import Compartment
from hrm2m.policy.worry_lifecycle import WorryStatus
from hrm2m.records.worries.entries import ToWhom


REFERRAL, HELD = "referral", "held"
LOOKS_IN = frozenset({Compartment.CHILD_SAFETY})
"""Where a second person looks: what is sent, or withheld, about a child lies nowhere else."""


class WorryRow(Row):
    """Where one worry stands. `entry` is the ref of its entry, and what an address carries."""

    mother = models.BigIntegerField()
    entry = models.CharField(max_length=26, unique=True)
    status = models.CharField(max_length=10, choices=[(s.value, s.value) for s in WorryStatus])
    raised_by_id = models.BigIntegerField()
    raised_at = models.DateTimeField()

    class Meta:
        # On no condition: the status arrives as a parameter, and SQLite then passes such an index by.
        indexes: ClassVar = [models.Index(fields=["mother", "status"], name="worries_of_mother")]


class ReferralRow(Row):
    """One referral that was sent, and whether a second person has looked at it."""

    mother = models.BigIntegerField()
    entry = models.CharField(max_length=26, unique=True)
    worry = models.CharField(max_length=26)
    to = models.CharField(max_length=12, choices=[(t.value, t.value) for t in ToWhom])
    sent_by_id = models.BigIntegerField()
    sent_at = models.DateTimeField()
    looked_by_id = models.BigIntegerField(null=True)
    looked_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["worry", "sent_at"], name="referrals_of_worry"),
            models.Index(
                fields=["mother", "sent_at"], condition=models.Q(looked_at=None), name="referrals_to_look_at"
            ),
        ]


class SecondAsked(Row):
    """A second person who was asked to look, and stands near her for this alone until it is done."""

    mother = models.BigIntegerField()
    about = models.CharField(max_length=26)
    kind = models.CharField(max_length=8, choices=[(REFERRAL, REFERRAL), (HELD, HELD)])
    worker_id = models.BigIntegerField()
    agency_id = models.BigIntegerField()
    asked_by_id = models.BigIntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["about", "worker_id", "kind"],
                condition=models.Q(ended_at=None),
                name="second_asked_once",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["worker_id", "since"], condition=models.Q(ended_at=None), name="seconds_of_worker"
            )
        ]

    @property
    def cause(self) -> str:
        """What the standing is given and ended for."""
        return f"{'second' if self.kind == REFERRAL else 'signs'}:{self.about}:{self.worker_id}"
