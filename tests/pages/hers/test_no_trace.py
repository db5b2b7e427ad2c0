"""What is held back from her, or still being looked at, shows on no page of hers: not by a word, a line or a gap."""

import pytest
from django.test import Client

from hrm2m.cadence import Outcome
from hrm2m.foundation import clock
from hrm2m.records.children.entries import Said
from hrm2m.records.people import actions as people
from hrm2m.records.referrals import actions as referrals
from hrm2m.records.referrals.entries import Held
from hrm2m.records.referrals.models import StopNotice
from hrm2m.records.safety import actions as safety
from hrm2m.records.safety.entries import Harm, HerSafety
from hrm2m.records.showing import actions as showing
from hrm2m.records.treatment import actions as treatment
from hrm2m.records.treatment.entries import DrugUse, HowUsed
from hrm2m.records.whole import actions as whole
from hrm2m.records.whole import near_her
from tests import worlds
from tests.pages.hers.her_phone import PAGES, Her, phone, robin, send, without_new
from tests.records.children import samples as children
from tests.records.hers.samples import WORDS, set_up
from tests.records.referrals import samples
from tests.records.worries import samples as worries


pytestmark = pytest.mark.django_db


@pytest.fixture
def her() -> Her:
    return robin()


@pytest.mark.slow
@pytest.mark.promise(7)
def test_what_is_held_from_her_leaves_no_trace_on_any_page(her: Her) -> None:
    """Two worlds that differ in what is held back or still being looked at: the same bytes on every page."""
    people.she_asks_an_agency(by=her.team.jo, mother=her.mother, at=clock.now())
    people.give_name(by=her.team.jo, mother=her.mother, full_name="Robin Invented", at=clock.now())
    treatment.begin_treating(
        by=her.team.jo, mother=her.mother, worker=her.team.tom.worker_ref, called="R", at=clock.now()
    )
    client, now = phone(), clock.now()
    with clock.at(now):
        send(client, "/n/e/", code=WORDS)
        before = every_page(client)
        write_what_is_held(her)
        after = every_page(client)
    assert {path: before[path] for path in before if before[path] != after[path]} == {}


def every_page(client: Client) -> dict[str, str]:
    """Every page of hers, without the hidden fields that are new for each drawing."""
    return {path: without_new(client.get(path).content) for path in PAGES}


def write_what_is_held(her: Her) -> None:
    """In all four parts: a note nobody looked at, what a sister said, a drug test told of, a child's words, a worry."""
    team, mother, at = her.team, her.mother, clock.now()
    worlds.contact(team, mother, Outcome.NOT_REACHED, at)
    told = safety.Telling("told_by", "her sister")
    body = HerSafety(Harm.VIOLENCE, "He broke the door", "Del", "He broke the door")
    safety.note(by=team.sam, mother=mother, safety=body, telling=told, at=at)
    use = DrugUse("crack", HowUsed.TOLD_BY)
    not_yet = treatment.Told(not_why="Not met yet")
    treatment.write_drug_use(by=team.tom, mother=mother, use=use, at=at, told_by="her brother", told=not_yet)
    children.note(team.sam, mother, childs_own_words="I was cold.", by_whom_said=Said.CHILD)
    worries.raised(team.jo, mother)


@pytest.mark.slow
@pytest.mark.promise(7)
def test_an_answer_promised_about_a_note_held_from_her_leaves_no_trace_until_she_may_read_the_note(
    her: Her,
) -> None:
    """She told a worker that it is not right, who put that beside a note which she may not read."""
    client, team, mother, at = phone(), her.team, her.mother, clock.now()
    entry = worlds.contact(team, mother, Outcome.NOT_REACHED, at)
    body, telling = HerSafety(Harm.VIOLENCE, "He broke the door"), safety.Telling("told_by", "Bo")
    told = safety.note(by=team.sam, mother=mother, safety=body, telling=telling, at=at)
    with clock.at(at):
        before = every_page(client)
        whole.reply(by=team.jo, mother=mother, about=entry, words="No.", not_right=True, at=at)
        safety.reply(by=team.jo, mother=mother, entry=told, words="No.", not_right=True, at=at)
        after = every_page(client)
        assert {path: before[path] for path in before if before[path] != after[path]} == {}
        showing.let_her_read(by=team.jo, entry=entry, why="She was there.", at=at)
        assert "We answer you by" in client.get("/n/f/").content.decode()
        assert "You said a note is not right" in client.get("/n/c/").content.decode()


@pytest.mark.slow
@pytest.mark.promise(7)
def test_what_was_sent_without_her_yes_and_stopped_leaves_no_trace_either() -> None:
    """Sent to save a life, answered, then stopped by a bar and confirmed: the same bytes until she may know of it."""
    here = samples.situation()
    set_up(here.team, here.mother)
    client, now = phone(), clock.now()
    with clock.at(now):
        send(client, "/n/e/", code=WORDS)
        near_her.bar_agency(by=here.team.jo, mother=here.mother, agency=here.team.tom.agency_ref)
        before = every_page(client)
        ref = samples.sent_without_her_yes(here)
        referrals.answer(by=here.fen, referral=ref, said=samples.CAME)
        near_her.bar_agency(by=here.team.jo, mother=here.mother, agency=here.fen.agency_ref)
        told = StopNotice.objects.get().ref
        referrals.confirm_stop(
            by=here.fen, notice=told, held=Held.KEPT, said_by="Fen Invented", because="A child's record."
        )
        after = every_page(client)
    assert {path: before[path] for path in before if before[path] != after[path]} == {}


@pytest.mark.slow
@pytest.mark.promise(7)
def test_a_mistake_in_sharing_tells_her_nothing_before_it_was_decided_how_she_is_told() -> None:
    here = samples.situation()
    set_up(here.team, here.mother)
    ref = samples.sent(here)
    client = phone()
    referrals.note_wrong(
        by=here.team.jo, mother=here.mother, referral=ref, what="Two pages too many.", done="", at=clock.now()
    )
    before = every_page(client)
    assert "was told to stop" not in before["/n/d/"]
    referrals.confirm_stop(
        by=here.fen, notice=StopNotice.objects.get().ref, held=Held.DESTROYED, said_by="Fen Invented"
    )
    after = every_page(client)
    assert {path: before[path] for path in before if before[path] != after[path]} == {}
