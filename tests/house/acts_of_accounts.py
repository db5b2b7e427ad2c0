"""Every action on accounts and agencies once: how it is done, who may, and that its line stands in the house chain."""

from collections.abc import Mapping
from typing import Any

import msgspec

from hrm2m.cadence.local_time import local_day
from hrm2m.policy import Role
from hrm2m.records.accounts import actions as accounts
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.actions.writing import Told
from hrm2m.records.agencies.directory.stated import OF_NO_FEED
from hrm2m.records.agencies.directory.vocabulary import Field
from tests import worlds
from tests.house.smallest_world import Act, an_empty_agency, change_waits, in_the_directory, role_waits
from tests.records.agencies.samples import PROVENANCE, a_service


WRITTEN_HERE = msgspec.structs.replace(PROVENANCE, source=OF_NO_FEED, licence=None, attribution=None)
HOUSE: Mapping[str, Any] = {"in_her_chain": False}
NEW_FACTOR = agencies.ChangeKind.SECOND_FACTOR

AGENCIES = {
    "set_up_area": Act(
        lambda w, by: agencies.set_up_area(by=by, name="Testmere", nation="england", lines=worlds.LINES),
        by="machine",
        **HOUSE,
    ),
    "set_on_call": Act(
        lambda w, by: agencies.set_on_call(by=by, on_call=w.team.ruth.worker_ref, lead=w.team.kit.worker_ref),
        by="machine",
        **HOUSE,
    ),
    "add_agency": Act(
        lambda w, by: agencies.add_agency(by=by, name="A third", kind="other"), by="machine", **HOUSE
    ),
    "add_worker": Act(
        lambda w, by: agencies.add_worker(
            by=by, email="new@testmere.example", first_name="New", job_title="", at=w.now
        ),
        by="machine",
        **HOUSE,
    ),
    "give_role": Act(
        lambda w, by: agencies.give_role(
            by=by, worker=w.team.sam.worker_ref, agency=w.team.jo.agency_ref, role=Role.PARTNER, at=w.now
        ),
        by="machine",
        **HOUSE,
    ),
    "confirm_role": Act(
        lambda w, by: agencies.confirm_role(by=by, waiting=w.made, at=w.now),
        by="kit",
        before=role_waits,
        **HOUSE,
    ),
    "refuse_role": Act(
        lambda w, by: agencies.refuse_role(by=by, waiting=w.made), by="kit", before=role_waits, **HOUSE
    ),
    "invite": Act(
        lambda w, by: agencies.invite(
            by=by, email="new@testmere.example", first_name="New", job_title="", at=w.now
        ),
        by="machine",
        **HOUSE,
    ),
    "invite_again": Act(
        lambda w, by: agencies.invite_again(by=by, worker=w.team.sam.worker_ref), by="machine", **HOUSE
    ),
    "rename_agency": Act(
        lambda w, by: agencies.rename_agency(by=by, agency=w.team.vic.agency_ref, name="Over There"),
        by="machine",
        **HOUSE,
    ),
    "ask_for_change": Act(
        lambda w, by: agencies.ask_for_change(by=by, worker=w.team.sam.worker_ref, kind=NEW_FACTOR),
        by="machine",
        **HOUSE,
    ),
    "confirm_change": Act(
        lambda w, by: agencies.confirm_change(by=by, waiting=w.made), by="kit", before=change_waits, **HOUSE
    ),
    "refuse_change": Act(
        lambda w, by: agencies.refuse_change(by=by, waiting=w.made), by="kit", before=change_waits, **HOUSE
    ),
    "import_directory_entries": Act(
        lambda w, by: agencies.import_directory_entries(by=by, entries=[a_service()], at=w.now),
        by="machine",
        **HOUSE,
    ),
    "add_service": Act(
        lambda w, by: agencies.add_service(
            by=by,
            service=a_service(provenance=WRITTEN_HERE),
            told=Told("its own front desk", local_day(w.now)),
            at=w.now,
        ),
        stranger="commissioner",
        **HOUSE,
    ),
    "add_service_fact": Act(
        lambda w, by: agencies.add_service_fact(
            by=by,
            service=w.made,
            field=Field.CHILDCARE,
            value="there",
            told=Told("its own front desk", local_day(w.now)),
            could_show_where=lambda words, hidden: False,
            at=w.now,
        ),
        stranger="commissioner",
        before=in_the_directory,
        **HOUSE,
    ),
}
ACCOUNTS = {
    "end_account": Act(
        lambda w, by: accounts.end_account(by=by, worker=w.team.jo.worker_ref), by="administrator", **HOUSE
    ),
    "take_role": Act(
        lambda w, by: accounts.take_role(
            by=by,
            worker=w.team.jo.worker_ref,
            agency=w.team.jo.agency_ref,
            role=Role.BRIDGE_BUILDER,
        ),
        by="administrator",
        **HOUSE,
    ),
    "end_agency": Act(
        lambda w, by: accounts.end_agency(by=by, agency=w.made),
        by="administrator",
        before=an_empty_agency,
        **HOUSE,
    ),
}
