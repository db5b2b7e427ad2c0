"""The table of marks of offers: whether each was real and answered, in codes; never what was offered or said."""

from typing import ClassVar

from django.db import models

from hrm2m.foundation.models import Row


class OfferMark(Row):
    """What a count may know of one offer; made from her entries and made again whenever one of them changes."""

    agency_id = models.BigIntegerField()
    mother = models.BigIntegerField()
    ask_ref = models.CharField(max_length=26)
    offer_ref = models.CharField(max_length=26, unique=True)
    offered_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    real = models.BooleanField()
    missing = models.JSONField(default=list)
    answered = models.CharField(max_length=8, blank=True)
    barrier = models.CharField(max_length=32, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["area", "agency_id", "real", "-offered_at"], name="offers_not_real"),
            models.Index(fields=["mother"], name="offer_marks_of_mother"),
        ]
