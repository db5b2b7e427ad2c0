"""Writing a request down, answering it, and writing in her record what was given."""

from dataclasses import dataclass
from datetime import datetime

from hrm2m.foundation import ids, mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Compartment, Permission, Role
from hrm2m.policy.decide import stands_near_her
from hrm2m.policy.facts import Facts
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.agencies.area.queries import on_call_now
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks.promises import due_of
from hrm2m.records.clocks.queries import nation_of
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.records.requests import sealing
from hrm2m.records.requests.entries import About, Answer, Asker, Asking, Gave, Given, ToldHer
from hrm2m.records.requests.models import RequestRow
from hrm2m.vault import door, standing
from hrm2m.vault.box import Box
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.entries import Draft
from hrm2m.vault.errors import NotYours, StaleVersion
from hrm2m.vault.unit import Unit


TODAY, IN_TIME = "request_in_today", "request_in"
ANSWERS_FIRST = {About.CHILD: Role.SAFEGUARDING_LEAD, About.MOTHER: Role.TEAM_LEAD}


@dataclass(frozen=True)
class CameIn:
    """A request as it came in, in codes and words; `by_when` is the asker's lawful time, where one was said."""

    asker: Asker
    about: About
    asking: Asking
    child_at_risk: bool = False
    by_when: datetime | None = None


@dataclass(frozen=True)
class Answered:
    """What was decided about it."""

    gave: Gave
    told: ToldHer
    answer: Answer


def record_request(*, by: Actor, came_in: CameIn, at: datetime, mother_ref: str = "") -> str:
    """Any worker writes it down; answers its ref. It confirms nobody: a mother out of reach is simply not linked.

    Where a child is at risk it is answered the same day. Raises BadInput where it does not say what is asked.
    """
    with door.unit(by=by) as unit, door.acting(by=by, permission=Permission.REQUEST_IN_RECORD) as house:
        must_not_be_later_than_now(house, at)
        if not came_in.asking.what_exactly.strip():
            field, sentence = "what_exactly", "Write what exactly they ask for, in their words."
            raise BadInput(field, sentence)
        ref = ids.new_ref()
        row = RequestRow.objects.create(
            ref=ref,
            area=by.area,
            asker=came_in.asker,
            about=came_in.about,
            mother=_within_reach(unit, by, mother_ref, house.now),
            agency_id=_agency_that_answers(by),
            taken_by_id=by.worker_id,
            taken_at=at,
            due_at=_due(came_in, by.area, at),
            child_at_risk=came_in.child_at_risk,
            asked=sealing.sealed(ref, sealing.ASKED, came_in.asking),
        )
        _promise(house, row)
        house.note(request=ref, asker=row.asker, asked_about=row.about)
        return ref


def answer_request(*, by: Actor, request: str, answered: Answered, at: datetime) -> str:
    """Decides what is given, and why. Nothing is given before it is checked who asks, unless a child is at risk now.

    Raises BadInput in words, StaleVersion where somebody answered meanwhile, NotYours for what is another agency's.
    """
    with door.acting(by=by, permission=Permission.REQUEST_IN_ANSWER) as house:
        row = _the_request(by, request)
        must_not_be_later_than_now(house, at)
        if row.answered_at is not None:
            raise StaleVersion(row.ref)
        _must_be_checked(row, answered)
        row.answered_by_id, row.answered_at = by.worker_id, at
        row.gave, row.told = answered.gave, answered.told
        row.answer = sealing.sealed(row.ref, sealing.ANSWER, answered.answer)
        row.save(update_fields=["answered_by_id", "answered_at", "gave", "told", "answer"])
        for kind in (TODAY, IN_TIME):
            clocks.meet(house, kind, about=row.ref, at=at)
        house.note(request=row.ref, gave=row.gave, told_her=row.told)
        return row.ref


def write_in_her_record(*, by: Actor, request: str, mother: str, at: datetime) -> str:
    """Writes in her record what was given to whom and whether she was told; answers the ref of the entry.

    What was asked about a child lies with what is known of children, and anything else in her general record.
    """
    with door.unit(by=by), door.acting(by=by, permission=Permission.REQUEST_IN_GIVE, mother=mother) as box:
        row = _the_request(by, request, Permission.REQUEST_IN_GIVE)
        must_not_be_later_than_now(box, at)
        answer, asked = sealing.answer_in(row), sealing.asked_in(row)
        if answer is None:
            field, sentence = "request", "Answer it first: then write in her record what was given."
            raise BadInput(field, sentence)
        if row.entry or row.mother not in (None, box.mother_id):
            field, sentence = "request", "This was written in a record already. Open the page again."
            raise BadInput(field, sentence)
        ref = box.write(_draft(row, asked, answer, at))
        row.mother, row.entry = box.mother_id, ref
        row.save(update_fields=["mother", "entry"])
        box.note(request=row.ref)
        return ref


