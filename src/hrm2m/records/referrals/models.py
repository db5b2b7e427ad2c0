"""Tables of referrals: codes, numbers and times; what a referral says is sealed in her drawer."""

from typing import ClassVar

from django.db import models

from hrm2m.foundation.models import Row


class Referral(Row):
    """One request to one agency, where it stands and what it rests on; `entry` is the draft made with her."""

    mother = models.BigIntegerField()
    agency_id = models.BigIntegerField()
    door = models.CharField(max_length=26)
    worker_id = models.BigIntegerField()
    purpose = models.CharField(max_length=24)
    categories = models.JSONField(default=list)
    with_name = models.BooleanField(default=False)
    basis = models.CharField(max_length=24)
    consent = models.CharField(max_length=26, blank=True)
    status = models.CharField(max_length=20)
    entry = models.CharField(max_length=26)
    drafted_at = models.DateTimeField()
    drafted_by_id = models.BigIntegerField()
    sent_at = models.DateTimeField(null=True)
    sent_by_id = models.BigIntegerField(null=True)
    meeting_at = models.DateTimeField(null=True)
    tell_her_by = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    told_by_id = models.BigIntegerField(null=True)
    second_id = models.BigIntegerField(null=True)
    looked_by_id = models.BigIntegerField(null=True)
    looked_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["mother", "status"], name="referrals_of_mother"),
            models.Index(fields=["consent"], name="referrals_on_consent"),
        ]


class ReferralStep(Row):
    """One step of a referral; never changed."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="steps")
    event = models.CharField(max_length=20)
    before = models.CharField(max_length=20)
    after = models.CharField(max_length=20)
    why = models.CharField(max_length=24, blank=True)
    by_id = models.BigIntegerField()
    at = models.DateTimeField()


class ReferralPlace(Row):
    """Who may read a referral, until when; the cause of one standing, and ended with it."""

    mother = models.BigIntegerField()
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="places")
    worker_id = models.BigIntegerField()
    agency_id = models.BigIntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["referral", "worker_id"],
                condition=models.Q(ended_at=None),
                name="referral_place_once",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["worker_id", "ended_at"], name="places_of_worker")]

    @property
    def cause(self) -> str:
        """What the standing it gives is kept for."""
        return f"referral:{self.ref}:{self.worker_id}"


class StopNotice(Row):
    """That somebody who could read a referral was told to stop, and what he or she confirmed."""

    mother = models.BigIntegerField()
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="notices")
    worker_id = models.BigIntegerField()
    agency_id = models.BigIntegerField()
    told_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by_id = models.BigIntegerField(null=True)
    what_they_hold = models.CharField(max_length=12, blank=True)
    entry = models.CharField(max_length=26, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["mother", "told_at"], name="stops_of_mother")]


class SharedWrongly(Row):
    """That something was shared wrongly: contained at once, told to the lead, decided within 72 hours."""

    mother = models.BigIntegerField()
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="mistakes")
    entry = models.CharField(max_length=26)
    noted_by_id = models.BigIntegerField()
    noted_at = models.DateTimeField()
    lead_id = models.BigIntegerField()
    regulator = models.CharField(max_length=16, blank=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=26, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["mother", "noted_at"], name="mistakes_of_mother")]
