"""Writing agencies, workers and the roles they hold; each leaves a line in the house chain."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission, Role
from hrm2m.records.agencies.models import Agency, Area, Membership, Worker
from hrm2m.vault import door


def set_up_area(
    *, by: Actor, name: str, nation: str, lines: Mapping[str, Any], invented: bool = False
) -> None:
    """Makes, or writes again, the area of the actor: its name, nation and telephone lines."""
    with door.acting(by=by, permission=Permission.ACCOUNT_INVITE) as house:
        house.note(area=by.area)
        defaults = {"name": name, "nation": nation, "lines": dict(lines), "invented": invented}
        Area.objects.update_or_create(number=by.area, defaults=defaults)


def set_on_call(*, by: Actor, on_call: str, lead: str) -> None:
    """Names the worker on call and the lead behind (refs)."""
    with door.acting(by=by, permission=Permission.ACCOUNT_INVITE) as house:
        house.note(on_call=on_call, lead=lead)
        Area.objects.filter(number=by.area).update(
            on_call=_worker(by, on_call), on_call_lead=_worker(by, lead)
        )


def add_agency(*, by: Actor, name: str, kind: str) -> str:
    """Adds an agency, or finds the one of this name; answers its ref."""
    with door.acting(by=by, permission=Permission.ACCOUNT_INVITE) as house:
        agency, _ = Agency.objects.get_or_create(area=by.area, name=name, source="", defaults={"kind": kind})
        house.note(of_agency=agency.ref)
        return agency.ref


def add_worker(
    *, by: Actor, email: str, first_name: str, job_title: str, at: datetime, phone: str = ""
) -> str:
    """Adds a worker without a password: whoever is invited sets one and a second factor; answers the ref."""
    with door.acting(by=by, permission=Permission.ACCOUNT_INVITE) as house:
        if Worker.objects.filter(email__iexact=email).exists():
            field, sentence = (
                "email",
                "A worker signs in with this address already. Give that worker a role instead.",
            )
            raise BadInput(field, sentence)
        worker = Worker(
            area=by.area,
            email=email.lower(),
            first_name=first_name,
            job_title=job_title,
            phone=phone,
            joined_at=at,
        )
        worker.set_unusable_password()
        worker.save()
        house.note(worker=worker.ref)
        return worker.ref


def give_role(*, by: Actor, worker: str, agency: str, role: Role, at: datetime) -> None:
    """Gives a worker a role in an agency; giving it twice is the same as once."""
    with door.acting(by=by, permission=Permission.ACCOUNT_INVITE) as house:
        house.note(worker=worker, of_agency=agency, role=role.value)
        found = Agency.objects.filter(ref=agency, area=by.area).first()
        if found is None:
            raise BadInput("agency", "There is no such agency in this area. Choose one from the list.")
        Membership.objects.get_or_create(
            worker=_worker(by, worker),
            agency=found,
            role=role,
            until=None,
            defaults={"area": by.area, "since": at},
        )


def _worker(by: Actor, ref: str) -> Worker:
    worker = Worker.objects.filter(ref=ref, area=by.area, is_active=True).first()
    if worker is None:
        raise BadInput("worker", "There is no such worker in this area. Choose one from the list.")
    return worker
