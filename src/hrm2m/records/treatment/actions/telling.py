"""What leaves treatment, each by an act of its own: a window with her yes, a condition on her list; and her side."""

from datetime import datetime

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Compartment, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.records.asks import actions as asks
from hrm2m.records.asks.actions.checking import WORDS_LENGTH, Known, must_have_words
from hrm2m.records.asks.entries import Demand, DemandKind
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks.queries import nation_of
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.records.showing.answering import promise_an_answer
from hrm2m.records.treatment.actions.writing import SHE_SAID_SO, write
from hrm2m.records.treatment.courses import COURSE_BODIES, courses_among
from hrm2m.records.treatment.entries import Condition, WindowAnswer
from hrm2m.records.treatment.proposing import beginning_of, proposals_among
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft, Reply


HER_WORD = ActFacts(her_word=True)
NOT_PROPOSED = "She has answered this already, or it is over. Open her page again."
NOT_IN_HER_RECORD = "This entry is not in her treatment record. Open the page again."


def answer_proposal(*, by: Actor, mother: str, about: str, answer: WindowAnswer, at: datetime) -> str:
    """Writes what she said to a proposed window; with her yes her bridge builder learns of the window, of nothing else.

    Answers the ref of the answer. When she is next to be reached is counted again within a minute.
    """
    with door.acting(by=by, permission=Permission.TREATMENT_TELL, mother=mother, act=HER_WORD) as box:
        must_not_be_later_than_now(box, at)
        _must_be_proposed(box, about, answer)
        if answer.she_said_yes:
            ref = clocks.tell_of_window(box, kind=answer.kind, opened=beginning_of(answer.opened), at=at)
            outreach.count_soon(box, because=ref)
        return write(box, answer, at, about=about)


def attach_condition(
    *, by: Actor, mother: str, condition: Condition, at: datetime, known: Known = SHE_SAID_SO
) -> str:
    """Puts a condition on her own list of demands, where clashes are marked, and here; answers the ref there."""
    demand = Demand(
        agency=condition.agency,
        what=DemandKind.MUST_OR,
        words=condition.words,
        is_ours=condition.is_ours,
        consequence=condition.consequence or None,
    )
    category = Category.DRUGS_AND_TREATMENT
    with door.unit(by=by):
        ref = asks.put_on_her_list(by=by, mother=mother, demand=demand, category=category, at=at, known=known)
        with door.acting(by=by, permission=Permission.MEDICATION_RECORD, mother=mother) as box:
            write(box, condition, at, known=known, about=ref)
    return ref


def reply(*, by: Actor, mother: str, about: str, words: str, not_right: bool, at: datetime) -> str:
    """Puts her side beside an entry of her treatment, at her word; *that is not right* is answered within a month."""
    with door.acting(by=by, permission=Permission.TREATMENT_REPLY, mother=mother, act=HER_WORD) as box:
        must_not_be_later_than_now(box, at)
        must_have_words(words, "words", "Write her side, in her words.", WORDS_LENGTH)
        if not box.holds(about, Compartment.TREATMENT):
            field = "about"
            raise BadInput(field, NOT_IN_HER_RECORD)
        ref = box.write(
            Draft(
                Reply(words.strip(), not_right),
                Category.MY_WORDS,
                at,
                compartment=Compartment.TREATMENT,
                about=about,
            )
        )
        if not_right:
            promise_an_answer(box, Compartment.TREATMENT, ref, at)
        return ref


def _must_be_proposed(box: Box, about: str, answer: WindowAnswer) -> None:
    entries = box.entries(*COURSE_BODIES, compartment=Compartment.TREATMENT)
    answers = box.entries(WindowAnswer, compartment=Compartment.TREATMENT)
    proposed = proposals_among(courses_among(entries), answers, nation=nation_of(box.area), now=box.now)
    asked = (about, answer.kind, answer.opened)
    if asked not in {(one.about, one.kind, one.opened) for one in proposed}:
        field = "about"
        raise BadInput(field, NOT_PROPOSED)
