"""Writing agencies, workers, roles and the directory of services; each act leaves a line in the house chain."""

from hrm2m.records.agencies.actions.accounts import (
    add_agency,
    add_worker,
    confirm_role,
    give_role,
    invite,
    invite_again,
    refuse_role,
    set_on_call,
    set_up_area,
)
from hrm2m.records.agencies.actions.area_settings import (
    name_for_gaps,
    put_on_rota,
    remind_leads,
    set_choice,
    set_hours,
    set_line,
    set_nation,
)
from hrm2m.records.agencies.actions.changes import (
    ChangeKind,
    ask_for_change,
    confirm_change,
    refuse_change,
)
from hrm2m.records.agencies.actions.doors import ask_terms_again, declare_terms, end_door, set_door
from hrm2m.records.agencies.actions.ending import (
    let_account_end,
    let_agency_end,
    let_lead_be_on_call,
    let_role_end,
    rename_agency,
)
from hrm2m.records.agencies.actions.importing import ImportCounts, NotKept, import_directory_entries
from hrm2m.records.agencies.actions.teams import NewWorker, add_team
from hrm2m.records.agencies.actions.writing import CouldShowWhere, Told, add_service, add_service_fact


__all__ = [
    "ChangeKind",
    "CouldShowWhere",
    "ImportCounts",
    "NewWorker",
    "NotKept",
    "Told",
    "add_agency",
    "add_service",
    "add_service_fact",
    "add_team",
    "add_worker",
    "ask_for_change",
    "ask_terms_again",
    "confirm_change",
    "confirm_role",
    "declare_terms",
    "end_door",
    "give_role",
    "import_directory_entries",
    "invite",
    "invite_again",
    "let_account_end",
    "let_agency_end",
    "let_lead_be_on_call",
    "let_role_end",
    "name_for_gaps",
    "put_on_rota",
    "refuse_change",
    "refuse_role",
    "remind_leads",
    "rename_agency",
    "set_choice",
    "set_door",
    "set_hours",
    "set_line",
    "set_nation",
    "set_on_call",
    "set_up_area",
]
