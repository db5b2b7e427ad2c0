"""Writing doors and what agencies declare through them; each leaves a line in the house chain."""

from dataclasses import dataclass
from datetime import datetime

from hrm2m.foundation import clock, mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission, Role
from hrm2m.policy.roles import permissions_of
from hrm2m.records.agencies.actions.accounts import let_it_hold, new_worker
from hrm2m.records.agencies.actions.writing import CouldShowWhere
from hrm2m.records.agencies.area import telephone
from hrm2m.records.agencies.doors.queries import doors_to_ask_again
from hrm2m.records.agencies.doors.values import ANSWERS_WITHIN, Declared, DoorWords, Reached
from hrm2m.records.agencies.models import Agency, Door, DoorState, Membership, Service, Terms, Worker
from hrm2m.records.agencies.queries import leads_in_area
from hrm2m.vault import door as acts
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import NotYours


LONGEST_CALLED, LONGEST_WHAT_FOR = 60, 200
LONGEST_DOES, LONGEST_TELLS, LONGEST_SHORT, LONGEST_NAME = 1500, 1000, 300, 80
ELSEWHERE = (
    "This address belongs to somebody of another agency. Take the address at which this agency is reached, or ask an "
    "administrator to give that worker a role in this agency first."
)
SHOWS_WHERE = "These words could show where a place is that must not be found. Leave the place out of them."


@dataclass(frozen=True)
class _Place:
    agency: Agency
    service: Service | None


def set_door(
    *,
    by: Actor,
    agency: str,
    email: str,
    words: DoorWords,
    could_show_where: CouldShowWhere,
    at: datetime,
    service: str = "",
    is_shared: bool = False,
) -> str:
    """Whoever is reached at this work address answers for the agency, or for one service of it; answers the door's ref.

    Makes, or picks, a worker of that agency: role *partner*, no password. Said again for the same address and place it
    changes what holds of that door. Raises BadInput at agency, service, email, called, what_for, phone, answers_within.
    """
    with acts.acting(by=by, permission=Permission.DOOR_SET) as house:
        place = _place(by, agency, service)
        _check_words(words, place.service, could_show_where)
        worker, gave_role = _worker_at(by, place.agency, email.strip().lower(), words, at)
        row, _ = Door.objects.get_or_create(
            agency=place.agency,
            service=place.service,
            worker=worker,
            ended_at=None,
            defaults={
                "area": by.area,
                "is_shared": is_shared,
                "gave_role": gave_role,
                "since": at,
                "by_id": house.by_id,
            },
        )
        _write_state(row, words, by_id=house.by_id, at=at)
        if row.is_shared != is_shared:
            row.is_shared = is_shared
            row.save(update_fields=["is_shared"])
        house.note(door=row.ref, of_agency=agency, worker=worker.ref)
        return row.ref


def end_door(*, by: Actor, door: str) -> None:
    """Nobody is asked through this door any more; a role that came with it ends with the last such door.

    Raises NotYours for one that is unknown or has ended.
    """
    with acts.acting(by=by, permission=Permission.DOOR_SET) as house:
        row = Door.objects.select_for_update(of=("self",)).select_related("worker")
        found = row.filter(ref=door, area=by.area, ended_at=None).first()
        if found is None:
            raise NotYours(Permission.DOOR_SET, HOUSE)
        found.ended_at, found.ended_by_id = house.now, house.by_id
        found.save(update_fields=["ended_at", "ended_by_id"])
        role_ends = _let_role_go(found, house.now)
        house.note(door=door, role_ends=role_ends)


def declare_terms(
    *, by: Actor, door: str, declared: Declared, could_show_where: CouldShowWhere, at: datetime
) -> str:
    """Keeps what an agency says through a door, beside what it said before; answers the ref of these terms.

    Whoever writes doors writes it for any of the area; anybody else only for an agency they act for. Raises NotYours
    for a door that is unknown, ended or somebody else's, BadInput at the field.
    """
    with acts.acting(by=by, permission=Permission.TERMS_DECLARE) as house:
        row = Door.objects.select_related("service").filter(ref=door, area=by.area, ended_at=None).first()
        writes_any = Permission.DOOR_SET in permissions_of(by.roles)
        if row is None or not (writes_any or row.agency_id == by.agency_id):
            raise NotYours(Permission.TERMS_DECLARE, HOUSE)
        _check_declared(declared, row.service, could_show_where, house.now)
        terms = Terms.objects.create(
            area=by.area,
            door=row,
            does=declared.does.strip(),
            from_when=declared.from_when.strip(),
            for_whom=declared.for_whom.strip(),
            tells={whom.value: words.strip() for whom, words in declared.tells.items() if words.strip()},
            declared_at=declared.at,
            declared_by=declared.by_name.strip(),
            said_how=declared.said_how,
            by_id=house.by_id,
            at=at,
        )
        house.note(door=door, terms=terms.ref)
        return terms.ref


