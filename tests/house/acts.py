"""Every action of the records once: how it is done, who may, and in whose chain its line stands."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from hrm2m.cadence import Channel, WindowKind
from hrm2m.cadence.local_time import local_day
from hrm2m.policy import Category
from hrm2m.policy.lifecycles import Stage
from hrm2m.policy.retention import HoldFor
from hrm2m.records.asks import actions as asks
from hrm2m.records.asks.entries import (
    Answer,
    AnswerWord,
    AskClosed,
    AskWantedAgain,
    ClosedBecause,
    DemandEnded,
    DemandMoved,
    EndedHow,
    ForWhom,
    Longing,
    OfferTakenBack,
    SaidHow,
)
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.bridges.actions import FirstWords
from hrm2m.records.bridges.yeses import Wants
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.danger import actions as danger
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.entries import (
    CareAtAPlace,
    IfIGoQuiet,
    PlaceCare,
    VisitPlan,
)
from hrm2m.records.people import actions as people
from hrm2m.records.people.entries import Age, HowSaid
from hrm2m.records.whole import actions as whole
from hrm2m.records.whole.replaying import EndedSince
from tests.house.acts_of_accounts import ACCOUNTS, AGENCIES, HOUSE
from tests.house.acts_of_area import AREA
from tests.house.acts_of_children import CHILDREN
from tests.house.acts_of_connections import CONNECTIONS
from tests.house.acts_of_doors import DOORS, PROFILES
from tests.house.acts_of_emergencies import EMERGENCIES
from tests.house.acts_of_enquiries import ENQUIRIES
from tests.house.acts_of_handovers import HANDOVERS
from tests.house.acts_of_hers import HERS
from tests.house.acts_of_safety import SAFETY
from tests.house.acts_of_sharing import CONSENT, REFERRALS
from tests.house.acts_of_showing import SHOWING
from tests.house.acts_of_texts import TEXTS
from tests.house.acts_of_treatment import TREATMENT
from tests.house.acts_of_worries import REQUESTS, WORRIES
from tests.house.smallest_world import (
    DAY,
    MET,
    Act,
    answered,
    asked,
    asleep,
    away,
    away_for_weeks,
    away_tomorrow,
    card,
    closed,
    cover_holds,
    demanded,
    ended,
    forgotten,
    held_back,
    known,
    longed,
    offered,
    on_the_team,
    promise,
    raised,
    said_to_have_died,
    visit,
    window,
)
from tests.records.asks import samples


FIRST = FirstWords("Wren", Age.NOT_ASKED, HowSaid.SAID)
BY_THE_MACHINE: Mapping[str, Any] = {"by": "machine"}

PEOPLE = {
    "change_handle": Act(lambda w, by: people.change_handle(by=by, mother=w.mother, handle="Wren", at=w.now)),
    "set_age": Act(
        lambda w, by: people.set_age(
            by=by, mother=w.mother, age=Age.FROM_16_TO_17, seen=w.made.age[0].ref, at=w.now
        ),
        before=known,
    ),
    "set_locality": Act(
        lambda w, by: people.set_locality(
            by=by, mother=w.mother, locality="Harbour", seen=w.made.locality[0].ref, at=w.now
        ),
        before=known,
    ),
    "she_asks_an_agency": Act(lambda w, by: people.she_asks_an_agency(by=by, mother=w.mother, at=w.now)),
    "give_name": Act(
        lambda w, by: people.give_name(by=by, mother=w.mother, full_name="Invented Name", at=w.now)
    ),
}
BRIDGES = {
    "begin_bridge": Act(
        lambda w, by: bridges.begin_bridge(
            by=by, words=FIRST, builder=w.team.jo.worker_ref, cover=w.team.sam.worker_ref, at=w.now
        ),
        stranger="commissioner",
        **HOUSE,
    ),
    "change_bridge_builder": Act(
        lambda w, by: bridges.change_bridge_builder(
            by=by, mother=w.mother, builder=w.team.amir.worker_ref, cover=w.team.sam.worker_ref, at=w.now
        )
    ),
    "change_cover": Act(
        lambda w, by: bridges.change_cover(by=by, mother=w.mother, cover=w.team.amir.worker_ref, at=w.now)
    ),
    "let_cover_hold": Act(lambda w, by: bridges.let_cover_hold(by=by, mother=w.mother)),
    "take_bridge_back": Act(
        lambda w, by: bridges.take_bridge_back(by=by, mother=w.mother), by="sam", before=cover_holds
    ),
    "stand_down": Act(
        lambda w, by: bridges.stand_down(by=by, worker=w.team.jo.worker_ref), by="kit", **HOUSE
    ),
    "let_be_chosen_again": Act(
        lambda w, by: bridges.let_be_chosen_again(by=by, worker=w.team.jo.worker_ref),
        by="kit",
        before=lambda w: bridges.stand_down(by=w.team.kit, worker=w.team.jo.worker_ref),
        **HOUSE,
    ),
    "add_to_team": Act(
        lambda w, by: bridges.add_to_team(by=by, mother=w.mother, worker=w.team.amir.worker_ref, at=w.now)
    ),
    "take_off_team": Act(
        lambda w, by: bridges.take_off_team(by=by, mother=w.mother, worker=w.team.amir.worker_ref),
        before=on_the_team,
    ),
    "bar": Act(lambda w, by: bridges.bar(by=by, mother=w.mother, worker=w.team.amir.worker_ref)),
    "bar_agency": Act(lambda w, by: bridges.bar_agency(by=by, mother=w.mother, agency=w.team.vic.agency_ref)),
    "lift_bar": Act(lambda w, by: bridges.lift_bar(by=by, mother=w.mother, barred=w.team.amir.worker_ref)),
    "step_aside": Act(lambda w, by: bridges.step_aside(by=by, mother=w.mother)),
    "be_away": Act(
        lambda w, by: bridges.be_away(by=by, worker=w.team.jo.worker_ref, begins=w.now, ends=None), **HOUSE
    ),
    "come_back": Act(
        lambda w, by: bridges.come_back(by=by, worker=w.team.jo.worker_ref), before=away, **HOUSE
    ),
    "keep_absences": Act(
        lambda w, by: bridges.keep_absences(by=by),
        by="machine",
        before=away_tomorrow,
        later=2 * DAY,
        **HOUSE,
    ),
    "keep_asking_whom_next": Act(
        lambda w, by: bridges.keep_asking_whom_next(by=by),
        before=away_for_weeks,
        later=29 * DAY,
        **BY_THE_MACHINE,
    ),
    "let_go": Act(
        lambda w, by: bridges.let_go(by=by, worker=w.team.jo.worker_ref), by="administrator", **HOUSE
    ),
}
CLOCKS = {
    "escalate_due": Act(
        lambda w, by: clocks.escalate_due(by=by), before=promise, later=3 * DAY, **BY_THE_MACHINE
    ),
}
DANGER = {
    "raise_danger": Act(lambda w, by: danger.raise_danger(by=by, who="her", at=w.now), stranger="", **HOUSE),
    "have_it": Act(
        lambda w, by: danger.have_it(by=by, alert=w.made, at=w.now), stranger="", before=raised, **HOUSE
    ),
    "look_at_together": Act(
        lambda w, by: danger.look_at_together(
            by=by,
            alert=w.made,
            second=w.team.sam.worker_ref,
            look=danger.Look(("other",), "not_hers", "x"),
            at=w.now,
        ),
        by="kit",
        before=raised,
        **HOUSE,
    ),
    "tell_again": Act(
        lambda w, by: danger.tell_again(by=by),
        by="machine",
        before=raised,
        later=timedelta(minutes=11),
        **HOUSE,
    ),
}
OUTREACH = {
    "begin": Act(
        lambda w, by: outreach.begin(
            by=by, words=FIRST, builder=w.team.jo.worker_ref, cover=w.team.sam.worker_ref, at=w.now
        ),
        stranger="commissioner",
        **HOUSE,
    ),
    "log_contact": Act(lambda w, by: outreach.log_contact(by=by, mother=w.mother, contact=MET, at=w.now)),
    "set_safe_contact": Act(
        lambda w, by: outreach.set_safe_contact(by=by, mother=w.mother, card=card(w), seen="", at=w.now)
    ),
    "set_if_i_go_quiet": Act(
        lambda w, by: outreach.set_if_i_go_quiet(
            by=by, mother=w.mother, wish=IfIGoQuiet(normal_days=7), seen="", at=w.now
        )
    ),
    "leave_her_be": Act(lambda w, by: outreach.leave_her_be(by=by, mother=w.mother, at=w.now)),
    "she_called": Act(lambda w, by: outreach.she_called(by=by, mother=w.mother, at=w.now)),
    "she_knows_who_holds": Act(
        lambda w, by: outreach.she_knows_who_holds(by=by, mother=w.mother, how=Channel.TEXT, at=w.now),
        by="sam",
        before=cover_holds,
    ),
    "she_said_whom_next": Act(
        lambda w, by: outreach.she_said_whom_next(by=by, mother=w.mother, wants=Wants.NOT_NOW, at=w.now),
        by="sam",
        before=cover_holds,
    ),
    "she_is_not_reached_yet": Act(
        lambda w, by: outreach.she_is_not_reached_yet(by=by, mother=w.mother, at=w.now),
        by="sam",
        before=cover_holds,
    ),
    "choose_how_to_find_her": Act(
        lambda w, by: outreach.choose_how_to_find_her(
            by=by, mother=w.mother, how="the café", why="no card", second=w.team.kit.worker_ref, at=w.now
        )
    ),
    "care_at_her_place": Act(
        lambda w, by: outreach.care_at_her_place(
            by=by,
            mother=w.mother,
            care=PlaceCare(CareAtAPlace.GO_IN_TWOS, "a dog", local_day(w.now) + DAY),
            at=w.now,
        )
    ),
    "open_window": Act(
        lambda w, by: outreach.open_window(
            by=by, mother=w.mother, kind=WindowKind.LOSING_HOME, opened=w.now, at=w.now
        )
    ),
    "close_window": Act(
        lambda w, by: outreach.close_window(by=by, mother=w.mother, window=w.made, closed=w.now, at=w.now),
        before=window,
    ),
    "check_in": Act(
        lambda w, by: outreach.check_in(
            by=by,
            mother=w.mother,
            plan=VisitPlan("Quay Street"),
            back_by=w.now + timedelta(hours=1),
            named=w.team.sam.worker_ref,
            at=w.now,
        )
    ),
    "check_out": Act(lambda w, by: outreach.check_out(by=by, visit=w.made, at=w.now), before=visit),
    "tell_late_check_outs": Act(
        lambda w, by: outreach.tell_late_check_outs(by=by),
        before=visit,
        later=timedelta(hours=2),
        **BY_THE_MACHINE,
    ),
    "rebuild_due": Act(lambda w, by: outreach.rebuild_due(by=by), by="machine", **HOUSE),
    "due_rows_that_differ": Act(lambda w, by: outreach.due_rows_that_differ(by=by), by="machine", **HOUSE),
}
ASKS = {
    "record_ask": Act(
        lambda w, by: asks.record_ask(
            by=by, mother=w.mother, ask=samples.an_ask(), category=Category.HOME, at=w.now
        )
    ),
    "correct_ask": Act(
        lambda w, by: asks.correct_ask(
            by=by,
            mother=w.mother,
            ask_ref=w.made,
            seen_ref=w.made,
            ask=samples.an_ask(words="Two rooms"),
            category=Category.HOME,
            at=w.now,
        ),
        before=asked,
    ),
    "close_ask": Act(
        lambda w, by: asks.close_ask(
            by=by,
            mother=w.mother,
            ask_ref=w.made,
            closed=AskClosed(ClosedBecause.DONE, SaidHow.IN_PERSON),
            at=w.now,
        ),
        before=asked,
    ),
    "want_ask_again": Act(
        lambda w, by: asks.want_ask_again(
            by=by, mother=w.mother, ask_ref=w.made, again=AskWantedAgain(SaidHow.IN_PERSON), at=w.now
        ),
        before=closed,
    ),
    "record_longing": Act(
        lambda w, by: asks.record_longing(
            by=by, mother=w.mother, longing=Longing("the sea", ForWhom.ME), at=w.now
        )
    ),
    "correct_longing": Act(
        lambda w, by: asks.correct_longing(
            by=by,
            mother=w.mother,
            longing_ref=w.made,
            seen_ref=w.made,
            longing=Longing("a quiet sea", ForWhom.ME),
            at=w.now,
        ),
        before=longed,
    ),
    "record_offer": Act(
        lambda w, by: asks.record_offer(
            by=by, mother=w.mother, ask_ref=w.made, offer=samples.an_offer(), at=w.now
        ),
        before=asked,
    ),
    "correct_offer": Act(
        lambda w, by: asks.correct_offer(
            by=by,
            mother=w.mother,
            offer_ref=w.made,
            seen_ref=w.made,
            offer=samples.an_offer(what="A larger room"),
            at=w.now,
        ),
        before=offered,
    ),
    "take_back_offer": Act(
        lambda w, by: asks.take_back_offer(
            by=by, mother=w.mother, offer_ref=w.made, back=OfferTakenBack(), at=w.now
        ),
        before=offered,
    ),
    "record_answer": Act(
        lambda w, by: asks.record_answer(
            by=by, mother=w.mother, offer_ref=w.made, answer=Answer(AnswerWord.NO), at=w.now
        ),
        before=offered,
    ),
    "correct_answer": Act(
        lambda w, by: asks.correct_answer(
            by=by,
            mother=w.mother,
            offer_ref=w.made[0],
            seen_ref=w.made[1],
            answer=Answer(AnswerWord.NOT_NOW),
            at=w.now,
        ),
        before=answered,
    ),
    "record_demand": Act(
        lambda w, by: asks.record_demand(
            by=by, mother=w.mother, demand=samples.a_demand(), category=Category.CHILDREN, at=w.now
        )
    ),
    "put_on_her_list": Act(
        lambda w, by: asks.put_on_her_list(
            by=by, mother=w.mother, demand=samples.a_demand(), category=Category.HEALTH, at=w.now
        ),
        by="ruth",
        stranger="tom",
    ),
    "take_off_her_list": Act(
        lambda w, by: asks.take_off_her_list(
            by=by,
            mother=w.mother,
            demand_ref=w.made,
            ended=DemandEnded(EndedHow.DONE),
            category=Category.HEALTH,
            at=w.now,
        ),
        before=demanded,
        by="ruth",
        stranger="tom",
    ),
    "correct_demand": Act(
        lambda w, by: asks.correct_demand(
            by=by,
            mother=w.mother,
            demand_ref=w.made,
            seen_ref=w.made,
            demand=samples.a_demand(words="You must come"),
            category=Category.CHILDREN,
            at=w.now,
        ),
        before=demanded,
    ),
    "move_demand": Act(
        lambda w, by: asks.move_demand(
            by=by,
            mother=w.mother,
            demand_ref=w.made,
            seen_ref="",
            moved=DemandMoved(day=local_day(w.now) + DAY),
            at=w.now,
        ),
        before=demanded,
    ),
    "end_demand": Act(
        lambda w, by: asks.end_demand(
            by=by, mother=w.mother, demand_ref=w.made, ended=DemandEnded(EndedHow.DONE), at=w.now
        ),
        before=demanded,
    ),
}
WHOLE = {
    "she_asks_to_end": Act(lambda w, by: whole.she_asks_to_end(by=by, mother=w.mother, at=w.now)),
    "she_moved_on": Act(
        lambda w, by: whole.she_moved_on(by=by, mother=w.mother, accepted_by="Fay, Northmere", at=w.now)
    ),
    "she_died": Act(
        lambda w, by: whole.she_died(by=by, mother=w.mother, second=w.team.kit.worker_ref, at=w.now)
    ),
    "she_died_while_asleep": Act(
        lambda w, by: whole.she_died_while_asleep(
            by=by, handle="Robin", second=w.team.jo.worker_ref, at=w.now
        ),
        by="kit",
        before=asleep,
        days_ago=400,
    ),
    "sign_death": Act(
        lambda w, by: whole.sign_death(by=by, mother=w.mother, at=w.now), by="sam", before=said_to_have_died
    ),
    "reopen": Act(lambda w, by: whole.reopen(by=by, mother=w.mother, her_word=False), before=ended),
    "let_sleep": Act(lambda w, by: whole.let_sleep(by=by), days_ago=400, **BY_THE_MACHINE),
    "wake": Act(
        lambda w, by: whole.wake(
            by=by, handle="Robin", builder=w.team.jo.worker_ref, cover=w.team.sam.worker_ref, at=w.now
        ),
        before=asleep,
        days_ago=400,
    ),
    "count_again": Act(lambda w, by: whole.count_again(by=by), by="machine", **HOUSE),
    "replay": Act(
        lambda w, by: whole.replay(by=by, mother=w.mother, ended=EndedSince(stage=Stage.DIED)),
        **BY_THE_MACHINE,
    ),
    "forget": Act(lambda w, by: whole.forget(by=by, mother=w.mother)),
    "undo_forgetting": Act(lambda w, by: whole.undo_forgetting(by=by, mother=w.mother), before=forgotten),
    "finish_forgetting": Act(
        lambda w, by: whole.finish_forgetting(by=by), before=forgotten, later=4 * DAY, **BY_THE_MACHINE
    ),
    "close_ended_bridges": Act(
        lambda w, by: whole.close_ended_bridges(by=by), before=ended, later=15 * DAY, **BY_THE_MACHINE
    ),
    "hold": Act(lambda w, by: whole.hold(by=by, mother=w.mother, why=HoldFor.COURT), by="ruth"),
    "lift_hold": Act(lambda w, by: whole.lift_hold(by=by, mother=w.mother), by="kit", before=held_back),
    "reply": Act(
        lambda w, by: whole.reply(
            by=by, mother=w.mother, about=w.made, words="It rained", not_right=False, at=w.now
        ),
        before=asked,
    ),
}
ACTS: Mapping[str, Mapping[str, Act]] = {
    "accounts": ACCOUNTS,
    "agencies": AGENCIES | AREA | DOORS,
    "asks": ASKS,
    "bridges": BRIDGES | PROFILES,
    "children": CHILDREN,
    "clocks": CLOCKS,
    "connections": CONNECTIONS,
    "enquiries": ENQUIRIES,
    "danger": DANGER,
    "handovers": HANDOVERS,
    "outreach": OUTREACH | TEXTS,
    "people": PEOPLE,
    "requests": REQUESTS,
    "treatment": TREATMENT,
    "safety": SAFETY,
    "emergencies": EMERGENCIES,
    "consent": CONSENT,
    "referrals": REFERRALS,
    "hers": HERS,
    "showing": SHOWING,
    "whole": WHOLE,
    "worries": WORRIES,
}
