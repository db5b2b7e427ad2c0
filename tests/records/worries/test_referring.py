"""Any one worker tells children’s social care or the police alone; nothing refuses to send; others look after."""

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Ground, Permission, Role
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.worry_lifecycle import WorryStatus
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.children.entries import Observation, ObservationKind
from hrm2m.records.clocks.models import Clock
from hrm2m.records.whole import actions as whole
from hrm2m.records.worries import actions as worries
from hrm2m.records.worries.entries import (
    DrugUse,
    Grounds,
    HowTold,
    SecondLook,
    TheirDecision,
    TheirStep,
    TouchesThisChild,
    ToWhom,
)
from hrm2m.records.worries.models import ReferralRow
from hrm2m.records.worries.opening import SAFE
from hrm2m.records.worries.paper import Sending
from hrm2m.records.worries.queries import (
    HeldBack,
    asked_of,
    desk,
    may_look_at,
    referral_page,
    standing_due,
    worry_page,
)
from hrm2m.records.worries.telling import Telling
from hrm2m.vault import door
from hrm2m.vault.entries import Draft
from hrm2m.vault.errors import Denied, NotYours
from hrm2m.vault.standing import everything_in_force
from tests import worlds
from tests.records.worries import samples


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def mother(team: worlds.Team) -> str:
    return worlds.begin(team)


def noted(by: Actor, mother: str, words: str, kind: ObservationKind = ObservationKind.SEEN_OR_HEARD) -> str:
    with door.acting(by=by, permission=Permission.CHILD_NOTE, mother=mother) as box:
        body = Observation(words, kind=kind)
        return box.write(Draft(body, Category.CHILDREN, clock.now(), compartment=SAFE, how_known="seen"))


@pytest.mark.promise(4)
@pytest.mark.parametrize("who", ["jo", "sam", "kit", "ruth"])
def test_one_worker_alone_tells_them_of_a_child_of_a_mother_known_by_handle(
    team: worlds.Team, mother: str, who: str
) -> None:
    ref = samples.sent(getattr(team, who), mother)
    page = referral_page(by=team.rae, referral=ref)
    assert page.entry.body.paper.child == "A boy, about four"
    assert page.entry.body.paper.sender.startswith(who.title())
    assert worry_page(by=team.rae, worry=page.worry).status is WorryStatus.SENT


@pytest.mark.promise(4)
def test_it_goes_while_her_record_sleeps(team: worlds.Team) -> None:
    mother = worlds.begin(team, days_ago=400)
    assert whole.let_sleep(by=machine_actor(1)) == 1
    samples.sent(team.kit, mother)
    assert len(desk(team.ruth).to_look_at) == 1


@pytest.mark.promise(4)
def test_with_nothing_filled_in_it_goes_and_everything_missing_is_marked(
    team: worlds.Team, mother: str
) -> None:
    ref = worries.refer(by=team.sam, mother=mother, sending=Sending(), at=clock.now() + timedelta(days=1))
    paper = referral_page(by=team.ruth, referral=ref).entry.body.paper
    assert {"child", "reason", "grounds", "asks", "touches", "told_her", "her_account"} <= set(paper.missing)
    assert paper.made_at <= clock.now()


def test_whoever_sends_opens_nothing(team: worlds.Team, mother: str) -> None:
    ref = samples.sent(team.sam, mother)
    with pytest.raises(Denied):
        referral_page(by=team.sam, referral=ref)
    with pytest.raises(NotYours):
        referral_page(by=team.vic, referral=ref)


def test_what_is_kept_is_what_was_sent(team: worlds.Team, mother: str) -> None:
    ref = samples.sent(team.sam, mother)
    paper = referral_page(by=team.ruth, referral=ref).entry.body.paper
    assert paper.grounds == samples.GROUNDS
    assert (paper.told_her, paper.edition, paper.with_record) == (
        "By me, at the door",
        "Working Together 2026 (not every time was read in its text)",
        False,
    )
    assert not paper.seen


