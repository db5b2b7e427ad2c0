"""Two tables: links that were sent and codes that were asked for; marks, times and numbers, no word of a request."""

from typing import ClassVar

from django.db import models


class Link(models.Model):
    """One link, good for one worker, one address and one request; `mark` is that of its secret part."""

    id = models.BigAutoField(primary_key=True)
    mark = models.CharField(max_length=64, unique=True)
    worker_id = models.BigIntegerField()
    address_mark = models.CharField(max_length=64)
    kind = models.CharField(max_length=16)
    about = models.CharField(max_length=26)
    made_at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["made_at"], name="partner_link_made_at")]


class Code(models.Model):
    """The code that one browser asked for; the next one it asks for takes its place."""

    id = models.BigAutoField(primary_key=True)
    browser = models.CharField(max_length=64, unique=True)
    link_id = models.BigIntegerField()
    mark = models.CharField(max_length=64)
    until = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["until"], name="partner_code_until")]
