"""What some invented mothers share: a yes each, and referrals to one door, standing in every place of their way."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from hrm2m.commands.invented.patterns import Cast
from hrm2m.commands.invented.seeded import AREA, drawn_from_seed
from hrm2m.commands.invented.workers import MATERNITY, TREATMENT
from hrm2m.foundation import clock
from hrm2m.policy import Actor, Category
from hrm2m.policy.consenting import Asked
from hrm2m.policy.referral_lifecycle import ReferralEvent
from hrm2m.records.agencies.doors.queries import DoorCard, doors_in
from hrm2m.records.agencies.queries import actor_for, agencies_named
from hrm2m.records.consent import actions as consent
from hrm2m.records.consent.actions import Yes
from hrm2m.records.consent.entries import HowAsked, Purpose, WhereAsked
from hrm2m.records.referrals import actions as referrals
from hrm2m.records.referrals.actions import Request, Said
from hrm2m.records.referrals.entries import Came, Declined, Held
from hrm2m.records.referrals.queries import stops_of
from hrm2m.records.whole.stop_sharing import stop_sharing


E = ReferralEvent
SHARES = ("Robin", "Juno", "Merle", "Nettle", "Coral", "Teasel")
"""Whose words went to the midwife."""
WORDS: Mapping[Category, str] = {
    Category.BABY_AND_BIRTH: "She is about five months on, and has not been seen by a midwife yet.",
    Category.MY_WORDS: "Somewhere that is not the big hospital. Text first, after ten.",
}
STOP = "You can stop this at any time, on your own page or through any of us. It costs you nothing."
SHOWN: Mapping[Purpose, str] = {
    Purpose.BABY_AND_BIRTH: "May they know how far you are and what you want, for care before and after a birth, until "
    f"three months from now? {STOP}",
    Purpose.TREATMENT: f"May they know what you want from them, until three months from now? {STOP}",
}
BEFORE: Mapping[Category, str] = {Category.MY_WORDS: "I want to start again. Not in a room with men I know."}
"""What Robin let the duty desk know once, and stopped."""
CAME = Said(E.IT_CAME, "Priya, midwife")
YES = Said(E.THEY_SAY_YES, "Priya, midwife", "I have a place on Thursday.")
NO = Said(E.THEY_SAY_NO, "Priya, midwife", "I am away till the end of the month.", declined=Declined.NO_PLACE)
DONE = Said(E.AN_OUTCOME, "Priya, midwife", "Seen twice, at the clinic.", came=Came.SHE_GOT_IT)


def write(*, mothers: Mapping[str, tuple[str, Cast]], now: datetime) -> None:
    """Writes one referral for each of these mothers, each a step further, and the stop of the last."""
    builders = [(mothers[handle][0], mothers[handle][1].builder) for handle in SHARES]
    doors = {card.agency_name: card for card in doors_in(AREA)}
    with drawn_from_seed("what they share"):
        _write_each(builders, doors[MATERNITY], now)
        _stopped_before(*builders[0], doors[TREATMENT], now)


def _write_each(builders: Sequence[tuple[str, Actor]], there: DoorCard, now: datetime) -> None:
    priya = _at_the_door(there)
    ways: list[Sequence[Said]] = [[], [CAME], [CAME, YES], [CAME, NO], [YES, _meeting(now), DONE], [CAME]]
    at = now - timedelta(days=6)
    for (mother, builder), way in zip(builders, ways, strict=True):
        ref = sent(mother, builder, there, at)
        for number, said in enumerate(way, start=1):
            with clock.at(at + timedelta(hours=6 * number)):
                referrals.answer(by=priya, referral=ref, said=said)
    _stopped(*builders[-1], priya, now)


def sent(
    mother: str,
    builder: Actor,
    there: DoorCard,
    at: datetime,
    words: Mapping[Category, str] = WORDS,
    purpose: Purpose = Purpose.BABY_AND_BIRTH,
) -> str:
    """Her yes, and what was sent on it at `at`; the ref of the referral."""
    agency = agencies_named([there.agency_id])[there.agency_id]
    yes = Yes(
        agency.ref,
        frozenset(words),
        purpose,
        SHOWN[purpose],
        Asked.ALONE,
        HowAsked.READ_TOGETHER,
        WhereAsked.OUR_PLACE,
        her_words="Yes, but not my name.",
    )
    with clock.at(at):
        consent.ask(by=builder, mother=mother, yes=yes, at=at)
        request = Request(there.ref, purpose, words)
        ref = referrals.draft(by=builder, mother=mother, request=request, at=at)
        referrals.send(by=builder, mother=mother, referral=ref)
    return ref


def _stopped(mother: str, builder: Actor, priya: Actor, now: datetime) -> None:
    with clock.at(now - timedelta(days=2)):
        stop_sharing(by=builder, mother=mother, agency=priya.agency_ref, her_words="Not them any more.")
        (notice,) = stops_of(by=builder, mother=mother)
    with clock.at(now - timedelta(days=1)):
        referrals.confirm_stop(
            by=priya,
            notice=notice.ref,
            held=Held.KEPT,
            said_by="Priya, midwife",
            because="A clinic record has to be kept by law.",
        )


def _stopped_before(mother: str, builder: Actor, duty: DoorCard, now: datetime) -> None:
    """What she stopped three weeks ago, and they destroyed: it stands on her own page beside what she shares now."""
    at = now - timedelta(days=24)
    sent(mother, builder, duty, at, BEFORE, Purpose.TREATMENT)
    desk = _at_the_door(duty)
    with clock.at(at + timedelta(days=3)):
        stop_sharing(by=builder, mother=mother, agency=desk.agency_ref, her_words="I will ask them myself.")
        (notice,) = stops_of(by=builder, mother=mother)
    with clock.at(at + timedelta(days=4)):
        referrals.confirm_stop(by=desk, notice=notice.ref, held=Held.DESTROYED, said_by="Rowan, on duty")


def _meeting(now: datetime) -> Said:
    return Said(E.A_MEETING_IS_SET, "Priya, midwife", meeting_at=now - timedelta(days=2))


def _at_the_door(there: DoorCard) -> Actor:
    agency = agencies_named([there.agency_id])[there.agency_id]
    found = actor_for(there.worker_id, agency.ref)
    if found is None:
        msg = "Nobody answers at the invented door."
        raise LookupError(msg)
    return found
