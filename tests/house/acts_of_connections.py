"""The actions of connections: how each is done, who may, and what must be there before."""

from collections.abc import Mapping

from hrm2m.foundation import clock
from hrm2m.records.connections import actions as connections
from hrm2m.records.connections.entries import ConnectionMore, Side
from hrm2m.records.people import actions as people
from tests.house.acts_of_accounts import HOUSE
from tests.house.smallest_world import Act, World
from tests.records.connections import samples
from tests.records.connections.samples import Situation


def situation(world: World) -> Situation:
    """An unnamed child of the mother of this world, and what was seen of the child."""
    seen = samples.observe(world.team, world.mother, "", "A child of about three was alone in the yard.")
    return Situation(world.team, world.mother, "", seen, seen, "")


def proposed(world: World) -> str:
    return samples.propose(situation(world))


def being_read(world: World) -> str:
    ref = proposed(world)
    samples.ask_reader(situation(world), ref, world.team.rae)
    return ref


def asked(world: World) -> str:
    """A question to Tom, who treats her since she gave her name."""
    now = clock.now()
    people.she_asks_an_agency(by=world.team.jo, mother=world.mother, at=now)
    people.give_name(by=world.team.jo, mother=world.mother, full_name="Invented Name", at=now)
    samples.treat(world.team, world.mother, world.team.tom)
    return samples.ask(Situation(world.team, world.mother, "", "", "", ""))


CONNECTIONS: Mapping[str, Act] = {
    "ask_question": Act(
        lambda w, by: connections.ask_question(by=by, mother=w.mother, words="Who is awake?", at=w.now),
        by="ruth",
    ),
    "answer_question": Act(
        lambda w, by: connections.answer_question(
            by=by,
            mother=w.mother,
            question=w.made,
            words="Her sister.",
            drug_use="",
            told=samples.NOT_TOLD,
            at=w.now,
        ),
        by="tom",
        stranger="tess",
        before=asked,
    ),
    "propose": Act(
        lambda w, by: connections.propose(
            by=by,
            mother=w.mother,
            connection=samples.a_connection(w.made),
            told=samples.NOT_TOLD,
            at=w.now,
        ),
        by="ruth",
        before=situation,
    ),
    "ask_second_reader": Act(
        lambda w, by: connections.ask_second_reader(
            by=by, mother=w.mother, connection=w.made, reader=w.team.rae.worker_ref
        ),
        by="ruth",
        before=proposed,
    ),
    "look": Act(
        lambda w, by: connections.look(
            by=by, mother=w.mother, connection=w.made, said=samples.a_look(), at=w.now
        ),
        by="rae",
        stranger="tess",
        before=being_read,
    ),
    "add_more": Act(
        lambda w, by: connections.add_more(
            by=by,
            mother=w.mother,
            connection=w.made,
            more=ConnectionMore(Side.AGAINST, "She was in."),
            at=w.now,
        ),
        by="rae",
        before=proposed,
    ),
    "reply": Act(
        lambda w, by: connections.reply(
            by=by, mother=w.mother, connection=w.made, words="I was in.", not_right=False, at=w.now
        ),
        by="ruth",
        before=proposed,
    ),
    "let_go": Act(
        lambda w, by: connections.let_go(by=by, worker=w.team.rae.worker_ref),
        by="administrator",
        before=being_read,
        **HOUSE,
    ),
    "end_what_is_barred": Act(
        lambda w, by: connections.end_what_is_barred(by=by, mother=w.mother), before=being_read
    ),
    "stand_down": Act(
        lambda w, by: connections.stand_down(by=by, worker=w.team.rae.worker_ref),
        by="kit",
        before=being_read,
        **HOUSE,
    ),
}
