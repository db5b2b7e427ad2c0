"""A new second factor or address for a worker: one person asks, a second says yes; the worker is told either way."""

from dataclasses import dataclass
from enum import StrEnum

from hrm2m.foundation import mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission, Role
from hrm2m.records.agencies import queries
from hrm2m.records.agencies.actions.accounts import must_be_a_free_address
from hrm2m.records.agencies.models import ChangeWaiting, Worker
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import NotYours


class ChangeKind(StrEnum):
    """What is to change."""

    SECOND_FACTOR = "second_factor"
    ADDRESS = "address"


@dataclass(frozen=True)
class Changed:
    """What was confirmed, and for whom."""

    worker_ref: str
    kind: ChangeKind


NOBODY_TO_SAY_YES = (
    "There is no second person who could say yes: another administrator, or a team lead of an agency of this worker. "
    "Whoever runs the server can help: hrm2m worker again …"
)


def ask_for_change(*, by: Actor, worker: str, kind: ChangeKind, new_email: str = "") -> str:
    """Asks for it; nothing changes yet. The worker and whoever can say yes are told by mail; the ref of what waits.

    Raises BadInput for one's own account, for an address that is taken, and where nobody could be the second person.
    """
    with door.acting(by=by, permission=Permission.ACCOUNT_INVITE) as house:
        row = Worker.objects.filter(ref=worker, area=by.area, is_active=True).first()
        if row is None:
            raise BadInput("worker", "There is no such worker in this area. Choose one from the list.")
        if row.id == by.worker_id:
            raise BadInput("worker", "Another administrator asks this for you: it is your own account.")
        if kind is ChangeKind.ADDRESS:
            must_be_a_free_address(new_email, "new_email")
        seconds = _who_could_say_yes(by, row)
        if not seconds:
            field = "worker"
            raise BadInput(field, NOBODY_TO_SAY_YES)
        waiting = _put_down(house, by, row, kind, new_email)
        for number in sorted(seconds):
            mail.post(mail.Text.SECOND_WAITS, to_worker=number, about=waiting.ref, at=house.now)
        mail.post(
            mail.Text.CHANGE_ASKED, to_worker=row.id, about=waiting.ref, at=house.now, address=row.email
        )
        return waiting.ref


def confirm_change(*, by: Actor, waiting: str) -> Changed:
    """The second person says yes. A new address holds from now on; whoever calls ends the sign-ins for a new factor.

    Raises NotYours for what is unknown, over or not for this person; BadInput for whoever asked or whom it is about.
    """
    with door.acting(by=by, permission=Permission.ACCOUNT_CONFIRM) as house:
        row = _decided(house, by, waiting, yes=True)
        kind, worker = ChangeKind(row.kind), row.worker
        if kind is ChangeKind.ADDRESS:
            must_be_a_free_address(row.new_email, "waiting")
            text, before = mail.Text.ADDRESS_CHANGED, worker.email
            worker.email = row.new_email.lower()
            worker.save(update_fields=["email"])
            mail.post(text, to_worker=worker.id, about=row.ref, at=house.now, address=before)
        else:
            mail.post(mail.Text.BEGIN_AGAIN, to_worker=worker.id, about=row.ref, at=house.now)
        return Changed(worker.ref, kind)


def refuse_change(*, by: Actor, waiting: str) -> None:
    """The second person says no: nothing changes. Raises as `confirm_change`."""
    with door.acting(by=by, permission=Permission.ACCOUNT_CONFIRM) as house:
        _decided(house, by, waiting, yes=False)


def _who_could_say_yes(by: Actor, worker: Worker) -> set[int]:
    leads = {
        lead
        for agency_id in queries.agencies_of_roles(worker.id, Role)
        for lead in queries.team_leads(agency_id)
    }
    return (leads | set(queries.leads_in_area(Role.ADMINISTRATOR, area=by.area))) - {by.worker_id, worker.id}


def _put_down(house: Box, by: Actor, worker: Worker, kind: ChangeKind, new_email: str) -> ChangeWaiting:
    row, made = ChangeWaiting.objects.get_or_create(
        worker=worker,
        kind=kind,
        decided_at=None,
        defaults={
            "area": by.area,
            "new_email": new_email.lower(),
            "asked_by_id": by.worker_id,
            "asked_at": house.now,
        },
    )
    if not made and row.new_email != new_email.lower():
        raise BadInput("new_email", "Another address waits for a second person already. It is decided first.")
    house.note(worker=worker.ref, change=kind.value)
    return row


def _decided(house: Box, by: Actor, waiting: str, *, yes: bool) -> ChangeWaiting:
    rows = ChangeWaiting.objects.select_for_update(of=("self",)).select_related("worker")
    row = rows.filter(ref=waiting, area=by.area, decided_at=None, worker__is_active=True).first()
    if row is None or not _may_decide(by, row):
        raise NotYours(Permission.ACCOUNT_CONFIRM, HOUSE)
    if by.worker_id in {row.asked_by_id, row.worker_id}:
        raise BadInput("waiting", "Somebody else has to look at this one: it is yours.")
    row.decided_by_id, row.decided_at, row.confirmed = by.worker_id, house.now, yes
    row.save(update_fields=["decided_by_id", "decided_at", "confirmed"])
    house.note(worker=row.worker.ref, change=row.kind, yes=yes)
    return row


def _may_decide(by: Actor, row: ChangeWaiting) -> bool:
    leads = Role.TEAM_LEAD in by.roles and by.agency_id in queries.agencies_of_roles(row.worker_id, Role)
    return leads or Role.ADMINISTRATOR in by.roles
