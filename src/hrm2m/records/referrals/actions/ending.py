"""How access ends: with her stop, her record, a bar, a role, a copy put back; in the transaction of its cause."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from hrm2m.foundation import mail
from hrm2m.policy import Actor, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.referral_lifecycle import LIVE, ReferralEvent, ReferralStatus
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.bridges import there
from hrm2m.records.bridges.asked_again import nothing_left_to_ask
from hrm2m.records.bridges.there import Chosen
from hrm2m.records.bridges.yeses import YesTo
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.consent.again import BEFORE_IT_ENDS, WHEN_ALONE
from hrm2m.records.referrals import places
from hrm2m.records.referrals.entries import Basis
from hrm2m.records.referrals.models import Referral, ReferralPlace, StopNotice
from hrm2m.records.referrals.moving import CHASE, OF_ONE, holders, move, ours, stop_promises
from hrm2m.vault import door
from hrm2m.vault.box import Box


HER_WORD = ActFacts(her_word=True)
CONFIRMED = "stop_confirmed"
IS_LIVE = [status.value for status in LIVE]


def live_on(mother_id: int) -> QuerySet[Referral]:
    """Her referrals that are not over, oldest first."""
    return Referral.objects.filter(mother=mother_id, status__in=IS_LIVE).order_by("id")


def end(box: Box, row: Referral, event: ReferralEvent, *, tell: bool = False) -> None:
    """Closes one referral, with the access and the promises that hang on it; `tell` lets whoever had it confirm."""
    move(box, row, event)
    places.end(box, places.not_ended(row))
    stop_promises(box, row)
    if event is not ReferralEvent.IT_IS_DONE:
        nothing_left_to_ask(box, YesTo.MEETING, about=[row.ref])
    if tell:
        tell_all(box, row)


def _over_on(mother_id: int) -> QuerySet[Referral]:
    """What was sent on a yes of hers and is over by now: nobody there can open it, and somebody has read it."""
    sent = Referral.objects.filter(mother=mother_id, basis=Basis.CONSENT, sent_at__isnull=False)
    return sent.exclude(status__in=IS_LIVE).order_by("id")


def stop_with(box: Box, *, agency_id: int | None) -> int:
    """She stopped sharing with this agency, or with any: all that was sent under her yes ends; how many referrals."""
    rows = live_on(box.mother_id).filter(basis=Basis.CONSENT)
    mine = list(rows if agency_id is None else rows.filter(agency_id=agency_id))
    for row in mine:
        end(box, row, ReferralEvent.SHE_STOPS, tell=row.sent_at is not None)
    over = _over_on(box.mother_id)
    _tell_of(box, over if agency_id is None else over.filter(agency_id=agency_id))
    return len(mine)


def stop_what_rests_on(box: Box, consents: Iterable[str]) -> tuple[str, ...]:
    """Nobody may rely on these yeses: what was sent on them ends, and whoever had it is told; refs of what ended."""
    refs = list(consents)
    rows = list(live_on(box.mother_id).filter(consent__in=refs))
    for row in rows:
        end(box, row, ReferralEvent.ITS_BASIS_IS_OVER, tell=row.sent_at is not None)
    _tell_of(box, _over_on(box.mother_id).filter(consent__in=refs))
    return tuple(row.ref for row in rows)


def stop_what_she_never_said(box: Box, ref: str) -> None:
    """Asked again she says that they did not meet: what was sent ends, where it still stood; her yes is her own."""
    for row in live_on(box.mother_id).filter(ref=ref):
        end(box, row, ReferralEvent.SHE_STOPS, tell=True)


def end_with_consent(box: Box, consent: str) -> None:
    """Her yes has run out: what was sent on it is over."""
    for row in live_on(box.mother_id).filter(consent=consent):
        end(box, row, ReferralEvent.ITS_BASIS_IS_OVER)


def end_with_record(box: Box, *, tell: bool) -> None:
    """Her record is over: so is everything that was sent from it."""
    for row in live_on(box.mother_id):
        end(box, row, ReferralEvent.HER_RECORD_IS_OVER, tell=tell and row.sent_at is not None)


def let_nothing_run_again(box: Box) -> None:
    """Her record is open again, and what was sent from it stays over: she is asked again, so nothing is promised."""
    for kind in (BEFORE_IT_ENDS, WHEN_ALONE, *OF_ONE):
        clocks.stop_kind(box, kind)


def end_what_is_barred(*, by: Actor, mother: str) -> int:
    """Ends what she sent to whoever she barred a moment ago, drafts too; how many. Whoever ever had it is told."""
    with door.acting(by=by, permission=Permission.BAR_SET, mother=mother, act=HER_WORD) as box:
        ended = sum(_end_barred(box, row) for row in live_on(box.mother_id))
        for row in _over_on(box.mother_id):
            _tell_barred(box, row)
        return ended


def _end_barred(box: Box, row: Referral) -> bool:
    """Whether it was at the door of somebody barred; a colleague to whom it was passed reads on."""
    if there.is_barred(box.mother_id, Chosen(row.worker_id, row.agency_id), box.now):
        end(box, row, ReferralEvent.SHE_STOPS, tell=row.sent_at is not None)
        return True
    _tell_barred(box, row)
    return False


def _tell_barred(box: Box, row: Referral) -> None:
    had = set(ReferralPlace.objects.filter(referral=row).values_list("worker_id", flat=True))
    barred = [n for n in sorted(had) if there.is_barred(box.mother_id, Chosen(n, row.agency_id), box.now)]
    _tell(box, row, barred)


def let_go(*, by: Actor, worker: str) -> int:
    """Ends what somebody could read whose account or role ended; how often."""
    number = agencies.anybody_id_of(worker, area=by.area) or 0
    may = agencies.agencies_of_roles(number, places.MAY_READ)
    gone = ReferralPlace.objects.filter(worker_id=number, ended_at=None).exclude(agency_id__in=may)
    return _end_of_each(by, Permission.ACCOUNT_END, worker, gone)


def stand_down(*, by: Actor, worker: str) -> int:
    """Ends whatever a worker who is stood down could read through referrals; how often."""
    number = agencies.anybody_id_of(worker, area=by.area) or 0
    reads = ReferralPlace.objects.filter(worker_id=number, ended_at=None)
    return _end_of_each(by, Permission.BRIDGE_STAND_DOWN, worker, reads)


def bring_into_line(box: Box) -> None:
    """After a copy was put back: whoever stands no more has no place, and what nobody can read is over."""
    causes = box.causes_in_force()
    for row in live_on(box.mother_id).exclude(status=ReferralStatus.DRAFTED):
        gone = [place for place in places.not_ended(row) if place.cause not in causes]
        places.end(box, gone)
        if gone and not places.not_ended(row):
            end(box, row, ReferralEvent.ITS_BASIS_IS_OVER)


def _tell_of(box: Box, over: QuerySet[Referral]) -> None:
    """Her stop reaches what is closed too: whoever had it is told, once."""
    told = StopNotice.objects.filter(referral=OuterRef("referral"), worker_id=OuterRef("worker_id"))
    not_told = ReferralPlace.objects.filter(~Exists(told), referral=OuterRef("pk"))
    # Of many that were stopped before none is read again: her record is locked meanwhile.
    for row in over.filter(Exists(not_told)):
        tell_all(box, row)


def tell_all(box: Box, row: Referral) -> None:
    """Whoever ever could read it is told to stop, and promises to confirm; her bridge builder is behind."""
    had = ReferralPlace.objects.filter(referral=row).order_by("id")
    _tell(box, row, dict.fromkeys(had.values_list("worker_id", flat=True)))


def _tell(box: Box, row: Referral, workers: Iterable[int]) -> None:
    """Once for each of them: whoever was told already is not asked a second time."""
    told_before = set(StopNotice.objects.filter(referral=row).values_list("worker_id", flat=True))
    to_tell = [number for number in workers if number not in told_before]
    if not to_tell:
        return
    builder, _ = holders(box, row)
    for worker_id in to_tell:
        told = StopNotice.objects.create(
            area=row.area,
            mother=row.mother,
            referral=row,
            worker_id=worker_id,
            agency_id=row.agency_id,
            told_at=box.now,
        )
        mail.post(mail.Text.REQUEST, to_worker=worker_id, about=f"stop:{told.ref}", at=box.now)
        clocks.start(
            box,
            CONFIRMED,
            about=told.ref,
            owner_id=worker_id,
            escalate_to_id=builder,
            started_at=box.now,
        )


def _end_of_each(by: Actor, permission: Permission, worker: str, rows: QuerySet[ReferralPlace]) -> int:
    ended = list(rows.values_list("id", "mother"))
    numbers = sorted({mother for _, mother in ended})
    with door.unit(by=by) as unit:
        with door.acting(by=by, permission=permission) as house:
            house.note(worker=worker, records=len(numbers))
        heads = unit.lock(numbers)
        for number in numbers:
            with door.acting(by=by, permission=permission, mother=heads[number].ref) as box:
                _leave(box, [row for row, mother in ended if mother == number])
    return len(ended)


def _leave(box: Box, numbers: list[int]) -> None:
    """What is left with nobody who reads it is chased by her bridge builder: the agency names somebody else."""
    rows = list(ReferralPlace.objects.filter(id__in=numbers, ended_at=None).select_related("referral"))
    places.end(box, rows)
    for row in {place.referral_id: place.referral for place in rows}.values():
        if not places.not_ended(row) and ReferralStatus(row.status) in LIVE:
            clocks.stop(box, CHASE, about=row.ref)
            ours(box, row, CHASE)
