"""An invented child, what was seen of her, a drug-use entry, a question and connections; whole unless a test says not.

Entries of the rooms below are written through the door, so that a test of connections needs no form of theirs.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Category, Compartment, Ground, Permission
from hrm2m.policy.connecting import Look
from hrm2m.policy.facts import ActFacts
from hrm2m.records.children.entries import Child, Observation
from hrm2m.records.connections import actions
from hrm2m.records.connections.entries import (
    Alternative,
    Cause,
    Connection,
    ConnectionLook,
    Effect,
    Explains,
    QuoteIsRight,
)
from hrm2m.records.connections.told import Told
from hrm2m.records.treatment.entries import DrugUse, HowUsed
from hrm2m.vault import door
from hrm2m.vault.entries import Draft
from tests import worlds
from tests.worlds import Team


NOT_TOLD = Told(why_not="She is asleep at her sister's; Jo sees her tomorrow.")
CHILD_SAFETY = Compartment.CHILD_SAFETY


@dataclass(frozen=True)
class Situation:
    """A mother who gave her name, one child, what was seen of the child, and who treats her."""

    team: Team
    mother: str
    child: str
    seen: str
    strength: str
    drug_use: str


def a_situation(*, treated: bool = True) -> Situation:
    """Robin and her child Bee; Tom treats her, if anybody does."""
    team = worlds.make_team()
    mother = worlds.begin_named(team)
    if treated:
        treat(team, mother, team.tom)
    bee = child(team, mother, "Bee")
    seen = observe(team, mother, bee, "Bee was alone in the kitchen at eight; the back door stood open.")
    strength = observe(team, mother, bee, "Bee came to school fed, dry and on time all week.")
    used = drug_use(team, mother) if treated else ""
    return Situation(team, mother, bee, seen, strength, used)


def treat(team: Team, mother: str, worker: Actor) -> None:
    """Lets a worker treat her, because she said yes to it."""
    act = ActFacts(her_word=True)
    with door.acting(by=team.jo, permission=Permission.TREATING_SET, mother=mother, act=act) as box:
        box.give_standing(
            Ground.TREATING,
            cause=f"test:{worker.worker_id}",
            worker_id=worker.worker_id,
            agency_id=worker.agency_id,
        )


def child(team: Team, mother: str, label: str) -> str:
    with door.acting(by=team.ruth, permission=Permission.CHILD_RECORD, mother=mother) as box:
        return box.write(Draft(Child(label), Category.CHILDREN, box.now, compartment=CHILD_SAFETY))


def observe(
    team: Team, mother: str, of: str, words: str, *, by: Actor | None = None, corrects: str = ""
) -> str:
    with door.acting(by=by or team.sam, permission=Permission.CHILD_NOTE, mother=mother) as box:
        seen = Draft(
            Observation(words, of),
            Category.CHILDREN,
            box.now,
            compartment=CHILD_SAFETY,
            how_known="seen",
            about=of,
            corrects=corrects,
        )
        return box.write(seen)


def drug_use(team: Team, mother: str, *, by: Actor | None = None, **changes: Any) -> str:
    body: dict[str, Any] = {
        "what": "Heroin, smoked",
        "how": HowUsed.SELF_REPORTED,
        "how_often": "most evenings",
    }
    with door.acting(by=by or team.tom, permission=Permission.DRUG_USE_RECORD, mother=mother) as box:
        use = DrugUse(**(body | changes))
        drawer = Compartment.TREATMENT
        return box.write(Draft(use, Category.DRUGS_AND_TREATMENT, box.now, compartment=drawer))


def a_connection(situation: Situation, **changes: Any) -> Connection:
    body: dict[str, Any] = {
        "child": situation.child,
        "observations": (situation.seen,),
        "mechanism": "In the evening she sleeps deeply after using, and nobody else is awake for Bee.",
        "effect": Effect.SEEN,
        "effect_words": "Bee was alone downstairs and cold.",
        "evidence": "Sam saw it on Tuesday; the neighbour saw it twice in October.",
        "alternatives": tuple(Alternative(cause, Explains.NOT_KNOWN) for cause in Cause),
        "evidence_against": "At school Bee is fed, dry and on time.",
    }
    return Connection(**(body | changes))


def propose(
    situation: Situation, *, by: Actor | None = None, at: datetime | None = None, **changes: Any
) -> str:
    return actions.propose(
        by=by or situation.team.ruth,
        mother=situation.mother,
        connection=a_connection(situation, **changes),
        told=NOT_TOLD,
        at=at or clock.now(),
    )


def ask(situation: Situation, *, by: Actor | None = None) -> str:
    return actions.ask_question(
        by=by or situation.team.ruth,
        mother=situation.mother,
        words="Is she asleep in the evening after what she takes, when Bee is up?",
        at=clock.now(),
        child=situation.child,
    )


def answer(situation: Situation, question: str, *, by: Actor | None = None, **changes: Any) -> str:
    said: dict[str, Any] = {
        "words": "She smokes heroin most evenings, at about seven.",
        "drug_use": situation.drug_use,
        "told": Told(at=clock.now(), how="Tom told her before he wrote it"),
        "at": clock.now(),
    }
    return actions.answer_question(
        by=by or situation.team.tom, mother=situation.mother, question=question, **(said | changes)
    )


def ask_reader(situation: Situation, connection: str, reader: Actor, *, by: Actor | None = None) -> None:
    actions.ask_second_reader(
        by=by or situation.team.ruth,
        mother=situation.mother,
        connection=connection,
        reader=reader.worker_ref,
    )


def a_look(**changes: Any) -> ConnectionLook:
    body: dict[str, Any] = {
        "outcome": Look.STANDS,
        "reasons": "Both entries are about the same evenings, and nobody else was there.",
        "quote_is_right": QuoteIsRight.NOTHING_QUOTED,
    }
    return ConnectionLook(**(body | changes))


def look(
    situation: Situation, connection: str, *, by: Actor, at: datetime | None = None, **changes: Any
) -> str:
    return actions.look(
        by=by, mother=situation.mother, connection=connection, said=a_look(**changes), at=at or clock.now()
    )


def looked_at(situation: Situation, *, by: Actor | None = None, **changes: Any) -> str:
    """A connection that a second reader looked at; its ref."""
    reader = by or situation.team.rae
    ref = propose(situation)
    ask_reader(situation, ref, reader)
    look(situation, ref, by=reader, **changes)
    return ref


WEEKS_12 = timedelta(days=84)
