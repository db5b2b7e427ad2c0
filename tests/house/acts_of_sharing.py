"""The acts on her yes, on referrals and on her stop once; in the form that `acts.py` describes."""

from dataclasses import replace
from datetime import timedelta

from hrm2m.policy import Category
from hrm2m.policy.consenting import Asked
from hrm2m.policy.referral_lifecycle import ReferralEvent
from hrm2m.records.agencies.doors.queries import door, doors_in
from hrm2m.records.agencies.queries import actor_for, workers_named
from hrm2m.records.consent import actions as consent
from hrm2m.records.consent.actions import Yes
from hrm2m.records.consent.entries import HowAsked, Purpose, WhereAsked
from hrm2m.records.referrals import actions as referrals
from hrm2m.records.referrals.actions import Request, Said, Without
from hrm2m.records.referrals.entries import Basis, Held, Regulator
from hrm2m.records.referrals.models import Referral
from hrm2m.records.referrals.queries import referral_of, stops_of
from hrm2m.records.whole.stop_sharing import stop_sharing
from tests.house.acts_of_accounts import HOUSE
from tests.house.acts_of_doors import a_door
from tests.house.smallest_world import DAY, Act, World
from tests.records.referrals.samples import PASSED


CAME = Said(ReferralEvent.IT_CAME, "Mia Invented")
ORDER = Without(Basis.COURT_ORDER, "The order of Friday.", "By Jo, on Monday.")
DANGER = Without(Basis.VITAL_INTEREST, "Her baby is not breathing well.", "Told at once.", saves=True)


def at_the_door(world: World) -> str:
    """The ref of the worker at the door."""
    (fen,) = doors_in(1, world.team.mia.agency_id)
    (card,) = workers_named([fen.worker_id]).values()
    return card.ref


def a_yes(world: World, until_days: float = 60) -> str:
    """Her yes to maternity, written by Jo; its ref."""
    yes = Yes(
        world.team.mia.agency_ref,
        frozenset({Category.BABY_AND_BIRTH}),
        Purpose.BABY_AND_BIRTH,
        "May they know when it is due?",
        Asked.ALONE,
        HowAsked.SAID,
        WhereAsked.OUR_PLACE,
        until=world.now + timedelta(days=until_days),
    )
    return consent.ask(by=world.team.jo, mother=world.mother, yes=yes, at=world.now)


def a_request(world: World) -> Request:
    return Request(a_door(world), Purpose.BABY_AND_BIRTH, {Category.BABY_AND_BIRTH: "Due in May."})


def drafted(world: World) -> str:
    a_yes(world)
    return referrals.draft(by=world.team.jo, mother=world.mother, request=a_request(world), at=world.now)


def sent_to_fen(world: World) -> str:
    """A referral that was sent and not answered; its ref."""
    ref = drafted(world)
    referrals.send(by=world.team.jo, mother=world.mother, referral=ref)
    return ref


def sent_to_mia(world: World) -> str:
    """A referral that was sent and passed on to Mia; its ref."""
    ref = drafted(world)
    referrals.send(by=world.team.jo, mother=world.mother, referral=ref)
    page = referral_of(by=world.team.jo, mother=world.mother, referral=ref)
    assert page is not None
    fen = actor_for(door(1, page.card.door).worker_id, world.team.mia.agency_ref)
    assert fen is not None
    referrals.pass_on(by=fen, referral=ref, colleague=world.team.mia.worker_ref, **PASSED)
    return ref


def accepted(world: World) -> str:
    ref = sent_to_mia(world)
    referrals.answer(by=world.team.mia, referral=ref, said=Said(ReferralEvent.THEY_SAY_YES, "Mia"))
    return ref


def met_next(world: World) -> str:
    ref = accepted(world)
    said = Said(ReferralEvent.A_MEETING_IS_SET, "Mia", meeting_at=world.now + 7 * DAY)
    referrals.answer(by=world.team.mia, referral=ref, said=said)
    return ref


def alone(world: World) -> str:
    return referrals.send_without_her_yes(
        by=world.team.jo, mother=world.mother, request=a_request(world), without=DANGER, at=world.now
    )


def to_agree(world: World) -> str:
    """What Kit wrote to go without her yes, and Jo was asked about; its ref."""
    return referrals.draft_without_her_yes(
        by=world.team.kit,
        mother=world.mother,
        request=a_request(world),
        without=replace(ORDER, second=world.team.jo.worker_ref),
        at=world.now,
    )


def agreed(world: World) -> str:
    ref = to_agree(world)
    referrals.say_as_second(by=world.team.jo, mother=world.mother, referral=ref, agrees=True)
    return ref


def stopped(world: World) -> str:
    sent_to_mia(world)
    stop_sharing(by=world.team.jo, mother=world.mother)
    mine = [line for line in stops_of(by=world.team.jo, mother=world.mother) if line.who == "Mia"]
    return mine[0].ref


def wrong(world: World) -> str:
    ref = sent_to_mia(world)
    return referrals.note_wrong(
        by=world.team.jo, mother=world.mother, referral=ref, what="Too much.", done="", at=world.now
    )


