"""Tables of doors, of what holds of each, and of what agencies declared; never a word about a mother."""

from typing import ClassVar

from django.db import models

from hrm2m.foundation.models import Row


class Door(Row):
    """A worker who answers for an agency, or for one of its services; what holds of it are its rows of DoorState."""

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="doors")
    service = models.ForeignKey("agencies.Service", null=True, on_delete=models.PROTECT, related_name="doors")
    worker = models.ForeignKey("agencies.Worker", on_delete=models.PROTECT, related_name="doors")
    is_shared = models.BooleanField(default=False)
    # Whether the role of the worker came with this door: then it goes with the last one.
    gave_role = models.BooleanField(default=False)
    since = models.DateTimeField()
    by_id = models.BigIntegerField()
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency", "worker"],
                condition=models.Q(ended_at=None, service=None),
                name="door_of_agency_once",
            ),
            models.UniqueConstraint(
                fields=["agency", "worker", "service"],
                condition=models.Q(ended_at=None),
                name="door_of_service_once",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["area", "agency"], name="doors_of_agency")]


class DoorState(Row):
    """How a door is called and reached, how soon it answers, and what for; never changed: the newest holds."""

    door = models.ForeignKey(Door, on_delete=models.PROTECT, related_name="states")
    called = models.CharField(max_length=60)
    what_for = models.CharField(max_length=200)
    reached_by = models.CharField(max_length=12)
    phone = models.CharField(max_length=30, blank=True)
    answers_within = models.CharField(max_length=24)
    by_id = models.BigIntegerField()
    at = models.DateTimeField()


class Terms(Row):
    """What an agency said through one door, in its words: what it does, what would make it tell whom; never changed."""

    door = models.ForeignKey(Door, on_delete=models.PROTECT, related_name="terms")
    does = models.TextField()
    from_when = models.CharField(max_length=300, blank=True)
    for_whom = models.CharField(max_length=300, blank=True)
    tells = models.JSONField(default=dict)
    declared_at = models.DateTimeField()
    declared_by = models.CharField(max_length=80)
    said_how = models.CharField(max_length=16)
    by_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["door", "-declared_at", "-id"], name="newest_terms")]