def _draft(row: RequestRow, asked: Asking, answer: Answer, at: datetime) -> Draft[Given]:
    of_a_child = row.about == About.CHILD
    told = ToldHer(row.told)
    body = Given(
        row.ref,
        f"{asked.name}, {asked.agency}",
        asked.legal_basis,
        answer.what,
        answer.why,
        Gave(row.gave),
        told,
    )
    return Draft(
        body,
        Category.CHILDREN if of_a_child else Category.PAPERS_AND_STATUS,
        at,
        compartment=Compartment.CHILD_SAFETY if of_a_child else Compartment.GENERAL,
        basis="request_in",
        how_known="told_by",
        from_whom=asked.agency,
        told_her_at=None if told is ToldHer.NOT_YET else at,
        told_her_how="" if told is ToldHer.NOT_YET else told.value,
        not_told_why=answer.told_why_not if told is ToldHer.NOT_YET else "",
    )


def _must_be_checked(row: RequestRow, answered: Answered) -> None:
    checked = sealing.asked_in(row).how_checked.strip() or answered.answer.how_checked.strip()
    if answered.gave is not Gave.NOTHING and not checked and not row.child_at_risk:
        field = "how_checked"
        sentence = (
            "First check who asks: ring back on a number you found yourself. "
            "Until then do not say whether we know anybody."
        )
        raise BadInput(field, sentence)
    if not answered.answer.why.strip():
        field, sentence = "why", "Write why it was given or refused."
        raise BadInput(field, sentence)
    if answered.told is ToldHer.NOT_YET and not answered.answer.told_why_not.strip():
        field, sentence = "told_why_not", "Write why she has not been told yet."
        raise BadInput(field, sentence)


def _the_request(by: Actor, ref: str, permission: Permission = Permission.REQUEST_IN_ANSWER) -> RequestRow:
    row = RequestRow.objects.select_for_update().filter(ref=ref, area=by.area, agency_id=by.agency_id).first()
    if row is None:
        raise NotYours(permission, HOUSE)
    return row


def _within_reach(unit: Unit, by: Actor, mother_ref: str, now: datetime) -> int | None:
    """Her number if whoever writes it down stands near her; nothing says whether anybody else's exists."""
    head = unit.lock_ref(mother_ref) if mother_ref else None
    if head is None:
        return None
    standings = standing.facts_of(by, [head.id], now).get(head.id, ())
    return head.id if stands_near_her(Facts(by, now, standing.mother_facts(head), standings)) else None


def _agency_that_answers(by: Actor) -> int:
    """The worker's own agency where it has a lead, else that of the lead behind whoever is on call."""
    for role in (Role.SAFEGUARDING_LEAD, Role.TEAM_LEAD):
        if agencies.workers_with(role, agency_id=by.agency_id):
            return by.agency_id
    lead = on_call_now(by.area).lead_id
    roles = (Role.TEAM_LEAD, Role.SAFEGUARDING_LEAD)
    found = agencies.agency_of_role(lead, roles, area=by.area, rather=by.agency_id) if lead else None
    return found or by.agency_id


def _due(came_in: CameIn, area: int, at: datetime) -> datetime:
    agreed = agencies.area_of(area)
    nation = nation_of(area)
    if came_in.child_at_risk:
        return due_of(TODAY, at, nation, agreed.choices)
    return came_in.by_when or due_of(IN_TIME, at, nation, agreed.choices)


def _promise(house: Box, row: RequestRow) -> None:
    first = ANSWERS_FIRST[About.CHILD if row.child_at_risk else About(row.about)]
    leads = [
        card.id
        for role in sorted(ANSWERS_FIRST.values(), key=lambda role: role is not first)
        for card in agencies.workers_with(role, agency_id=row.agency_id)
    ]
    named = on_call_now(row.area).lead_id
    people = list(dict.fromkeys([*leads, *([named] if named else []), row.taken_by_id]))
    clocks.start(
        house,
        TODAY if row.child_at_risk else IN_TIME,
        about=row.ref,
        owner_id=people[0],
        escalate_to_id=people[1] if len(people) > 1 else people[0],
        started_at=row.taken_at,
        due_at=row.due_at,
        area=row.area,
    )
    for lead in leads:
        mail.post(mail.Text.SOMETHING_WAITS, to_worker=lead, about=row.ref, at=house.now)
