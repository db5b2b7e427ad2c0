"""Workers and agencies wherever they are in this installation, also those that left; frozen values, no rights."""

from collections.abc import Iterable
from dataclasses import dataclass

from hrm2m.policy import Role
from hrm2m.records.agencies.models import Agency, Area, Membership, Worker
from hrm2m.records.agencies.queries import WorkerCard


@dataclass(frozen=True)
class BuilderElsewhere:
    """One bridge builder of another area, and the agency in which he or she is one."""

    worker_id: int
    worker_ref: str
    first_name: str
    agency_id: int
    agency_name: str
    area: int
    area_name: str


def bridge_builders_elsewhere(area: int) -> tuple[BuilderElsewhere, ...]:
    """The bridge builders of every area but this one, by area and first name; one line for each worker."""
    names = dict(Area.objects.exclude(number=area).values_list("number", "name"))
    rows = Membership.objects.filter(
        area__in=names, role=Role.BRIDGE_BUILDER, until=None, worker__is_active=True, agency__ended_at=None
    ).select_related("worker", "agency")
    found: dict[int, BuilderElsewhere] = {}
    for row in rows.order_by("area", "worker__first_name", "since", "id"):
        worker, agency = row.worker, row.agency
        line = BuilderElsewhere(
            worker.id, worker.ref, worker.first_name, agency.id, agency.name, row.area, names[row.area]
        )
        found.setdefault(worker.id, line)
    return tuple(found.values())


def area_of_agency(agency_id: int) -> int:
    """The number of the area in which this agency is."""
    return Agency.objects.values_list("area", flat=True).get(id=agency_id)


def workers_by_ref(refs: Iterable[str]) -> dict[str, WorkerCard]:
    """The cards of these workers, by ref: those who left among them, because she is told who looked."""
    rows = Worker.objects.filter(ref__in=set(refs)).values_list("id", "ref", "first_name", "job_title")
    return {card.ref: card for card in (WorkerCard(*row) for row in rows)}


def agency_names_by_ref(refs: Iterable[str]) -> dict[str, str]:
    """The names of these agencies, by ref: those that ended among them."""
    return dict(Agency.objects.filter(ref__in=set(refs)).values_list("ref", "name"))
