"""Tables of areas, agencies, workers, their roles and the directory of services; nothing about a mother."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from hrm2m.foundation.models import Row
from hrm2m.records.agencies.door_tables import Door, DoorState, Terms


# Django finds the tables of an app in its `models`; those of doors have a file of their own.
__all__ = [
    "Agency",
    "Area",
    "AreaSetting",
    "ChangeWaiting",
    "Door",
    "DoorState",
    "Membership",
    "OnCallTurn",
    "RoleWaiting",
    "Service",
    "ServiceFact",
    "ServicePlace",
    "Terms",
    "Worker",
    "WorkerManager",
]


class Area(models.Model):
    """A place with one directory, one on-call rota, one set of lines; every row carries its `number`."""

    number = models.PositiveIntegerField(primary_key=True)
    name = models.CharField(max_length=80)
    nation = models.CharField(max_length=20)
    lines = models.JSONField(default=dict)
    on_call = models.ForeignKey("agencies.Worker", null=True, on_delete=models.PROTECT, related_name="+")
    on_call_lead = models.ForeignKey("agencies.Worker", null=True, on_delete=models.PROTECT, related_name="+")
    invented = models.BooleanField(default=False)
    # What holds now of the rows of AreaSetting, so that reading it stays one statement.
    agreed = models.JSONField(default=dict)


class AreaSetting(Row):
    """One thing that a lead set, from then on; never changed: the newest of each `what` holds."""

    what = models.CharField(max_length=60)
    value = models.JSONField()
    why = models.CharField(max_length=200)
    by_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["area", "what", "-id"], name="newest_of_setting")]


class OnCallTurn(Row):
    """Who is on call from the first day to the last, both included; the newest that covers a day holds it.

    Without a worker the days are free again: a gap, unless another turn is written.
    """

    first_day = models.DateField()
    last_day = models.DateField()
    worker = models.ForeignKey("agencies.Worker", null=True, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=200)
    by_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["area", "last_day"], name="turn_by_last_day")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="turn_ends_after_it_begins"
            )
        ]


class Agency(Row):
    """An organisation that helps, ours included."""

    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=40, blank=True)
    source_id = models.CharField(max_length=160, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["area", "source", "source_id"],
                condition=~models.Q(source=""),
                name="agency_of_feed_once",
            )
        ]


class WorkerManager(BaseUserManager["Worker"]):
    """Finds a worker by e-mail address, which is how a worker signs in."""

    def get_by_natural_key(self, username: str | None) -> "Worker":
        """The worker with this e-mail address, whatever the case of its letters."""
        return self.get(email__iexact=username)


class Worker(AbstractBaseUser, Row):
    """Anyone who signs in for an agency. No row of this table has a power of its own: roles do."""

    email = models.EmailField(unique=True)
    first_name = models.CharField(max_length=60)
    job_title = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = WorkerManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["first_name"]


class Membership(Row):
    """One role that one worker holds in one agency, from a day until it ends."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["worker", "agency", "role"], condition=models.Q(until=None), name="membership_once"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["area", "agency", "role"], name="membership_by_role")]


class RoleWaiting(Row):
    """A role that can open records, asked for by one person, until a lead of the agency says yes or no."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="roles_waiting")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="roles_waiting")
    role = models.CharField(max_length=30)
    asked_by_id = models.BigIntegerField()
    asked_at = models.DateTimeField()
    decided_by_id = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    confirmed = models.BooleanField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["worker", "agency", "role"],
                condition=models.Q(decided_at=None),
                name="role_waits_once",
            )
        ]


class ChangeWaiting(Row):
    """A new second factor or address for a worker, asked for by one person, until a second says yes or no."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="changes_waiting")
    kind = models.CharField(max_length=20)
    new_email = models.EmailField(blank=True)
    asked_by_id = models.BigIntegerField()
    asked_at = models.DateTimeField()
    decided_by_id = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    confirmed = models.BooleanField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["worker", "kind"], condition=models.Q(decided_at=None), name="change_waits_once"
            )
        ]


class Service(Row):
    """One service of the directory, as its feed states it or as a worker wrote it; null and empty are *not stated*.

    Plain columns are what is searched and ordered by; what is only shown is in `stated`. The feed's own statements
    and those that workers added (`added_*`, the newest of each; all are in `ServiceFact`) never overwrite each other.
    """

    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="services")
    source = models.CharField(max_length=40)
    source_id = models.CharField(max_length=160)
    source_key = models.CharField(max_length=80)
    source_url = models.TextField(blank=True)
    licence = models.TextField(blank=True)
    attribution = models.TextField(blank=True)
    read_at = models.DateTimeField()
    kept_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    content_hash = models.CharField(max_length=64)

    name = models.CharField(max_length=300)
    name_key = models.CharField(max_length=300)
    words = models.TextField()
    place_words = models.TextField(blank=True)
    covers_a_nation = models.BooleanField(default=False)
    categories = models.TextField()
    takes = models.CharField(max_length=10, blank=True)
    minimum_age = models.PositiveSmallIntegerField(null=True)
    maximum_age = models.PositiveSmallIntegerField(null=True)
    pregnant = models.BooleanField(null=True)
    childcare = models.BooleanField(null=True)
    available_from = models.DateField(null=True)
    status = models.CharField(max_length=20)
    valid_from = models.DateField(null=True)
    valid_until = models.DateTimeField(null=True)
    undisclosed = models.BooleanField(default=False)
    hides_a_place = models.BooleanField(default=False)
    stated = models.JSONField(default=dict)

    added_takes = models.CharField(max_length=10, blank=True)
    added_childcare = models.BooleanField(null=True)
    added_available_from = models.DateField(null=True)
    written_by_id = models.BigIntegerField(null=True)
    written_words = models.CharField(max_length=300, blank=True)
    written_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "source", "source_key"], name="service_once"),
            models.CheckConstraint(
                condition=models.Q(undisclosed=False) | models.Q(hides_a_place=True),
                name="undisclosed_service_hides_its_place",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["area", "name_key", "id"], name="service_by_name")]


class ServicePlace(Row):
    """One place of a service. Of an undisclosed place the database itself refuses everything but the district."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="places")
    disclosed = models.BooleanField()
    district = models.CharField(max_length=300, blank=True)
    name = models.CharField(max_length=300, blank=True)
    address = models.TextField(blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(disclosed=True)
                | models.Q(name="", address="", postcode="", latitude=None, longitude=None),
                name="undisclosed_place_is_a_district",
            )
        ]


class ServiceFact(Row):
    """What a worker was told about a service; the words go if its place is hidden later."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="facts")
    field = models.CharField(max_length=20)
    value = models.TextField(blank=True)
    source_words = models.CharField(max_length=300, blank=True)
    stated_on = models.DateField()
    by_id = models.BigIntegerField()
    added_at = models.DateTimeField()
    withheld_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["service", "field", "-stated_on", "-id"], name="newest_fact_of_service")
        ]
