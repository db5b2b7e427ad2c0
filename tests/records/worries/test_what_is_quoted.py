"""What a referral quotes: what stands in the record now, and nothing is shown to her because a paper says it again."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Permission
from hrm2m.records.children.actions import Known
from hrm2m.records.children.entries import ObservationKind
from hrm2m.records.children.holding import Telling
from hrm2m.records.showing import actions as showing
from hrm2m.records.worries import actions as worries
from hrm2m.records.worries.entries import Paper, Referral
from hrm2m.records.worries.opening import SAFE
from hrm2m.records.worries.queries import referral_page, worry_page
from hrm2m.vault import door
from tests.pages.hers.her_phone import Her, phone, robin
from tests.records.children.samples import note
from tests.records.worries import samples


pytestmark = pytest.mark.django_db
CHILD_SAID = "Daddy hit me with the belt"


@pytest.fixture
def her() -> Her:
    return robin()


def sent(her: Her, *observations: str) -> str:
    """Ruth tells them with these observations of the record; the ref of what was sent."""
    grounds = msgspec.structs.replace(samples.GROUNDS, observations=observations)
    return worries.refer_with_record(
        by=her.team.ruth,
        mother=her.mother,
        sending=replace(samples.SENDING, grounds=grounds),
        worry=samples.raised(her.team.sam, her.mother),
        at=clock.now(),
    )


def told_of(her: Her, referral: str) -> None:
    worry = referral_page(by=her.team.ruth, referral=referral).worry
    worries.tell_her(by=her.team.ruth, worry=worry, about=referral, how="Jo, on a walk", at=clock.now())


def she_reads(her: Her) -> list[Paper]:
    permission = Permission.OWN_CHILDREN_SEE
    with door.looking(by=her.by, permission=permission, mother=her.mother, page="own") as box:
        return [entry.body.paper for entry in box.entries(Referral, compartment=SAFE)]


def paper_of(her: Her, referral: str) -> Paper:
    return referral_page(by=her.team.rae, referral=referral).entry.body.paper


KEPT: dict[str, dict[str, Any]] = {
    "what a child said": {"childs_own_words": CHILD_SAID},
    "what a neighbour told": {"known": Known("told_by", "the woman next door")},
    "what adds danger": {"telling": Telling(not_told_why="He reads her post", adds_danger=True)},
    "what goes well, as a child said it": {
        "childs_own_words": CHILD_SAID,
        "kind": ObservationKind.STRENGTH,
    },
}


@pytest.mark.slow
@pytest.mark.parametrize("what", KEPT)
def test_telling_her_of_a_referral_shows_her_nothing_that_is_held_from_her(her: Her, what: str) -> None:
    referral = sent(her, note(her.team.sam, her.mother, "He has a mark", **KEPT[what]))
    told_of(her, referral)
    assert she_reads(her) == []
    with pytest.raises(BadInput, match="by itself"):
        showing.let_her_read_these(by=her.team.rae, entries=[referral], at=clock.now())
    assert she_reads(her) == []
    showing.let_her_read(by=her.team.rae, entry=referral, why="They have left him.", at=clock.now())
    assert [paper.seen or paper.strengths for paper in she_reads(her)]


def test_what_the_child_said_is_on_no_page_of_hers_after_she_was_told(her: Her) -> None:
    told_of(her, sent(her, note(her.team.sam, her.mother, "He has a mark", childs_own_words=CHILD_SAID)))
    page = phone().get("/n/f/3/")
    assert page.status_code == 200
    assert "belt" not in page.content.decode()


def test_a_referral_that_quotes_what_she_may_read_is_hers_once_she_was_told(her: Her) -> None:
    plain = note(her.team.sam, her.mother, "He was alone")
    hers = note(her.team.sam, her.mother, "He was cold", childs_own_words="I am cold")
    showing.let_her_read(by=her.team.ruth, entry=hers, why="She was there.", at=clock.now())
    told_of(her, sent(her, plain, hers))
    assert [len(paper.seen) for paper in she_reads(her)] == [2]


def test_what_was_withheld_since_it_was_sent_is_not_shown_by_telling_her(her: Her) -> None:
    plain = note(her.team.sam, her.mother, "He was alone")
    referral, until = sent(her, plain), clock.now() + timedelta(days=3)
    showing.withhold(by=her.team.ruth, entry=plain, why="He reads it.", until=until, at=clock.now())
    told_of(her, referral)
    assert she_reads(her) == []


def test_what_was_put_right_goes_as_it_stands_now(her: Her) -> None:
    wrong = note(her.team.sam, her.mother, "He was alone")
    note(her.team.sam, her.mother, "He was with his uncle", corrects=wrong)
    strength = note(her.team.sam, her.mother, "She reads to Tom", kind=ObservationKind.STRENGTH)
    note(her.team.sam, her.mother, "She reads to him", kind=ObservationKind.STRENGTH, corrects=strength)
    paper = paper_of(her, sent(her, wrong))
    assert [line.words for line in paper.seen] == ["He was with his uncle"]
    assert [line.words for line in paper.strengths] == ["She reads to him"]


def test_a_correction_of_what_a_child_said_is_held_too(her: Her) -> None:
    said = note(her.team.sam, her.mother, "He has a mark", childs_own_words=CHILD_SAID)
    told_of(her, sent(her, note(her.team.sam, her.mother, "He has two marks", corrects=said)))
    assert she_reads(her) == []


def test_what_can_be_chosen_is_what_stands_now(her: Her) -> None:
    wrong = note(her.team.sam, her.mother, "He was alone")
    note(her.team.sam, her.mother, "He was with his uncle", corrects=wrong)
    page = worry_page(by=her.team.ruth, worry=samples.raised(her.team.sam, her.mother))
    assert [each.newest.body.words for each in page.observations] == ["He was with his uncle"]


def test_one_tick_among_many_shows_her_no_paper_that_was_sent_before_something_was_withheld(her: Her) -> None:
    plain = note(her.team.sam, her.mother, "He was alone")
    referral, until = sent(her, plain), clock.now() + timedelta(days=3)
    showing.withhold(by=her.team.ruth, entry=plain, why="He reads it.", until=until, at=clock.now())
    with pytest.raises(BadInput, match="by itself"):
        showing.let_her_read_these(by=her.team.ruth, entries=[referral], at=clock.now())
    assert she_reads(her) == []


def test_what_is_withheld_is_decided_on_before_a_paper_that_quotes_it(her: Her) -> None:
    plain = note(her.team.sam, her.mother, "He was alone")
    good = note(her.team.sam, her.mother, "She reads to him", kind=ObservationKind.STRENGTH)
    referral, until = sent(her, plain), clock.now() + timedelta(days=3)
    for entry in (plain, good):
        showing.withhold(by=her.team.ruth, entry=entry, why="He reads it.", until=until, at=clock.now())
    for entry in (plain, good):
        with pytest.raises(BadInput, match="Decide on that first"):
            showing.let_her_read(by=her.team.rae, entry=referral, why="She asked.", at=clock.now())
        assert she_reads(her) == []
        showing.let_her_read(by=her.team.rae, entry=entry, why="He has left.", at=clock.now())
    showing.let_her_read(by=her.team.rae, entry=referral, why="She asked.", at=clock.now())
    assert len(she_reads(her)) == 1


def test_a_second_person_who_would_show_a_paper_shows_nothing_that_is_withheld(her: Her) -> None:
    plain = note(her.team.sam, her.mother, "He was alone")
    referral, until = sent(her, plain), clock.now() + timedelta(days=3)
    for entry in (plain, referral):
        showing.withhold(by=her.team.ruth, entry=entry, why="He reads it.", until=until, at=clock.now())
    with pytest.raises(BadInput, match="Decide on that first"):
        showing.sign(by=her.team.rae, entry=referral, words="I see no danger", agrees=False, at=clock.now())
    assert she_reads(her) == []
