"""Wherever a copy has a record, it gets again to where it ended since, by steps of the lifecycle and no others."""

import pytest

from hrm2m.policy.lifecycles import OPEN_STAGES, Stage, next_stage
from hrm2m.records.whole.replaying import OVER, way_to_end


NO_WAY = {(Stage.NAMED, Stage.FORGETTING)}
"""Whoever gave her name has a retention duty on her record: it can be ended and destroyed in time, not forgotten."""


@pytest.mark.parametrize("last_open", sorted(OPEN_STAGES))
@pytest.mark.parametrize("end", sorted(OVER))
@pytest.mark.parametrize("stage", sorted(Stage))
def test_each_end_is_reached_from_each_stage(stage: Stage, end: Stage, last_open: Stage) -> None:
    begins = stage if stage in OPEN_STAGES else last_open
    reached = stage
    for event in way_to_end(stage, last_open, end):
        reached = next_stage(reached, event, last_open)
    if stage is Stage.FORGOTTEN or (begins, end) in NO_WAY:
        assert reached is stage
    elif end is Stage.FORGOTTEN and (stage is Stage.FORGETTING or stage in OPEN_STAGES - {Stage.NAMED}):
        assert reached is Stage.FORGETTING, "the job that destroys the keys does the rest"
    else:
        assert reached is end


@pytest.mark.parametrize("stage", sorted(Stage))
@pytest.mark.parametrize("end", [None, *sorted(OPEN_STAGES), Stage.ASLEEP])
def test_what_did_not_end_stays_as_the_copy_has_it(stage: Stage, end: Stage | None) -> None:
    assert way_to_end(stage, Stage.BY_HANDLE, end) == ()