CONSENT = {
    "ask": Act(
        lambda w, by: consent.ask(
            by=by,
            mother=w.mother,
            yes=Yes(
                w.team.mia.agency_ref,
                frozenset({Category.HOME}),
                Purpose.HOME,
                "May they know where you live?",
                Asked.ALONE,
                HowAsked.SAID,
                WhereAsked.PHONE,
            ),
            at=w.now,
        )
    ),
}
REFERRALS = {
    "draft": Act(
        lambda w, by: referrals.draft(by=by, mother=w.mother, request=w.made, at=w.now), before=a_request
    ),
    "take_back": Act(
        lambda w, by: referrals.take_back(by=by, mother=w.mother, referral=w.made), before=drafted
    ),
    "send": Act(lambda w, by: referrals.send(by=by, mother=w.mother, referral=w.made), before=drafted),
    "send_without_her_yes": Act(
        lambda w, by: referrals.send_without_her_yes(
            by=by, mother=w.mother, request=w.made, without=DANGER, at=w.now
        ),
        by="sam",
        before=a_request,
    ),
    "draft_without_her_yes": Act(
        lambda w, by: referrals.draft_without_her_yes(
            by=by,
            mother=w.mother,
            request=w.made,
            without=replace(ORDER, second=w.team.jo.worker_ref),
            at=w.now,
        ),
        by="kit",
        before=a_request,
    ),
    "say_as_second": Act(
        lambda w, by: referrals.say_as_second(by=by, mother=w.mother, referral=w.made, agrees=True),
        before=to_agree,
    ),
    "send_agreed": Act(
        lambda w, by: referrals.send_agreed(by=by, mother=w.mother, referral=w.made),
        by="kit",
        before=agreed,
    ),
    "read_second": Act(
        lambda w, by: referrals.read_second(by=by, mother=w.mother, referral=w.made), by="kit", before=alone
    ),
    "answer": Act(
        lambda w, by: referrals.answer(by=by, referral=w.made, said=CAME), by="mia", before=sent_to_mia
    ),
    "pass_on": Act(
        lambda w, by: referrals.pass_on(by=by, referral=w.made, colleague=at_the_door(w), **PASSED),
        by="mia",
        before=sent_to_mia,
    ),
    "take_down": Act(
        lambda w, by: referrals.take_down(by=by, mother=w.mother, referral=w.made, said=CAME, at=w.now),
        before=sent_to_mia,
    ),
    "chase": Act(
        lambda w, by: referrals.chase(by=by, mother=w.mother, referral=w.made, words="Rang.", at=w.now),
        before=sent_to_mia,
    ),
    "she_met": Act(
        lambda w, by: referrals.she_met(
            by=by, mother=w.mother, referral=w.made, they_met=True, her_words="", at=w.now
        ),
        before=met_next,
    ),
    "close": Act(
        lambda w, by: referrals.close(
            by=by, mother=w.mother, referral=w.made, words="Done.", her_words="", at=w.now
        ),
        before=sent_to_mia,
    ),
    "confirm_stop": Act(
        lambda w, by: referrals.confirm_stop(
            by=by, notice=w.made, held=Held.DESTROYED, said_by="Fen Invented"
        ),
        by="mia",
        before=stopped,
    ),
    "chase_stop": Act(
        lambda w, by: referrals.chase_stop(by=by, mother=w.mother, notice=w.made),
        before=stopped,
    ),
    "take_down_stop": Act(
        lambda w, by: referrals.take_down_stop(
            by=by,
            mother=w.mother,
            notice=w.made,
            held=Held.DESTROYED,
            because="",
            said_by="Mia Invented",
            at=w.now,
        ),
        before=stopped,
    ),
    "ask_stops_again": Act(
        lambda w, by: referrals.ask_stops_again(by=by),
        by="machine",
        before=stopped,
        later=15 * DAY,
        **HOUSE,
    ),
    "note_wrong": Act(
        lambda w, by: referrals.note_wrong(
            by=by, mother=w.mother, referral=w.made, what="Too much.", done="", at=w.now
        ),
        before=sent_to_mia,
    ),
    "decide_wrong": Act(
        lambda w, by: referrals.decide_wrong(
            by=by,
            mother=w.mother,
            wrong=w.made,
            regulator=Regulator.NOT_NEEDED,
            why="It was read by nobody.",
            telling_her="On Monday, face to face.",
            at=w.now,
        ),
        by="kit",
        before=wrong,
    ),
    "leave_door": Act(
        lambda w, by: referrals.leave_door(by=by, door=Referral.objects.get(ref=w.made).door),
        before=sent_to_fen,
        stranger="commissioner",
    ),
    "write_told_her": Act(
        lambda w, by: referrals.write_told_her(by=by, mother=w.mother, referral=w.made, at=w.now),
        before=alone,
    ),
    "end_what_is_barred": Act(
        lambda w, by: referrals.end_what_is_barred(by=by, mother=w.mother), before=sent_to_mia
    ),
    "let_go": Act(
        lambda w, by: referrals.let_go(by=by, worker=w.team.mia.worker_ref),
        by="administrator",
        before=sent_to_mia,
        **HOUSE,
    ),
    "stand_down": Act(
        lambda w, by: referrals.stand_down(by=by, worker=w.team.mia.worker_ref),
        by="kit",
        before=sent_to_mia,
        **HOUSE,
    ),
    "let_consents_end": Act(
        lambda w, by: referrals.let_consents_end(by=by),
        by="machine",
        before=lambda w: a_yes(w, until_days=1),
        later=2 * DAY,
    ),
}
