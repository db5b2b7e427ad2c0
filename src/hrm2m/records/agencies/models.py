"""Tables of areas, agencies, workers, their roles and the directory of services; nothing about a mother."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from hrm2m.foundation.models import Row


class Area(models.Model):
    """A place with one directory, one on-call rota, one set of lines; every row carries its `number`."""

    number = models.PositiveIntegerField(primary_key=True)
    name = models.CharField(max_length=80)
    nation = models.CharField(max_length=20)
    lines = models.JSONField(default=dict)
    on_call = models.ForeignKey("agencies.Worker", null=True, on_delete=models.PROTECT, related_name="+")
    on_call_lead = models.ForeignKey("agencies.Worker", null=True, on_delete=models.PROTECT, related_name="+")
    invented = models.BooleanField(default=False)


class Agency(Row):
    """An organisation that helps, ours included."""

    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=40, blank=True)
    source_id = models.CharField(max_length=160, blank=True)


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
