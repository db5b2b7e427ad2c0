"""Writing about a mother as a person; each function is called inside an open box or opens one itself."""

from datetime import date, datetime

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Compartment, Permission, Role
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.lifecycles import OPEN_STAGES, RecordEvent, Stage
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.agencies.area.queries import on_call_now
from hrm2m.records.people.entries import (
    HONEST_SENTENCE_VERSION,
    UNDER_18,
    Age,
    AgeBand,
    Handle,
    HonestSentence,
    HowSaid,
    Identity,
    Locality,
)
from hrm2m.records.people.models import HandleMark, StageChange
from hrm2m.records.people.queries import handle_mark, known_in
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft, Entry


HANDLE_LENGTH = 40
PLACE_LENGTH = 60
NAME_LENGTH = 120


def introduce(
    box: Box, *, handle: str, age: Age, locality: str, honest_sentence: HowSaid, at: datetime
) -> None:
    """Writes how she wants to be known, and that the honest sentence was said, on the first day."""
    must_not_be_later_than_now(box, at)
    chosen = checked(handle, "handle", HANDLE_LENGTH, "Write the name she wants to be known by.")
    place = checked(locality, "locality", PLACE_LENGTH, "") if locality.strip() else ""
    box.write(Draft(HonestSentence(honest_sentence, HONEST_SENTENCE_VERSION), Category.MY_WORDS, at))
    box.write(Draft(Handle(chosen), Category.MY_WORDS, at))
    _write_age(box, age, at)
    if place:
        box.write(Draft(Locality(place), Category.HOME, at))
    HandleMark.objects.create(area=box.area, mother=box.mother_id, mark=handle_mark(box.area, chosen))


def change_handle(*, by: Actor, mother: str, handle: str, at: datetime) -> None:
    """Writes another handle, because she wants one."""
    with door.acting(by=by, permission=Permission.SAFE_CONTACT_SET, mother=mother) as box:
        must_not_be_later_than_now(box, at)
        chosen = checked(handle, "handle", HANDLE_LENGTH, "Write the name she wants to be known by.")
        box.write(Draft(Handle(chosen), Category.MY_WORDS, at))
        HandleMark.objects.filter(mother=box.mother_id).update(mark=handle_mark(box.area, chosen))


def set_age(*, by: Actor, mother: str, age: Age, seen: str, at: datetime) -> str:
    """Writes how old she says she is, in place of the entry the form was opened on; answers its ref.

    If she turns out to be under 18 the safeguarding lead is told at once, and she is offered everything all the same.
    """
    with door.acting(by=by, permission=Permission.SAFE_CONTACT_SET, mother=mother) as box:
        must_not_be_later_than_now(box, at)
        before = next(iter(known_in(box).age), None)
        box.expect(before, seen)
        return _write_age(box, age, at, before=before)


def set_locality(*, by: Actor, mother: str, locality: str, seen: str, at: datetime) -> str:
    """Writes in which part of the area she is usually met; nothing typed means that it is not known any more."""
    with door.acting(by=by, permission=Permission.SAFE_CONTACT_SET, mother=mother) as box:
        must_not_be_later_than_now(box, at)
        place = checked(locality, "locality", PLACE_LENGTH, "") if locality.strip() else ""
        box.expect(next(iter(known_in(box).locality), None), seen)
        return box.write(Draft(Locality(place), Category.HOME, at, corrects=seen))


def she_asks_an_agency(*, by: Actor, mother: str, at: datetime) -> None:
    """Moves the bridge to crossing: she asked for something from an agency."""
    facts = ActFacts(her_word=True, event=RecordEvent.SHE_ASKS_AN_AGENCY)
    with door.acting(by=by, permission=Permission.STAGE_MOVE, mother=mother, act=facts) as box:
        must_not_be_later_than_now(box, at)
        move_stage(box, RecordEvent.SHE_ASKS_AN_AGENCY)


def give_name(
    *,
    by: Actor,
    mother: str,
    full_name: str,
    at: datetime,
    date_of_birth: date | None = None,
    address: str = "",
    phone: str = "",
) -> None:
    """Writes her name, because she gives it: from then on she is known by name, and there is no way back."""
    facts = ActFacts(her_word=True, event=RecordEvent.SHE_GIVES_HER_NAME)
    with door.acting(by=by, permission=Permission.IDENTITY_GIVE, mother=mother, act=facts) as box:
        must_not_be_later_than_now(box, at)
        name = checked(full_name, "full_name", NAME_LENGTH, "Write the name she gives.")
        if date_of_birth is not None and date_of_birth > local_day(box.now):
            field = "date_of_birth"
            sentence = "A date of birth cannot be later than today. Leave it empty if she has not said."
            raise BadInput(field, sentence)
        if box.stage is not Stage.NAMED:
            move_stage(box, RecordEvent.SHE_GIVES_HER_NAME)
        body = Identity(name, date_of_birth, address.strip(), phone.strip())
        box.write(Draft(body, Category.PAPERS_AND_STATUS, at, compartment=Compartment.IDENTITY))


def _write_age(box: Box, age: Age, at: datetime, *, before: Entry[AgeBand] | None = None) -> str:
    draft = Draft(AgeBand(age), Category.PAPERS_AND_STATUS, at, corrects=before.ref if before else "")
    ref = box.write(draft)
    if age in UNDER_18 and (before is None or before.body.band not in UNDER_18):
        _tell_that_she_is_under_18(box, ref)
    return ref


def _tell_that_she_is_under_18(box: Box, entry: str) -> None:
    """A safeguarding lead is told the same day, without her handle; where there is none, who is on call is."""
    leads = agencies.leads_in_area(Role.SAFEGUARDING_LEAD, area=box.area)
    named = on_call_now(box.area)
    others = (number for number in (named.lead_id, named.on_call_id) if number is not None)
    told = leads or tuple(dict.fromkeys(others))
    for worker in told:
        mail.post(mail.Text.UNDER_18, to_worker=worker, about=entry, at=box.now)
    box.note(told="safeguarding_lead" if leads else "on_call" if told else "nobody")


def move_stage(box: Box, event: RecordEvent, *, forget_at: datetime | None = None) -> Stage:
    """Moves her stage along the lifecycle and keeps the step as a row; answers the stage she is at now."""
    before, after = box.move(event, forget_at=forget_at)
    StageChange.objects.create(
        area=box.area,
        mother=box.mother_id,
        event=event,
        before=before,
        after=after,
        by_id=box.by_id,
        at=box.now,
    )
    if after not in OPEN_STAGES and after is Stage.FORGOTTEN:
        HandleMark.objects.filter(mother=box.mother_id).delete()
    return after


def must_not_be_later_than_now(box: Box, at: datetime) -> None:
    """Refuses a time that has not come yet: what happened cannot be later than now."""
    if at > box.now:
        field = "at"
        sentence = "That time has not come yet. Write when it happened."
        raise BadInput(field, sentence)


def checked(text: str, field: str, length: int, when_empty: str) -> str:
    """`text` without outer spaces; refuses what is empty, too long or has control characters in it."""
    kept = " ".join(text.split())
    if not kept:
        raise BadInput(field, when_empty)
    if len(kept) > length:
        sentence = f"This is longer than {length} characters. Make it shorter."
        raise BadInput(field, sentence)
    if any(not character.isprintable() for character in kept):
        sentence = "There is a character in it that cannot be kept. Type it again."
        raise BadInput(field, sentence)
    return kept
