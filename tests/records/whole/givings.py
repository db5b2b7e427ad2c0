"""Everything that lets one worker stand near one mother, for tests of whoever must not stand there any more."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Compartment
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.bridges.actions import FirstWords
from hrm2m.records.children import actions as children
from hrm2m.records.emergencies import actions as emergencies
from hrm2m.records.emergencies.actions import Opening
from hrm2m.records.emergencies.entries import InDanger
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.people.entries import Age, HowSaid
from hrm2m.records.referrals import actions as referrals
from hrm2m.records.safety import actions as safety
from hrm2m.records.treatment import actions as treatment
from hrm2m.records.worries import actions as worries
from tests import worlds
from tests.records.children import samples as of_children
from tests.records.connections import samples as of_connections
from tests.records.referrals import samples as of_referrals
from tests.records.worries import samples as of_worries


@dataclass(frozen=True)
class Giving:
    """Who comes to stand near her, who does it, and the act, not begun yet; Kit leads everybody's team."""

    team: worlds.Team
    worker: Actor
    by: Actor
    act: Callable[[], object]


def treats() -> Giving:
    team = worlds.make_team()
    mother = worlds.begin_named(team)
    return Giving(
        team,
        team.tom,
        team.jo,
        lambda: treatment.begin_treating(
            by=team.jo, mother=mother, worker=team.tom.worker_ref, called="R.", at=clock.now()
        ),
    )


def reads_of_her_safety() -> Giving:
    team = worlds.make_team()
    mother = worlds.begin_named(team)
    return Giving(
        team,
        team.tom,
        team.jo,
        lambda: safety.let_see(
            by=team.jo, mother=mother, worker=team.tom.worker_ref, called="R.", at=clock.now()
        ),
    )


def is_on_her_team() -> Giving:
    team = worlds.make_team()
    mother = worlds.begin(team)
    return Giving(
        team,
        team.amir,
        team.jo,
        lambda: bridges.add_to_team(by=team.jo, mother=mother, worker=team.amir.worker_ref, at=clock.now()),
    )


def begins_her_bridge() -> Giving:
    team = worlds.make_team()
    return Giving(
        team,
        team.amir,
        team.jo,
        lambda: outreach.begin(
            by=team.jo,
            words=FirstWords("Wren", Age.EIGHTEEN_OR_OVER, HowSaid.SAID, "Quayside"),
            builder=team.amir.worker_ref,
            cover=team.sam.worker_ref,
            at=clock.now(),
        ),
    )


def builds_her_bridge() -> Giving:
    team = worlds.make_team()
    mother = worlds.begin(team)
    return Giving(
        team,
        team.amir,
        team.jo,
        lambda: bridges.change_bridge_builder(
            by=team.jo,
            mother=mother,
            builder=team.amir.worker_ref,
            cover=team.sam.worker_ref,
            at=clock.now(),
        ),
    )


def covers_her_bridge() -> Giving:
    team = worlds.make_team()
    mother = worlds.begin(team)
    return Giving(
        team,
        team.amir,
        team.jo,
        lambda: bridges.change_cover(by=team.jo, mother=mother, cover=team.amir.worker_ref, at=clock.now()),
    )


def is_named_in_a_plan() -> Giving:
    team = worlds.make_team()
    mother = worlds.begin_named(team)
    plan = of_children.plan(team.ruth, mother)
    return Giving(
        team,
        team.mia,
        team.ruth,
        lambda: children.name_in_plan(
            by=team.ruth,
            mother=mother,
            plan=plan,
            worker=team.mia.worker_ref,
            agency=team.mia.agency_ref,
        ),
    )


def reads_a_connection() -> Giving:
    situation = of_connections.a_situation()
    team = situation.team
    ref = of_connections.propose(situation)
    return Giving(team, team.rae, team.ruth, lambda: of_connections.ask_reader(situation, ref, team.rae))


def looks_at_what_was_sent() -> Giving:
    team = worlds.make_team()
    mother = worlds.begin(team)
    sent = of_worries.sent(team.jo, mother)
    return Giving(
        team,
        team.rae,
        team.ruth,
        lambda: worries.ask_to_look(by=team.ruth, about=sent, worker=team.rae.worker_ref, at=clock.now()),
    )


def is_sent_a_referral() -> Giving:
    situation = of_referrals.situation()
    of_referrals.said_yes(situation)
    ref = of_referrals.drafted(situation)
    jo = situation.team.jo
    return Giving(
        situation.team,
        situation.fen,
        jo,
        lambda: referrals.send(by=jo, mother=situation.mother, referral=ref),
    )


def is_sent_one_that_saves() -> Giving:
    situation = of_referrals.situation()
    return Giving(
        situation.team, situation.fen, situation.team.jo, lambda: of_referrals.sent_without_her_yes(situation)
    )


def is_passed_a_referral() -> Giving:
    situation = of_referrals.situation()
    ref = of_referrals.sent(situation)
    mia = situation.team.mia
    return Giving(
        situation.team,
        mia,
        situation.fen,
        lambda: referrals.pass_on(
            by=situation.fen, referral=ref, colleague=mia.worker_ref, **of_referrals.PASSED
        ),
    )


def opens_in_an_emergency() -> Giving:
    team = worlds.make_team()
    worlds.begin(team)
    opening = Opening(Compartment.TREATMENT, InDanger.HER, "She does not wake up after her dose.")
    return Giving(
        team,
        team.amir,
        team.amir,
        lambda: emergencies.open_part(by=team.amir, handle="Robin", opening=opening),
    )


EVERY: Mapping[str, Callable[[], Giving]] = {
    make.__name__: make
    for make in (
        treats,
        reads_of_her_safety,
        is_on_her_team,
        begins_her_bridge,
        builds_her_bridge,
        covers_her_bridge,
        is_named_in_a_plan,
        reads_a_connection,
        looks_at_what_was_sent,
        is_sent_a_referral,
        is_sent_one_that_saves,
        is_passed_a_referral,
        opens_in_an_emergency,
    )
}
