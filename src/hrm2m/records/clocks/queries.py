"""Reading the clocks and windows of one mother, or of those on a list: frozen values; the board is in `board.py`."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet

from hrm2m.cadence import Nation
from hrm2m.policy import Compartment
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.clocks.entries import BabyDied, BabyLives, Window, WindowClosed
from hrm2m.records.clocks.models import RUNNING, Clock
from hrm2m.records.clocks.promises import ASKED_OF_YOU, NAMES
from hrm2m.records.clocks.windows import (
    WindowLine,
    a_baby_died,
    lines_among,
    may_speak_of_a_baby,
    windows_among,
)
from hrm2m.records.clocks.words import in_words
from hrm2m.vault.box import Box
from hrm2m.vault.boxes import Boxes
from hrm2m.vault.entries import Body


__all__ = ["WindowLine", "in_words", "windows_among"]

PAGE_SIZE = 20
OF_WINDOWS: tuple[type[Body], ...] = (Window, WindowClosed, BabyDied, BabyLives)


@dataclass(frozen=True)
class ClockLine:
    """One promise that is still to be kept."""

    ref: str
    kind: str
    about: str
    owner_id: int
    escalate_to_id: int
    started_at: datetime
    due_at: datetime
    level: int

    @property
    def name(self) -> str:
        """What was promised, in general words."""
        return str(NAMES.get(self.kind, self.kind))

    def words(self, now: datetime) -> str:
        """How late, or when."""
        return in_words(self.due_at, now)


@dataclass(frozen=True)
class KeptLine:
    """One promise that was kept, in time or late."""

    kind: str
    about: str
    owner_id: int
    due_at: datetime
    met_at: datetime


def kept_to(box: Box, kinds: Collection[str]) -> tuple[KeptLine, ...]:
    """The promises of these kinds, of the general compartment, that were kept to her, the newest first."""
    rows = Clock.objects.filter(
        mother=box.mother_id, compartment=Compartment.GENERAL, kind__in=kinds, met_at__isnull=False
    )
    told = rows.order_by("-met_at", "-id").values_list("kind", "about", "owner_id", "due_at", "met_at")
    return tuple(KeptLine(kind, about, by, due, met) for kind, about, by, due, met in told if met)


def kept_about(box: Box, kind: str) -> dict[str, datetime]:
    """When each promise of this kind to her was kept, by the ref of what it was about."""
    box.must_be_open()
    rows = Clock.objects.filter(mother=box.mother_id, kind=kind).exclude(met_at=None)
    return {about: met_at for about, met_at in rows.values_list("about", "met_at") if met_at}


@dataclass(frozen=True)
class Promised:
    """One promise, kept or not, in time or late."""

    ref: str
    kind: str
    about: str
    owner_id: int
    due_at: datetime
    met_at: datetime | None

    @property
    def name(self) -> str:
        """What was promised, in general words."""
        return str(NAMES.get(self.kind, self.kind))

    def is_late(self, now: datetime) -> bool:
        """Whether it was kept late, or is late now."""
        return (self.met_at or now) > self.due_at


def promises_since(box: Box, since: datetime) -> tuple[Promised, ...]:
    """Her promises of the general compartment that run, or that were kept since then; the one due first first."""
    box.must_read(Compartment.GENERAL)
    rows = Clock.objects.filter(mother=box.mother_id, compartment=Compartment.GENERAL, stopped_at=None)
    found = rows.filter(Q(met_at=None) | Q(met_at__gte=since)).order_by("due_at", "id")
    return tuple(
        Promised(row.ref, row.kind, row.about, row.owner_id, row.due_at, row.met_at) for row in found
    )


def clocks_of(box: Box) -> tuple[ClockLine, ...]:
    """Her running clocks of the general compartment, the one due first first.

    Clocks of another compartment belong on the pages of that compartment, for those who may open it.
    """
    rows = Clock.objects.filter(RUNNING, mother=box.mother_id, compartment=Compartment.GENERAL)
    return tuple(_line(row) for row in rows.order_by("due_at", "id"))


def clocks_within(opened: Box | Boxes, compartment: Compartment) -> tuple[ClockLine, ...]:
    """The running clocks of one compartment that is open, of one mother or of several; due first first."""
    opened.must_read(compartment)
    mothers = [opened.mother_id] if isinstance(opened, Box) else opened.mother_ids
    rows = Clock.objects.filter(RUNNING, mother__in=mothers, compartment=compartment)
    return tuple(_line(row) for row in rows.order_by("due_at", "id"))


def owed_since(box: Box, kind: str, about: str, *, lately: timedelta) -> datetime | None:
    """Since when the promise of this kind about this ref is owed to her and not kept; None: none is.

    One that was stopped `lately` counts: it was owed, and stopping and starting makes nobody less late.
    """
    rows = Clock.objects.filter(mother=box.mother_id, kind=kind, about=about)
    kept = rows.aggregate(last=Max("met_at"))["last"]
    owed = rows.filter(RUNNING | Q(met_at=None, stopped_at__gt=box.now - lately))
    owed = owed.filter(started_at__gt=kept) if kept else owed
    first: datetime | None = owed.aggregate(first=Min("started_at"))["first"]
    return first


def running_about(kind: str, area: int) -> frozenset[tuple[int, str]]:
    """What promises of this kind run about, each with the number of the mother; for the worker process."""
    rows = Clock.objects.filter(RUNNING, kind=kind, area=area)
    return frozenset(rows.values_list("mother", "about"))


def people_of_running(mother_id: int, compartment: Compartment) -> frozenset[int]:
    """The numbers of whoever owes her a running promise of this compartment, or is named for one."""
    rows = Clock.objects.filter(RUNNING, mother=mother_id, compartment=compartment)
    return frozenset(number for pair in rows.values_list("owner_id", "escalate_to_id") for number in pair)


def compartment_about(kind: str, about: str, area: int) -> tuple[int, Compartment] | None:
    """The mother and the compartment of a running promise about this ref, for an act that the door decides on."""
    rows = Clock.objects.filter(RUNNING, kind=kind, about=about, area=area)
    found = rows.values_list("mother", "compartment").first()
    return (found[0], Compartment(found[1])) if found else None


def running_of(
    kind: str, compartment: Compartment, mothers: Iterable[int]
) -> tuple[tuple[int, ClockLine], ...]:
    """The promises of this kind in a compartment that the door let somebody into, each with the mother; due first."""
    rows = Clock.objects.filter(RUNNING, kind=kind, compartment=compartment, mother__in=list(mothers))
    return tuple((row.mother, _line(row)) for row in rows.order_by("due_at", "id"))


def late_of(mother_ids: Iterable[int], now: datetime) -> dict[int, tuple[ClockLine, ...]]:
    """The late clocks of the general compartment of these mothers, latest first; one statement."""
    rows = Clock.objects.filter(
        RUNNING, mother__in=list(mother_ids), compartment=Compartment.GENERAL, due_at__lte=now
    ).exclude(kind__in=ASKED_OF_YOU)
    found: dict[int, list[ClockLine]] = {}
    for row in rows.order_by("due_at", "id"):
        found.setdefault(row.mother, []).append(_line(row))
    return {mother: tuple(lines) for mother, lines in found.items()}


def late_among(running: Iterable[ClockLine], now: datetime) -> tuple[ClockLine, ...]:
    """Which of her running clocks are late, as `late_of` finds them: for who has read them all."""
    return tuple(line for line in running if line.due_at <= now and line.kind not in ASKED_OF_YOU)


def due_among(kind: str, abouts: Iterable[str]) -> dict[str, datetime]:
    """When the running promises of this kind about these refs are due, by ref; one statement."""
    rows = Clock.objects.filter(RUNNING, kind=kind, about__in=list(abouts))
    return dict(rows.values_list("about", "due_at"))


def is_late_to(column: str, now: datetime) -> Exists:
    """Whether a promise is late to the mother whose number stands in this column of a list."""
    return Exists(
        Clock.objects.filter(
            RUNNING, mother=OuterRef(column), compartment=Compartment.GENERAL, due_at__lte=now
        ).exclude(kind__in=ASKED_OF_YOU)
    )


def count_late(area: int, now: datetime) -> int:
    """How many promises of the area are late: a number for whoever looks after the server."""
    return _late_in(area, now).count()


def open_windows(box: Box, nation: Nation | None = None) -> tuple[WindowLine, ...]:
    """Her windows that are open or lie ahead, newest first; `nation`: that of her area, where it was read."""
    lines = lines_among(box.entries(*OF_WINDOWS), nation or nation_of(box.area))
    return tuple(line for line in lines if line.is_to_come_or_open(box.now))


def all_windows(box: Box) -> tuple[WindowLine, ...]:
    """Every window of hers that was not a mistake, open or closed, newest first."""
    return lines_among(box.entries(*OF_WINDOWS), nation_of(box.area))


def a_baby_may_be_named(box: Box) -> bool:
    """Whether a page about her may speak of a baby; see `windows.may_speak_of_a_baby`."""
    found = box.entries(*OF_WINDOWS)
    return may_speak_of_a_baby(lines_among(found, nation_of(box.area)), box.now, a_baby_died(found))


def nation_of(area: int) -> Nation:
    """Whose bank holidays count in this area."""
    return Nation(agencies.area_of(area).nation)


def _late_in(area: int, now: datetime) -> QuerySet[Clock]:
    return Clock.objects.filter(RUNNING, area=area, due_at__lte=now, compartment=Compartment.GENERAL)


def _line(row: Clock) -> ClockLine:
    return ClockLine(
        ref=row.ref,
        kind=row.kind,
        about=row.about,
        owner_id=row.owner_id,
        escalate_to_id=row.escalate_to_id,
        started_at=row.started_at,
        due_at=row.due_at,
        level=row.level,
    )
