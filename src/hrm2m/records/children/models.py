"""Tables of children: refs, codes, times and numbers only; what was said is in the drawer or sealed by the house."""

from typing import ClassVar

from django.db import models

from hrm2m.foundation.models import Row


class ChildRow(Row):
    """That a child's record lies in the drawer of this mother; `child` is the ref of the child's entry."""

    mother = models.BigIntegerField()
    child = models.CharField(max_length=26, unique=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["mother"], name="children_of_mother")]


class Noted(Row):
    """That something was written about a child, and whether somebody who keeps children safe has read it."""

    mother = models.BigIntegerField()
    entry = models.CharField(max_length=26, unique=True)
    by_id = models.BigIntegerField()
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    read_by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["mother", "read_at"], name="noted_of_mother"),
            models.Index(fields=["area", "at"], condition=models.Q(read_at=None), name="noted_to_read"),
        ]


class Join(Row):
    """Two records of one child, of two mothers; undone by a time and never taken away."""

    child = models.CharField(max_length=26)
    other_child = models.CharField(max_length=26)
    mother = models.BigIntegerField()
    other_mother = models.BigIntegerField()
    why = models.BinaryField()
    by_id = models.BigIntegerField()
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by_id = models.BigIntegerField(null=True)
    undone_why = models.BinaryField(default=bytes)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["child", "other_child"],
                condition=models.Q(undone_at=None),
                name="two_children_joined_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(mother=models.F("other_mother")), name="joined_children_of_two_mothers"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["other_child"], name="joins_of_other_child")]


class PlanPlace(Row):
    """A worker of any agency who is named in a child's plan; `plan` is the ref of its first entry."""

    mother = models.BigIntegerField()
    plan = models.CharField(max_length=26)
    child = models.CharField(max_length=26, blank=True)
    worker_id = models.BigIntegerField()
    agency_id = models.BigIntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "worker_id"], condition=models.Q(until=None), name="named_in_a_plan_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["worker_id", "agency_id"], condition=models.Q(until=None), name="my_plans"),
            models.Index(fields=["mother", "plan"], name="people_of_plan"),
        ]

    @property
    def cause(self) -> str:
        """What the standing of this place is called."""
        return f"plan:{self.ref}"


class Notice(Row):
    """What somebody who stands near nobody told about a child, sealed with the key of the house.

    `for_agency_id` is the agency whose safeguarding leads read it; nothing where all of the area do.
    """

    words = models.BinaryField()
    by_id = models.BigIntegerField()
    agency_id = models.BigIntegerField()
    for_agency_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    had_by_id = models.BigIntegerField(null=True)
    had_at = models.DateTimeField(null=True)
    mother = models.BigIntegerField(null=True)
    entry = models.CharField(max_length=26, blank=True)
    answer = models.BinaryField(default=bytes)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["area", "at"], condition=models.Q(had_at=None), name="notices_to_read"),
            models.Index(fields=["by_id", "at"], name="notices_of_worker"),
        ]