@pytest.mark.slow
def test_the_lead_sends_with_what_the_record_holds(team: worlds.Team, mother: str) -> None:
    alone = noted(team.sam, mother, "Alone on the landing")
    noted(team.sam, mother, "Another thing that was not chosen")
    noted(team.sam, mother, "She reads to him every night", ObservationKind.STRENGTH)
    worry = samples.raised(team.sam, mother)
    worries.tell_her(
        by=team.ruth, worry=worry, about=worry, how="By Jo", her_account="My sister was there", at=clock.now()
    )
    sending = replace(samples.SENDING, grounds=replace_observations(alone))
    ref = worries.refer_with_record(by=team.ruth, mother=mother, sending=sending, worry=worry, at=clock.now())
    paper = referral_page(by=team.rae, referral=ref).entry.body.paper
    assert [line.words for line in paper.seen] == ["Alone on the landing"]
    assert [line.words for line in paper.strengths] == ["She reads to him every night"]
    assert paper.her_account == "My sister was there"
    assert [line.ref for line in desk(team.ruth).worries] == [worry]


def replace_observations(*refs: str) -> Grounds:
    return msgspec.structs.replace(samples.GROUNDS, observations=refs)


def test_a_worry_that_is_not_here_is_no_reason_not_to_send(team: worlds.Team, mother: str) -> None:
    ref = worries.refer_with_record(
        by=team.ruth, mother=mother, sending=samples.SENDING, worry="b" * 26, at=clock.now()
    )
    assert referral_page(by=team.rae, referral=ref).worry


@pytest.mark.parametrize(
    "touches",
    [
        TouchesThisChild(),
        TouchesThisChild(DrugUse.PROPOSED, "He found a pipe", her_reply=""),
        TouchesThisChild(DrugUse.WORDS, "Methadone was in reach"),
    ],
)
def test_how_drug_use_touches_this_child_is_asked_kept_and_never_in_the_way(
    team: worlds.Team, mother: str, touches: TouchesThisChild
) -> None:
    ref = samples.sent(team.sam, mother, touches=touches)
    paper = referral_page(by=team.ruth, referral=ref).entry.body.paper
    assert paper.touches == touches
    assert ("touches" in paper.missing) is (touches.kind is DrugUse.NOT_SAID)


@pytest.mark.slow
def test_a_second_person_reads_it_within_a_working_day_never_whoever_sent_it(
    team: worlds.Team, mother: str
) -> None:
    ref = samples.sent(team.ruth, mother)
    running = Clock.objects.get(kind="second_look")
    assert running.owner_id == team.rae.worker_id
    with pytest.raises(Denied, match="ask somebody else"):
        worries.look_at_referral(by=team.ruth, referral=ref, look=samples.LOOK, at=clock.now())
    also = replace(team.ruth, roles=frozenset({Role.SAFEGUARDING_LEAD, Role.TEAM_LEAD}))
    with pytest.raises(Denied, match="ask somebody else"):
        worries.look_at_referral(by=also, referral=ref, look=samples.LOOK, at=clock.now())
    worries.look_at_referral(by=team.rae, referral=ref, look=samples.LOOK, at=clock.now())
    assert Clock.objects.get(kind="second_look").met_at is not None
    assert not desk(team.rae).to_look_at
    assert [look.body for look in referral_page(by=team.ruth, referral=ref).looks] == [samples.LOOK]


def test_the_page_of_the_second_look_is_refused_to_whoever_sent_it(team: worlds.Team, mother: str) -> None:
    ref = samples.sent(team.ruth, mother)
    with pytest.raises(Denied, match="ask somebody else"):
        may_look_at(by=team.ruth, referral=ref)
    assert may_look_at(by=team.rae, referral=ref).ref == ref


def test_a_second_look_says_something(team: worlds.Team, mother: str) -> None:
    ref = samples.sent(team.jo, mother)
    with pytest.raises(BadInput, match="in a sentence"):
        worries.look_at_referral(by=team.ruth, referral=ref, look=SecondLook(" "), at=clock.now())


