"""The policy on one page: any line of a permission suffices, every fact in the line must hold.

A permission without a line is denied. What each may open is the second table.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hrm2m.policy.compartments import Compartment as C
from hrm2m.policy.permissions import Permission as P
from hrm2m.policy.predicates import (
    Predicate,
    accepted_where_she_moved,
    any_worker,
    being_forgotten_and_in_time,
    builds_bridges_or_leads,
    covers_her,
    ended_within_mistake_days,
    forgetting_is_due,
    holds_her_bridge,
    is_the_machine,
    it_is_about_her_asking,
    it_is_about_her_death,
    it_is_about_her_moving,
    it_is_her_word,
    known_by_handle,
    leads_her_team,
    no_record_yet,
    not_barred,
    of_the_agency_that_keeps_her_bridge,
    on_her_outreach_team,
    purpose_said,
    record_has_ended,
    record_is_open,
    record_sleeps,
    she_gave_her_name,
    she_is_alive,
    two_people_sign,
)


WITHIN = (not_barred, record_is_open)
BUILDER = (holds_her_bridge, *WITHIN)
COVER = (covers_her, *WITHIN)
TEAM = (on_her_outreach_team, *WITHIN)
LEAD = (leads_her_team, *WITHIN, purpose_said)
UNDOES_A_MISTAKE = (not_barred, record_has_ended, ended_within_mistake_days)
NEAR_HER: Sequence[Sequence[Predicate]] = (BUILDER, COVER, TEAM)

POLICY: Mapping[P, Sequence[Sequence[Predicate]]] = {
    P.BRIDGE_BEGIN: [[any_worker, no_record_yet]],
    P.BRIDGE_CHANGE: [BUILDER, COVER, [leads_her_team, not_barred]],
    P.BRIDGE_STAND_DOWN: [[any_worker]],
    P.BRIDGE_PLACE_AGAIN: [[leads_her_team, not_barred]],
    P.BRIDGE_CLOSE: [[is_the_machine, record_has_ended]],
    P.TODAY_SEE: [BUILDER, COVER, TEAM],
    P.MOTHER_SEE: [BUILDER, COVER, TEAM, LEAD],
    P.HER_SAFETY_SEE: [BUILDER],
    P.IDENTITY_SEE: [[*BUILDER, she_gave_her_name]],
    P.IDENTITY_GIVE: [[*BUILDER, it_is_her_word]],
    P.STAGE_MOVE: [[*BUILDER, it_is_her_word]],
    P.REPLY_ADD: NEAR_HER,
    P.CONTACT_LOG: NEAR_HER,
    P.SAFE_CONTACT_SET: NEAR_HER,
    P.QUIET_SET: NEAR_HER,
    P.WINDOW_SET: [(*line, it_is_her_word) for line in NEAR_HER],
    P.WINDOW_CLOSE: NEAR_HER,
    P.VISIT_CHECK: NEAR_HER,
    P.VISIT_END: [[any_worker]],
    P.ASK_RECORD: NEAR_HER,
    P.OFFER_RECORD: NEAR_HER,
    P.DEMAND_RECORD: NEAR_HER,
    P.DIRECTORY_SEE: [[any_worker]],
    P.DIRECTORY_ADD: [[any_worker]],
    P.DIRECTORY_IMPORT: [[any_worker]],
    P.BOARD_SEE: [[any_worker]],
    P.DANGER_RAISE: [[any_worker]],
    P.DANGER_SEE: [[any_worker]],
    P.DANGER_ANSWER: [[any_worker]],
    P.RECORD_END: [
        [*BUILDER, it_is_about_her_asking, it_is_her_word],
        [*COVER, it_is_about_her_asking, it_is_her_word],
        [*BUILDER, it_is_about_her_moving, accepted_where_she_moved],
        [*COVER, it_is_about_her_moving, accepted_where_she_moved],
        [*BUILDER, it_is_about_her_death, two_people_sign],
        [*COVER, it_is_about_her_death, two_people_sign],
        # Somebody must be able to write it where bridge builder and cover are away, or her record sleeps.
        [leads_her_team, *WITHIN, it_is_about_her_death, two_people_sign],
        [leads_her_team, not_barred, record_sleeps, it_is_about_her_death, two_people_sign],
    ],
    P.RECORD_REOPEN: [
        [holds_her_bridge, *UNDOES_A_MISTAKE],
        [covers_her, *UNDOES_A_MISTAKE],
        [leads_her_team, *UNDOES_A_MISTAKE],
        [
            of_the_agency_that_keeps_her_bridge,
            builds_bridges_or_leads,
            not_barred,
            record_has_ended,
            she_is_alive,
            it_is_her_word,
        ],
    ],
    P.RECORD_WAKE: [[of_the_agency_that_keeps_her_bridge, not_barred, record_sleeps, it_is_her_word]],
    P.RECORD_FORGET: [
        [*BUILDER, known_by_handle, it_is_her_word],
        [*COVER, known_by_handle, it_is_her_word],
        [holds_her_bridge, not_barred, being_forgotten_and_in_time],
        [covers_her, not_barred, being_forgotten_and_in_time],
        [is_the_machine, forgetting_is_due],
    ],
    P.RECORD_SLEEP: [[is_the_machine, record_is_open]],
    P.RECORD_REPLAY: [[is_the_machine]],
    P.DUE_REBUILD: [[is_the_machine, record_is_open]],
    P.CLOCK_ESCALATE: [[is_the_machine]],
    P.ACCOUNT_INVITE: [[any_worker]],
    P.ROLE_CONFIRM: [[any_worker]],
    P.AREA_SET: [[any_worker]],
    P.RECORD_HOLD: [[of_the_agency_that_keeps_her_bridge]],
    P.RECORD_DESTROY: [[is_the_machine, record_sleeps], [is_the_machine, record_has_ended]],
    P.RETENTION_RUN: [[any_worker]],
    P.ACCOUNT_END: [[any_worker]],
    P.ACCOUNT_CONFIRM: [[any_worker]],
    P.ABSENCE_SET: [[any_worker]],
    P.BAR_SET: [
        [holds_her_bridge, not_barred, it_is_her_word],
        [covers_her, not_barred, it_is_her_word],
        [on_her_outreach_team, not_barred, it_is_her_word],
        [leads_her_team, not_barred, it_is_her_word],
    ],
    P.STEP_ASIDE: [
        [holds_her_bridge, not_barred],
        [covers_her, not_barred],
        [on_her_outreach_team, not_barred],
        [leads_her_team, not_barred],
    ],
}


@dataclass(frozen=True)
class Access:
    """Which compartments an act may read, and which it may write to without reading them."""

    reads: frozenset[C] = frozenset()
    writes: frozenset[C] = frozenset()


NOTHING = Access()
GENERAL = Access(reads=frozenset({C.GENERAL}), writes=frozenset({C.GENERAL}))

OPENS: Mapping[P, Access] = {
    P.BRIDGE_BEGIN: Access(writes=frozenset({C.GENERAL})),
    P.BRIDGE_CHANGE: GENERAL,
    P.BRIDGE_STAND_DOWN: NOTHING,
    P.BRIDGE_PLACE_AGAIN: NOTHING,
    P.BRIDGE_CLOSE: NOTHING,
    P.TODAY_SEE: Access(reads=frozenset({C.GENERAL})),
    P.MOTHER_SEE: Access(reads=frozenset({C.GENERAL})),
    P.HER_SAFETY_SEE: Access(reads=frozenset({C.HER_SAFETY})),
    P.IDENTITY_SEE: Access(reads=frozenset({C.IDENTITY})),
    P.IDENTITY_GIVE: Access(reads=frozenset({C.IDENTITY}), writes=frozenset({C.IDENTITY})),
    P.STAGE_MOVE: GENERAL,
    P.REPLY_ADD: GENERAL,
    P.CONTACT_LOG: GENERAL,
    P.SAFE_CONTACT_SET: GENERAL,
    P.QUIET_SET: GENERAL,
    P.WINDOW_SET: GENERAL,
    P.WINDOW_CLOSE: GENERAL,
    P.VISIT_CHECK: GENERAL,
    P.VISIT_END: NOTHING,
    P.ASK_RECORD: GENERAL,
    P.OFFER_RECORD: GENERAL,
    P.DEMAND_RECORD: GENERAL,
    P.DIRECTORY_SEE: NOTHING,
    P.DIRECTORY_ADD: NOTHING,
    P.DIRECTORY_IMPORT: NOTHING,
    P.BOARD_SEE: NOTHING,
    P.DANGER_RAISE: NOTHING,
    P.DANGER_SEE: NOTHING,
    P.DANGER_ANSWER: NOTHING,
    P.RECORD_END: Access(writes=frozenset({C.GENERAL})),
    P.RECORD_REOPEN: GENERAL,
    P.RECORD_WAKE: GENERAL,
    P.RECORD_FORGET: NOTHING,
    P.RECORD_SLEEP: Access(reads=frozenset({C.GENERAL})),
    P.RECORD_REPLAY: NOTHING,
    P.DUE_REBUILD: Access(reads=frozenset({C.GENERAL})),
    P.CLOCK_ESCALATE: NOTHING,
    P.ACCOUNT_INVITE: NOTHING,
    P.ROLE_CONFIRM: NOTHING,
    P.AREA_SET: NOTHING,
    P.RECORD_HOLD: NOTHING,
    P.RECORD_DESTROY: Access(reads=frozenset({C.GENERAL})),
    P.RETENTION_RUN: NOTHING,
    P.ACCOUNT_END: NOTHING,
    P.ACCOUNT_CONFIRM: NOTHING,
    P.ABSENCE_SET: NOTHING,
    P.BAR_SET: NOTHING,
    P.STEP_ASIDE: NOTHING,
}
