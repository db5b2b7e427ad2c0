"""One table: sealed forms, each readable only with the key in the worker's own browser."""

from typing import ClassVar

from django.db import models


class KeptForm(models.Model):
    """A form as it was posted, sealed with a key that is in a cookie and nowhere else."""

    id = models.BigAutoField(primary_key=True)
    mark = models.CharField(max_length=64, unique=True)
    worker_ref = models.CharField(max_length=26)
    sealed = models.BinaryField()
    until = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["until"], name="kept_form_until"),
            models.Index(fields=["worker_ref"], name="kept_form_of_worker"),
        ]
