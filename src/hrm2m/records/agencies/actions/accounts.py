"""Writing agencies, workers and the roles they hold; each leaves a line in the house chain."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hrm2m.foundation import mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission, Role
from hrm2m.policy.roles import NEEDS_A_SECOND_PERSON, WORKER_ROLES
from hrm2m.records.agencies.models import Agency, Area, Membership, RoleWaiting, Worker
from hrm2m.records.agencies.queries import team_leads
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import NotYours


NO_SECOND_PERSON = (
    "This role can open records, and this agency has no other team lead who could say yes to it. Whoever runs the "
    "server makes the first one: hrm2m worker invite … --role team_lead."
)


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
        agency, _ = Agency.objects.get_or_create(
            area=by.area, name=name, source="", ended_at=None, defaults={"kind": kind}
        )
        house.note(of_agency=agency.ref)
        return agency.ref


def add_worker(
    *, by: Actor, email: str, first_name: str, job_title: str, at: datetime, phone: str = ""
) -> str:
    """Adds a worker without a password: whoever is invited sets one and a second factor; answers the ref."""
    with door.acting(by=by, permission=Permission.ACCOUNT_INVITE) as house:
        worker = new_worker(by, email=email, first_name=first_name, job_title=job_title, phone=phone, at=at)
        house.note(worker=worker.ref)
        return worker.ref


def new_worker(
    by: Actor, *, email: str, first_name: str, at: datetime, job_title: str = "", phone: str = ""
) -> Worker:
    """A worker without a password, made inside an open act of the house; raises BadInput at email."""
    must_be_a_free_address(email, "email")
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
    return worker


def invite(*, by: Actor, email: str, first_name: str, job_title: str, at: datetime) -> str:
    """Adds a worker and mails the link to begin with to that address alone; answers the ref."""
    with door.acting(by=by, permission=Permission.ACCOUNT_INVITE) as house:
        ref = add_worker(by=by, email=email, first_name=first_name, job_title=job_title, at=at)
        mail.post(mail.Text.INVITED, to_worker=_worker(by, ref).id, about=ref, at=house.now)
        return ref


def invite_again(*, by: Actor, worker: str) -> None:
    """Mails the link once more to somebody who has not begun; whoever has begun needs a second person for it."""
    with door.acting(by=by, permission=Permission.ACCOUNT_INVITE) as house:
        row = _worker(by, worker)
        if row.last_login is not None or row.has_usable_password():
            raise BadInput("worker", "This worker has begun. Ask for a new second step instead.")
        house.note(worker=worker, again=True)
        mail.post(mail.Text.INVITED, to_worker=row.id, about=f"{row.ref}{house.now:%Y%m%dT%H}", at=house.now)


def give_role(*, by: Actor, worker: str, agency: str, role: Role, at: datetime) -> bool:
    """Gives a worker a role in an agency; answers whether it holds now. Giving it twice is the same as once.

    A role of `NEEDS_A_SECOND_PERSON` that a person gives waits until a lead of that agency, who is neither the one
    who gives it nor the one who gets it, says yes (`confirm_role`); the leads are told by mail. Raises BadInput where
    there is no such lead: the first one is made at the server, by the command. And for a role that no worker holds.
    """
    if role not in WORKER_ROLES:
        raise BadInput("role", "No worker can have this role. Choose one from the list.")
    with door.acting(by=by, permission=Permission.ACCOUNT_INVITE) as house:
        found = Agency.objects.filter(ref=agency, area=by.area, ended_at=None).first()
        if found is None:
            raise BadInput("agency", "There is no such agency in this area. Choose one from the list.")
        whom = _worker(by, worker)
        waits = _waits(by, whom, found, role)
        house.note(worker=worker, of_agency=agency, role=role.value, waits=waits)
        if waits:
            _ask_a_second_person(house, by, whom, found, role)
        else:
            let_it_hold(whom, found, role, at)
        return not waits


def confirm_role(*, by: Actor, waiting: str, at: datetime) -> None:
    """A lead of the agency says yes to a role that waits (`waiting`: its ref): from now on it holds.

    Raises NotYours for one that is unknown, over or of another agency, BadInput for one of the lead's own.
    """
    with door.acting(by=by, permission=Permission.ROLE_CONFIRM) as house:
        row = _decided(house, by, waiting, yes=True)
        let_it_hold(row.worker, row.agency, Role(row.role), at)


def refuse_role(*, by: Actor, waiting: str) -> None:
    """A lead of the agency says no to a role that waits: it never holds. Raises as `confirm_role`."""
    with door.acting(by=by, permission=Permission.ROLE_CONFIRM) as house:
        _decided(house, by, waiting, yes=False)


def must_be_a_free_address(email: str, field: str) -> None:
    """Raises BadInput at `field` where an account has this address, or one that ended had it."""
    found = Worker.objects.filter(email__iexact=email).values_list("is_active", flat=True).first()
    if found is None:
        return
    if found:
        raise BadInput(field, "A worker signs in with this address already. Give that worker a role instead.")
    raise BadInput(field, "An account that ended had this address. Take another one of this worker.")


def _waits(by: Actor, worker: Worker, agency: Agency, role: Role) -> bool:
    # Whoever sits at the server has everything anyway, and makes the first lead of an agency.
    if role not in NEEDS_A_SECOND_PERSON or Role.MACHINE in by.roles:
        return False
    return not Membership.objects.filter(worker=worker, agency=agency, role=role, until=None).exists()


def _ask_a_second_person(house: Box, by: Actor, worker: Worker, agency: Agency, role: Role) -> None:
    leads = set(team_leads(agency.id)) - {by.worker_id, worker.id}
    if not leads:
        raise BadInput("role", NO_SECOND_PERSON)
    row, _ = RoleWaiting.objects.get_or_create(
        worker=worker,
        agency=agency,
        role=role,
        decided_at=None,
        defaults={"area": by.area, "asked_by_id": by.worker_id, "asked_at": house.now},
    )
    for lead in sorted(leads):
        mail.post(mail.Text.ROLE_WAITS, to_worker=lead, about=row.ref, at=house.now)


def _decided(house: Box, by: Actor, waiting: str, *, yes: bool) -> RoleWaiting:
    of_mine = RoleWaiting.objects.select_for_update(of=("self",)).select_related("worker", "agency")
    row = of_mine.filter(ref=waiting, agency_id=by.agency_id, decided_at=None).first()
    if row is None:
        raise NotYours(Permission.ROLE_CONFIRM, HOUSE)
    if by.worker_id in {row.asked_by_id, row.worker_id}:
        raise BadInput("waiting", "Another lead of this agency has to look at this one: it is yours.")
    row.decided_by_id, row.decided_at, row.confirmed = by.worker_id, house.now, yes
    row.save(update_fields=["decided_by_id", "decided_at", "confirmed"])
    house.note(worker=row.worker.ref, of_agency=row.agency.ref, role=row.role, yes=yes)
    return row


def let_it_hold(worker: Worker, agency: Agency, role: Role, at: datetime) -> None:
    """The role holds from `at`, inside an open act; it holds once, however often it is given."""
    Membership.objects.get_or_create(
        worker=worker, agency=agency, role=role, until=None, defaults={"area": agency.area, "since": at}
    )


def _worker(by: Actor, ref: str) -> Worker:
    worker = Worker.objects.filter(ref=ref, area=by.area, is_active=True).first()
    if worker is None:
        raise BadInput("worker", "There is no such worker in this area. Choose one from the list.")
    return worker
