"""What is said between the two records of three invented mothers: one that stands, one that does not, one proposed.

Where Tom treats her he answers what was asked of him; elsewhere the question waits, as it does in life.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hrm2m.commands.invented.loader import Loading
from hrm2m.commands.invented.seeded import drawn_from_seed
from hrm2m.foundation import clock
from hrm2m.policy import Actor, Category, Compartment, Permission
from hrm2m.policy.connecting import Look
from hrm2m.records.children.entries import Observation
from hrm2m.records.connections import actions, both_sides, queries
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
from hrm2m.vault import door
from hrm2m.vault.entries import Draft


@dataclass(frozen=True)
class Story:
    """One connection and what became of it; without an outcome it waits for its second reader."""

    seen: str
    question: str
    answer: str
    mechanism: str
    effect: Effect
    effect_words: str
    evidence: str
    against: str
    alternatives: dict[Cause, tuple[Explains, str]]
    days_ago: float
    her_account: str = ""
    outcome: Look | None = None
    reasons: str = ""
    reply: str = ""


STORIES = {
    "Teasel": Story(
        "A child of about two slept against the radiator; it was on, and nobody was in the room for half an hour.",
        "Is she drowsy in the mornings from what she takes, when the child is up?",
        "Since the change in May she is drowsy until about eleven. She says so, and the nurse saw it.",
        "In the mornings she is drowsy until eleven, and nobody else is awake for the child.",
        Effect.SEEN,
        "The child had a red mark on the arm from the radiator.",
        "Seen twice, on Tuesday and on Friday, both times before ten.",
        "In the afternoons the child was fed, dry and played with, each time somebody called.",
        {
            Cause.HOUSING: (Explains.PARTLY, "One room; there is no guard on the radiator."),
            Cause.HELP_NOT_OFFERED: (
                Explains.YES,
                "Nobody had asked for the dose to be taken in the evening.",
            ),
        },
        days_ago=11,
        her_account="I am not right till the morning one wears off. I asked them to move it.",
        outcome=Look.STANDS,
        reasons="Both sides are about the same mornings. Moving the dose and a guard on the radiator would end it.",
        reply="They moved it now. Mornings are ours.",
    ),
    "Juno": Story(
        "The boy was off school for three weeks.",
        "Does anything she takes keep her from bringing the boy to school?",
        "Nothing is written that touches mornings or school.",
        "It was said that she sleeps late because she uses, so that the boy misses school.",
        Effect.LIKELY,
        "He could fall behind.",
        "People who use drugs do not get their children to school.",
        "The bus was stopped in those three weeks, and the school has it in writing.",
        {
            Cause.POVERTY: (Explains.YES, "No money for the other bus."),
            Cause.HELP_NOT_OFFERED: (Explains.YES, "A taxi was promised and not sent."),
        },
        days_ago=10,
        her_account="There was no bus. I rang them twice.",
        outcome=Look.DOES_NOT_STAND,
        reasons="The three weeks are the weeks without a bus. Nothing shows that she slept late.",
    ),
    "Coral": Story(
        "The baby was put down on the sofa to sleep, with a blanket over the face.",
        "Is she likely to fall asleep with the baby after what she takes in the evening?",
        "",
        "After the evening dose she may fall asleep on the sofa with the baby beside her.",
        Effect.LIKELY,
        "The baby could slip between her and the back of the sofa.",
        "Seen once: the baby on the sofa at nine in the evening, she dozing beside.",
        "There is a cot now, and twice this week the baby was in it.",
        {Cause.ILLNESS: (Explains.PARTLY, "She had not slept for two nights; the baby had colic.")},
        days_ago=3,
    ),
}


def write_connections(loading: Loading) -> None:
    """Writes them into the invented area, after what is known of treatment and of the children."""
    mothers = {handle: (ref, cast.builder) for handle, (ref, cast) in loading.mothers.items()}
    ruth, kit, tom = (loading.actors[key] for key in ("ruth", "kit", "tom"))
    with drawn_from_seed("connections"):
        connect(now=loading.now, ruth=ruth, kit=kit, tom=tom, mothers=mothers)


def connect(
    *, now: datetime, ruth: Actor, kit: Actor, tom: Actor, mothers: dict[str, tuple[str, Actor]]
) -> None:
    """Writes the three; `mothers` holds ref and bridge builder by handle."""
    for handle, story in STORIES.items():
        mother, builder = mothers[handle]
        with clock.at(now - timedelta(days=story.days_ago)):
            ref, is_quoted = _propose(story, mother, ruth, tom, builder)
            actions.ask_second_reader(by=ruth, mother=mother, connection=ref, reader=kit.worker_ref)
        if story.outcome is None:
            continue
        quote = QuoteIsRight.YES if is_quoted else QuoteIsRight.NOTHING_QUOTED
        said = ConnectionLook(story.outcome, story.reasons, quote)
        with clock.at(now - timedelta(days=story.days_ago - 6)):
            actions.look(by=kit, mother=mother, connection=ref, said=said, at=clock.now())
            if story.reply:
                _reply(story, mother, ref, ruth)


def _propose(story: Story, mother: str, ruth: Actor, tom: Actor, builder: Actor) -> tuple[str, bool]:
    at = clock.now()
    seen = _seen(story, mother, builder)
    question = actions.ask_question(by=ruth, mother=mother, words=story.question, at=at)
    is_quoted = bool(story.answer) and _answered(story, mother, question, tom)
    alternatives = tuple(
        Alternative(cause, *story.alternatives.get(cause, (Explains.NOT_KNOWN, ""))) for cause in Cause
    )
    connection = Connection(
        observations=(seen,),
        mechanism=story.mechanism,
        effect=story.effect,
        effect_words=story.effect_words,
        evidence=story.evidence,
        alternatives=alternatives,
        evidence_against=story.against,
        question=question,
        her_account=story.her_account,
    )
    told = Told(at=at, how="Her bridge builder, at the kitchen table")
    return actions.propose(by=ruth, mother=mother, connection=connection, told=told, at=at), is_quoted


def _seen(story: Story, mother: str, builder: Actor) -> str:
    """Writes what was seen, as her bridge builder; of a child without a record."""
    with door.acting(by=builder, permission=Permission.CHILD_NOTE, mother=mother) as box:
        seen = Draft(
            Observation(story.seen),
            Category.CHILDREN,
            box.now,
            compartment=Compartment.CHILD_SAFETY,
            basis="seen",
            how_known="seen",
        )
        return box.write(seen)


def _answered(story: Story, mother: str, question: str, tom: Actor) -> bool:
    """Whether Tom, who may treat her, answered with an entry; where he does not treat her the question waits."""
    waiting = {asked for _mother, asked, _at in queries.waiting_for(tom, page="asked_of_you")}
    if question not in waiting:
        return False
    permission = Permission.SAFETY_QUESTION_ANSWER
    with door.looking(by=tom, permission=permission, mother=mother, page="safety_questions") as box:
        entries = both_sides.drug_use_in(box)
    is_quoted = bool(entries) and story.outcome is Look.STANDS
    actions.answer_question(
        by=tom,
        mother=mother,
        question=question,
        words=story.answer,
        drug_use=entries[0].ref if is_quoted else "",
        told=Told(at=clock.now(), how="Tom, before he wrote it"),
        at=clock.now(),
    )
    return is_quoted


def _reply(story: Story, mother: str, connection: str, ruth: Actor) -> None:
    actions.reply(
        by=ruth, mother=mother, connection=connection, words=story.reply, not_right=False, at=clock.now()
    )
