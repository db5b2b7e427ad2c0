"""Keeping and stopping promises by what they are about, for whoever does not know to whom they were made."""

from collections.abc import Collection
from datetime import datetime

from hrm2m.records.clocks.models import RUNNING, Clock
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.vault.box import Box


def meet_about(box: Box, kinds: Collection[str], *, about: str, at: datetime) -> bool:
    """Promises `about` this were kept at `at`, to whomever they were made."""
    must_not_be_later_than_now(box, at)
    return bool(Clock.objects.filter(RUNNING, kind__in=kinds, about=about).update(met_at=at))


def stop_about(box: Box, kinds: Collection[str], *, about: Collection[str]) -> int:
    """Stops promises of these kinds about these things, because what was promised is over; how many."""
    box.must_be_open()
    running = Clock.objects.filter(RUNNING, kind__in=kinds, about__in=about)
    return running.update(stopped_at=box.now)
