"""What a kind of request is: a module that says whether one is open, shows it, and takes the answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponseBase

from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.policy import Actor


@dataclass(frozen=True)
class Stands:
    """The request is open to this worker of this agency; `until` is said where an answer moved its end."""

    actor: Actor
    until: datetime | None = None


@dataclass(frozen=True)
class Event:
    """What goes into a calendar: when, and words that name nobody."""

    begins: datetime
    ends: datetime
    words: str


@dataclass(frozen=True)
class Kind:
    """One kind of request: the address names nothing of it, and the session its number of a link only.

    `stands(worker number, ref)` is None for whatever is unknown, over, somebody else's or never was: then there is no
    such page. `show` draws it; `answer` takes a posted form and draws it again where it cannot be kept. Both have the
    actor in `request.actor`. `event` is the date for a calendar, if there is one.
    """

    stands: Callable[[int, str], Stands | None]
    show: Callable[[WorkerRequest, Actor, str], HttpResponseBase]
    answer: Callable[[WorkerRequest, Actor, str], HttpResponseBase]
    event: Callable[[Actor, str], Event | None] = lambda _actor, _ref: None
