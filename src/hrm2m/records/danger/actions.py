"""Raising danger, telling until somebody has it, saying *I have it*, and that two people looked at it together.

Nothing here refuses to take in danger. What cannot be kept goes to the spool, and the answer says so.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import F

from hrm2m.foundation import clock, ids, jobs, mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.policy.decide import stands_near_her
from hrm2m.policy.facts import Facts
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.agencies.area.queries import on_call_now
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.danger import sealing, spooling
from hrm2m.records.danger.looking import Look as Look
from hrm2m.records.danger.looking import checked, written
from hrm2m.records.danger.models import Alert, AlertStep, Step
from hrm2m.records.danger.queries import answers_for
from hrm2m.records.danger.raising import Raising, is_ref, raising
from hrm2m.records.danger.telling import TELL_EVERY, OnCall, about_telling, is_time, told_now
from hrm2m.vault import door, standing
from hrm2m.vault.box import Box
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import Denied, NotYours
from hrm2m.vault.unit import Unit


ANSWERED, LOOKED_AT = "danger_answered", "danger_looked_at"

log = logging.getLogger(__name__)


class Kept(StrEnum):
    """Where it is now."""

    SAVED = "saved"
    SPOOLED = "spooled"
    NOWHERE = "nowhere"


@dataclass(frozen=True)
class Raised:
    """The answer to one press. `told` holds the numbers of the workers to whom mail is on its way, perhaps nobody."""

    ref: str
    kept: Kept
    told: tuple[int, ...]

    @property
    def nobody_was_told(self) -> bool:
        """Then the page says in large letters: nobody has been told yet, ring."""
        return not self.told


@dataclass(frozen=True)
class HasIt:
    """Who has it, and since when; `is_new` if this press made it so."""

    worker_id: int
    at: datetime
    is_new: bool


class _NotNow(Exception):
    """Somebody has it meanwhile, or another process told just now: nothing to write, no line."""


def raise_danger(
    *, by: Actor, who: str, at: datetime, words: str = "", mother_ref: str = "", ref: str = ""
) -> Raised:
    """Takes in danger, whatever is missing; `who` alone suffices. The same `ref` from one form is one alert.

    A `mother_ref` that is unknown or out of reach is not linked, and the answer is the same. Raises Denied only for
    somebody who holds no role at all.
    """
    item = raising(by=by, who=who, words=words, mother_ref=mother_ref, at=at, ref=ref)
    try:
        return _save(item)
    except Denied:
        raise
    except Exception:  # whatever broke, danger must not be lost with it
        log.exception("Danger could not be saved: it goes to the spool")
        kept = Kept.SPOOLED if spooling.keep(item) else Kept.NOWHERE
        return Raised(item.ref, kept, ())


def file_spooled(*, by: Actor) -> int:
    """Files what waits in the spool as alerts with their real time, as the worker process does; answers how many."""
    return spooling.file_each(_file)


def tell_again(*, by: Actor) -> int:
    """Tells the people on call of every alert of the area that nobody has, every ten minutes; answers how many."""
    now = clock.now()
    waiting = Alert.objects.filter(area=by.area, had_at=None, told_at__lte=now - TELL_EVERY)
    return jobs.do_each(list(waiting.order_by("raised_at", "id")), lambda alert: _tell_again(by, alert.id))


def have_it(*, by: Actor, alert: str, at: datetime) -> HasIt:
    """*I have it*: the telling stops and the hour's promise is kept. The second to press learns who was first.

    Raises NotYours for an alert that is unknown or of another area.
    """
    with door.unit(by=by) as unit:
        with door.acting(by=by, permission=Permission.DANGER_ANSWER) as house:
            row = _the_alert(by, alert, Permission.DANGER_ANSWER)
            if row.had_by_id is not None and row.had_at is not None:
                return HasIt(row.had_by_id, row.had_at, is_new=False)
            had_at = _take(house, row, by, at)
            house.note(alert=row.ref)
        _line_in_her_chain(unit, by, Permission.DANGER_ANSWER, row)
        return HasIt(by.worker_id, had_at, is_new=True)


def look_at_together(*, by: Actor, alert: str, second: str, look: Look, at: datetime) -> None:
    """A lead and a second person looked at it together; keeps the next day's promise. Writes what becomes of it.

    `second` is the ref of the other one. Raises BadInput without a second person or where the look says too little,
    NotYours for an alert that is unknown, of another area, or not the actor's to answer for. Looked at again, both
    looks stay. Where nobody had pressed *I have it*, whoever looked has it from then on: the telling stops.
    """
    with door.unit(by=by) as unit:
        with door.acting(by=by, permission=Permission.DANGER_LOOK) as house:
            row = _the_alert(by, alert, Permission.DANGER_LOOK)
            if not answers_for(by, row):
                raise NotYours(Permission.DANGER_LOOK, HOUSE)
            other = agencies.worker_id_of(second, area=by.area)
            if other is None or other == by.worker_id:
                field, sentence = "second", "Choose the second person who looked at it with you."
                raise BadInput(field, sentence)
            checked(look, row)
            looked_at = max(min(at, house.now), row.raised_at)
            if row.had_at is None:
                _take(house, row, by, looked_at)
            _step(row, Step.LOOKED_AT, by.worker_id, looked_at)
            _step(row, Step.LOOKED_AT, other, looked_at)
            written(look, row, by.worker_id, other, looked_at)
            Alert.objects.filter(id=row.id, looked_at=None).update(looked_at=looked_at)
            clocks.meet(house, LOOKED_AT, about=row.ref, at=looked_at)
            house.note(alert=row.ref, second=second, shown=look.shown)
        _line_in_her_chain(unit, by, Permission.DANGER_LOOK, row)


def _take(house: Box, row: Alert, by: Actor, at: datetime) -> datetime:
    """Writes that this worker has it: the hour's promise is kept, and whoever raised it is told; answers since when."""
    had_at = max(min(at, house.now), row.raised_at)
    row.had_by_id, row.had_at = by.worker_id, had_at
    row.save(update_fields=["had_by_id", "had_at"])
    _step(row, Step.HAS_IT, by.worker_id, had_at)
    clocks.meet(house, ANSWERED, about=row.ref, at=had_at)
    if row.raised_by_id != by.worker_id:
        mail.post(mail.Text.DANGER_TAKEN, to_worker=row.raised_by_id, about=row.ref, at=house.now)
    return had_at


