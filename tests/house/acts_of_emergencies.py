"""Every action of emergency looks once."""

from hrm2m.policy import Compartment
from hrm2m.records.emergencies import actions as emergencies
from hrm2m.records.emergencies.actions import Opening
from hrm2m.records.emergencies.entries import InDanger, Verdict
from tests.house.acts_of_accounts import HOUSE
from tests.house.smallest_world import Act, World


OPENING = Opening(Compartment.TREATMENT, InDanger.HER, "She does not wake up after her dose.")


def opened(world: World) -> str:
    return emergencies.open_part(by=world.team.amir, handle="Robin", opening=OPENING)


EMERGENCIES = {
    "open_part": Act(lambda w, by: emergencies.open_part(by=by, handle="Robin", opening=OPENING), by="amir"),
    "look_at": Act(
        lambda w, by: emergencies.look_at(
            by=by, look=w.made, verdict=Verdict.RIGHT, words="I rang the ward.", at=w.now
        ),
        by="kit",
        before=opened,
    ),
    "end_what_is_barred": Act(
        lambda w, by: emergencies.end_what_is_barred(by=by, mother=w.mother), before=opened
    ),
    "let_go": Act(
        lambda w, by: emergencies.let_go(by=by, worker=w.team.amir.worker_ref),
        by="administrator",
        before=opened,
        **HOUSE,
    ),
    "stand_down": Act(
        lambda w, by: emergencies.stand_down(by=by, worker=w.team.amir.worker_ref),
        by="kit",
        before=opened,
        **HOUSE,
    ),
}
