"""Adding an agency with its whole team in one act; one line in the house chain."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission, Role
from hrm2m.records.agencies.models import Agency, Membership, Worker
from hrm2m.vault import door


@dataclass(frozen=True)
class NewWorker:
    """Somebody who joins, with one role in the agency."""

    email: str
    first_name: str
    job_title: str
    role: Role


def add_team(*, by: Actor, name: str, kind: str, workers: Sequence[NewWorker], at: datetime) -> str:
    """Adds an agency and its workers, without passwords: whoever is invited sets one; answers the agency's ref."""
    with door.acting(by=by, permission=Permission.ACCOUNT_INVITE) as house:
        emails = [worker.email.lower() for worker in workers]
        if Worker.objects.filter(email__in=emails).exists() or len(set(emails)) < len(emails):
            raise BadInput(
                "email", "A worker signs in with one of these addresses already. Look at them again."
            )
        agency = Agency.objects.create(area=by.area, name=name, kind=kind)
        joined = Worker.objects.bulk_create(
            Worker(
                area=by.area,
                email=worker.email.lower(),
                first_name=worker.first_name,
                job_title=worker.job_title,
                joined_at=at,
                password=make_password(None),
            )
            for worker in workers
        )
        Membership.objects.bulk_create(
            Membership(area=by.area, worker=worker, agency=agency, role=new.role, since=at)
            for worker, new in zip(joined, workers, strict=True)
        )
        house.note(of_agency=agency.ref, workers=len(joined))
        return agency.ref
