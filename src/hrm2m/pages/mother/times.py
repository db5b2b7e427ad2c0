"""Times as people type them in the UK, and days with them turned into instants; a day alone lasts until its end."""

from datetime import date, datetime, time

from django import forms

from hrm2m.cadence.local_time import LAST_SECOND, instant, local, local_day


TIME_FORMATS = ["%H:%M", "%H.%M", "%H:%M:%S"]


class ClockInput(forms.TimeInput):
    """The telephone's own clock; where there is none, a box."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class WhichTime(forms.TimeField):
    """A time of day, picked or typed."""

    widget = ClockInput
    input_formats = TIME_FORMATS


def at_time(day: date, at: time) -> datetime:
    """The instant at which clocks in the UK show this time on this day."""
    return instant(datetime.combine(day, at))


def by_end_of(day: date) -> datetime:
    """The last second of the day: what “tomorrow” promises when no time was agreed."""
    return instant(datetime.combine(day, LAST_SECOND))


def when_it_was(day: date | None, at: time | None, now: datetime) -> datetime:
    """When something happened: now where nothing was typed, today where only a time was.

    A day without a time is that day at this hour of the day, so that it never comes after what is entered next.
    """
    if day is None and at is None:
        return now
    return at_time(day or local_day(now), at or local(now).time().replace(microsecond=0))