def _file(item: Raising) -> None:
    _save(item)


def _save(item: Raising) -> Raised:
    by = item.by
    with door.unit(by=by) as unit:
        with door.acting(by=by, permission=Permission.DANGER_RAISE) as house:
            before = Alert.objects.filter(ref=item.ref, raised_by_id=by.worker_id).first()
            if before is not None:
                house.note(alert=before.ref)
                return Raised(before.ref, Kept.SAVED, _told_of(before))
            row = _new_alert(unit, by, item, house.now)
            people = _on_call(row.area)
            _start_clocks(house, row, people)
            told = _tell(row, people, house.now, mail.Text.DANGER)
            house.note(alert=row.ref)
        _line_in_her_chain(unit, by, Permission.DANGER_RAISE, row)
        return Raised(row.ref, Kept.SAVED, told)


def _new_alert(unit: Unit, by: Actor, item: Raising, now: datetime) -> Alert:
    # A ref that is somebody else's alert is not this one's: a form of one's own never has it.
    ref = ids.new_ref() if Alert.objects.filter(ref=item.ref).exists() else item.ref
    return Alert.objects.create(
        ref=ref,
        area=by.area,
        who=item.who,
        agency_id=by.agency_id,
        mother=_within_reach(unit, by, item.mother_ref, now),
        raised_by_id=by.worker_id,
        raised_at=min(item.at, now),
        filed_at=now,
        words=sealing.sealed(ref, item.words),
        told_at=now,
    )


def _within_reach(unit: Unit, by: Actor, mother_ref: str, now: datetime) -> int | None:
    """Her number if whoever raised it stands near her; nothing says whether anybody else's exists."""
    head = unit.lock_ref(mother_ref) if is_ref(mother_ref) else None
    if head is None:
        return None
    standings = standing.facts_of(by, [head.id], now).get(head.id, ())
    return head.id if stands_near_her(Facts(by, now, standing.mother_facts(head), standings)) else None


def _start_clocks(house: Box, row: Alert, people: OnCall) -> None:
    owner = people.on_call or people.lead or row.raised_by_id
    for kind in (ANSWERED, LOOKED_AT):
        clocks.start(
            house,
            kind,
            about=row.ref,
            owner_id=owner,
            escalate_to_id=people.lead or owner,
            started_at=row.raised_at,
            area=row.area,
        )


def _tell(row: Alert, people: OnCall, now: datetime, text: mail.Text) -> tuple[int, ...]:
    told = told_now(people, raised_by=row.raised_by_id, raised_at=row.raised_at, now=now)
    Alert.objects.filter(id=row.id).update(told_at=now, times_told=F("times_told") + 1)
    row.times_told += 1
    for worker in told:
        mail.post(text, to_worker=worker, about=about_telling(row.ref, row.times_told), at=now)
        _step(row, Step.TOLD, worker, now)
    return told


def _tell_again(by: Actor, number: int) -> bool:
    try:
        with door.acting(by=by, permission=Permission.CLOCK_ESCALATE) as house:
            row = Alert.objects.select_for_update().filter(id=number, had_at=None).first()
            if row is None or not is_time(row.told_at, house.now):
                raise _NotNow
            _tell(row, _on_call(row.area), house.now, mail.Text.DANGER_STILL)
            house.note(alert=row.ref, times=row.times_told)
    except _NotNow:
        return False
    return True


def _the_alert(by: Actor, ref: str, permission: Permission) -> Alert:
    wanted = ref if is_ref(ref) else ""
    row = Alert.objects.select_for_update().filter(area=by.area, ref=wanted).first()
    if row is None:
        raise NotYours(permission, HOUSE)
    return row


def _line_in_her_chain(unit: Unit, by: Actor, permission: Permission, row: Alert) -> None:
    if row.mother is not None:
        ref = unit.lock([row.mother])[row.mother].ref
        with door.acting(by=by, permission=permission, mother=ref) as box:
            box.note(alert=row.ref)


def _on_call(area: int) -> OnCall:
    named = on_call_now(area)
    return OnCall(named.on_call_id, named.lead_id)


def _told_of(row: Alert) -> tuple[int, ...]:
    steps = row.steps.filter(what=Step.TOLD).order_by("id")
    return tuple(dict.fromkeys(step.worker_id for step in steps))


def _step(row: Alert, what: Step, worker: int, at: datetime) -> None:
    how = "mail" if what is Step.TOLD else ""
    AlertStep.objects.create(
        area=row.area, alert=row, what=what, worker_id=worker, at=at, how=how, times_told=row.times_told
    )
