"""Which records sleep, have ended or are to be forgotten: refs by stage, for the acts on the whole record."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from hrm2m.policy.lifecycles import ENDED_STAGES, OPEN_STAGES, Stage
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.models import Head


@dataclass(frozen=True)
class Closed:
    """A record that sleeps or has ended. `at` is filled in by who knows since when."""

    number: int
    ref: str
    gave_her_name: bool
    at: datetime | None = None

    def since(self, at: datetime) -> "Closed":
        """The same, with the time since when it is closed."""
        return replace(self, at=at)


def refs_of(mothers: Iterable[int]) -> list[str]:
    """The refs of these mothers whose record is open, lowest number first."""
    return _refs(id__in=list(mothers), stage__in=list(OPEN_STAGES))


def ref_of(mother: int) -> str:
    """The ref of this mother, for the worker process; empty if there is none."""
    return next(iter(_refs(id=mother)), "")


def to_be_forgotten(now: datetime) -> list[str]:
    """Records whose time to undo is over and whose forgetting is not finished."""
    return _refs(stage=Stage.FORGETTING, forget_at__lte=now)


def forgotten_with_keys() -> list[str]:
    """Records that are forgotten but whose keys may still be there: a job was stopped in between."""
    return _refs(stage=Stage.FORGOTTEN, forget_at__isnull=False)


def keys_are_gone(ref: str) -> None:
    """Notes that the keys of a forgotten record are destroyed."""
    Head.objects.filter(ref=ref, stage=Stage.FORGOTTEN).update(forget_at=None)


def keys_wait_again(ref: str, now: datetime) -> None:
    """Notes that keys of a forgotten record, which were sealed for a court, can be destroyed now."""
    Head.objects.filter(ref=ref, stage=Stage.FORGOTTEN).update(forget_at=now)


def ended_before(instant: datetime) -> list[str]:
    """Records that ended before this time."""
    return _refs(stage__in=list(ENDED_STAGES), ended_at__lt=instant)


def closed(area: int) -> tuple[Closed, ...]:
    """Every record of the area that sleeps or has ended, for the retention schedule."""
    stages = [Stage.ASLEEP, *ENDED_STAGES]
    rows = Head.objects.exclude(id=HOUSE).filter(area=area, stage__in=stages).order_by("id")
    # A death that waits for its second signature has no end to count from.
    rows = rows.exclude(stage=Stage.DIED, ended_at=None)
    named = Stage.NAMED.value
    found = rows.values_list("id", "ref", "last_open_stage")
    return tuple(Closed(number, ref, last == named) for number, ref, last in found)


def stages_of(ref: str) -> tuple[Stage, Stage]:
    """The stage of this record, and the last open stage it was at."""
    head = Head.objects.get(ref=ref)
    return Stage(head.stage), Stage(head.last_open_stage)


def forgotten() -> list[str]:
    """Every record that is forgotten."""
    return _refs(stage=Stage.FORGOTTEN)


def forgotten_among(mothers: Iterable[int]) -> frozenset[int]:
    """Which of these records are forgotten."""
    rows = Head.objects.filter(id__in=list(mothers), stage=Stage.FORGOTTEN)
    return frozenset(rows.values_list("id", flat=True))


def refs_by_number() -> dict[int, str]:
    """The ref of every record by its number."""
    return dict(Head.objects.exclude(id=HOUSE).order_by("id").values_list("id", "ref"))


def stages_by_number() -> dict[int, Stage]:
    """The stage of every record by its number."""
    rows = Head.objects.exclude(id=HOUSE).order_by("id").values_list("id", "stage")
    return {number: Stage(stage) for number, stage in rows.iterator()}


def areas_of(refs: Iterable[str]) -> dict[str, int]:
    """The area of each of these records."""
    wanted = set(refs)
    rows = Head.objects.exclude(id=HOUSE).values_list("ref", "area")
    return {ref: area for ref, area in rows.iterator() if ref in wanted}


def _refs(**conditions: object) -> list[str]:
    rows = Head.objects.exclude(id=HOUSE).filter(**conditions).order_by("id")
    return list(rows.values_list("ref", flat=True))
