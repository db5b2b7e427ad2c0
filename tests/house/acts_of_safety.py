"""Every action about her safety once."""

from hrm2m.records.safety import actions as safety
from hrm2m.records.safety.actions import Telling
from hrm2m.records.safety.entries import Harm, HerSafety, HerSay, WayOn, WayTo
from tests.house.acts_of_accounts import HOUSE
from tests.house.smallest_world import Act, World


SAID = HerSafety(Harm.VIOLENCE, "He shut the door on my hand.")
TOLD = Telling()


def noted(world: World) -> str:
    return safety.note(by=world.team.jo, mother=world.mother, safety=SAID, telling=TOLD, at=world.now)


def let_read(world: World) -> str:
    tess = world.team.tess.worker_ref
    return safety.let_see(by=world.team.jo, mother=world.mother, worker=tess, called="Robin", at=world.now)


SAFETY = {
    "note": Act(
        lambda w, by: safety.note(by=by, mother=w.mother, safety=SAID, telling=TOLD, at=w.now), by="sam"
    ),
    "correct": Act(
        lambda w, by: safety.correct(
            by=by, mother=w.mother, entry=w.made, safety=SAID, telling=TOLD, at=w.now
        ),
        before=noted,
    ),
    "take_way_on": Act(
        lambda w, by: safety.take_way_on(
            by=by,
            mother=w.mother,
            entry=w.made,
            way=WayOn(WayTo.IDVA, HerSay.YES, taken=True),
            telling=TOLD,
            at=w.now,
        ),
        before=noted,
    ),
    "reply": Act(
        lambda w, by: safety.reply(
            by=by, mother=w.mother, entry=w.made, words="Twice.", not_right=False, at=w.now
        ),
        before=noted,
    ),
    "let_see": Act(
        lambda w, by: safety.let_see(
            by=by, mother=w.mother, worker=w.team.tess.worker_ref, called="Robin", at=w.now
        )
    ),
    "stop_letting_see": Act(
        lambda w, by: safety.stop_letting_see(by=by, mother=w.mother, agreed=w.made), before=let_read
    ),
    "end_what_is_barred": Act(
        lambda w, by: safety.end_what_is_barred(by=by, mother=w.mother), before=let_read
    ),
    "let_go": Act(
        lambda w, by: safety.let_go(by=by, worker=w.team.tess.worker_ref),
        by="administrator",
        before=let_read,
        **HOUSE,
    ),
    "stand_down": Act(
        lambda w, by: safety.stand_down(by=by, worker=w.team.tess.worker_ref),
        by="kit",
        before=let_read,
        **HOUSE,
    ),
}