def ask_terms_again(*, by: Actor) -> int:
    """Mails the leads of the area, once a month, while what an agency declared is past its year; how many mails."""
    old = doors_to_ask_again(by.area, clock.now())
    leads = leads_in_area(Role.TEAM_LEAD, area=by.area)
    if not old or not leads:
        return 0
    with acts.acting(by=by, permission=Permission.CLOCK_ESCALATE) as house:
        about = f"terms:{by.area}:{house.now:%Y%m}"
        told = [mail.post(mail.Text.TERMS_OLD, to_worker=lead, about=about, at=house.now) for lead in leads]
        house.note(old_terms=len(old), told=sum(told))
        return sum(told)


def _place(by: Actor, agency: str, service: str) -> _Place:
    found = Agency.objects.filter(ref=agency, area=by.area, ended_at=None).first()
    if found is None:
        raise BadInput("agency", "There is no such agency in this area. Choose one from the list.")
    row = Service.objects.filter(ref=service, area=by.area).first() if service else None
    if service and row is None:
        raise BadInput("service", "There is no such service in this area. Look it up in the directory again.")
    return _Place(found, row)


def _worker_at(by: Actor, agency: Agency, email: str, words: DoorWords, at: datetime) -> tuple[Worker, bool]:
    """The worker at this address, and whether the role of a partner came with this door."""
    worker = Worker.objects.filter(email__iexact=email, area=by.area, is_active=True).first()
    if worker is None:
        worker = new_worker(
            by, email=email, first_name=words.called.strip(), phone=words.phone.strip(), at=at
        )
    held = Membership.objects.filter(worker=worker, until=None)
    if held.filter(agency=agency).exists():
        return worker, Door.objects.filter(
            worker=worker, agency=agency, ended_at=None, gave_role=True
        ).exists()
    if held.exists():
        raise BadInput("email", ELSEWHERE)
    let_it_hold(worker, agency, Role.PARTNER, at)
    return worker, True


def _let_role_go(row: Door, now: datetime) -> bool:
    doors = Door.objects.filter(worker=row.worker, agency=row.agency)
    needed = doors.filter(ended_at=None).exists() or not doors.filter(gave_role=True).exists()
    # Whoever has a password signs in for more than this door: an administrator gave that and takes it.
    if needed or row.worker.has_usable_password():
        return False
    held = Membership.objects.filter(worker=row.worker, agency=row.agency, role=Role.PARTNER, until=None)
    return bool(held.update(until=now))


def _write_state(row: Door, words: DoorWords, *, by_id: int, at: datetime) -> None:
    said = {
        "called": words.called.strip(),
        "what_for": words.what_for.strip(),
        "reached_by": words.reached_by.value,
        "phone": telephone.as_written(words.phone),
        "answers_within": words.answers_within,
    }
    newest = DoorState.objects.filter(door=row).order_by("-id").first()
    if newest is None or any(getattr(newest, name) != value for name, value in said.items()):
        DoorState.objects.create(area=row.area, door=row, by_id=by_id, at=at, **said)


def _check_words(words: DoorWords, service: Service | None, could_show_where: CouldShowWhere) -> None:
    _check_length("called", words.called, LONGEST_CALLED)
    _check_length("what_for", words.what_for, LONGEST_WHAT_FOR)
    if words.answers_within not in ANSWERS_WITHIN:
        raise BadInput("answers_within", "Choose one of these.")
    if words.reached_by is Reached.TELEPHONE and not words.phone.strip():
        raise BadInput("phone", "Write the number at which this door is reached, or choose e-mail.")
    fault = telephone.fault_of(words.phone) if words.phone.strip() else ""
    if fault:
        raise BadInput("phone", fault)
    _check_place({"called": words.called, "what_for": words.what_for}, service, could_show_where)


def _check_declared(
    declared: Declared, service: Service | None, could_show_where: CouldShowWhere, now: datetime
) -> None:
    if declared.at > now:
        raise BadInput("said_on", "That day has not come yet. Write the day on which they said it.")
    _check_length("does", declared.does, LONGEST_DOES)
    _check_length("by_name", declared.by_name, LONGEST_NAME)
    shorter = {"from_when": declared.from_when, "for_whom": declared.for_whom}
    told = {f"tells_{whom}": words for whom, words in declared.tells.items()}
    for name, said in shorter.items():
        _check_length(name, said, LONGEST_SHORT, may_be_empty=True)
    for name, said in told.items():
        _check_length(name, said, LONGEST_TELLS, may_be_empty=True)
    _check_place({"does": declared.does, **shorter, **told}, service, could_show_where)


def _check_length(name: str, said: str, longest: int, *, may_be_empty: bool = False) -> None:
    if len(said.strip()) > longest or not (said.strip() or may_be_empty):
        raise BadInput(name, f"Write this in {longest} characters at most.")


def _check_place(sayings: dict[str, str], service: Service | None, could_show_where: CouldShowWhere) -> None:
    for name, said in sayings.items():
        if service is not None and could_show_where(said, service.hides_a_place):
            raise BadInput(name, SHOWS_WHERE)
