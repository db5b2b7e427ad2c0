"""The actions of handovers: how each is done, who may, and what must be there before."""

from collections.abc import Mapping
from datetime import timedelta

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.records.consent.entries import Purpose
from hrm2m.records.handovers import actions as handovers
from hrm2m.records.handovers.packing import PackFor
from hrm2m.records.handovers.queries import to_ask_again
from tests.house.smallest_world import Act, World
from tests.records.handovers import samples
from tests.records.handovers.samples import Situation


def proposed(world: World) -> str:
    return samples.propose(world.team, world.mother)


def met(world: World) -> str:
    with clock.at(clock.now() - timedelta(hours=2)):
        situation = Situation(world.team, world.mother, proposed(world))
        samples.set_meeting(situation, days=1 / 24)
    return situation.ref


def all_there(world: World) -> str:
    ref = met(world)
    handovers.write_all_there(by=world.team.jo, handover=ref, at=world.now)
    return ref


def confirmed(world: World) -> str:
    ref = all_there(world)
    handovers.write_what_she_said(by=world.team.sam, handover=ref, yes=True, at=world.now)
    (waiting,) = to_ask_again(world.team.kit)
    return waiting.ref


HANDOVERS: Mapping[str, Act] = {
    "make_pack": Act(
        lambda w, by: handovers.make_pack(
            by=by,
            mother=w.mother,
            pack=PackFor((w.team.sam.worker_ref,), (), Purpose.HOME, local_day(w.now) + timedelta(days=1)),
        )
    ),
    "propose": Act(lambda w, by: samples.propose(w.team, w.mother, by=by)),
    "set_meeting": Act(
        lambda w, by: handovers.set_meeting(by=by, handover=w.made, meeting=samples.meeting(), at=w.now),
        before=proposed,
    ),
    "write_all_there": Act(
        lambda w, by: handovers.write_all_there(by=by, handover=w.made, at=w.now), before=met, days_ago=1
    ),
    "ask_by_text": Act(
        lambda w, by: handovers.ask_by_text(by=by, handover=w.made, at=w.now), before=proposed
    ),
    "write_what_she_said": Act(
        lambda w, by: handovers.write_what_she_said(by=by, handover=w.made, yes=True, at=w.now),
        by="sam",
        before=all_there,
        days_ago=1,
    ),
    "ask_again": Act(
        lambda w, by: handovers.ask_again(by=by, said=w.made, the_same=True, at=w.now),
        by="kit",
        before=confirmed,
        days_ago=1,
    ),
    "she_wants_none": Act(
        lambda w, by: handovers.she_wants_none(by=by, handover=w.made, at=w.now), before=proposed
    ),
}
