"""Every step of the lifecycle has somebody who can take it: a step that nobody may take would be a dead end for her."""

from datetime import timedelta
from itertools import product

import pytest

from hrm2m.policy import Facts, Ground, MotherFacts, Permission, Role, decide
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.lifecycles import RECORD, RecordEvent, Stage
from hrm2m.policy.opens import OPENS
from tests.policy.test_oracle import NOW, facts, standing


PERMISSION_OF = {
    RecordEvent.SHE_ASKS_AN_AGENCY: Permission.STAGE_MOVE,
    RecordEvent.SHE_GIVES_HER_NAME: Permission.IDENTITY_GIVE,
    RecordEvent.A_YEAR_WITHOUT_HER_WORD: Permission.RECORD_SLEEP,
    RecordEvent.SHE_COMES_BACK: Permission.RECORD_REOPEN,
    RecordEvent.SHE_ASKS_TO_END: Permission.RECORD_END,
    RecordEvent.ACCEPTED_WHERE_SHE_MOVED: Permission.RECORD_END,
    RecordEvent.SHE_DIED: Permission.RECORD_END,
    RecordEvent.A_SECOND_SIGNS: Permission.DEATH_SIGN,
    RecordEvent.IT_WAS_A_MISTAKE: Permission.RECORD_REOPEN,
    RecordEvent.SHE_SLEEPS_AND_LIVES: Permission.RECORD_REOPEN,
    RecordEvent.SHE_ASKS_TO_BE_FORGOTTEN: Permission.RECORD_FORGET,
    RecordEvent.SHE_UNDOES_IT: Permission.RECORD_FORGET,
    RecordEvent.KEYS_ARE_DESTROYED: Permission.RECORD_FORGET,
}
STEPS = [(stage, event) for stage, events in RECORD.items() for event in events]


def _permission_of(stage: Stage, event: RecordEvent) -> Permission:
    if (stage, event) == (Stage.ASLEEP, RecordEvent.SHE_COMES_BACK):
        return Permission.RECORD_WAKE
    if event is RecordEvent.KEYS_ARE_DESTROYED and stage is not Stage.FORGETTING:
        return Permission.RECORD_DESTROY
    return PERMISSION_OF[event]


def somebody_may(stage: Stage, event: RecordEvent, grounds: tuple[Ground, ...] = tuple(Ground)) -> bool:
    """Whether anyone at all, with everything in order, may take this step."""
    permission = _permission_of(stage, event)
    act = ActFacts("because", event, her_word=True, accepted_elsewhere=True, second_signer_id=8, author_id=8)
    near = [ground for ground in grounds if ground is not Ground.BLOCK]
    for role, ground, over in product(Role, near, (True, False)):
        forget_at = NOW if over else NOW + timedelta(days=1)
        mother = MotherFacts(stage, ended_at=NOW, forget_at=forget_at)
        question: Facts = facts(
            frozenset({role}), mother, standing(ground, NOW, None), act, OPENS[permission].reads
        )
        if decide(permission, question).allowed:
            return True
    return False


@pytest.mark.parametrize(("stage", "event"), STEPS, ids=lambda value: value.value)
def test_every_step_of_the_lifecycle_can_be_taken_by_somebody(stage: Stage, event: RecordEvent) -> None:
    assert somebody_may(stage, event)
