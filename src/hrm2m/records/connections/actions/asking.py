"""The question of the safeguarding lead to whoever treats her, and the answer: neither side reads the other for it."""

from datetime import datetime

from hrm2m.foundation import mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Compartment, Ground, Permission
from hrm2m.policy.showing import UNTIL_DECIDED, said_by_others
from hrm2m.records.agencies.area.queries import on_call_now
from hrm2m.records.children.entries import SafetyAnswer
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.connections.checking import must_have_words, must_not_be_later_than_now
from hrm2m.records.connections.entries import SafetyAnswered, SafetyAsked
from hrm2m.records.connections.queries import answer_due
from hrm2m.records.connections.told import Told, as_opinion_of, in_envelope, must_say_whether
from hrm2m.records.treatment.entries import DrugUse, SafetyQuestion
from hrm2m.vault import door, standing
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft, Entry
from hrm2m.vault.hers_to_read import facts_of, for_her


QUESTION = "safety_question"
NOT_ASKED = "This question is not in her record. Open the page again and choose it there."


def ask_question(*, by: Actor, mother: str, words: str, at: datetime, child: str = "") -> str:
    """Writes a question into treatment without reading it, and the same into child safety; answers its ref.

    The same whether or not anybody treats her: who asks learns it by an answer alone. Due the same working day.
    """
    with door.acting(by=by, permission=Permission.SAFETY_QUESTION_ASK, mother=mother) as box:
        must_have_words(words, "words", "Write what this child's safety needs to know.")
        must_not_be_later_than_now(box, at)
        known = as_opinion_of(by, Compartment.TREATMENT)
        question = box.write(Draft(SafetyQuestion(words, child), Category.DRUGS_AND_TREATMENT, at, **known))
        asked = SafetyAsked(question, words)
        box.write(
            Draft(asked, Category.CHILDREN, at, about=child, **as_opinion_of(by, Compartment.CHILD_SAFETY))
        )
        clocks.start(
            box,
            QUESTION,
            about=question,
            owner_id=box.by_id,
            escalate_to_id=on_call_now(box.area).lead_id or box.by_id,
            started_at=at,
            due_at=answer_due(at, box.area),
            compartment=Compartment.CHILD_SAFETY,
        )
        _tell_who_treats(box, question)
        return question


def answer_question(
    *,
    by: Actor,
    mother: str,
    question: str,
    words: str,
    drug_use: str,
    told: Told,
    at: datetime,
    seen: str = "",
) -> str:
    """Quotes what this child's safety needs into child safety; `drug_use` is the entry quoted, or empty for none.

    `seen` is the ref of the answer that the form was read from, empty for a first one; raises StaleVersion if
    somebody answered meanwhile. A later answer stands before the earlier one, and both are kept.
    """
    with door.acting(by=by, permission=Permission.SAFETY_QUESTION_ANSWER, mother=mother) as box:
        asked = _the_question(box, question)
        before = answers_to(box, question)
        box.expect(before[0] if before else None, seen)
        must_have_words(words, "words", "Write what this child's safety needs to know, and nothing more.")
        must_not_be_later_than_now(box, at)
        must_say_whether(told, box.now)
        said = {**in_envelope(told), "held_until": _held_with(box, drug_use)}
        kept = Draft(
            SafetyAnswered(words, drug_use),
            Category.DRUGS_AND_TREATMENT,
            at,
            about=question,
            corrects=seen,
            **as_opinion_of(by, Compartment.TREATMENT),
            **said,
        )
        box.write(kept)
        quoted = SafetyAnswer(question, asked.body.words, words, nothing_on_record=not drug_use)
        known = as_opinion_of(by, Compartment.CHILD_SAFETY)
        ref = box.write(Draft(quoted, Category.CHILDREN, at, about=asked.body.child, **known, **said))
        clocks.meet(box, QUESTION, about=question, at=at)
        return ref


def answers_to(box: Box, question: str) -> tuple[Entry[SafetyAnswered], ...]:
    """What was answered to this question, newest first, as treatment keeps it."""
    found = box.entries(SafetyAnswered, compartment=Compartment.TREATMENT)
    return tuple(
        sorted((e for e in found if e.about == question), key=lambda e: (e.written_at, e.ref), reverse=True)
    )


def _the_question(box: Box, ref: str) -> Entry[SafetyQuestion]:
    found = box.entries(SafetyQuestion, compartment=Compartment.TREATMENT, refs=[ref])
    if not found:
        field = "question"
        raise BadInput(field, NOT_ASKED)
    return found[0]


def _held_with(box: Box, drug_use: str) -> datetime | None:
    """Until when an answer is held from her: it says again what it quotes, and is held with that, on both sides.

    Held is what somebody else told, or what it was decided that she does not read; not what merely waits for a look.
    """
    if not drug_use:
        return None
    found = box.entries(DrugUse, compartment=Compartment.TREATMENT, refs=[drug_use])
    if not found:
        field, sentence = "drug_use", "Choose the entry from the list, or say that there is none on record."
        raise BadInput(field, sentence)
    if for_her(found, box.now):
        return None
    quoted = found[0]
    return UNTIL_DECIDED if quoted.showing is not None or said_by_others(facts_of(quoted)) else None


def _tell_who_treats(box: Box, question: str) -> None:
    """The mail says that something waits, and goes to whoever treats her; nobody else learns that it went."""
    for worker in sorted(standing.who_stands(box.mother_id, Ground.TREATING, box.now)):
        mail.post(mail.Text.SOMETHING_WAITS, to_worker=worker, about=question, at=box.now)
