"""Sending a referral: under her yes, decided in the lock in which it is read; or by one alone, to save somebody."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict

from hrm2m.foundation import mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Permission, Role
from hrm2m.policy.consenting import STANDARD_DAYS
from hrm2m.policy.facts import ActFacts, Disclosure
from hrm2m.policy.lifecycles import Stage
from hrm2m.policy.referral_lifecycle import ReferralEvent
from hrm2m.policy.roles import permissions_of
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.agencies.doors.queries import door as door_of
from hrm2m.records.bridges.queries import kept_by
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.consent.queries import ConsentCard, covering
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.records.referrals import places
from hrm2m.records.referrals.actions.drafting import Request, asked_at, hers, how_known_of, written
from hrm2m.records.referrals.entries import OURS_TO_SAY, Basis, Drafted, OtherBasis, Part
from hrm2m.records.referrals.models import Referral
from hrm2m.records.referrals.moving import (
    ACKNOWLEDGED,
    CHASE,
    SECOND,
    TELL_HER,
    holders,
    move,
    ours,
    theirs,
)
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.entries import Draft
from hrm2m.vault.unit import Unit


TOLD = "told_her"
WITHOUT_HER_YES = frozenset(Basis) - {Basis.CONSENT}


@dataclass(frozen=True)
class Without:
    """Why something is sent without her yes; what was decided about telling her; and who is the second person, by ref.

    `second` is empty only where it protects a child or a life: it goes at once then, and somebody reads it within one
    working day. `tell_her_by` None: she is not told yet, and `tell_her` says why, or that she knows.
    """

    basis: Basis
    reason: str
    tell_her: str
    tell_her_by: datetime | None = None
    saves: bool = False
    second: str = ""
    with_name: bool = False


def send(*, by: Actor, mother: str, referral: str) -> None:
    """Sends a draft under her yes: one entry for each thing she lets them know, and access for the person at the door.

    Raises Denied where no yes of hers, in force now and given alone, covers this agency, purpose and every part.
    """
    with door.unit(by=by, mothers=[HOUSE]) as current:
        yes, disclosure = _rests_on(current, mother, referral)
        act = ActFacts(discloses=disclosure)
        with door.acting(by=by, permission=Permission.REFERRAL_SEND, mother=mother, act=act) as box:
            row = hers(box.mother_id, referral)
            if yes is None:
                field, sentence = "consent", "She has not said yes to this. Ask her first."
                raise BadInput(field, sentence)
            asked_at(box.area, row.door)
            row.consent = yes.ref
            row.with_name = yes.with_name and box.stage is Stage.NAMED
            deliver(box, row, yes.until)
            box.note(consent=yes.ref)


def send_without_her_yes(*, by: Actor, mother: str, request: Request, without: Without, at: datetime) -> str:
    """Sends at once what one person alone may: to protect a child or a life; answers the ref.

    Its reason and a dated decision on telling her go with it, and a second person reads it after. Raises Denied where
    it saves nobody: two people agree before that is sent (`agreeing.py`).
    """
    second_id = second_of(by, without)
    check_without(without, second_id)
    disclosure = on_another_basis(by.area, request, without)
    with door.acting(
        by=by,
        permission=Permission.REFERRAL_SEND,
        mother=mother,
        act=ActFacts(discloses=disclosure, reason=without.reason),
    ) as box:
        row = written_without(box, request, without, at)
        deliver(box, row, box.now + timedelta(days=STANDARD_DAYS))
        _ask_for_second(box, row, rather=second_id)
        promise_to_tell_her(box, row)
        return row.ref


def read_second(*, by: Actor, mother: str, referral: str) -> None:
    """Somebody else has read what one person sent alone to protect a child or a life."""
    act = ActFacts(purpose="second_look")
    with door.acting(by=by, permission=Permission.REFERRAL_SEE, mother=mother, act=act) as box:
        row = hers(box.mother_id, referral)
        if row.sent_by_id == by.worker_id:
            field, sentence = "referral", "You sent it: somebody else reads it."
            raise BadInput(field, sentence)
        row.looked_by_id, row.looked_at = by.worker_id, box.now
        row.save(update_fields=["looked_by_id", "looked_at"])
        clocks.meet(box, SECOND, about=row.ref, at=box.now)


def write_told_her(*, by: Actor, mother: str, referral: str, at: datetime) -> None:
    """She was told at `at` of what was sent without her yes; raises BadInput where she was told, or it was her yes.

    By whoever may see her referrals, or whoever sent it and decided on telling her: a safeguarding lead sees none.
    """
    with (
        door.unit(by=by, mothers=[HOUSE]) as current,
        door.acting(by=by, mother=mother, **_may_tell(current, by, mother, referral)) as box,
    ):
        must_not_be_later_than_now(box, at)
        row = hers(box.mother_id, referral)
        if row.told_at is not None or row.sent_at is None or Basis(row.basis) is Basis.CONSENT:
            field, sentence = "referral", "There is nothing left to tell her of this. Open the page again."
            raise BadInput(field, sentence)
        row.told_at, row.told_by_id = at, by.worker_id
        row.save(update_fields=["told_at", "told_by_id"])
        clocks.meet(box, TELL_HER, about=row.ref, at=at)
        box.note(referral=row.ref, told=1)


class _Telling(TypedDict):
    """Under which permission somebody writes that she was told."""

    permission: Permission
    act: ActFacts


def _may_tell(current: Unit, by: Actor, mother: str, referral: str) -> _Telling:
    sees = _Telling(permission=Permission.REFERRAL_SEE, act=ActFacts(purpose=TOLD))
    if Permission.REFERRAL_SEE in permissions_of(by.roles):
        return sees
    head = current.lock_ref(mother)
    row = (
        Referral.objects.filter(mother=head.id, ref=referral, sent_by_id=by.worker_id).first()
        if head
        else None
    )
    if row is None:
        return sees
    # Telling her was decided when it was sent: whoever may send this, as it was sent, writes that it was done.
    sent = as_written(row, saves=row.second_id is None)
    act = ActFacts(discloses=sent, reason=TOLD, second_signer_id=row.second_id)
    return _Telling(permission=Permission.REFERRAL_SEND, act=act)


def _rests_on(current: Unit, mother: str, referral: str) -> tuple[ConsentCard | None, Disclosure | None]:
    """Her yes that covers the draft, read in the lock in which it is decided on: a stop comes before or after."""
    head = current.lock_ref(mother)
    drafts = Referral.objects.filter(ref=referral, basis=Basis.CONSENT)
    row = drafts.filter(mother=head.id).first() if head else None
    if head is None or row is None:
        return None, None
    categories = frozenset(Category(name) for name in row.categories)
    yes = covering(
        head.id, agency_id=row.agency_id, purpose=row.purpose, categories=categories, now=current.now
    )
    return yes, Disclosure(row.agency_id, categories, row.purpose, yes.as_fact if yes else None)


def second_of(by: Actor, without: Without) -> int | None:
    """The number of the second person named; None where nobody is, or nobody of the area is meant."""
    return agencies.worker_id_of(without.second, area=by.area) if without.second else None


def on_another_basis(area: int, request: Request, without: Without) -> Disclosure:
    """What is decided on where it goes without her yes."""
    return Disclosure(
        asked_at(area, request.door).agency_id,
        frozenset(request.parts),
        request.purpose.value,
        other_basis=without.basis.value,
        telling_decided=bool(without.tell_her.strip()),
        saves=without.saves,
    )


def as_written(row: Referral, *, saves: bool = False) -> Disclosure:
    """What is decided on where a draft that needs no yes of hers lies already: telling her was decided with it."""
    return Disclosure(
        row.agency_id,
        frozenset(Category(name) for name in row.categories),
        row.purpose,
        other_basis=row.basis,
        telling_decided=True,
        saves=saves,
    )


def written_without(box: Box, request: Request, without: Without, at: datetime) -> Referral:
    """The draft of what goes without her yes, with why, and what was decided about telling her."""
    row = written(box, request, at, without.basis)
    row.with_name = without.with_name and box.stage is Stage.NAMED
    row.tell_her_by = without.tell_her_by
    row.save(update_fields=["with_name", "tell_her_by"])
    why = OtherBasis(without.reason.strip(), without.tell_her.strip(), without.tell_her_by)
    said = Draft(
        why, Category.MY_WORDS, at, basis=without.basis.value, how_known=OURS_TO_SAY, about=row.entry
    )
    box.write(said)
    return row


def deliver(box: Box, row: Referral, until: datetime) -> None:
    """One entry for each part, access for the person at the door, a mail, and the promises that begin."""
    row.sent_at, row.sent_by_id = box.now, box.by_id
    move(box, row, ReferralEvent.IT_IS_SENT)
    (drafted,) = box.entries(Drafted, refs=[row.entry])
    for part in drafted.body.parts:
        box.write(
            Draft(
                Part(part.words),
                part.category,
                box.now,
                basis=row.basis,
                how_known=how_known_of(row.basis),
                about=row.ref,
            )
        )
    places.give(box, row, worker_id=row.worker_id, until=until)
    mail.post(mail.Text.REQUEST, to_worker=row.worker_id, about=f"referral:{row.ref}", at=box.now)
    theirs(box, row, ACKNOWLEDGED, due_by=door_of(box.area, row.door).answers_within)
    ours(box, row, CHASE)


def _ask_for_second(box: Box, row: Referral, *, rather: int | None) -> None:
    builder, cover = holders(box, row)
    lead = next(iter(agencies.leads_in_area(Role.TEAM_LEAD, area=box.area)), cover)
    near = (builder, cover, lead)
    first = (rather,) if rather in near else ()
    reader = next((who for who in (*first, *near) if who is not None and who != box.by_id), lead)
    clocks.start(box, SECOND, about=row.ref, owner_id=reader, escalate_to_id=lead, started_at=box.now)
    mail.post(mail.Text.SOMETHING_WAITS, to_worker=reader, about=f"{row.ref}:second", at=box.now)


def promise_to_tell_her(box: Box, row: Referral) -> None:
    """Where a day was set: whoever decided it owes it; the lead is named behind, or who holds her bridge."""
    if row.tell_her_by is None:
        return
    builder, _ = holders(box, row)
    agency = kept_by(box.mother_id)
    leads = agencies.team_leads(agency) if agency else ()
    behind = next((number for number in (*leads, builder) if number != box.by_id), builder)
    clocks.start(
        box,
        TELL_HER,
        about=row.ref,
        owner_id=box.by_id,
        escalate_to_id=behind,
        started_at=box.now,
        due_at=row.tell_her_by,
    )


def check_without(without: Without, second_id: int | None) -> None:
    """Raises BadInput at the field that is missing."""
    field, sentence = "", ""
    if without.basis not in WITHOUT_HER_YES:
        field, sentence = "basis", "Choose the basis: a duty in law, a court order, or a life in danger."
    elif not without.reason.strip():
        field, sentence = (
            "reason",
            "Write why this cannot wait for her yes: which duty, which order, which danger.",
        )
    elif not without.tell_her.strip():
        field, sentence = "tell_her", "Write how she is told, or why not yet."
    elif without.second and second_id is None:
        field, sentence = "second", "Choose the second person from the list."
    if field:
        raise BadInput(field, sentence)
