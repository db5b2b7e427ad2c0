"""How a worker is reached by the service itself: e-mail and telephone, for the worker process and danger now."""

from collections.abc import Iterable
from dataclasses import dataclass

from hrm2m.records.agencies.models import Area, Worker


@dataclass(frozen=True)
class Reach:
    """Whom to ring."""

    worker_id: int
    worker_ref: str
    first_name: str
    job_title: str
    phone: str


def address_of(worker_id: int) -> str:
    """The e-mail address of an active worker; empty for anyone else."""
    found = Worker.objects.filter(id=worker_id, is_active=True).values_list("email", flat=True).first()
    return found or ""


def reach_of(worker_ids: Iterable[int]) -> dict[int, Reach]:
    """How these workers are reached, by number; those who have left are not among them."""
    rows = Worker.objects.filter(id__in=set(worker_ids), is_active=True)
    return {row.id: Reach(row.id, row.ref, row.first_name, row.job_title, row.phone) for row in rows}


def area_numbers() -> tuple[int, ...]:
    """The numbers of all areas, lowest first."""
    return tuple(Area.objects.order_by("number").values_list("number", flat=True))
