"""The acts about a worry, a referral and a request in; in the form that `acts.py` describes."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from hrm2m.records.requests import actions as requests
from hrm2m.records.worries import actions as worries
from hrm2m.records.worries.entries import OurView, TheirDecision, TheirStep
from hrm2m.records.worries.queries import worry_page
from tests.house.acts_of_accounts import HOUSE
from tests.house.smallest_world import Act, World
from tests.records.requests import samples as asked
from tests.records.worries import samples


def raised(world: World) -> str:
    return samples.raised(world.team.jo, world.mother)


def decided(world: World) -> tuple[str, str]:
    """A worry that was sent and on which they decided, and its newest step."""
    samples.sent(world.team.jo, world.mother)
    (worry,) = samples.all_worries()
    sent = worry_page(by=world.team.ruth, worry=worry).seen
    decision = TheirDecision(TheirStep.ASSESSMENT)
    return worry, worries.write_their_decision(
        by=world.team.ruth, worry=worry, decision=decision, seen=sent, at=world.now
    )


def sent(world: World) -> str:
    return samples.sent(world.team.jo, world.mother)


def asked_to_look(world: World) -> str:
    about = sent(world)
    kit = world.team.kit.worker_ref
    return worries.ask_to_look(by=world.team.ruth, about=about, worker=kit, at=world.now)


def held(world: World) -> str:
    return samples.raised(world.team.jo, world.mother, telling=samples.NOT_TOLD)


def read(world: World) -> tuple[str, str]:
    worry = raised(world)
    return worry, worries.read_worry(by=world.team.ruth, worry=worry, seen="", at=world.now)


def request(world: World) -> str:
    return asked.recorded(world.team.jo, world.mother)


def answered(world: World) -> str:
    return asked.answered(world.team.kit, request(world))


BY_THE_LEAD: Mapping[str, Any] = {"by": "ruth", "before": raised}
WORRIES = {
    "raise_worry": Act(lambda w, by: samples.raised(by, w.mother)),
    "read_worry": Act(
        lambda w, by: worries.read_worry(by=by, worry=w.made, seen="", at=w.now), **BY_THE_LEAD
    ),
    "ask_decision": Act(
        lambda w, by: worries.ask_decision(by=by, worry=w.made, grounds=samples.GROUNDS, seen="", at=w.now),
        **BY_THE_LEAD,
    ),
    "write_their_decision": Act(
        lambda w, by: worries.write_their_decision(
            by=by, worry=w.made[0], decision=TheirDecision(TheirStep.OTHER), seen=w.made[1], at=w.now
        ),
        by="ruth",
        before=decided,
    ),
    "say_our_view": Act(
        lambda w, by: worries.say_our_view(
            by=by, worry=w.made[0], view=OurView(True, "It is right"), seen=w.made[1], at=w.now
        ),
        by="ruth",
        before=decided,
    ),
    "write_outcome": Act(
        lambda w, by: worries.write_outcome(
            by=by, worry=w.made[0], words="A neighbour helps", seen=w.made[1], at=w.now
        ),
        by="ruth",
        before=read,
    ),
    "tell_her": Act(
        lambda w, by: worries.tell_her(by=by, worry=w.made, about=w.made, how="By Jo", at=w.now),
        **BY_THE_LEAD,
    ),
    "hold_back_from_her": Act(
        lambda w, by: worries.hold_back_from_her(
            by=by,
            worry=w.made,
            about=w.made,
            why="He hits her",
            until=w.now + timedelta(days=3),
            at=w.now,
        ),
        **BY_THE_LEAD,
    ),
    "refer": Act(lambda w, by: samples.sent(by, w.mother), by="sam"),
    "refer_with_record": Act(
        lambda w, by: worries.refer_with_record(by=by, mother=w.mother, sending=samples.SENDING, at=w.now),
        by="ruth",
    ),
    "take_paper": Act(lambda w, by: worries.take_paper(by=by, mother=w.mother, form="pdf"), by="sam"),
    "ask_to_look": Act(
        lambda w, by: worries.ask_to_look(by=by, about=w.made, worker=w.team.kit.worker_ref, at=w.now),
        by="ruth",
        before=sent,
    ),
    "let_go": Act(
        lambda w, by: worries.let_go(by=by, worker=w.team.kit.worker_ref),
        by="administrator",
        before=asked_to_look,
        **HOUSE,
    ),
    "stand_down": Act(
        lambda w, by: worries.stand_down(by=by, worker=w.team.rae.worker_ref), by="kit", **HOUSE
    ),
    "end_what_is_barred": Act(
        lambda w, by: worries.end_what_is_barred(by=by, mother=w.mother), before=asked_to_look
    ),
    "ask_to_sign": Act(
        lambda w, by: worries.ask_to_sign(by=by, entry=w.made, worker=w.team.kit.worker_ref, at=w.now),
        by="ruth",
        before=held,
    ),
    "look_at_referral": Act(
        lambda w, by: worries.look_at_referral(by=by, referral=w.made, look=samples.LOOK, at=w.now),
        by="ruth",
        before=sent,
    ),
    "sign_withholding": Act(
        lambda w, by: worries.sign_withholding(by=by, entry=w.made, look=samples.LOOK, at=w.now),
        by="ruth",
        before=held,
    ),
}
REQUESTS = {
    "record_request": Act(lambda w, by: asked.recorded(by), stranger="", in_her_chain=False),
    "answer_request": Act(
        lambda w, by: asked.answered(by, w.made), by="kit", before=request, in_her_chain=False
    ),
    "write_in_her_record": Act(
        lambda w, by: requests.write_in_her_record(by=by, request=w.made, mother=w.mother, at=w.now),
        by="kit",
        before=answered,
    ),
}
