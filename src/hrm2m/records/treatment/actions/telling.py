"""What leaves treatment, each by an act of its own: a window with her yes, a condition on her list; and her side."""

from datetime import datetime, timedelta

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Compartment, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.records.asks import actions as asks
from hrm2m.records.asks.actions.checking import (
    LINE_LENGTH,
    WORDS_LENGTH,
    Known,
    may_have_words,
    must_be_one_of,
    must_have_words,
)
from hrm2m.records.asks.entries import Demand, DemandEnded, DemandKind, EndedHow
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks.queries import nation_of
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.records.showing.answering import promise_an_answer
from hrm2m.records.treatment.actions.checking import Told, day_of, must_have_come, must_say_told
from hrm2m.records.treatment.actions.writing import NOBODY_NEEDS_TO_TELL, SHE_SAID_SO, write
from hrm2m.records.treatment.conditions import (
    CONDITION_BODIES,
    Condition,
    ConditionCard,
    ConditionEnded,
    conditions_among,
)
from hrm2m.records.treatment.courses import COURSE_BODIES, courses_among
from hrm2m.records.treatment.entries import WindowAnswer
from hrm2m.records.treatment.proposing import beginning_of, proposals_among
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft, Reply


HER_WORD = ActFacts(her_word=True)
NOT_PROPOSED = "She has answered this already, or it is over. Open her page again."
CONDITION_NOT_HERE = "This condition is not in her record. Open her page again and choose it there."
CONDITION_OVER = "This condition has ended already. If it was put to her again, write it as a new one."
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


def end_condition(
    *,
    by: Actor,
    mother: str,
    condition: str,
    ended: ConditionEnded,
    known: Known = SHE_SAID_SO,
    told: Told = NOBODY_NEEDS_TO_TELL,
) -> str:
    """Writes that a condition holds no longer, and takes it off her list; it stays readable. Answers the ref.

    What she did not say herself says whether she was told of it.
    """
    with door.unit(by=by):
        with door.acting(by=by, permission=Permission.MEDICATION_RECORD, mother=mother) as box:
            here = _the_condition(box, condition)
            _must_be_an_end_of(box, here, ended)
            if known.how != SHE_SAID_SO.how:
                must_say_told(box, told)
            since = beginning_of(ended.ended)
            # Her list shows a time of day: of a day before nobody knows one, and noon stands for it.
            off_her_list = box.now if ended.ended == day_of(box) else since + timedelta(hours=12)
            ref = write(box, ended, since, known=known, told=told, about=here.condition.ref)
        asks.take_off_her_list(
            by=by,
            mother=mother,
            demand_ref=here.condition.newest.about,
            ended=DemandEnded(ended.how, ". ".join(words for words in (ended.by_whom, ended.words) if words)),
            category=Category.DRUGS_AND_TREATMENT,
            at=off_her_list,
            known=known,
        )
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


def _the_condition(box: Box, ref: str) -> ConditionCard:
    field = "condition"
    entries = box.entries(*CONDITION_BODIES, compartment=Compartment.TREATMENT)
    here = next((card for card in conditions_among(entries) if card.condition.ref == ref), None)
    if here is None:
        raise BadInput(field, CONDITION_NOT_HERE)
    if here.ended is not None:
        raise BadInput(field, CONDITION_OVER)
    return here


def _must_be_an_end_of(box: Box, here: ConditionCard, ended: ConditionEnded) -> None:
    must_be_one_of(ended.how, EndedHow, "how")
    must_have_come(box, ended.ended, "ended")
    put_to_her = local_day(here.condition.newest.happened_at)
    if ended.ended < put_to_her:
        sentence = f"It was put to her on {put_to_her:%-d %B %Y}. It cannot have ended before that."
        raise BadInput("ended", sentence)
    must_have_words(ended.by_whom, "by_whom", "Write who ended it: a person, or an agency.", LINE_LENGTH)
    may_have_words(ended.words, "words")
