"""Tables of bridges, each of their changes, who is on her outreach team, and profiles she chooses from."""

from typing import ClassVar

from django.db import models

from hrm2m.foundation.models import Row
from hrm2m.policy.lifecycles import BridgeStatus
from hrm2m.records.bridges.yeses import Again, Wants, YesTo


class Profile(Row):
    """What a bridge builder says of himself or herself, for her to choose from."""

    worker_id = models.BigIntegerField(unique=True)
    words = models.CharField(max_length=300, blank=True)
    languages = models.CharField(max_length=120, blank=True)
    days = models.CharField(max_length=120, blank=True)
    # Only where the worker wants it said; False says nothing about anybody.
    says_lived_it = models.BooleanField(default=False)
    limit = models.PositiveIntegerField(default=10)


class Bridge(Row):
    """One bridge; its status is a projection of its changes. The agency that keeps it is the bridge builder's."""

    mother = models.BigIntegerField()
    builder_id = models.BigIntegerField()
    cover_id = models.BigIntegerField()
    agency_id = models.BigIntegerField()
    cover_agency_id = models.BigIntegerField()
    status = models.CharField(max_length=16, choices=[(s.value, s.value) for s in BridgeStatus])
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mother"], condition=models.Q(closed_at=None), name="one_open_bridge"
            ),
            models.CheckConstraint(
                condition=~models.Q(builder_id=models.F("cover_id")), name="cover_is_somebody_else"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["area", "builder_id", "closed_at"], name="bridges_of_builder"),
            models.Index(fields=["area", "cover_id", "closed_at"], name="bridges_of_cover"),
            models.Index(
                fields=["area", "agency_id", "status"],
                condition=models.Q(closed_at=None),
                name="open_bridges_of_agency",
            ),
        ]


class BridgeChange(Row):
    """One change of one bridge: a row, never an update."""

    bridge = models.ForeignKey(Bridge, on_delete=models.PROTECT, related_name="changes")
    event = models.CharField(max_length=24)
    after = models.CharField(max_length=16)
    by_id = models.BigIntegerField()
    at = models.DateTimeField()


class Telling(Row):
    """Cover tried to tell her who holds her bridge: told, and how, or not reached yet; a row, never an update."""

    bridge = models.ForeignKey(Bridge, on_delete=models.PROTECT, related_name="tellings")
    told = models.BooleanField()
    how = models.CharField(max_length=16, blank=True)
    by_id = models.BigIntegerField()
    at = models.DateTimeField()


class WhomNext(Row):
    """What she said where her bridge builder does not come back: a row, never an update; `cover_id` held it then."""

    bridge = models.ForeignKey(Bridge, on_delete=models.PROTECT, related_name="+")
    wants = models.CharField(max_length=8, choices=[(w.value, w.value) for w in Wants])
    cover_id = models.BigIntegerField()
    by_id = models.BigIntegerField()
    at = models.DateTimeField()


class CoverMet(Row):
    """She has met this worker, who is or was cover."""

    mother = models.BigIntegerField()
    worker_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mother", "worker_id"], name="cover_met_once")
        ]


class TeamPlace(Row):
    """A worker on her outreach team, because she agreed."""

    mother = models.BigIntegerField()
    worker_id = models.BigIntegerField()
    agency_id = models.BigIntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mother", "worker_id"], condition=models.Q(until=None), name="one_place_on_her_team"
            )
        ]


class StandDown(Row):
    """A worker who was stood down from her record, until a lead lets her choose that worker again.

    Beside these there is one for everybody (`there.EVERYBODY`): nobody new chooses the worker meanwhile.
    """

    mother = models.BigIntegerField()
    worker_id = models.BigIntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mother", "worker_id"], condition=models.Q(until=None), name="stood_down_once"
            )
        ]


class SaidYes(Row):
    """That a worker wrote “she said yes”; somebody else asks her again within four weeks. `about` is what it is of."""

    mother = models.BigIntegerField()
    about = models.CharField(max_length=26)
    what = models.CharField(max_length=12, choices=[(w.value, w.value) for w in YesTo])
    said_at = models.DateTimeField()
    by_id = models.BigIntegerField()
    gains_id = models.BigIntegerField()
    with_id = models.BigIntegerField()
    answer = models.CharField(max_length=10, blank=True, choices=[(a.value, a.value) for a in Again])
    asked_by_id = models.BigIntegerField(null=True)
    over_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mother", "what", "about"],
                condition=models.Q(over_at=None),
                name="one_yes_to_ask_again",
            )
        ]


class Absence(Row):
    """A worker is away, from a day until a day or until he or she is back; planned, begun and over."""

    worker_id = models.BigIntegerField()
    by_id = models.BigIntegerField()
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(null=True)
    over_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["worker_id"], condition=models.Q(over_at=None), name="one_absence_at_a_time"
            )
        ]


class HandedOver(Row):
    """What one absence moved on one bridge, so that coming back gives back this and nothing else."""

    absence = models.ForeignKey(Absence, on_delete=models.PROTECT, related_name="handed_over")
    bridge = models.ForeignKey(Bridge, on_delete=models.PROTECT, related_name="+")
    was = models.CharField(max_length=10)
    cover_before_id = models.BigIntegerField(null=True)
    cover_before_agency_id = models.BigIntegerField(null=True)
    stood_in_id = models.BigIntegerField(null=True)
