"""Tables of acts on the whole record: what is held back, what is one woman, who moves; never a word."""

from typing import ClassVar

from django.db import models

from hrm2m.foundation.models import Row
from hrm2m.policy.moving_lifecycle import MoveStatus
from hrm2m.policy.retention import HoldFor


class Hold(Row):
    """While it stands no period destroys this record; of one that she asks to be forgotten `parts` stay, sealed."""

    mother = models.BigIntegerField()
    parts = models.CharField(max_length=64, default="general her_safety treatment")
    why = models.CharField(max_length=12, choices=[(w.value, w.value) for w in HoldFor])
    by_id = models.BigIntegerField()
    at = models.DateTimeField()
    look_at = models.DateTimeField(null=True)
    lifted_by_id = models.BigIntegerField(null=True)
    lifted_at = models.DateTimeField(null=True)
    # That she is not told of it yet: until when, why (sealed for leads), and the two who say so.
    not_told_until = models.DateTimeField(null=True)
    not_told_why = models.BinaryField(default=b"")
    not_told_by_id = models.BigIntegerField(null=True)
    not_told_at = models.DateTimeField(null=True)
    not_told_signed_by_id = models.BigIntegerField(null=True)
    not_told_signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mother", "why"], condition=models.Q(lifted_at=None), name="hold_once"
            )
        ]


class BabyDeath(Row):
    """That a baby of hers died was written by one worker; a second one signs later. `entry` leads to it."""

    mother = models.BigIntegerField()
    entry = models.CharField(max_length=26, unique=True)
    by_id = models.BigIntegerField()
    at = models.DateTimeField()
    signed_by_id = models.BigIntegerField(null=True)
    signed_at = models.DateTimeField(null=True)
    mistaken_by_id = models.BigIntegerField(null=True)
    mistaken_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["mother"],
                condition=models.Q(signed_at=None, mistaken_at=None),
                name="baby_deaths_to_sign",
            )
        ]


class HerDeath(Row):
    """That she died was written by one worker, who asked a second one to sign; signed, or taken back, later."""

    mother = models.BigIntegerField()
    by_id = models.BigIntegerField()
    asked_id = models.BigIntegerField(null=True)
    slept = models.BooleanField(default=False)
    at = models.DateTimeField()
    signed_by_id = models.BigIntegerField(null=True)
    signed_at = models.DateTimeField(null=True)
    mistaken_by_id = models.BigIntegerField(null=True)
    mistaken_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mother"],
                condition=models.Q(signed_at=None, mistaken_at=None),
                name="one_death_to_sign",
            )
        ]


class RecordLink(Row):
    """Two records that are one woman, because she said so, until it is undone; the lower number stands first."""

    mother = models.BigIntegerField()
    other_mother = models.BigIntegerField()
    by_id = models.BigIntegerField()
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mother", "other_mother"], condition=models.Q(undone_at=None), name="linked_once"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["other_mother"], name="links_from_the_other")]


class MoveRow(Row):
    """Where her move to another area stands. `entry` is the ref of its entry, which says where to and who is there."""

    mother = models.BigIntegerField()
    entry = models.CharField(max_length=26, unique=True)
    status = models.CharField(max_length=12, choices=[(s.value, s.value) for s in MoveStatus])
    planned_by_id = models.BigIntegerField()
    planned_at = models.DateTimeField()
    over_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mother"], condition=models.Q(over_at=None), name="one_move_at_a_time"
            )
        ]


class KeptApart(Row):
    """Two people who are helped here and are kept apart: who said so and why, sealed for leads."""

    why = models.BinaryField()
    by_id = models.BigIntegerField()
    at = models.DateTimeField()
    placed_at = models.DateTimeField(null=True)
    ended_by_id = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    # Where the two are led in two places: a lead of which of them says that it can end.
    end_asked_for = models.BigIntegerField(null=True)
    end_asked_by_id = models.BigIntegerField(null=True)
