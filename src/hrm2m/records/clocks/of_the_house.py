"""Promises about a mother that are not made to her: they run in the house, and end with an act on her record."""

from django.db.models import QuerySet

from hrm2m.records.clocks.models import RUNNING, Clock
from hrm2m.vault.box import Box
from hrm2m.vault.chains import HOUSE


def meet(box: Box, kind: str, *, about: str) -> bool:
    """It was kept now, late or not; whether one was running."""
    return bool(_running(kind, about).update(met_at=box.now))


def stop(box: Box, kind: str, *, about: str) -> bool:
    """Nothing is owed of it any more; whether one was running."""
    return bool(_running(kind, about).update(stopped_at=box.now))


def _running(kind: str, about: str) -> QuerySet[Clock]:
    return Clock.objects.filter(RUNNING, mother=HOUSE, kind=kind, about=about)
