"""The acts of deciding what she may read; in the form that `acts.py` describes."""

from datetime import timedelta

from hrm2m.policy import Category
from hrm2m.records.asks import actions as asks
from hrm2m.records.asks.actions.checking import Known
from hrm2m.records.asks.entries import Demand, DemandKind
from hrm2m.records.showing import actions as showing
from hrm2m.records.whole import actions as whole
from tests.house.smallest_world import Act, World


OLD = 40
"""Days ago, so that her record began before this database was made."""


def demanded(world: World) -> str:
    return asks.record_demand(
        by=world.team.jo,
        mother=world.mother,
        demand=Demand("Council", DemandKind.MUST_OR, "Be at home on Friday"),
        category=Category.HOME,
        at=world.now,
        known=Known("read_in", "a letter"),
    )


def withheld(world: World) -> str:
    entry = demanded(world)
    until = world.now + timedelta(days=3)
    showing.withhold(by=world.team.jo, entry=entry, why="He reads it", until=until, at=world.now)
    return entry


def not_right(world: World) -> str:
    return whole.reply(
        by=world.team.jo, mother=world.mother, about=demanded(world), words="No", not_right=True, at=world.now
    )


SHOWING = {
    "let_her_read": Act(
        lambda w, by: showing.let_her_read(by=by, entry=w.made, why="It is safe", at=w.now), before=demanded
    ),
    "let_her_read_these": Act(
        lambda w, by: showing.let_her_read_these(by=by, entries=[w.made], at=w.now), before=demanded
    ),
    "withhold": Act(
        lambda w, by: showing.withhold(
            by=by, entry=w.made, why="He reads it", until=w.now + timedelta(days=3), at=w.now
        ),
        before=demanded,
    ),
    "sign": Act(
        lambda w, by: showing.sign(by=by, entry=w.made, words="He does", agrees=True, at=w.now),
        by="sam",
        before=withheld,
    ),
    "answer_her_reply": Act(
        lambda w, by: showing.answer_her_reply(
            by=by, reply=w.made, is_corrected=False, why="It is so", told_her_how="By Jo", at=w.now
        ),
        before=not_right,
    ),
    "keep_promises": Act(lambda w, by: showing.keep_promises(by=by), by="machine", before=demanded),
    "catch_up": Act(lambda w, by: showing.catch_up(by=by), by="machine", days_ago=OLD, in_her_chain=False),
    "left_to_catch_up": Act(
        lambda w, by: showing.left_to_catch_up(by=by), by="machine", days_ago=OLD, in_her_chain=False
    ),
}