def test_the_clocks_of_the_law_run_in_england_and_name_whom_it_comes_to(
    team: worlds.Team, mother: str
) -> None:
    ref = samples.sent(team.jo, mother, how=HowTold.RING)
    worry = referral_page(by=team.ruth, referral=ref).worry
    kinds = set(Clock.objects.filter(about=worry).values_list("kind", flat=True))
    assert kinds == {"referral_decision", "referral_written"}
    (line,) = worry_page(by=team.ruth, worry=worry).steps
    strategy = TheirDecision(TheirStep.STRATEGY_DISCUSSION, "Enquiries begin", "Team manager")
    worries.write_their_decision(by=team.ruth, worry=worry, decision=strategy, seen=line.ref, at=clock.now())
    running = Clock.objects.filter(about=worry, met_at=None).values_list("kind", flat=True)
    assert set(running) == {"referral_conference", "referral_written"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("held", "first", "following"),
    [
        (TheirStep.CORE_GROUP_HELD, "referral_core_group", "referral_next_core_group"),
        (TheirStep.REVIEW_HELD, "referral_review", "referral_next_review"),
    ],
)
def test_a_meeting_that_was_held_ends_its_clock_and_begins_that_of_the_next(
    team: worlds.Team, mother: str, held: TheirStep, first: str, following: str
) -> None:
    ref = samples.sent(team.jo, mother)
    worry = referral_page(by=team.ruth, referral=ref).worry

    def they(step: TheirStep) -> None:
        seen = worry_page(by=team.ruth, worry=worry).seen
        said = TheirDecision(step)
        worries.write_their_decision(by=team.ruth, worry=worry, decision=said, seen=seen, at=clock.now())

    def running() -> set[str]:
        rows = Clock.objects.filter(about=worry, met_at=None, stopped_at=None)
        return set(rows.values_list("kind", flat=True)) & {first, following}

    they(TheirStep.CONFERENCE_PLAN)
    assert running() == {first}
    with clock.at(clock.now() + timedelta(days=5)):
        they(held)
        assert running() == {following}
        assert worry_page(by=team.ruth, worry=worry).status is WorryStatus.DECIDED
        before = Clock.objects.get(kind=following, met_at=None).due_at
    with clock.at(clock.now() + timedelta(days=30)):
        they(held)
        assert running() == {following}
        assert Clock.objects.get(kind=following, met_at=None).due_at > before


def test_the_police_have_no_clock_of_childrens_social_care(team: worlds.Team, mother: str) -> None:
    samples.sent(team.jo, mother, to=ToWhom.POLICE)
    assert not Clock.objects.filter(kind__startswith="referral_").exists()


@pytest.mark.parametrize("nation", ["scotland", "wales", "northern_ireland"])
def test_a_nation_without_a_file_has_its_referrals_and_no_such_clocks(nation: str) -> None:
    team = worlds.make_team()
    agencies.set_up_area(by=machine_actor(1), name="Testmere", nation=nation, lines={}, invented=True)
    ref = samples.sent(team.jo, worlds.begin(team))
    assert referral_page(by=team.ruth, referral=ref).entry.body.paper.edition == ""
    assert set(Clock.objects.filter(compartment="child_safety").values_list("kind", flat=True)) == {
        "second_look"
    }


def test_not_told_for_a_reason_waits_for_a_second_signature(team: worlds.Team, mother: str) -> None:
    worry = samples.raised(team.ruth, mother, telling=samples.NOT_TOLD)
    (held,) = held_back(team.rae, worry)
    assert held.until is not None
    assert held.until <= clock.now() + timedelta(days=14)
    with pytest.raises(Denied, match="ask somebody else"):
        worries.sign_withholding(by=team.ruth, entry=worry, look=samples.LOOK, at=clock.now())
    worries.sign_withholding(by=team.rae, entry=worry, look=samples.LOOK, at=clock.now())
    assert Clock.objects.get(kind="withheld_signed").met_at is not None
    assert Clock.objects.get(kind="withheld_review").met_at is None
    with pytest.raises(BadInput, match="answered this meanwhile"):
        worries.sign_withholding(by=team.rae, entry=worry, look=samples.LOOK, at=clock.now())
    worries.tell_her(by=team.rae, worry=worry, about=worry, how="Jo told her in the café", at=clock.now())
    assert not held_back(team.rae, worry)
    assert Clock.objects.get(kind="withheld_review").met_at is not None


def held_back(by: Actor, worry: str) -> tuple[HeldBack, ...]:
    return worry_page(by=by, worry=worry).held_back


def test_with_a_no_of_the_second_person_nothing_is_held_back(team: worlds.Team, mother: str) -> None:
    worry = samples.raised(team.ruth, mother, telling=samples.NOT_TOLD)
    refused = SecondLook("Telling her is safe at the clinic", agrees=False)
    worries.sign_withholding(by=team.rae, entry=worry, look=refused, at=clock.now())
    assert not held_back(team.rae, worry)


