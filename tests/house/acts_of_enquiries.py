"""The acts on questions without a name once; in the form that `acts.py` describes."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from hrm2m.cadence.local_time import local_day
from hrm2m.policy import Actor
from hrm2m.records.enquiries import actions as enquiries
from hrm2m.records.enquiries.models import EnquiryRow
from tests.house.smallest_world import Act, World
from tests.records.enquiries import samples
from tests.records.enquiries.samples import FEAR, TERMS, Asked, name_her


MIA_AT_HER_DOOR: Mapping[str, Any] = {"by": "mia", "in_her_chain": False}


def situation(world: World) -> Asked:
    """The world with two doors of the maternity agency; Mia answers at the first."""
    hers = samples.door_of(world.team, "mia@testmere.example", "Mia")
    other = samples.door_of(world.team, "fen@testmere.example", "Fen")
    return Asked(world.team, world.mother, hers, other, world.team.mia, samples.actor_at(other))


def asked(world: World) -> str:
    """A question that Mia was asked."""
    return samples.sent(situation(world))


def answered(world: World) -> str:
    """One that she answered."""
    return samples.answered(situation(world))


def feared(world: World) -> str:
    """One in which she fears for a child."""
    return samples.answered(situation(world), FEAR)


def tell(world: World, by: Actor) -> str:
    """She was shown it and says yes."""
    seen = EnquiryRow.objects.get(ref=world.made).answered_at
    return enquiries.tell_her(
        by=by, enquiry=world.made, she_says="yes", her_words="", seen=seen, at=world.now
    )


def pass_on(world: World, by: Actor) -> str:
    """Mia passes it to Fen."""
    ref, other = world.made
    return enquiries.pass_on(by=by, enquiry=ref, door=other, who="Mia Example", at=world.now)


def asked_with_other(world: World) -> tuple[str, str]:
    """A question that Mia was asked, and the other door."""
    there = situation(world)
    return samples.sent(there), there.other_door


def on_one(do: Callable[..., object], **more: Any) -> Callable[[World, Actor], object]:
    """An act on the question that was made before."""
    return lambda world, by: do(by=by, enquiry=world.made, at=world.now, **more)


ENQUIRIES = {
    "draft_enquiry": Act(
        lambda w, by: enquiries.draft_enquiry(
            by=by, mother=w.mother, asking=samples.asking(w.made), at=w.now
        ),
        before=situation,
    ),
    "send_enquiry": Act(on_one(enquiries.send_enquiry), before=lambda w: samples.drafted(situation(w))),
    "chase": Act(on_one(enquiries.chase), before=asked),
    "take_back": Act(on_one(enquiries.take_back), before=asked),
    "take_down_answer": Act(on_one(enquiries.take_down_answer, reply=TERMS), by="sam", before=asked),
    "answer_enquiry": Act(on_one(enquiries.answer_enquiry, reply=TERMS), before=asked, **MIA_AT_HER_DOOR),
    "move_promise": Act(
        lambda w, by: enquiries.move_promise(
            by=by,
            enquiry=w.made,
            to_day=local_day(w.now + timedelta(days=9)),
            why="Leave",
            who="Mia Example",
            at=w.now,
        ),
        before=asked,
        **MIA_AT_HER_DOOR,
    ),
    "pass_on": Act(pass_on, before=asked_with_other, **MIA_AT_HER_DOOR),
    "tell_her": Act(tell, before=answered),
    "decide_at_risk": Act(
        on_one(enquiries.decide_at_risk, decided=name_her()), by="ruth", before=feared, stranger="jo"
    ),
    "lapse_late": Act(
        lambda w, by: enquiries.lapse_late(by=by), by="machine", before=asked, later=timedelta(days=20)
    ),
}
