"""Who can be the second reader of a connection: never who wrote any of it, and never who must not open her record."""

from dataclasses import dataclass

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Compartment, Role
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.bridges import chosen, there
from hrm2m.records.bridges.there import Chosen
from hrm2m.records.children.entries import SafetyAnswer
from hrm2m.records.connections import checking
from hrm2m.records.connections.entries import Connection
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Entry


MAY_READ = (Role.SAFEGUARDING_LEAD, Role.TEAM_LEAD, Role.TREATMENT_WORKER)


@dataclass(frozen=True)
class Candidate:
    """One worker who can be asked."""

    worker_ref: str
    first_name: str
    job_title: str
    agency_name: str


def reader_chosen(box: Box, by: Actor, entry: Entry[Connection], reader: str) -> Chosen:
    """The worker with this ref, in the agency in which he or she reads it; raises BadInput with a sentence."""
    field = "reader"
    worker_id = agencies.worker_id_of(reader, area=box.area)
    if worker_id is None:
        raise BadInput(field, checking.NOT_A_READER)
    if worker_id == entry.by_id:
        raise BadInput(field, checking.ASK_SOMEBODY_ELSE)
    if worker_id in _who_answered(box, entry):
        raise BadInput(field, checking.ANSWERED_IT)
    agency_id = agencies.agency_of_role(worker_id, MAY_READ, area=box.area, rather=by.agency_id)
    if agency_id is None:
        raise BadInput(field, checking.NOT_A_READER)
    chosen.must_not_stand_down(box, worker_id, field)
    who = Chosen(worker_id, agency_id)
    if there.is_barred(box.mother_id, who, box.now):
        raise BadInput(field, checking.MUST_NOT_OPEN)
    return who


def readers_to_choose_from(box: Box, entry: Entry[Connection]) -> tuple[Candidate, ...]:
    """Everybody of the area who can be asked now, by first name."""
    wrote = {entry.by_id} | _who_answered(box, entry)
    places = [(w, a) for w, a in agencies.who_works_in(MAY_READ, area=box.area) if w not in wrote]
    among = {worker for worker, _ in places}
    gone = there.away_among(among) | there.stood_down_among(among)
    there_now = [Chosen(worker, agency) for worker, agency in places if worker not in gone]
    barred = there.barred_among(box.mother_id, there_now, box.now)
    free = [who for who in there_now if who not in barred]
    workers = agencies.workers_named(who.worker_id for who in free)
    names = agencies.agencies_named(who.agency_id for who in free)
    found = {
        who.worker_id: Candidate(
            workers[who.worker_id].ref,
            workers[who.worker_id].first_name,
            workers[who.worker_id].job_title,
            names[who.agency_id].name,
        )
        for who in sorted(free, key=lambda who: (who.worker_id, who.agency_id))
    }
    return tuple(sorted(found.values(), key=lambda one: (one.first_name, one.worker_ref)))


def _who_answered(box: Box, entry: Entry[Connection]) -> set[int]:
    answers = box.entries(SafetyAnswer, compartment=Compartment.CHILD_SAFETY)
    return {answer.by_id for answer in answers if answer.body.question == entry.body.question}