def test_holding_back_longer_than_14_days_or_without_a_reason_is_refused(
    team: worlds.Team, mother: str
) -> None:
    worry = samples.raised(team.jo, mother)

    def hold(why: str, days: int) -> None:
        until = clock.now() + timedelta(days=days)
        worries.hold_back_from_her(
            by=team.ruth, worry=worry, about=worry, why=why, until=until, at=clock.now()
        )

    with pytest.raises(BadInput, match="within 14 days"):
        hold("He hits her", 15)
    with pytest.raises(BadInput, match="danger"):
        hold(" ", 3)
    hold("He hits her", 3)
    hold("He still does", 5)
    assert [each.why for each in worry_page(by=team.ruth, worry=worry).held_back] == ["He still does"]


def test_without_a_word_on_telling_her_nothing_is_held_back_and_the_paper_says_it_is_missing(
    team: worlds.Team, mother: str
) -> None:
    ref = samples.sent(team.jo, mother, telling=Telling())
    assert not held_back(team.ruth, referral_page(by=team.ruth, referral=ref).worry)
    assert "told_her" in referral_page(by=team.ruth, referral=ref).entry.body.paper.missing


def test_a_lead_who_is_asked_to_look_reads_this_one_thing_until_it_is_done(
    team: worlds.Team, mother: str
) -> None:
    ref, other = samples.sent(team.ruth, mother), samples.sent(team.ruth, mother)
    with pytest.raises(Denied):
        may_look_at(by=team.kit, referral=ref)
    worries.ask_to_look(by=team.ruth, about=ref, worker=team.kit.worker_ref, at=clock.now())
    assert [one.about for one in asked_of(team.kit)] == [ref]
    assert may_look_at(by=team.kit, referral=ref).ref == ref
    assert {row[4] for row in everything_in_force(clock.now()) if row[1] == Ground.SECOND_READER} == {
        "child_safety"
    }, "what a referral says lies nowhere else"
    with pytest.raises(Denied):
        may_look_at(by=team.kit, referral=other)
    with pytest.raises(Denied):
        desk_of(team.kit, ref)
    assert standing_due() == second_readers()
    worries.look_at_referral(by=team.kit, referral=ref, look=samples.LOOK, at=clock.now())
    assert not asked_of(team.kit)
    with pytest.raises(Denied):
        may_look_at(by=team.kit, referral=ref)
    assert standing_due() == second_readers() == set()


def desk_of(by: Actor, referral: str) -> object:
    return worry_page(by=by, worry=ReferralRow.objects.get(entry=referral).worry)


def second_readers() -> set[object]:
    return {row for row in everything_in_force(clock.now()) if row[1] == Ground.SECOND_READER}


def test_asked_is_a_lead_of_the_agency_and_never_whoever_sent_it(team: worlds.Team, mother: str) -> None:
    ref = samples.sent(team.kit, mother)
    for nobody in (team.kit.worker_ref, team.sam.worker_ref, team.tom.worker_ref, "a" * 26):
        with pytest.raises(BadInput, match="Choose a lead"):
            worries.ask_to_look(by=team.ruth, about=ref, worker=nobody, at=clock.now())


def test_whoever_was_asked_stands_there_14_days_at_most(team: worlds.Team, mother: str) -> None:
    ref = samples.sent(team.ruth, mother)
    worries.ask_to_look(by=team.ruth, about=ref, worker=team.kit.worker_ref, at=clock.now())
    with clock.at(clock.now() + timedelta(days=15)):
        assert not asked_of(team.kit)
        assert standing_due() == second_readers() == set()
        with pytest.raises(Denied):
            may_look_at(by=team.kit, referral=ref)
        worries.ask_to_look(by=team.ruth, about=ref, worker=team.kit.worker_ref, at=clock.now())
        assert may_look_at(by=team.kit, referral=ref).ref == ref


def test_what_is_held_back_can_be_signed_by_a_lead_who_is_asked(team: worlds.Team, mother: str) -> None:
    worry = samples.raised(team.ruth, mother, telling=samples.NOT_TOLD)
    worries.ask_to_sign(by=team.ruth, entry=worry, worker=team.kit.worker_ref, at=clock.now())
    assert [one.is_referral for one in asked_of(team.kit)] == [False]
    assert standing_due() == second_readers()
    worries.sign_withholding(by=team.kit, entry=worry, look=samples.LOOK, at=clock.now())
    assert held_back(team.ruth, worry)[0].signed_by_id == team.kit.worker_id
    assert not asked_of(team.kit)
    assert standing_due() == second_readers() == set()
