"""One table: the visits to her own pages that are not over long; by marks and refs, and nothing that was read."""

from typing import ClassVar

from django.db import models


class OwnVisit(models.Model):
    """One visit: begun with a code, over after ten quiet minutes, half an hour, or at once when she leaves."""

    id = models.BigAutoField(primary_key=True)
    mark = models.CharField(max_length=64, unique=True)
    way = models.CharField(max_length=26)
    mother_ref = models.CharField(max_length=26)
    area = models.PositiveIntegerField()
    quiet = models.BooleanField()
    begun_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    names_until = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["begun_at"], name="own_visit_begun")]
