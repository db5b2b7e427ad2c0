"""Opening, changing, holding and ending bridges; here, and only here, workers gain and lose standing on her record."""

from hrm2m.records.bridges.actions.absences import Away, be_away, come_back, keep_absences
from hrm2m.records.bridges.actions.barring import (
    bar,
    bar_agency,
    close_to_who_knows_her,
    lift_bar,
    step_aside,
)
from hrm2m.records.bridges.actions.changing import (
    FirstWords,
    add_to_team,
    begin_bridge,
    change_bridge_builder,
    change_cover,
    close_for_ever,
    close_with_record,
    let_cover_hold,
    open_again,
    take_bridge_back,
    take_off_team,
)
from hrm2m.records.bridges.actions.crossing_over import (
    begin_there,
    leave_for_there,
    let_stand_beside,
    no_longer_beside,
)
from hrm2m.records.bridges.actions.leaving import let_be_chosen_again, let_go, stand_down
from hrm2m.records.bridges.actions.profiles import Saying, set_limit, set_profile, she_met_cover
from hrm2m.records.bridges.actions.succeeding import keep_asking_whom_next


__all__ = [
    "Away",
    "FirstWords",
    "Saying",
    "add_to_team",
    "bar",
    "bar_agency",
    "be_away",
    "begin_bridge",
    "begin_there",
    "change_bridge_builder",
    "change_cover",
    "close_for_ever",
    "close_to_who_knows_her",
    "close_with_record",
    "come_back",
    "keep_absences",
    "keep_asking_whom_next",
    "leave_for_there",
    "let_be_chosen_again",
    "let_cover_hold",
    "let_go",
    "let_stand_beside",
    "lift_bar",
    "no_longer_beside",
    "open_again",
    "set_limit",
    "set_profile",
    "she_met_cover",
    "stand_down",
    "step_aside",
    "take_bridge_back",
    "take_off_team",
]
