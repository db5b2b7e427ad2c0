"""Ending roles, accounts and agencies inside an open act of the house; what follows for mothers is not decided here."""

from django.db.models import QuerySet

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission, Role
from hrm2m.records.agencies.models import Agency, Area, ChangeWaiting, Door, Membership, RoleWaiting, Worker
from hrm2m.vault import door
from hrm2m.vault.box import Box


STILL_WORK_THERE = (
    "Workers still hold roles in this agency. Take their roles first, so that every bridge goes to cover."
)


def let_role_end(house: Box, *, worker: str, agency: str, role: Role, area: int) -> None:
    """The worker no longer holds this role; raises BadInput where it is not held."""
    held = Membership.objects.filter(worker__ref=worker, agency__ref=agency, role=role, until=None, area=area)
    if not held.update(until=house.now):
        field, sentence = "role", "This role is not held any more. Open the page again."
        raise BadInput(field, sentence)
    left = Membership.objects.filter(worker__ref=worker, agency__ref=agency, until=None)
    if not left.exists():
        _let_doors_end(house, Door.objects.filter(worker__ref=worker, agency__ref=agency))
    house.note(worker=worker, of_agency=agency, role=role.value)


def let_account_end(house: Box, *, worker: str, area: int) -> int:
    """Every role, everything that waits and every way to sign in end; answers the worker's number."""
    row = Worker.objects.select_for_update().filter(ref=worker, area=area, is_active=True).first()
    if row is None:
        field, sentence = "worker", "This account has ended already."
        raise BadInput(field, sentence)
    Membership.objects.filter(worker=row, until=None).update(until=house.now)
    _let_doors_end(house, Door.objects.filter(worker=row))
    over = {"decided_at": house.now, "decided_by_id": house.by_id, "confirmed": False}
    RoleWaiting.objects.filter(worker=row, decided_at=None).update(**over)
    ChangeWaiting.objects.filter(worker=row, decided_at=None).update(**over)
    row.is_active, row.ended_at = False, house.now
    # Every sign-in carries a mark of the password: with it they all end.
    row.set_unusable_password()
    row.save(update_fields=["is_active", "ended_at", "password"])
    house.note(worker=worker)
    return row.id


def let_lead_be_on_call(house: Box, *, worker_id: int, lead_id: int | None) -> None:
    """Where the worker was on call in an area, or the lead behind, `lead_id` is: nobody rings an account that ended."""
    for place in ("on_call_id", "on_call_lead_id"):
        moved = Area.objects.filter(**{place: worker_id}).update(**{place: lead_id})
        house.note(**{place.removesuffix("_id"): moved})


def rename_agency(*, by: Actor, agency: str, name: str) -> None:
    """Gives an agency of ours another name; one of a feed is named by the feed."""
    with door.acting(by=by, permission=Permission.ACCOUNT_INVITE) as house:
        row = _ours(agency, by.area)
        if (
            Agency.objects.filter(area=by.area, name=name, source="", ended_at=None)
            .exclude(id=row.id)
            .exists()
        ):
            field, sentence = "name", "There is an agency of this name already. Choose another name."
            raise BadInput(field, sentence)
        row.name = name
        row.save(update_fields=["name"])
        house.note(of_agency=agency)


def let_agency_end(house: Box, *, agency: str, area: int) -> int:
    """The agency is no longer one that workers act for; raises BadInput while somebody does. Answers its number."""
    row = _ours(agency, area)
    if Membership.objects.filter(agency=row, until=None).exists():
        field = "agency"
        raise BadInput(field, STILL_WORK_THERE)
    row.ended_at = house.now
    row.save(update_fields=["ended_at"])
    house.note(of_agency=agency)
    return row.id


def _let_doors_end(house: Box, doors: QuerySet[Door]) -> None:
    """Nobody is asked through a worker who no longer works there."""
    doors.filter(ended_at=None).update(ended_at=house.now, ended_by_id=house.by_id)


def _ours(agency: str, area: int) -> Agency:
    row = Agency.objects.filter(ref=agency, area=area, source="", ended_at=None).first()
    if row is None:
        field, sentence = "agency", "There is no such agency of ours. Choose one from the list."
        raise BadInput(field, sentence)
    return row
