"""Tables of her yes and of its end: codes, numbers and times, never changed; what was said is sealed in her drawer."""

from typing import ClassVar

from django.db import models

from hrm2m.foundation.models import Row


class Consent(Row):
    """One yes to one agency, as it was given. Whether it holds is said by the rows beside it."""

    mother = models.BigIntegerField()
    agency_id = models.BigIntegerField()
    categories = models.JSONField(default=list)
    purpose = models.CharField(max_length=24)
    with_name = models.BooleanField(default=False)
    asked = models.CharField(max_length=16)
    interpreter = models.CharField(max_length=24)
    how = models.CharField(max_length=16)
    place = models.CharField(max_length=24)
    asked_at = models.DateTimeField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    by_id = models.BigIntegerField()
    entry = models.CharField(max_length=26)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["mother", "agency_id"], name="consents_of_mother")]


class ConsentCarried(Row):
    """That a yes holds on past its day: no yes lapses between labour and the baby coming home."""

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="carried")
    until = models.DateTimeField()
    at = models.DateTimeField()


class ConsentEnd(Row):
    """That a yes is over, when and why; one for each yes, and nothing brings it back."""

    consent = models.OneToOneField(Consent, on_delete=models.PROTECT, related_name="ended")
    why = models.CharField(max_length=16)
    by_id = models.BigIntegerField()
    at = models.DateTimeField()


class Listened(Row):
    """That somebody was listening at this time: what she said yes to then does not count."""

    mother = models.BigIntegerField()
    at = models.DateTimeField()
    by_id = models.BigIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["mother", "at"], name="listened_of_mother")]
